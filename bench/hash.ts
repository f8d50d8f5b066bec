// Digesting one large file: SHA-256 beside sha256sum, three digests at once beside hashdeep and dc3dd.
import { join } from 'node:path';
import { mixedFile } from './material.ts';
import { command, measureInTurn, script } from './measure.ts';
import { compared, type Row } from './table.ts';

/** So that starting a process and its threads, some 0.1 CPU-seconds, weighs little. */
const LARGE_MIB = 4096;
const MIB = 1024;

export function hashing(folder: string): Row[] {
  const large = mixedFile(join(folder, 'large.bin'), LARGE_MIB);
  const file = mixedFile(join(folder, 'small.bin'), MIB);
  const [sha, shaPeer] = measureInTurn(
    command(script('hash-files.ts', ['sha256', large])),
    command(['sha256sum', large]),
  );
  const [three, deep, dc3dd] = measureInTurn(
    command(script('hash-files.ts', ['md5,sha1,sha256', file])),
    command(['hashdeep', '-c', 'md5,sha1,sha256', '-j0', file]),
    command(['dc3dd', `if=${file}`, 'of=/dev/null', 'hash=md5', 'hash=sha1', 'hash=sha256', 'nwspc=on']),
  );
  const what = 'three digests of 1 GiB';
  return [
    compared({
      what: 'SHA-256 of 4 GiB',
      ours: sha,
      peer: shaPeer,
      by: 'cpu',
      gate: 0.85,
      note: 'sha256sum',
    }),
    compared({ what, ours: three, peer: deep, by: 'cpu', gate: 2, note: 'hashdeep' }),
    compared({ what, ours: three, peer: dc3dd, by: 'cpu', note: 'dc3dd' }),
  ];
}
