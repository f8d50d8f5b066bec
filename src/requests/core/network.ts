// Addresses of the net: IP with port and time, hardware, mail, pages, names.
import { BlockList, isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { isPublicAddress } from '../../platform/public-address.ts';
import {
  right,
  wrong,
  type Checked,
  type Problem,
  type Remark,
  type TimeFound,
  type TypedIdentifier,
} from './identifier.ts';

/** RFC 6890 and its registries: addresses that no provider gives to a customer of its own on the public net. */
/** RFC 5737, RFC 3849 and RFC 9637: reserved for examples. */
const EXAMPLES = new BlockList();
for (const net of ['192.0.2.0', '198.51.100.0', '203.0.113.0']) EXAMPLES.addSubnet(net, 24, 'ipv4');
EXAMPLES.addSubnet('2001:db8::', 32, 'ipv6');
EXAMPLES.addSubnet('3fff::', 20, 'ipv6');

/** RFC 5952 in lower case; leading zeros are refused by the platform, and a zone (`%eth0`) is known to one machine alone. */
export function ip({ value, port, from, to }: TypedIdentifier): Checked {
  const version = isIP(value);
  if (version === 0 || value.includes('%')) return wrong('notIp');
  const canonical = version === 4 ? value : new URL(`http://[${value}]/`).hostname.slice(1, -1);
  const family = version === 4 ? 'ipv4' : 'ipv6';
  if (!isPublicAddress(canonical)) return wrong('ipNotPublic');
  if (port !== undefined && !isPort(port)) return wrong('notPort');
  const began = from === undefined ? undefined : timeOf(from);
  const ended = to === undefined ? undefined : timeOf(to);
  if (typeof began === 'string') return wrong(began);
  if (typeof ended === 'string') return wrong(ended);
  if (began && ended && Date.parse(ended.text) < Date.parse(began.text)) return wrong('endsBeforeItBegins');
  const remarks: Remark[] = EXAMPLES.check(canonical, family) ? ['exampleAddress'] : [];
  if (port === undefined && version === 4) remarks.push('portMissing');
  if (began === undefined) remarks.push('timeMissing');
  else if (began.precision === 'minute') remarks.push('timeOnlyToTheMinute');
  return {
    ok: true,
    identifier: {
      kind: 'ip',
      value: canonical,
      ...(port !== undefined && { port: Number(port) }),
      ...(began && { from: began }),
      ...(ended && { to: ended }),
      remarks,
    },
  };
}

function isPort(text: string): boolean {
  return /^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65_535;
}

const TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?(\.\d{1,9})?\s*(Z|[+-]\d{2}:\d{2})?$/;

/** RFC 3339, seconds and fraction as far as they are known; the offset must be said. */
function timeOf(text: string): TimeFound | Problem {
  const [, day, minute, seconds = '', fraction = '', offset] = TIME.exec(text) ?? [];
  if (day === undefined || minute === undefined || (fraction !== '' && seconds === '')) return 'notTime';
  if (offset === undefined) return 'timeWithoutOffset';
  const whole = `${day}T${minute}${seconds}${fraction}${offset}`;
  const ms = Date.parse(`${day}T${minute}${seconds || ':00'}${offset}`);
  const isThatDay = new Date(Date.parse(`${day}T00:00:00Z`)).toISOString().startsWith(day);
  if (Number.isNaN(ms) || !isThatDay) return 'notTime';
  return { text: whole, precision: fraction !== '' ? 'fraction' : seconds !== '' ? 'second' : 'minute' };
}

/** IEEE 802 EUI-48: six octets, in the writings of Unix, Windows and Cisco. */
export function mac({ value }: TypedIdentifier): Checked {
  const isWritten =
    /^(?:[\da-f]{2}([:-])(?:[\da-f]{2}\1){4}[\da-f]{2}|(?:[\da-f]{4}\.){2}[\da-f]{4}|[\da-f]{12})$/i;
  if (!isWritten.test(value)) return wrong('notMac');
  const digits = value.replace(/[^\da-f]/gi, '').toLowerCase();
  const isLocal = (Number.parseInt(digits.slice(0, 2), 16) & 2) !== 0;
  return right('mac', digits.match(/../g)!.join(':'), isLocal ? ['randomMac'] : []); // six pairs, by the pattern
}

/** RFC 5321 section 4.5.3.1 for lengths; the part before the @ keeps its case. */
export function email({ value }: TypedIdentifier): Checked {
  const at = value.lastIndexOf('@');
  const local = value.slice(0, at);
  const host = at < 1 ? '' : domainToASCII(value.slice(at + 1));
  if (local.length > 64 || !/^[^\s@"(),:;<>[\\\]]+$/.test(local) || /^\.|\.\.|\.$/.test(local))
    return wrong('notEmail');
  if (!isHost(host)) return wrong('notEmail');
  return right('email', `${local}@${host}`);
}

export function domain({ value }: TypedIdentifier): Checked {
  const host = domainToASCII(value.replace(/\.$/, ''));
  return isHost(host) ? right('domain', host) : wrong('notDomain');
}

/** Labels of RFC 1035 section 2.3.1, at least two, the last not of digits alone. */
function isHost(host: string): boolean {
  const label = '[a-z\\d](?:[a-z\\d-]{0,61}[a-z\\d])?';
  return host.length <= 253 && new RegExp(`^(?:${label}\\.)+${label}$`).test(host) && !/\.\d+$/.test(host);
}

/** A page or account by its address. Names that an owner can change are told apart from numbers and ids that stay. */
export function url({ value }: TypedIdentifier): Checked {
  const parsed = URL.canParse(value) ? new URL(value) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol) || !isHost(parsed.hostname))
    return wrong('notUrl');
  if (parsed.username !== '' || parsed.password !== '') return wrong('notUrl');
  const hasId = /\d{5,}|[\da-f]{8}-[\da-f]{4}-|[\w-]{11,}/i.test(`${parsed.pathname}${parsed.search}`);
  return right('url', parsed.href, hasId ? [] : ['noStableId']);
}

/** The name or number by which a provider knows an account. */
export function account({ value }: TypedIdentifier): Checked {
  return right(
    'account',
    value,
    /^\d+$/.test(value) || /^[\da-f-]{16,}$/i.test(value) ? [] : ['displayName'],
  );
}

/** The space of an organisation at a provider: a UUID, a domain, or an id of the provider's own. A name in words can be changed. */
export function tenant({ value }: TypedIdentifier): Checked {
  if (/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value)) return right('tenant', value.toLowerCase());
  const host = domainToASCII(value);
  if (isHost(host)) return right('tenant', host);
  return right('tenant', value, /^[\w-]{6,}$/.test(value) && /\d/.test(value) ? [] : ['displayName']);
}
