// How often one address or one person may ask. Counted in memory, within a bound: a flood of addresses makes us forget
// the oldest, never grow.
import { isIPv6 } from 'node:net';
import type { Clock } from '../base/time.ts';

const KEYS_MAX = 20_000;

export interface Limiter {
  /** False when this key has used up what it had; it gets it back evenly over a minute. */
  take(key: string): boolean;
}

/** A full bucket holds `perMinute`. */
export function limiter(perMinute: number, clock: Clock = Date.now): Limiter {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    take: (key) => {
      const now = clock();
      const bucket = buckets.get(key) ?? { left: perMinute, at: now };
      const passed = Math.max(0, now - bucket.at); // a clock that is set back takes nothing away
      const left = Math.min(perMinute, bucket.left + (passed / 60_000) * perMinute);
      buckets.delete(key); // the order of a Map is that of insertion: what was used last comes last
      buckets.set(key, { left: Math.max(0, left - 1), at: now });
      if (buckets.size > KEYS_MAX) buckets.delete(buckets.keys().next().value ?? '');
      return left >= 1;
    },
  };
}

/** One customer of a network has a whole /64 of IPv6 (RFC 6177), so that counts as one. */
export function addressKey(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  return [...left, ...Array<string>(zeros).fill('0'), ...right].slice(0, 4).join(':');
}
