// Verifying an E01 beside ewfverify, on an image that ewfacquire made.
import { join } from 'node:path';
import { COMITY } from './home.ts';
import { mixedFile } from './material.ts';
import { command, measureInTurn, run } from './measure.ts';
import { compared, type Row } from './table.ts';

export function images(folder: string): Row[] {
  const raw = mixedFile(join(folder, 'disk.raw'), 512);
  const target = join(folder, 'disk');
  run(['ewfacquire', '-u', '-q', '-t', target, '-c', 'deflate:fast', '-S', '1.8GiB', '-d', 'sha1', raw]);
  const [ours, peer] = measureInTurn(
    command([COMITY, 'image', 'verify', `${target}.E01`, '--hash', 'md5,sha1']),
    command(['ewfverify', '-q', '-d', 'sha1', `${target}.E01`]),
  );
  const common = { what: 'E01 verify of 512 MiB', ours, peer, note: 'ewfverify' };
  return [compared({ ...common, by: 'cpu', gate: 0.8 }), compared({ ...common, by: 'wall', gate: 1 })];
}
