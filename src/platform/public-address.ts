// Addresses that are somebody's on the public network (RFC 6890): no evidence comes from any other, and nobody's name leads our
// own program to one.
import { BlockList, isIP } from 'node:net';

const NOT_PUBLIC = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  NOT_PUBLIC.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::', 127],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  NOT_PUBLIC.addSubnet(net, bits, 'ipv6');

/** An IPv4 address for those who have IPv6 alone (RFC 6052), as the platform writes it: the last 32 bits are that one. */
const TRANSLATED = /^\[64:ff9b::(?:([\da-f]{1,4}):)?([\da-f]{1,4})?\]$/;

/** Of an IPv6 address that is an IPv4 one (`::ffff:127.0.0.1`, `64:ff9b::127.0.0.1`) that one counts. False for what is no address. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 0 || NOT_PUBLIC.check(address, version === 6 ? 'ipv6' : 'ipv4')) return false;
  const within = version === 6 ? translated(address) : undefined;
  return within === undefined || isPublicAddress(within);
}

function translated(address: string): string | undefined {
  const url = `http://[${address}]/`;
  const found = URL.canParse(url) ? TRANSLATED.exec(new URL(url).hostname) : null;
  if (found === null) return undefined;
  const [high, low] = [found[1], found[2]].map((part = '0') => Number.parseInt(part, 16));
  return [high, low].flatMap((part = 0) => [part >> 8, part & 255]).join('.');
}
