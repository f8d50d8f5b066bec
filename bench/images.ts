// Making an E01 beside ewfacquire, and verifying one beside ewfverify, on an image that ewfacquire made.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { COMITY } from './home.ts';
import { mixedFile } from './material.ts';
import { command, measureInTurn, run } from './measure.ts';
import { compared, type Row } from './table.ts';

/** Of 512 MiB a sixth of what we take are the starts of two threads, which no medium of today is small enough for. */
const VERIFIED_MIB = 2048;

export function images(folder: string): Row[] {
  const target = join(folder, 'disk');
  const large = mixedFile(join(folder, 'large.raw'), VERIFIED_MIB);
  run(['ewfacquire', '-u', '-q', '-t', target, '-c', 'deflate:fast', '-S', '1.8GiB', '-d', 'sha1', large]);
  rmSync(large);
  const [ours, peer] = measureInTurn(
    command([COMITY, 'image', 'verify', `${target}.E01`, '--hash', 'md5,sha1']),
    command(['ewfverify', '-q', '-d', 'sha1', `${target}.E01`]),
  );
  const raw = mixedFile(join(folder, 'disk.raw'), 512);
  const made = (name: string, round: number): string => join(folder, `${name}-${round}`);
  const removed = (name: string) => (round: number) => {
    for (const end of ['.E01', '.E01.acquired.json']) rmSync(made(name, round) + end, { force: true });
  };
  const [acquired, ewfacquire] = measureInTurn(
    {
      argv: (round) => [COMITY, 'image', 'acquire', raw, '--to', `${made('ours', round)}.E01`],
      before: removed('ours'),
    },
    {
      argv: (round) =>
        ['ewfacquire', '-u', '-q', '-t', made('peer', round), '-c', 'deflate:fast', '-S', '1.8GiB'].concat([
          '-d',
          'sha1',
          '-d',
          'sha256',
          raw,
        ]),
      before: removed('peer'),
    },
  );
  const acquire = { what: 'E01 acquire of 512 MiB', ours: acquired, peer: ewfacquire, note: 'ewfacquire' };
  const common = { what: `E01 verify of ${VERIFIED_MIB / 1024} GiB`, ours, peer, note: 'ewfverify' };
  return [
    compared({ ...acquire, by: 'cpu' }),
    compared({ ...acquire, by: 'wall', gate: 2 }),
    compared({ ...common, by: 'cpu', gate: 1 }),
    compared({ ...common, by: 'wall', gate: 1.8 }),
  ];
}
