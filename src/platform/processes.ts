// Other processes of this machine.
import { readFileSync } from 'node:fs';
import { errorCode } from './files.ts';

/** Whether a process runs. One that has ended, and only waits for its parent to notice, does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0); // sends nothing
  } catch (error) {
    if (errorCode(error) !== 'EPERM') return false; // EPERM: it runs, as another user
  }
  try {
    // proc(5): "pid (name) state …"; the name may hold brackets, so the last one counts. Z: zombie, X: dead.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return !'ZX'.includes(stat[stat.lastIndexOf(')') + 2] ?? 'X');
  } catch {
    return true; // a system without /proc
  }
}
