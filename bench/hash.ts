// Digesting one large file: SHA-256 beside sha256sum, three digests at once beside hashdeep and dc3dd.
import { join } from 'node:path';
import { mixedFile } from './material.ts';
import { measurePair, type Figure } from './measure.ts';
import type { Row } from './table.ts';

const MIB = 1024;
const script = new URL('./hash-files.ts', import.meta.url).pathname;

export function hashing(folder: string): Row[] {
  const file = mixedFile(join(folder, 'large.bin'), MIB);
  const ours = (names: string) => ({ argv: [process.execPath, script, names, file] });
  const sha = measurePair(ours('sha256'), { argv: ['sha256sum', file] });
  const deep = measurePair(ours('md5,sha1,sha256'), {
    argv: ['hashdeep', '-c', 'md5,sha1,sha256', '-j0', file],
  });
  const dc3dd = measurePair(ours('md5,sha1,sha256'), {
    argv: ['dc3dd', `if=${file}`, 'of=/dev/null', 'hash=md5', 'hash=sha1', 'hash=sha256', 'nwspc=on'],
  });
  return [
    row('SHA-256 of 1 GiB, CPU', sha, 0.85),
    { ...row('three digests of 1 GiB, CPU', deep, 2), note: 'peer: hashdeep' },
    { ...row('three digests of 1 GiB, CPU', dc3dd, undefined), note: 'peer: dc3dd' },
  ];
}

export function row(
  what: string,
  pair: { ours: Figure; peer: Figure },
  gate: number | undefined,
  by: 'cpu' | 'wall' = 'cpu',
): Row {
  const words = ({ cpu, wall }: Figure): string => `${cpu.toFixed(2)} CPU-s, ${wall.toFixed(2)} s`;
  return {
    what,
    ours: words(pair.ours),
    peer: words(pair.peer),
    ratio: pair.peer[by] / pair.ours[by],
    ...(gate === undefined ? {} : { gate }),
  };
}
