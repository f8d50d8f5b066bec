// What `writeAtomically` and `createAtomically` of a process that was killed had not yet renamed.
import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ifThere } from './files.ts';
import { isRunning } from './processes.ts';

/** Removes them from a folder; from one that is not there, nothing. Those of living processes stay. */
export async function removeAbandoned(folder: string): Promise<void> {
  const names = (await ifThere(readdir(folder))) ?? [];
  for (const name of names)
    if (isAbandoned(name)) await rm(join(folder, name), { recursive: true, force: true });
}

/** Of a folder of this process that goes with it. */
export function passingName(what: string): string {
  return `.${what}.${process.pid}-${randomBytes(6).toString('hex')}.tmp`;
}

function isAbandoned(name: string): boolean {
  const [, pid] = /^\..+\.(\d+)-[0-9a-f]+\.tmp$/.exec(name) ?? [];
  return pid !== undefined && Number(pid) !== process.pid && !isRunning(Number(pid));
}
