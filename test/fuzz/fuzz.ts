// `npm run fuzz -- TARGET SECONDS [SEED]`: hostile inputs for one reader, or for each with `all`. Prints its seed; a crash, one input
// that takes more than 5 s, or 300 MB, is kept in fixtures/fuzz/found/, where a test reads it from then on. Ends with 1 when there is one.
import { createHash, randomInt } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { drive, type Driven, type Finding } from './drive.ts';
import { inputOf } from './input.ts';
import { TARGETS } from './targets.ts';

const FOUND = fileURLToPath(new URL('../../fixtures/fuzz/found', import.meta.url));

const [wanted = '', seconds = '', seedGiven] = process.argv.slice(2);
const names = wanted === 'all' ? Object.keys(TARGETS) : [wanted];
const seed = seedGiven === undefined ? randomInt(2 ** 31) : Number(seedGiven);
if (
  !names.every((name) => Object.hasOwn(TARGETS, name)) ||
  !(Number(seconds) > 0) ||
  !Number.isInteger(seed)
) {
  console.error(
    `Expected: npm run fuzz -- TARGET SECONDS [SEED]. TARGET: all, ${Object.keys(TARGETS).join(', ')}`,
  );
  process.exit(2);
}
for (const name of names) {
  console.log(`${name}: ${seconds} s, seed ${seed}`);
  const driven = await drive({ name, seed, seconds: Number(seconds) });
  const { inputs, findings, slowest } = driven;
  const longest = `${Math.round(slowest.ms)} ms for input ${slowest.number}`;
  console.log(`${name}: ${inputs} inputs, ${findings.length} findings; at most ${longest}`);
  if (findings.length > 0) process.exitCode = 1;
  await keep(name, driven);
}

async function keep(name: string, { findings }: Driven): Promise<void> {
  const open = TARGETS[name];
  if (findings.length === 0 || open === undefined) return;
  const target = await open();
  mkdirSync(`${FOUND}/${name}`, { recursive: true });
  for (const finding of findings) {
    const input = inputOf(target, seed, finding.number);
    const file = `${FOUND}/${name}/${fileName(finding, input)}`;
    writeFileSync(file, input);
    console.log(`${finding.kind}, input ${finding.number} of seed ${seed}: ${file}\n${finding.words}`);
  }
}

function fileName({ kind }: Finding, input: Uint8Array): string {
  return `${kind}-${createHash('sha256').update(input).digest('hex').slice(0, 12)}.bin`;
}
