// Opens the installation of COMITY_HOME for one command and closes it whatever happens.
import { openInstallation, type OpenOptions } from '../evidence/installation/open.acts.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import { homeOf } from '../platform/home.ts';
import { outputUnread } from './terminal.ts';

/**
 * `interrupted` is aborted by Ctrl-C, and when nobody reads what is said: what can be called off is, what cannot is finished,
 * and the database is left.
 */
export async function withInstallation<T>(
  act: (house: Installation, interrupted: AbortSignal) => Promise<T>,
  options: OpenOptions = {},
): Promise<T> {
  const house = await openInstallation(homeOf(process.env), options);
  const stop = stopOnSignal();
  try {
    return await act(house, AbortSignal.any([stop.signal, outputUnread]));
  } finally {
    stop.end();
    await house.close();
  }
}

/** The second Ctrl-C ends the process at once; what it leaves is put in order by the next start. */
function stopOnSignal(): { readonly signal: AbortSignal; end(): void } {
  const controller = new AbortController();
  const heard = (name: NodeJS.Signals): void => {
    if (controller.signal.aborted) process.exit(INTERRUPTED);
    process.stderr.write(
      `\n${name}: stopping. Press Ctrl-C again to stop at once; nothing is lost either way.\n`,
    );
    controller.abort();
  };
  process.on('SIGINT', heard).on('SIGTERM', heard);
  return { signal: controller.signal, end: () => void process.off('SIGINT', heard).off('SIGTERM', heard) };
}

/** 128 and the number of SIGINT, as shells have it. */
const INTERRUPTED = 130;
