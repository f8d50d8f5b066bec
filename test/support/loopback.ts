// Whom the program asks over HTTP stands on this machine in tests, and so has to be named.

export const LOOPBACK = '127.0.0.1, localhost';

/** For this process and those it starts; in a whole run it is named for all (test/run.ts). */
export function nameLoopback(): void {
  process.env['COMITY_INTERNAL_HOSTS'] = LOOPBACK;
}
