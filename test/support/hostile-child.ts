// A confined child that was taken over: what it tries stands under the names of its formats.
import { readFileSync, writeSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { serve, type Given } from '../../src/platform/confined-child.ts';

const told = ({ told: given }: Given, name: string): string =>
  String((given as { readonly [name: string]: unknown })[name]); // written by the test

serve({
  text: ({ files, read }) => {
    const bytes = Buffer.alloc(files[0]?.size ?? 0);
    read(0, 0, bytes);
    return bytes.toString('utf8');
  },
  tail: ({ files, read }) => {
    const bytes = Buffer.alloc(4);
    read(0, (files[0]?.size ?? 0) - 4, bytes);
    return bytes.toString('hex');
  },
  parts: ({ part }) => {
    for (const word of ['one ', 'two ', 'three']) part({ word }, Buffer.from(word));
    return 'done';
  },
  outside: ({ read, files }) => {
    read(0, files[0]?.size ?? 0, Buffer.alloc(1));
    return 'read';
  },
  crash: () => process.abort(),
  loop: () => {
    for (;;);
  },
  grow: () => {
    const kept: Buffer[] = [];
    for (;;) kept.push(Buffer.allocUnsafeSlow(32 * 1024 * 1024).fill(1));
  },
  flood: () => {
    const block = Buffer.alloc(1024 * 1024, 'x');
    for (;;) writeSync(1, block);
  },
  /** Answers for the next item too, which it has not seen. */
  ahead: () => {
    writeSync(1, '{"id":"","ok":true,"told":"believed"}\n');
    return 'this one';
  },
  noise: () => {
    writeSync(1, 'not a line of the protocol\n');
    return null;
  },
  many: ({ part }) => {
    for (;;) part(null, Buffer.alloc(65_536));
  },
  open: (given) => readFileSync(told(given, 'path')).length,
  attach: (given) => {
    new DatabaseSync(':memory:').exec(`ATTACH '${told(given, 'path')}' AS a; CREATE TABLE a.t (x)`);
    return 'written';
  },
  signal: (given) => process.kill(Number(told(given, 'pid')), 'SIGWINCH'),
});
