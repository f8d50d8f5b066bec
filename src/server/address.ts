// Who asks: the address of the connection, or, behind a proxy that we were told to trust, the one it names.
import { BlockList, isIP } from 'node:net';
import { Refusal } from '../base/refusal.ts';

export interface Proxies {
  /** `forwarded`: the value of X-Forwarded-For. The last address that is not one of our proxies. */
  clientOf(peer: string, forwarded: string | undefined): string;
}

/** Addresses or networks, such as `10.0.0.7` and `fd00::/8`. */
export function trustedProxies(list: readonly string[]): Proxies {
  const trusted = new BlockList();
  for (const one of list) addTo(trusted, one);
  const isTrusted = (address: string): boolean =>
    isIP(address) !== 0 && trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  return {
    clientOf: (peer, forwarded) => {
      let address = plain(peer);
      for (const named of (forwarded ?? '')
        .split(',')
        .map((one) => plain(one.trim()))
        .reverse()) {
        if (!isTrusted(address) || isIP(named) === 0) break; // what a stranger writes there means nothing
        address = named;
      }
      return address;
    },
  };
}

export function isLoopback(address: string): boolean {
  return /^(127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1|localhost)$/.test(plain(address));
}

/** IPv4 in an IPv6 socket is IPv4. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}

function addTo(trusted: BlockList, one: string): void {
  const [address = '', prefix] = one.split('/');
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  const bits = Number(prefix ?? (family === 'ipv6' ? 128 : 32));
  if (isIP(address) === 0 || !Number.isInteger(bits) || bits < 0 || bits > (family === 'ipv6' ? 128 : 32))
    throw new Refusal('badUsage.proxyAddress', { address: one });
  trusted.addSubnet(address, bits, family);
}
