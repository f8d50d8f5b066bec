// fixtures/packages, the suite by which any verifier can be held to docs/formats: here by the terminal, by comity-verify.mjs
// (with the runner that others use) and by the offline page, each in one go.
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { buildVerifiers } from '../src/cli/build.ts';
import { recordingTerminal } from '../src/cli/terminal.ts';
import { runVerify } from '../src/cli/verify.ts';
import { exitOf, VECTORS, vectorFile } from './support/package-vectors.ts';
import { randomOf } from './support/random.ts';
import { checkOnPage, hasChromium, openChromium, openVerifyPage } from './support/verify-page.ts';

interface Case {
  readonly name: string;
  readonly file: string;
  readonly rule: string;
  readonly exit: number;
  readonly code?: string;
  readonly place?: string;
  readonly trust?: string;
}

const at = (path: string): string => fileURLToPath(new URL(`../fixtures/packages/${path}`, import.meta.url));
const { cases } = JSON.parse(readFileSync(at('manifest.json'), 'utf8')) as {
  readonly cases: readonly Case[];
};
const folder = mkdtempSync(join(tmpdir(), 'comity-suite-'));
const OUTCOMES = ['valid', 'invalid', 'notChecked'] as const;

const seed = Number(process.env['COMITY_SEED'] ?? randomInt(2 ** 31));
/** By the program and by the page a third, drawn anew each time; the long tests have all. */
function tried(): () => boolean {
  const random = randomOf(seed);
  return () => process.env['COMITY_HAND'] === 'all' || random() < 1 / 3;
}

before(async () => {
  execFileSync('tar', ['-xzf', at('cases.tar.gz'), '-C', folder]);
  await buildVerifiers(join(folder, 'dist'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

test('the manifest has every vector that the project knows, as it knows it', () => {
  const known = new Map(cases.map((one) => [one.file, one]));
  for (const vector of VECTORS) {
    const { name, rule, code } = vector;
    const found = known.get(vectorFile(vector));
    assert.deepEqual(
      [found?.name, found?.rule, found?.code, found?.exit],
      [name, rule, code, exitOf(vector)],
      'node fixtures/packages/make.ts makes it anew',
    );
  }
  assert.equal(known.size, cases.length, 'each has a name of its own');
});

test('the terminal answers what the manifest says', async (t) => {
  for (const { file, exit, code, place, trust } of cases) {
    const terminal = recordingTerminal();
    const keys = trust === undefined ? [] : ['--trust', join(folder, trust)];
    assert.equal(await runVerify([join(folder, file), '--json', ...keys], terminal), exit, file);
    const [line] = terminal.outLines;
    const { fault } = line === undefined ? {} : JSON.parse(line);
    assert.equal(fault?.code, code, file);
    if (place !== undefined) assert.ok(Object.values(fault).join(' ').includes(place), `${file}: ${line}`);
  }
  t.diagnostic(`${cases.length} packages`);
});

test('comity-verify.mjs answers what the manifest says, asked by the runner that others use', async (t) => {
  t.diagnostic(`COMITY_SEED=${seed}`);
  const suite = join(folder, 'suite');
  mkdirSync(suite);
  for (const name of ['run.mjs', 'cases.tar.gz']) copyFileSync(at(name), join(suite, name));
  const asked = cases.filter(tried());
  writeFileSync(join(suite, 'manifest.json'), JSON.stringify({ cases: asked }));
  const program = join(folder, 'dist/comity-verify.mjs');
  const command = [join(suite, 'run.mjs'), process.execPath, program, '{}', '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, command);
  assert.match(stdout, new RegExp(`^${asked.length} packages, 0 answered otherwise`));
  t.diagnostic(stdout.trim());
});

test('the runner names a verifier that answers otherwise', async () => {
  const yes = promisify(execFile)(process.execPath, [at('run.mjs'), 'true']);
  await assert.rejects(yes, ({ code, stdout }: { code: number; stdout: string }) => {
    assert.equal(code, 1);
    const wrong = cases.filter(({ exit }) => exit !== 0);
    for (const { file } of wrong) assert.ok(stdout.includes(`${file} (`), file);
    assert.match(stdout, new RegExp(`${wrong.length} answered otherwise`));
    return true;
  });
});

test('the offline page answers what the manifest says', async (t) => {
  if (!hasChromium()) return t.skip('/usr/bin/chromium is not installed');
  const browser = await openChromium();
  t.after(() => browser.close());
  const { page, problems } = await openVerifyPage(browser, join(folder, 'dist/comity-verify.html'));
  t.diagnostic(`COMITY_SEED=${seed}`);
  for (const { file, exit, code, place, trust } of cases.filter(tried())) {
    const found = await checkOnPage(page, join(folder, file), trust && join(folder, trust), true);
    // A trust file of no use is refused before a package is chosen: then nothing is compared, and the page says so.
    if (exit === 2 && code === undefined) {
      assert.match((await page.locator('#trust-words').textContent()) ?? '', /cannot be used/);
      continue;
    }
    assert.equal(found.outcome, OUTCOMES[exit], `${file}: ${found.fault}`);
    if (place !== undefined) assert.ok(found.fault.includes(place), `${file}: ${found.fault}`);
  }
  assert.deepEqual(problems, []);
});
