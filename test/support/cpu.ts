// What processes cost: seconds of processors, of a process and everything it started (proc(5), /proc/pid/stat).
import { globSync, readFileSync } from 'node:fs';
import { errorCode } from '../../src/platform/files.ts';

/** Linux counts for programs in hundredths of a second on every machine (USER_HZ, time(7)). */
const TICKS_A_SECOND = 100;

interface Counted {
  readonly pid: number;
  readonly parent: number;
  /** Its own, and of those it started that ended and that it noticed. */
  readonly ticks: number;
}

/**
 * Those that still run are looked at, those that ended are counted by whoever started them; what a killed process had started is
 * lost with it. 0 on a system without /proc.
 */
export function cpuSecondsBelow(pid: number): number {
  const all = globSync('/proc/[0-9]*/stat').flatMap(counted);
  const below = new Set([pid]);
  for (let known = 0; known < below.size;) {
    known = below.size;
    for (const one of all) if (below.has(one.parent)) below.add(one.pid);
  }
  const ticks = all.reduce((sum, one) => sum + (below.has(one.pid) ? one.ticks : 0), 0);
  return ticks / TICKS_A_SECOND;
}

function counted(path: string): Counted[] {
  try {
    const stat = readFileSync(path, 'utf8');
    // "pid (name) state ppid …": the name may hold brackets and spaces, so the last bracket counts.
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [parent = 0, times] = [fields[1], fields.slice(11, 15)]; // utime, stime, cutime, cstime: fields 14 to 17
    return [{ pid: Number.parseInt(stat, 10), parent, ticks: times.reduce((a, b) => a + b, 0) }];
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes(errorCode(error) ?? '')) return []; // it has just ended
    throw error;
  }
}
