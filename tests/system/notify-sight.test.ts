import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from '../../src/database.js';
import { Role } from '../../src/domain/role.js';
import { viewerNamed } from './access-callers.js';
import type { Caller } from './graphql-fixture.js';
import { Channels, DefineChannel, DefinePolicy, Notifications, Policies, Resend, RetireChannel, RetirePolicy } from './notify-documents.js';
import { openTwoSites, type TwoSites } from './two-sites.js';

let sites: TwoSites;
let north: Caller;
beforeAll(async () => {
  sites = await openTwoSites({ told: true });
  north = sites.world.as(`ADMIN@${sites.north}`);
});
afterAll(async () => sites[Symbol.asyncDispose]());

const URL = 'https://lab.example.org/hook';
const defineChannel = async (input: object) => (await north.ask(DefineChannel, { input: { code: 'NORTH-NEW', url: URL, ...input } })).defineNotificationChannel;
const definePolicy = async (input: object) => (await north.ask(DefinePolicy, { input: { code: 'NORTH-NEW', site: 'NORTH', steps: [{ channels: ['NORTH-DUTY'] }], ...input } })).defineEscalationPolicy;

describe('somebody who is bound to a site', () => {
  test('sees the channels and policies of his site, and who was told of his excursions', async () => {
    expect((await north.ask(Channels, { includeRetired: null })).notificationChannels.map(({ code }) => code)).toEqual(['NORTH-DUTY']);
    expect((await north.ask(Policies, { includeRetired: null })).escalationPolicies.map(({ code }) => code)).toEqual(['NORTH-ALL']);
    const all = (await sites.world.ask(Notifications, { first: 500 })).notifications.nodes;
    const own = (await north.ask(Notifications, { first: 500 })).notifications.nodes;
    expect(own.map(({ id }) => id)).toEqual(all.map(({ id }) => id).filter((id) => Number(id) < 7_000_000));
    expect(new Set(own.map(({ channel }) => channel?.code))).toEqual(new Set(['NORTH-DUTY', undefined]));
    const pages = await north.ask(Notifications, { first: own.length });
    expect(pages.notifications.pageInfo.hasNextPage).toBe(false);
  });

  test('finds nothing of others, however far he goes', async () => {
    const told = 'id reason channel { code site { code } } excursion { id sensor { key } asset { code } notifications { nodes { id channel { code } } edges { cursor node { excursion { id } } } } } digest { id }';
    const document = `{
      notifications(first: 500) { nodes { ${told} } edges { cursor node { ${told} } } pageInfo { endCursor } }
      excursions { nodes { id notifications { nodes { ${told} } edges { cursor } } } }
      notificationChannels(includeRetired: true) { code site { code } recipients }
      escalationPolicies(includeRetired: true) { code site { code } assets { code } steps { channels { code } } }
    }`;
    const seenBy = async (key: string) => JSON.stringify((await sites.run(viewerNamed(key), document)).data, (name, value: unknown) => (name.toLowerCase().endsWith('cursor') ? Buffer.from(String(value), 'base64url').toString() : value));
    const strangers = /SOUTH|NOWHERE|\b777\d{4}\b|\b888\d{4}\b/;
    expect(await seenBy(Role.QUALITY)).toMatch(strangers);
    const seen = await seenBy(`${Role.QUALITY}@${sites.north}`);
    expect(seen).toMatch(/NORTH/);
    expect(seen).not.toMatch(strangers);
  });

  test.each([
    { what: 'for no site', input: {}, errors: [{ code: 'INVALID', field: ['site'] }] },
    { what: 'for another site', input: { site: 'SOUTH' }, errors: [{ code: 'NOT_FOUND', field: ['site'] }] },
    { what: 'under a code of another site', input: { code: 'SOUTH-DUTY', site: 'NORTH' }, errors: [{ code: 'ALREADY_EXISTS', field: ['code'] }] },
  ])('defines no channel $what', async ({ input, errors }) => {
    expect(await defineChannel(input)).toMatchObject({ notificationChannel: null, secret: null, userErrors: errors });
  });

  test.each([
    { what: 'for no site', input: { site: null }, errors: [{ code: 'INVALID', field: ['site'] }] },
    { what: 'for another site', input: { site: 'SOUTH' }, errors: [{ code: 'NOT_FOUND', field: ['site'] }] },
    { what: 'under a code of another site', input: { code: 'SOUTH-ALL' }, errors: [{ code: 'ALREADY_EXISTS', field: ['code'] }] },
    { what: 'that tells somebody elsewhere', input: { steps: [{ channels: ['SOUTH-DUTY', 'NORTH-DUTY', 'NOWHERE-DUTY'] }] }, errors: [{ code: 'NOT_FOUND', field: ['steps', '0', 'channels', '0'] }, { field: ['steps', '0', 'channels', '2'] }] },
    { what: 'about what is elsewhere', input: { machines: ['NORTH-MILL', 'SOUTH-MILL'] }, errors: [{ code: 'NOT_FOUND', field: ['machines', '1'] }] },
  ])('defines no policy $what', async ({ input, errors }) => {
    expect(await definePolicy(input)).toMatchObject({ escalationPolicy: null, userErrors: errors });
  });

  test('retires and resends nothing of others, and is not told that it is there', async () => {
    await sql(sites.world.database.em.fork(), `update notification set status = 'DEAD'`);
    const foreign = (await sites.world.ask(Notifications, { first: 500 })).notifications.nodes.find(({ id }) => Number(id) > 7_000_000)!.id;
    for (const notification of [foreign, '999999']) {
      expect((await north.ask(Resend, { input: { notification } })).resendNotification.userErrors).toEqual([{ code: 'NOT_FOUND', field: ['notification'], message: `There is no notification '${notification}'.` }]);
    }
    for (const code of ['SOUTH-DUTY', 'NOBODY']) expect((await north.ask(RetireChannel, { input: { code } })).retireNotificationChannel.userErrors).toEqual([{ code: 'NOT_FOUND', field: ['code'], message: `There is no notification channel in use '${code}'.` }]);
    for (const code of ['SOUTH-ALL', 'NOBODY']) expect((await north.ask(RetirePolicy, { input: { code } })).retireEscalationPolicy.userErrors).toEqual([{ code: 'NOT_FOUND', field: ['code'], message: `There is no escalation policy in force '${code}'.` }]);
  });

  test('does all of that with what is his', async () => {
    expect(await defineChannel({ site: 'NORTH', quietHours: { from: '22:00', until: '06:00' } })).toMatchObject({
      notificationChannel: { code: 'NORTH-NEW', version: 1, recipients: ['https://lab.example.org'], site: { code: 'NORTH' }, quietHours: { from: '22:00', until: '06:00', timeZone: 'UTC' } }, secret: expect.any(String),
    });
    expect(await defineChannel({ site: 'NORTH', url: null })).toMatchObject({ notificationChannel: { version: 2, recipients: ['https://lab.example.org'], quietHours: null }, secret: null });
    const policy = await definePolicy({ machines: ['NORTH-MILL'], steps: [{ channels: ['NORTH-NEW', 'NORTH-DUTY'], repeatEvery: 'PT10M' }, { channels: ['NORTH-DUTY'], after: 'PT1H' }] });
    expect(policy).toMatchObject({
      escalationPolicy: {
        version: 1, site: { code: 'NORTH' }, assets: [{ __typename: 'Machine', code: 'NORTH-MILL' }], leastSeverity: 'INFO', quantities: null, kinds: null, tellHistory: false,
        steps: [{ step: 1, after: 'PT0S', repeatEvery: 'PT10M', channels: [{ code: 'NORTH-NEW' }, { code: 'NORTH-DUTY' }] }, { step: 2, after: 'PT1H', repeatEvery: null, channels: [{ code: 'NORTH-DUTY' }] }],
      },
    });
    expect((await north.ask(RetireChannel, { input: { code: 'NORTH-NEW' } })).retireNotificationChannel).toMatchObject({ notificationChannel: null, userErrors: [{ code: 'IN_USE', field: ['code'] }] });
    expect((await north.ask(RetirePolicy, { input: { code: 'NORTH-NEW' } })).retireEscalationPolicy).toMatchObject({ escalationPolicy: { version: 1, retiredAt: expect.any(String) } });
    expect((await north.ask(RetireChannel, { input: { code: 'NORTH-NEW' } })).retireNotificationChannel).toMatchObject({ notificationChannel: { version: 2, retiredAt: expect.any(String) }, userErrors: [] });
    expect((await north.ask(Channels, { includeRetired: null })).notificationChannels.map(({ code }) => code)).toEqual(['NORTH-DUTY']);
    expect((await north.ask(Channels, { includeRetired: true })).notificationChannels.map(({ code }) => code)).toEqual(['NORTH-DUTY', 'NORTH-NEW']);
    expect(await definePolicy({ steps: [{ channels: ['NORTH-NEW'] }] })).toMatchObject({ userErrors: [{ code: 'NOT_FOUND' }] });
    // What signed it is gone with it.
    expect(await defineChannel({ site: 'NORTH' })).toMatchObject({ notificationChannel: { version: 3, retiredAt: null }, secret: expect.any(String) });
  });
});

describe('whoever may do it all', () => {
  const channel = async (input: object) => (await sites.world.ask(DefineChannel, { input: { code: 'X', ...input } })).defineNotificationChannel.userErrors.map(({ code, field }) => `${code} ${field.join('.')}`.trim());
  const policy = async (input: object) => (await sites.world.ask(DefinePolicy, { input: { code: 'X', steps: [{ channels: ['NORTH-DUTY'] }], ...input } })).defineEscalationPolicy.userErrors.map(({ code, field }) => `${code} ${field.join('.')}`.trim());

  test.each([
    [{}, ['INVALID']],
    [{ url: URL, addresses: ['a@b.c'] }, ['INVALID']],
    [{ url: 'ftp://lab.example.org' }, ['INVALID url']],
    [{ url: 'file:///etc/passwd' }, ['INVALID url']],
    [{ url: 'https://name:word@lab.example.org' }, ['INVALID url']],
    [{ addresses: [] }, ['INVALID addresses']],
    [{ addresses: ['a@b.c', 'nobody', 'a@b.c\nBcc: x@y.z', '<a@b.c>'] }, ['INVALID addresses.1', 'INVALID addresses.2', 'INVALID addresses.3']],
    [{ url: URL, code: 'a/b' }, ['INVALID code']],
    [{ url: URL, quietHours: { from: '22:00', until: '06:00' } }, ['INVALID quietHours.timeZone']],
    [{ url: URL, quietHours: { from: '24:00', until: '6:00', timeZone: 'Mars/Base' } }, ['INVALID quietHours.from', 'INVALID quietHours.until', 'INVALID quietHours.timeZone']],
    [{ url: URL, quietHours: { from: '06:00', until: '06:00', timeZone: 'UTC' } }, ['INVALID quietHours.until']],
    [{ url: URL, digestAfter: 0, digestWindow: 'PT1S' }, ['INVALID digestAfter', 'INVALID digestWindow']],
  ] as [object, string[]][])('is refused the channel %j', async (input, errors) => {
    expect(await channel(input)).toEqual(errors);
  });

  test.each([
    [{ steps: [] }, ['INVALID steps']],
    [{ steps: [{ channels: [] }] }, ['INVALID steps.0.channels']],
    [{ steps: [{ channels: ['NORTH-DUTY'], after: 'P31D', repeatEvery: 'PT1S' }] }, ['INVALID steps.0.after', 'INVALID steps.0.repeatEvery']],
    [{ quantities: [], kinds: [], machines: [] }, ['INVALID machines', 'INVALID quantities', 'INVALID kinds']],
    [{ steps: [{ channels: ['NOBODY'] }], samples: ['NONE'], site: 'MARS' }, ['NOT_FOUND site', 'NOT_FOUND samples.0', 'NOT_FOUND steps.0.channels.0']],
  ] as [object, string[]][])('is refused the policy %j', async (input, errors) => {
    expect(await policy(input)).toEqual(errors);
  });

  test('finds notifications by excursion, channel, status and time', async () => {
    const all = (await sites.world.ask(Notifications, { first: 500 })).notifications.nodes;
    const [one] = all;
    const found = async (where: object) => (await sites.world.ask(Notifications, { where, first: 500 })).notifications.nodes.map(({ id }) => id);
    expect(await found({ excursion: [one!.excursion!.id] })).toEqual(all.filter(({ excursion }) => excursion?.id === one!.excursion!.id).map(({ id }) => id));
    expect(await found({ channel: ['SOUTH-DUTY'], reason: ['OPENED'] })).toEqual(all.filter(({ channel: to, reason }) => to?.code === 'SOUTH-DUTY' && reason === 'OPENED').map(({ id }) => id));
    expect(await found({ status: ['SENT'] })).toEqual([]);
    expect(await found({ from: one!.createdAt, to: one!.createdAt })).toEqual([]);
    expect(await found({ excursion: ['no id'] })).toEqual([]);
  });
});
