import { describe, expect, test } from '@jest/globals';
import { createReach } from '../../../src/notify/reachable.js';

const hostOf = (url: string) => new URL(url).hostname;

describe('a webhook', () => {
  test.each([
    'http://169.254.169.254/latest/meta-data', 'http://[fe80::1]/', 'http://[::ffff:169.254.169.254]/', 'http://2852039166/', 'http://0xa9.0xfe.0xa9.0xfe/', 'http://[fd00:ec2::254]/',
    'http://[64:ff9b::169.254.169.254]/', 'http://0.0.0.0/', 'http://[::]/', 'http://224.0.0.1/', 'http://255.255.255.255/', 'http://100.100.100.200/',
  ])('does not reach %s', (url) => {
    expect(() => createReach([]).check(hostOf(url))).toThrow('its address is not to be reached');
  });

  test.each(['http://127.0.0.1/', 'http://[::1]/', 'http://10.1.2.3/', 'http://192.168.1.1/', 'https://example.org/', 'http://[2001:db8::1]/'])('reaches %s', (url) => {
    expect(() => createReach([]).check(hostOf(url))).not.toThrow();
  });

  test('reaches what somebody has allowed, and nothing beside it', () => {
    const { check } = createReach(['169.254.7.0/24', 'fe80::/64']);
    for (const url of ['http://169.254.7.9/', 'http://[fe80::9]/']) expect(() => check(hostOf(url))).not.toThrow();
    for (const url of ['http://169.254.8.9/', 'http://[fe80:0:0:1::9]/']) expect(() => check(hostOf(url))).toThrow('its address is not to be reached');
  });

  test('looks a name up each time, and is given no address that it must not reach', async () => {
    const look = (all: boolean) => new Promise((resolve) => void createReach([]).lookup('localhost', { all }, (error, address) => resolve(error ?? address)));
    expect(await look(true)).toContainEqual(expect.objectContaining({ address: expect.stringMatching(/^(127\.0\.0\.1|::1)$/) }));
    expect(await look(false)).toMatch(/^(127\.0\.0\.1|::1)$/);
  });
});
