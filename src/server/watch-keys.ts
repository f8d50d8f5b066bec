// The keys of an installation can be replaced while its programs run, on a page or at the terminal. Whoever still has the old
// ones records nothing more; so each program looks for it, and opens the installation anew.
import { setTimeout as sleep } from 'node:timers/promises';
import { haveKeysEnded, type Installation } from '../evidence/log/installation.acts.ts';
import type { Log } from '../platform/log.ts';

const LOOK_EVERY_MS = 2_000;

/** `house`: the one in use; undefined before there is one. `renew`: opens another in its place, and leaves this one. */
export function watchKeys(
  house: () => Installation | undefined,
  log: Log,
  renew: () => Promise<void>,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const look = async (): Promise<void> => {
    const open = house();
    if (open === undefined || !(await haveKeysEnded(open))) return;
    log.info('the keys of the installation were replaced; it is opened anew');
    await renew();
  };
  const watching = (async () => {
    while (!stopping.signal.aborted) {
      await look().catch((error: unknown) => log.error({ err: error }, 'the new keys could not be taken up'));
      await sleep(LOOK_EVERY_MS, undefined, { signal: stopping.signal }).catch(() => undefined); // told to stop
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await watching;
    },
  };
}
