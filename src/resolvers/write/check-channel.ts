import type { Bounds } from '../../access/bounds.js';
import { DAY, MINUTE } from '../../domain/time.js';
import type { DefineNotificationChannelInput, QuietHoursInput } from '../../schema/notification-channel-input.js';
import type { UserError } from '../../schema/user-error.js';
import { checkCode, checkPlace, checkText, invalid, refusals, type Check } from './input.js';
import { isTimeZone } from './register-site.js';

const MOST_ADDRESSES = 50;
const MOST_BEFORE_A_DIGEST = 1_000;
const LONGEST_URL = 2_000;
const LONGEST_ADDRESS = 254;

/** What is wrong with a channel as it is defined, without a look at what there is. */
export const checkChannel = ({ code, url, addresses, site, quietHours, digestAfter, digestWindow, reason }: DefineNotificationChannelInput, bounds: Bounds | null): UserError[] =>
  refusals([
    checkCode(code, ['code']),
    checkText(reason, ['reason']),
    typeof url === 'string' && addresses ? invalid([], 'It is a webhook or it is e-mail, not both: say a URL or addresses.') : null,
    typeof url === 'string' ? checkUrl(url) : null,
    addresses && (addresses.length < 1 || addresses.length > MOST_ADDRESSES) ? invalid(['addresses'], `There are ${addresses.length} addresses, but may be from 1 to ${MOST_ADDRESSES}.`) : null,
    ...(addresses ?? []).map((address, index) => checkAddress(address, ['addresses', String(index)])),
    checkPlace(bounds, [site], ['site'], 'whose'),
    ...(quietHours ? checkQuietHours(quietHours) : []),
    typeof digestAfter === 'number' && (digestAfter < 1 || digestAfter > MOST_BEFORE_A_DIGEST) ? invalid(['digestAfter'], `It must be from 1 to ${MOST_BEFORE_A_DIGEST}.`) : null,
    typeof digestWindow === 'number' && (digestWindow < MINUTE || digestWindow > DAY) ? invalid(['digestWindow'], 'It must be from a minute to a day.') : null,
  ]);

/** Nothing of it is quoted: it may hold a secret. */
function checkUrl(text: string): Check {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return invalid(['url'], "It must be a URL that begins with 'https://' or 'http://'.");
  if (text.length > LONGEST_URL) return invalid(['url'], `It has ${text.length} characters, but may have ${LONGEST_URL}.`);
  return url.username === '' && url.password === '' ? null : invalid(['url'], 'It must hold no name and no password: messages are signed instead.');
}

function checkAddress(text: string, field: string[]): Check {
  const isAddress = text.length <= LONGEST_ADDRESS && text.isWellFormed() && /^[^\s@<>()[\]\\,;:"\p{Cc}]+@[^\s@<>()[\]\\,;:"\p{Cc}]+$/u.test(text);
  return isAddress ? null : invalid(field, "It must be an address, as in 'night-shift@lab.example.org'.");
}

function checkQuietHours({ from, until, timeZone }: QuietHoursInput): Check[] {
  const checkTime = (text: string, field: 'from' | 'until') => (/^([01]\d|2[0-3]):[0-5]\d$/.test(text) ? null : invalid(['quietHours', field], "It must be a time of day from '00:00' to '23:59'."));
  return [
    checkTime(from, 'from'),
    checkTime(until, 'until'),
    from === until ? invalid(['quietHours', 'until'], 'They must not last for ever: switch the channel off instead.') : null,
    typeof timeZone === 'string' && !isTimeZone(timeZone) ? invalid(['quietHours', 'timeZone'], "It must be the name of a time zone in the IANA database, such as 'Europe/Berlin'.") : null,
  ];
}
