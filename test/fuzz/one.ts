// Reads one input in a process of its own: `one.ts TARGETS NAME SEED NUMBER`. Prints how long it took, and how much more memory than
// the inputs before it.
import { readFileSync } from 'node:fs';
import { inputOf } from './input.ts';
import { isClearRefusal, type OpenTarget } from './target.ts';

const [targets = '', name = '', seed = '', number = ''] = process.argv.slice(2);
const { TARGETS } = (await import(targets)) as { TARGETS: { readonly [name: string]: OpenTarget } };
const open = TARGETS[name];
if (open === undefined) throw new TypeError(`no target ${name}`);
const target = await open();
for (let other = 1; other <= 10; other++) await read(Number(number) + other * 1_000_003);
const before = peakBytes();
const began = performance.now();
await read(Number(number));
process.stdout.write(
  JSON.stringify({ ms: Math.round(performance.now() - began), bytes: peakBytes() - before }),
);

async function read(at: number): Promise<void> {
  try {
    await target.read(inputOf(target, Number(seed), at));
  } catch (error) {
    if (!isClearRefusal(error) && at === Number(number)) throw error;
  }
}

/** 0 where it is not told. */
function peakBytes(): number {
  try {
    const [, kilobytes = '0'] = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    return Number(kilobytes) * 1024;
  } catch {
    return process.memoryUsage.rss();
  }
}
