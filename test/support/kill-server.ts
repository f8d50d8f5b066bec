// Ends the database server of an installation without warning.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Whether there was one. */
export function killServer(home: string): boolean {
  try {
    const lock = readFileSync(join(home, 'postgres/data-17/postmaster.pid'), 'utf8');
    process.kill(Number(lock.split('\n')[0]), 'SIGKILL');
    return true;
  } catch {
    return false; // it is not up yet, or no more
  }
}
