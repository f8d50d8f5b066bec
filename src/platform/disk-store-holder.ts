// Who is at work on a staged object. After a crash nobody is, and then it may be published or discarded.
import { readFileSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isUuid, type Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import { stagedFolder, type StagingPlace } from './disk-store-places.ts';
import { createAtomically, errorCode } from './files.ts';
import { isRunning } from './processes.ts';

/** Takes the id for this process and makes its folder. Refuses alreadyExists. */
export async function claim(places: StagingPlace, id: Uuid): Promise<void> {
  try {
    await createAtomically(holderPath(places, id), `${JSON.stringify(stampOf(process.pid))}\n`, 0o600);
  } catch (error) {
    throw error instanceof Refusal && error.code === 'alreadyExists' ? idTaken(id) : error;
  }
  try {
    await mkdir(stagedFolder(places, id), { mode: 0o700 });
  } catch (error) {
    await unclaim(places, id);
    throw errorCode(error) === 'EEXIST' ? idTaken(id) : error;
  }
}

export async function unclaim(places: StagingPlace, id: Uuid): Promise<void> {
  await rm(holderPath(places, id), { force: true });
}

/** Every id that something lies in staging for. */
export async function stagedIds(places: StagingPlace): Promise<readonly Uuid[]> {
  const names = await readdir(places.staging);
  return [...new Set(names.map((name) => name.replace(/\.holder$/, '')))].filter(isUuid).sort();
}

/** Whether the process that staged it still runs. A process number alone is not enough: it is used again. */
export function isHeld(places: StagingPlace, id: Uuid): boolean {
  try {
    const stamp: unknown = JSON.parse(readFileSync(holderPath(places, id), 'utf8'));
    if (typeof stamp !== 'object' || stamp === null || !('pid' in stamp) || typeof stamp.pid !== 'number')
      return false;
    return isRunning(stamp.pid) && JSON.stringify(stamp) === JSON.stringify(stampOf(stamp.pid));
  } catch {
    return false; // no holder, or one that a crash cut: nobody is at work
  }
}

export function idTaken(id: Uuid): Refusal {
  return new Refusal('alreadyExists.object', { id });
}

function holderPath(places: StagingPlace, id: Uuid): string {
  return join(places.staging, `${id}.holder`);
}

interface Stamp {
  readonly pid: number;
  /** When the process started, in ticks since the system did (proc(5), field 22); '' without /proc. */
  readonly started: string;
  /** Changes when the system starts. */
  readonly boot: string;
}

function stampOf(pid: number): Stamp {
  const stat = textOf(`/proc/${pid}/stat`);
  const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''; // field 22, counted after the name
  return { pid, started, boot: textOf('/proc/sys/kernel/random/boot_id').trim() };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
