// Other processes of this machine.
import { readFileSync } from 'node:fs';

/** Whether a process runs. One that has ended, and only waits for its parent to notice, does not. */
export function isRunning(pid: number): boolean {
  try {
    // proc(5): "pid (name) state …"; the name may hold brackets, so the last one counts.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return !['Z', 'X'].includes(stat.slice(stat.lastIndexOf(')') + 2)[0] ?? '');
  } catch {
    return false;
  }
}
