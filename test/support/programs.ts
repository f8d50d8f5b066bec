// Outside programs that tests compare with.
import { spawnSync } from 'node:child_process';

/** Whether a program can be started; a test that needs a missing one skips and says its name. */
export function hasProgram(name: string): boolean {
  return spawnSync('sh', ['-c', `command -v "$1"`, 'sh', name]).status === 0;
}
