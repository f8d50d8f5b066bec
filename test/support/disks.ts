// Real devices and real small disks, for who may make them: root, with Debian's mount.
import { execFileSync, spawnSync } from 'node:child_process';
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { hasProgram } from './programs.ts';
import { atEnd, temporaryFolder } from './temporary.ts';

/** What to say when one of these is not to be had. */
export const NO_DISKS = 'losetup and mount are not installed, or not allowed here';

/** A block device over a file of which `kept` bytes are left: reading beyond fails with EIO. */
export function brokenDevice(t: TestContext, bytes: Uint8Array, kept: number): string | undefined {
  if (process.getuid?.() !== 0 || !hasProgram('losetup')) return undefined;
  const backing = join(temporaryFolder(t), 'medium');
  writeFileSync(backing, bytes);
  const { status, stdout } = spawnSync('losetup', ['--find', '--show', '--read-only', backing]);
  if (status !== 0) return undefined;
  const device = stdout.toString().trim();
  atEnd(t, () => execFileSync('losetup', ['--detach', device]));
  truncateSync(backing, kept);
  return device;
}

/** A file system of so many MiB: in `folder`, which hides what is in it, or one of its own. */
export function smallDisk(t: TestContext, mib: number, folder = temporaryFolder(t)): string | undefined {
  if (process.getuid?.() !== 0 || !hasProgram('mount')) return undefined;
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${mib}m`, 'tmpfs', folder]).status !== 0)
    return undefined;
  atEnd(t, () => execFileSync('umount', [folder]));
  return folder;
}
