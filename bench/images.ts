// Verifying an E01 beside ewfverify, on an image that ewfacquire made.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { row } from './hash.ts';
import { mixedFile } from './material.ts';
import { measurePair } from './measure.ts';
import { COMITY } from './packages.ts';
import type { Row } from './table.ts';

export function images(folder: string): Row[] {
  const raw = mixedFile(join(folder, 'disk.raw'), 512);
  const target = join(folder, 'disk');
  const made = spawnSync(
    'ewfacquire',
    ['-u', '-q', '-t', target, '-c', 'deflate:fast', '-S', '1.8GiB', '-d', 'sha1', raw],
    { encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`ewfacquire: ${made.stderr}${made.stdout}`);
  const ours = { argv: [COMITY, 'image', 'verify', `${target}.E01`, '--hash', 'md5,sha1'] };
  const peer = { argv: ['ewfverify', '-q', '-d', 'sha1', `${target}.E01`] };
  const pair = measurePair(ours, peer);
  return [row('E01 verify of 512 MiB, CPU', pair, 0.8), row('E01 verify of 512 MiB, wall', pair, 1, 'wall')];
}
