// COMITY_HOME: the one folder that holds everything of an installation.
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Refusal } from '../base/refusal.ts';
import { makeFolder } from './files.ts';

/** Absolute paths; which of them exist depends on what has been done. */
export interface Home {
  readonly path: string;
  readonly settings: string; // what this installation is
  readonly keys: string; // private keys, nobody else's to read
  readonly postgres: string; // the embedded database, when DATABASE_URL is not set
  readonly log: string; // checkpoints, tiles, time stamps
  readonly head: string; // the last published checkpoint once more, so that one lost file hides nothing
  readonly store: string; // the exhibits: an OCFL storage root
  readonly staging: string; // what is being written; empty when nothing runs
  readonly uploads: string; // what browsers are sending, until it is taken into evidence
  readonly quarantine: string; // packages that failed their check, with the reason
  readonly packages: string; // packages made on the web, until they are taken away
  readonly witness: string; // as a witness of other logs: keys, every head it cosigned, signs of forks
  readonly incoming: string; // packages put here by hand to be imported on the web
}

export function homeAt(path: string): Home {
  const home = resolve(path);
  return {
    path: home,
    settings: join(home, 'settings.json'),
    keys: join(home, 'keys'),
    postgres: join(home, 'postgres'),
    log: join(home, 'log'),
    head: join(home, 'checkpoint'),
    store: join(home, 'store'),
    staging: join(home, 'staging'),
    uploads: join(home, 'uploads'),
    quarantine: join(home, 'quarantine'),
    packages: join(home, 'packages'),
    witness: join(home, 'witness'),
    incoming: join(home, 'incoming'),
  };
}

/** `COMITY_HOME`, or `./comity-data`. */
export function homeOf(env: NodeJS.ProcessEnv): Home {
  return homeAt(env['COMITY_HOME'] || 'comity-data');
}

/** Makes the folders that are missing, for this user alone. The embedded database makes its own when it starts. */
export async function makeHome(home: Home): Promise<void> {
  // The embedded database cannot run as root, so root must let its user pass through, without looking round.
  await makeFolder(home.path, process.getuid?.() === 0 ? 0o711 : 0o700);
  await refuseOpenHome(home);
  for (const folder of [home.keys, home.log, home.store, home.staging, home.uploads, home.quarantine])
    await makeFolder(folder, 0o700);
}

/** In a folder that others may write to, they can put another `keys` in the place of ours. */
async function refuseOpenHome(home: Home): Promise<void> {
  const { mode } = await stat(home.path);
  if ((mode & 0o002) === 0 || (mode & 0o1000) !== 0) return;
  throw new Refusal('notAllowed.openHome', { path: home.path, mode: (mode & 0o7777).toString(8) });
}
