// The pages docs/formats/package.md and verify.md against the package they show, and that package against the verifier.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { recordingTerminal } from '../src/cli/terminal.ts';
import { runVerify } from '../src/cli/verify.ts';
import { openPackage } from '../src/platform/package-reader.ts';
import { CHECKS } from '../src/verify/checks.ts';
import { FAULT_CODES } from '../src/verify/fault.ts';
import { readSmall } from '../src/verify/reader.ts';
import { testCrypto as crypto } from './support/crypto.ts';

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const example = at('fixtures/package/example.zip');
const trust = at('fixtures/package/trust.txt');

function blocks(page: string): readonly (readonly [name: string, text: string])[] {
  const text = readFileSync(at(page), 'utf8');
  return [...text.matchAll(/^```(\S+)\n(.*?)^```$/gms)].map(([, name = '', body = '']) => [name, body]);
}

test('every block of the page on packages is the file of that name in the example', async (t) => {
  const reader = await openPackage(example, crypto);
  t.after(() => reader.close());
  const entries = await reader.entries();
  const found = blocks('docs/formats/package.md');
  assert.equal(found.length, 7);
  for (const [name, text] of found) {
    const path = entries.find((entry) => entry.path.endsWith(name))?.path ?? name;
    assert.equal(Buffer.from(await readSmall(reader, path, 1e6)).toString(), text, name);
  }
});

test('the example is what the page on checking says of it', async () => {
  const terminal = recordingTerminal();
  assert.equal(await runVerify([example, '--trust', trust], terminal), 0);
  const [[, shown] = []] = blocks('docs/formats/verify.md').filter(([name]) => name === 'verify');
  assert.equal(`${terminal.outLines.join('\n')}\n`, shown);
});

test('the page on checking names every check in order, and every fault a package can have', () => {
  const page = readFileSync(at('docs/formats/verify.md'), 'utf8');
  const named = [...page.matchAll(/^\| `(\w+)` \|/gm)].map((match) => match[1]);
  assert.deepEqual(named.slice(0, CHECKS.length), CHECKS);
  // Tiles do not travel in a package.
  for (const code of FAULT_CODES) if (code !== 'tileInvalid') assert.ok(page.includes(`\`${code}\``), code);
});
