import { expect, test } from '@jest/globals';
import { parseClaims } from '../../../src/access/claims.js';
import { Role } from '../../../src/domain/role.js';

const names = { roleClaim: 'https://example.org/role', sitesClaim: 'sites', assetClaim: 'asset' };
const good = { sub: 'anna', iat: 1_800_000_000, exp: 1_800_000_060.5, 'https://example.org/role': 'OPERATOR' };

test('a token says who somebody is, by the names that the provider gives his claims', () => {
  expect(parseClaims(good, names)).toEqual({
    ok: true,
    claims: { subject: 'anna', role: Role.OPERATOR, sites: null, asset: null, issuedAt: 1_800_000_000_000_000, expiresAt: 1_800_000_060_500_000 },
  });
  expect(parseClaims({ ...good, sites: [], asset: 'FRZ-1' }, names)).toMatchObject({ claims: { sites: [], asset: null } });
  expect(parseClaims({ ...good, 'https://example.org/role': 'DEVICE', asset: 'FRZ-1' }, names)).toMatchObject({ claims: { role: Role.DEVICE, asset: 'FRZ-1' } });
});

test.each<[string, Record<string, unknown>]>([
  ['no role', { 'https://example.org/role': undefined }],
  ['a role that there is not', { 'https://example.org/role': 'ROOT' }],
  ['a role in small letters', { 'https://example.org/role': 'admin' }],
  ['a list of roles', { 'https://example.org/role': ['ADMIN'] }],
  ['the name of something that every object has', { 'https://example.org/role': 'constructor' }],
  ['sites that are one text', { sites: 'LAB' }],
  ['sites that are null', { sites: null }],
  ['sites that are an object', { sites: { length: 1, 0: 'LAB' } }],
  ['a site that is a number', { sites: ['LAB', 1] }],
  ['a site with a character that no text may have', { sites: ['LAB\0'] }],
  ['a site that is half a character', { sites: ['\ud800'] }],
  ['a device without an asset', { 'https://example.org/role': 'DEVICE' }],
  ['a device with two', { 'https://example.org/role': 'DEVICE', asset: ['A', 'B'] }],
  ['no subject', { sub: undefined }],
  ['an empty subject', { sub: ' ' }],
  ['a subject that is a number', { sub: 7 }],
  ['a subject that no log should have', { sub: 'anna\n{"level":60}' }],
  ['a subject that is too long', { sub: 'x'.repeat(256) }],
  ['an end that never comes', { exp: Infinity }],
  ['an end beyond all calendars', { exp: 1e300 }],
  ['an end that is text', { exp: '1800000060' }],
  ['an end that is no number', { exp: NaN }],
  ['a beginning before all time', { iat: -1 }],
  ['no beginning', { iat: undefined }],
])('a token is refused for %s', (_, claims) => {
  expect(parseClaims({ ...good, ...claims }, names)).toMatchObject({ ok: false, reason: expect.any(String) });
});
