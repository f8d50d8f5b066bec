// What fuzzing found once stays mended; each target reads some inputs; and what watches it notices what it is for. COMITY_FUZZ_SECONDS
// has each target fuzzed for so long (a minute in `npm run test:soak`), from a fresh seed that is printed.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { drive, LIMITS } from './drive.ts';
import { inputOf } from './input.ts';
import { isClearRefusal, type Target } from './target.ts';
import { TARGETS } from './targets.ts';

const FOUND = fileURLToPath(new URL('../../fixtures/fuzz/found', import.meta.url));
const BAD = new URL('bad-targets.ts', import.meta.url).href;
const SECONDS = process.env['COMITY_FUZZ_SECONDS'];

async function opened(name: string): Promise<Target> {
  const open = TARGETS[name];
  assert.ok(open, `a target ${name}`);
  return open();
}

async function read(target: Target, input: Uint8Array): Promise<void> {
  try {
    await target.read(input);
  } catch (error) {
    if (!isClearRefusal(error)) throw error;
  }
}

/** What this process ever held at once. */
function peakBytes(): number {
  return process.resourceUsage().maxRSS * 1024;
}

for (const path of globSync(`${FOUND}/*/*.bin`))
  test(
    `found once, read since: ${basename(dirname(path))} ${basename(path)}`,
    { timeout: LIMITS.ms },
    async () => {
      const target = await opened(basename(dirname(path)));
      const before = peakBytes();
      await read(target, readFileSync(path));
      assert.ok(peakBytes() - before <= LIMITS.bytes, `${peakBytes() - before} bytes`);
    },
  );

test('each target reads hostile inputs to an answer or a clear refusal', async (t) => {
  for (const name of Object.keys(TARGETS)) {
    if (SECONDS !== undefined) {
      const seed = randomInt(2 ** 31);
      const driven = await drive({ name, seed, seconds: Number(SECONDS) });
      t.diagnostic(`${name}: seed ${seed}, ${driven.inputs} inputs`);
      assert.deepEqual(driven.findings, [], `npm run fuzz -- ${name} ${SECONDS} ${seed}`);
      assert.ok(driven.inputs > 10, name);
      continue;
    }
    const target = await opened(name);
    for (let number = 1; number <= 15; number++) await read(target, inputOf(target, 1, number));
  }
});

test('the same seed and number make the same input', async () => {
  for (const name of ['zip', 'bag', 'notes', 'events', 'ewf', 'json']) {
    const [one, two] = [await opened(name), await opened(name)];
    for (const number of [0, 7]) assert.deepEqual(inputOf(one, 3, number), inputOf(two, 3, number), name);
  }
});

test('a reader that crashes, never ends or takes too much memory is noticed, with the input; a refusal is not', async () => {
  for (const kind of ['crash', 'hang', 'memory'] as const) {
    const limits = { ms: kind === 'hang' ? 500 : 30_000, bytes: 40 * 1024 * 1024 };
    const { findings } = await drive({ name: kind, seed: 5, seconds: 60, inputs: 100, targets: BAD, limits });
    assert.ok(findings.length > 0, kind);
    for (const one of findings) assert.equal(one.kind, kind);
  }
  const { findings, refused } = await drive({
    name: 'refusal',
    seed: 5,
    seconds: 60,
    inputs: 100,
    targets: BAD,
  });
  assert.deepEqual([findings, refused], [[], 100]);
});
