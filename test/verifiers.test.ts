// Four verifiers from one specification: the terminal, comity-verify.mjs, the offline page, and a person with sha256sum
// and openssl. They must agree on every package, whole or damaged.
//
//   COMITY_HAND=all          the check by hand of each damage and each kind of key, and not of some, each for another reason
//   COMITY_HAND_SEED=…       draws the same ones again; the seed is printed
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test, type TestContext } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { buildVerifiers } from '../src/cli/build.ts';
import { EXIT, recordingTerminal } from '../src/cli/terminal.ts';
import { runVerify } from '../src/cli/verify.ts';
import type { Damage } from './support/package-damage.ts';
import { DAMAGES } from './support/package-damages.ts';
import { buildPackage, EXHIBITS, newKeys, type Built, type Files } from './support/package-fixture.ts';
import { movedPasskey, PASSKEY_DAMAGES, withPasskey } from './support/passkey-damages.ts';
import { handMissing, runCheckText, writeHandCheck } from './support/check-by-hand.ts';
import { randomOf, someOf } from './support/random.ts';
import { replacedKeys, type ReplacedKeys } from './support/replaced-keys.ts';
import { serviceKeyPackages, WRONG_CHANGES, wronglyReplaced } from './support/service-key.ts';
import { audit } from '../src/evidence/upkeep/audit.acts.ts';
import { hasProgram } from './support/programs.ts';
import { startTimestampAuthority, type KeyName } from './support/tsa.ts';
import { checkOnPage, hasChromium, openChromium, openVerifyPage } from './support/verify-page.ts';
import { buildZip } from './support/zip-builder.ts';
import { said } from './support/words.ts';

const folder = mkdtempSync(join(tmpdir(), 'comity-verifiers-'));
const keys = newKeys();
const program = join(folder, 'dist/comity-verify.mjs');
const html = join(folder, 'dist/comity-verify.html');
const byHand = join(folder, 'check.sh');
const trustFile = join(folder, 'trust.txt');
let browser: Browser | undefined;
let page: Page | undefined;
let problems: string[] = [];

before(async () => {
  await buildVerifiers(join(folder, 'dist'));
  writeFileSync(trustFile, buildPackage({ keys }).trust);
  writeHandCheck(byHand);
  if (!hasChromium()) return;
  browser = await openChromium();
  ({ page, problems } = await openVerifyPage(browser, html));
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Why the check by hand cannot run here; undefined when it can. */
const missing = handMissing();

let count = 0;
function writePackage(files: Files): string {
  const path = join(folder, `package-${(count += 1)}`);
  for (const [name, bytes] of files) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), bytes);
  }
  return path;
}

interface Answer {
  readonly code: number;
  readonly json: { readonly ok: boolean; readonly fault?: { readonly code: string; readonly place: string } };
}

function run(command: string, args: readonly string[]): Promise<{ code: number; out: string }> {
  return new Promise((resolve) => {
    execFile(command, args, { maxBuffer: 1e8 }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out: out + err });
    });
  });
}

async function onTerminal(path: string, trust: readonly string[]): Promise<Answer> {
  const terminal = recordingTerminal();
  const code = await runVerify([path, '--json', ...trust.flatMap((file) => ['--trust', file])], terminal);
  return { code, json: JSON.parse(terminal.outLines[0] ?? '') };
}

async function byProgram(path: string, trust: readonly string[], node = process.execPath): Promise<Answer> {
  const { code, out } = await run(node, [
    program,
    path,
    '--json',
    ...trust.flatMap((file) => ['--trust', file]),
  ]);
  return { code, json: JSON.parse(out) };
}

/** The terminal and the stand-alone program say the very same; page and hand are compared where they can run. */
async function agree(t: TestContext, path: string, trust: readonly string[] = []): Promise<Answer> {
  const [terminal, alone] = await Promise.all([onTerminal(path, trust), byProgram(path, trust)]);
  assert.deepEqual(alone, terminal);
  const { fault, ok } = terminal.json;
  if (page === undefined) t.diagnostic('skipped: /usr/bin/chromium is not installed');
  else {
    const found = await checkOnPage(page, path, trust[0]);
    assert.equal(
      found.outcome,
      ok ? 'valid' : terminal.code === EXIT.usage ? 'notChecked' : 'invalid',
      found.fault,
    );
    if (fault !== undefined)
      assert.ok(found.fault.includes(fault.place), `${found.fault} names ${fault.place}`);
  }
  return terminal;
}

const SEED = Number(process.env['COMITY_HAND_SEED'] ?? randomInt(2 ** 32));

/** A check by hand starts some 250 processes, an authority its own: of each list some, drawn anew; in the soak all. */
function drawnOf<T>(all: readonly T[], drawnFrom = all, most = 1): readonly T[] {
  return process.env['COMITY_HAND'] === 'all' ? all : someOf(drawnFrom, most, randomOf(SEED + 1));
}

async function hand(t: TestContext, path: string): Promise<string> {
  t.diagnostic(`COMITY_HAND_SEED=${SEED}`);
  if (missing !== undefined) {
    t.diagnostic(`skipped: ${missing} is not installed`);
    return 'skipped';
  }
  const { code, out } = await run('sh', [byHand, path]);
  assert.ok(code === 0 || code === 1, out);
  assert.equal(code === 0, out.endsWith('by another road.\n'), out);
  assert.equal(code === 1, out.includes('WRONG: '), out);
  return code === 0 ? 'accepted' : 'refused';
}

test('all four accept a whole package, with and without a trust file', async (t) => {
  const path = writePackage(buildPackage({ keys }).files);
  assert.equal((await agree(t, path)).code, EXIT.done);
  assert.equal((await agree(t, path, [trustFile])).code, EXIT.done);
  assert.ok(['accepted', 'skipped'].includes(await hand(t, path)));
});

test('all four and keys of the log that were replaced', async (t) => {
  const made = await replacedKeys(t);
  await t.test('they follow what was planned, and stop where others may hold the old ones', (t) =>
    followed(t, made),
  );
  await t.test('they refuse a package whose proof was taken away, cut or turned', (t) =>
    refusedWithout(t, made),
  );
});

async function followed(t: TestContext, made: ReplacedKeys): Promise<void> {
  const { before, planned, compromised, trust } = made;
  const [old, between, now] = trust;
  for (const [path, file, isFollowed] of [
    [before, old, false],
    [planned, old, true],
    [planned, between, false],
    [compromised, now, false],
    [compromised, undefined, false],
  ] as const) {
    const answer = await agree(t, path, file === undefined ? [] : [file]);
    assert.equal(answer.code, EXIT.done, JSON.stringify(answer.json.fault));
    assert.equal(JSON.stringify(answer.json).includes('keysFollowed'), isFollowed);
  }
  for (const path of drawnOf([before, planned, compromised])) {
    assert.ok(['accepted', 'skipped'].includes(await hand(t, path)));
    const [bag = ''] = readdirSync(path).filter((name) => name !== 'package.note');
    if (missing === undefined) assert.equal(runCheckText(join(path, bag)).status, 0, 'as CHECK.txt says');
  }
  for (const [path, file] of [
    [before, between], // keys that the package cannot know of
    [compromised, old],
    [compromised, between],
  ] as const)
    assert.equal((await agree(t, path, [file])).json.fault?.code, 'keyUntrusted', `${path} with ${file}`);
}

async function refusedWithout(t: TestContext, { planned }: ReplacedKeys): Promise<void> {
  const folderOf = readdirSync(planned).find((name) => statSync(join(planned, name)).isDirectory()) ?? '';
  const proofs = join(planned, folderOf, 'custody/key-changes');
  const [name = ''] = readdirSync(proofs);
  const path = join(proofs, name);
  const whole = readFileSync(path);
  const turned = Buffer.from(whole);
  const at = Math.floor(whole.length * 0.9);
  turned[at] = (turned[at] ?? 0) ^ 1;
  const damages = [undefined, whole.subarray(0, whole.length / 2), turned];
  const byHandToo = drawnOf(damages);
  for (const bytes of damages) {
    rmSync(path);
    if (bytes !== undefined) writeFileSync(path, bytes);
    const answer = await agree(t, planned);
    assert.equal(answer.code, EXIT.refused);
    assert.match(answer.json.fault?.place ?? '', /key-changes/);
    if (byHandToo.includes(bytes)) assert.ok(['refused', 'skipped'].includes(await hand(t, planned)));
    writeFileSync(path, whole);
  }
  assert.equal((await agree(t, planned)).code, EXIT.done);
}

test('all four follow the key of the service over every cause, with a file of keys from before', async (t) => {
  const { packages, trust } = await serviceKeyPackages(t);
  for (const [after, path] of packages) {
    const answer = await agree(t, path, [trust]);
    assert.equal(answer.code, EXIT.done, `${after}: ${JSON.stringify(answer.json.fault)}`);
  }
  for (const [after, path] of drawnOf([...packages]))
    assert.ok(['accepted', 'skipped'].includes(await hand(t, path)), after);
});

const wrongByHand = drawnOf(WRONG_CHANGES);
for (const wrong of WRONG_CHANGES)
  test(`all four refuse a key of the service that was replaced ${wrong.name}; so does the audit`, async (t) => {
    const { made, path } = await wronglyReplaced(t, wrong);
    const answer = await agree(t, path);
    assert.deepEqual([answer.code, answer.json.fault?.code], [EXIT.refused, wrong.code]);
    if (wrongByHand.includes(wrong)) assert.ok(['refused', 'skipped'].includes(await hand(t, path)));
    assert.notEqual((await audit(made.house)).differencesCount, 0);
  });

const KINDS = ['es256', 'ed25519'] as const;
const kindsByHand = drawnOf(KINDS);
for (const kind of KINDS)
  test(`all four accept an event signed with a passkey of ${kind}, and say so`, async (t) => {
    const path = writePackage(buildPackage({ keys, ...withPasskey(kind) }).files);
    const answer = await agree(t, path, [trustFile]);
    assert.equal(answer.code, EXIT.done);
    assert.match(JSON.stringify(answer.json), /"byOfficers":2.*"signedByOfficers".*"whatOfficersSaw"/);
    if (kindsByHand.includes(kind)) assert.ok(['accepted', 'skipped'].includes(await hand(t, path)));
    if (page !== undefined) assert.equal(await page.getByText(said.checker.page.signers.officer).count(), 2);
  });

test('all four accept a passkey that was enrolled for two origins, at each of them', async (t) => {
  const path = writePackage(buildPackage({ keys, ...movedPasskey() }).files);
  assert.equal((await agree(t, path)).code, EXIT.done);
  assert.ok(['accepted', 'skipped'].includes(await hand(t, path)));
});

const EVERY_DAMAGE = [...DAMAGES, ...PASSKEY_DAMAGES];

/** What is refused for a reason, and what a person cannot see of it, once each. */
function oneForEachReason(damages: readonly Damage[]): readonly Damage[] {
  const random = randomOf(SEED);
  const reasons = Map.groupBy(
    damages,
    ({ expect, unseenByHand }) => `${expect} ${unseenByHand !== undefined}`,
  );
  return [...reasons.values()].flatMap((all) => all[Math.floor(random() * all.length)] ?? []);
}

// As folders, one for each reason; every one of them, as a zip, is in fixtures/packages (package-suite.test.ts).
for (const damage of drawnOf(EVERY_DAMAGE, oneForEachReason(EVERY_DAMAGE), 3))
  test(`all verifiers refuse: ${damage.name}`, async (t) => {
    const path = writePackage(buildPackage({ keys, ...damage.hooks }).files);
    try {
      await refusedByAll(t, damage, path);
    } finally {
      rmSync(path, { recursive: true });
    }
  });

async function refusedByAll(t: TestContext, damage: Damage, path: string): Promise<void> {
  const [answer, found] = await Promise.all([agree(t, path, damage.trusted && [trustFile]), hand(t, path)]);
  assert.equal(answer.code, EXIT.refused);
  assert.equal(answer.json.fault?.code, damage.expect);
  // What a person cannot see is said in the guide; a reason that no longer holds is found out here.
  if (found !== 'skipped') assert.equal(found, damage.unseenByHand === undefined ? 'refused' : 'accepted');
}

test('a package as one zip is the same package, in the folder or around it', async (t) => {
  const { files } = buildPackage({ keys });
  const path = join(folder, 'whole.zip');
  for (const outer of ['', 'outer/']) {
    writeFileSync(path, buildZip([...files].map(([name, data]) => ({ name: outer + name, data }))));
    assert.equal((await agree(t, path)).code, EXIT.done);
  }
  writeFileSync(
    path,
    buildZip(
      [...files].map(([name, data]) => ({ name, data, local: { method: 8 }, central: { method: 8 } })),
    ),
  );
  assert.equal((await agree(t, path)).json.fault?.code, 'unsafeArchive');
  writeFileSync(path, 'no zip');
  assert.equal((await agree(t, path)).json.fault?.code, 'unsafeArchive');
});

test('the bag folder alone leads to the note beside it on a disk, and is said to be half a package in a page', async (t) => {
  const path = writePackage(buildPackage({ keys }).files);
  writeFileSync(join(path, 'letter.txt'), 'not part of it');
  const bag = join(path, [...buildPackage({ keys }).files.keys()][0]?.split('/')[0] ?? '');
  assert.equal((await onTerminal(bag, [])).code, EXIT.done);
  assert.equal((await onTerminal(path, [])).json.fault?.code, 'fileUnlisted');
  if (page === undefined) return t.skip('/usr/bin/chromium is not installed');
  const found = await checkOnPage(page, bag);
  assert.equal(found.outcome, 'invalid');
  assert.match(found.fault, /package\.note/);
});

test('a link is refused wherever links can be seen', async (t) => {
  const path = writePackage(buildPackage({ keys }).files);
  symlinkSync('/etc/hostname', join(path, 'link'));
  assert.equal((await onTerminal(path, [])).json.fault?.code, 'unsafeEntry');
  assert.equal((await byProgram(path, [])).json.fault?.code, 'unsafeEntry');
  rmSync(join(path, 'link'));
  symlinkSync(
    'package.note',
    join(path, [...buildPackage({ keys }).files.keys()][0]?.split('/')[0] ?? '', 'link'),
  );
  assert.ok(['refused', 'skipped'].includes(await hand(t, path)));
});

test('what cannot be opened is not called invalid', async (t) => {
  const answer = await onTerminal(join(folder, 'nothing'), []);
  assert.equal(answer.code, EXIT.usage);
  assert.equal(answer.json.fault?.code, 'unreadable');
  assert.equal((await byProgram(join(folder, 'nothing'), [])).code, EXIT.usage);
  const other = join(folder, 'other');
  mkdirSync(other);
  writeFileSync(join(other, 'a.txt'), 'x');
  assert.equal((await agree(t, other)).code, EXIT.usage);
});

test('a trust file that is none stops the check, and says so', async () => {
  const terminal = recordingTerminal();
  assert.equal(await runVerify([folder, '--trust', byHand], terminal), EXIT.usage);
  assert.match(terminal.errLines.join('\n'), /trust file cannot be used/);
});

test('a Node.js without ML-DSA-44 checks the rest, and never says valid', async (t) => {
  const old = oldNode();
  if (old === undefined) return t.skip('no Node.js 20 to 23 is installed beside this one');
  const path = writePackage(buildPackage({ keys }).files);
  const answer = await byProgram(path, [trustFile], old);
  assert.equal(answer.code, EXIT.usage);
  assert.equal(answer.json.fault?.code, 'notCheckedHere');
  const changed = buildPackage({ keys, ...DAMAGES[0]?.hooks });
  assert.equal((await byProgram(writePackage(changed.files), [], old)).code, EXIT.refused);
});

function oldNode(): string | undefined {
  const places = String(spawnSync('sh', ['-c', 'which -a node']).stdout)
    .trim()
    .split('\n');
  return places.find((place) => {
    const major = Number(/^v(\d+)/.exec(String(spawnSync(place, ['--version']).stdout))?.[1]);
    return major >= 20 && major < 24;
  });
}

const AUTHORITY_KEYS = ['rsa', 'rsa-pss', 'p256', 'p384', 'p521'] as const satisfies readonly KeyName[];
for (const key of drawnOf(AUTHORITY_KEYS, AUTHORITY_KEYS, 2))
  test(`a time stamp of an authority with ${key} is checked by program and page`, async (t) => {
    if (!hasProgram('openssl')) return t.skip('openssl is not installed');
    const tsa = await startTimestampAuthority({ key, digest: key === 'p521' ? 'sha512' : 'sha256' });
    t.after(() => tsa.stop());
    const built = stamped(tsa.folder, (query) => tsa.reply(query), tsa.caPem);
    const path = writePackage(built.files);
    const root = join(folder, `${key}.pem`);
    writeFileSync(root, tsa.caPem);
    const answer = await agree(t, path, [root]);
    assert.equal(answer.code, EXIT.done);
    assert.match(JSON.stringify(answer.json), /"stamped"/);
    const untrusted = await agree(t, path);
    assert.equal(untrusted.code, EXIT.done);
    assert.match(JSON.stringify(untrusted.json), /"stampNotTrusted"/);
  });

function stamped(place: string, reply: (query: Uint8Array) => Uint8Array, chain: string): Built {
  return buildPackage({
    keys,
    stamps: (checkpoint) => {
      writeFileSync(join(place, 'checkpoint.note'), checkpoint);
      const query = spawnSync('openssl', ['ts', '-query', '-data', 'checkpoint.note', '-cert', '-sha256'], {
        cwd: place,
      });
      return { token: reply(query.stdout), chain };
    },
  });
}

test('a time stamp over something else is refused', async (t) => {
  if (!hasProgram('openssl')) return t.skip('openssl is not installed');
  const tsa = await startTimestampAuthority({ key: 'p256', answer: 'otherImprint' });
  t.after(() => tsa.stop());
  const path = writePackage(stamped(tsa.folder, (query) => tsa.reply(query), tsa.caPem).files);
  assert.equal((await agree(t, path)).json.fault?.code, 'timestampInvalid');
});

test('the page says it with exhibits, custody line and proof, for everybody who can or cannot see it', async (t) => {
  if (page === undefined) return t.skip('/usr/bin/chromium is not installed');
  await page.setViewportSize({ width: 375, height: 800 });
  await page.reload();
  await accessible(page);
  await checkOnPage(page, writePackage(buildPackage({ keys }).files), trustFile);
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'result');
  await page.getByRole('heading', { name: /every signature and proof in it is valid/ }).waitFor();
  for (const number of EXHIBITS) await page.getByRole('heading', { name: number }).waitFor();
  assert.equal(await page.locator('ol.custody > li').count(), 9);
  assert.equal(await page.locator('ol.custody > li.hand').count(), 2);
  assert.match((await page.locator('#statements').textContent()) ?? '', /statements in an event are true/);
  assert.ok(
    (await page.evaluate(() => document.documentElement.scrollWidth)) <= 375,
    'nothing scrolls sideways',
  );
  await accessible(page);
  // What the package has none of is not painted as if it had passed, and unknown keys stand in the verdict itself.
  await page.getByRole('button', { name: 'Check another package' }).click();
  const { tags } = await checkOnPage(page, writePackage(buildPackage({ keys }).files));
  await page.getByRole('heading', { name: /The keys of its sender were not compared/ }).waitFor();
  assert.ok(tags.includes('notShown'), tags.join(' '));
  await accessible(page);
  await page.getByRole('button', { name: 'Check another package' }).click();
  await page.getByText('Drop the package here').waitFor();
  await page.setViewportSize({ width: 1280, height: 900 });
  await checkOnPage(page, writePackage(buildPackage({ keys, ...DAMAGES[0]?.hooks }).files));
  await accessible(page);
});

test('the page speaks six languages, by the browser or by choice, and says an answer again in another', async (t) => {
  if (page === undefined || browser === undefined) return t.skip('/usr/bin/chromium is not installed');
  const context = await browser.newContext({ locale: 'fr-CA', viewport: { width: 375, height: 800 } });
  t.after(() => context.close());
  const own = await context.newPage();
  await own.goto(page.url());
  await own.getByRole('heading', { name: 'Vérifier un lot de preuves' }).waitFor();
  await checkOnPage(own, writePackage(buildPackage({ keys }).files), trustFile);
  await own.getByRole('heading', { name: /chaque signature et chaque preuve/ }).waitFor();
  for (const [code, direction, verdict] of [
    ['ar', 'rtl', /كل توقيع وإثبات/],
    ['zh', 'ltr', /每个签名和证明都成立/],
    ['ru', 'ltr', /каждая подпись/],
    ['es', 'ltr', /cada firma/],
    ['en', 'ltr', /every signature and proof in it is valid/],
  ] as const) {
    await own.locator('#language').selectOption(code);
    await own.getByRole('heading', { name: verdict }).waitFor();
    assert.equal(await own.evaluate(() => document.documentElement.dir), direction);
    assert.equal(await own.locator('#checks li').count(), 18);
    assert.ok((await own.evaluate(() => document.documentElement.scrollWidth)) <= 375, code);
    await accessible(own);
  }
});

async function accessible(shown: Page): Promise<void> {
  const { violations, incomplete } = await new AxeBuilder({ page: shown }).analyze();
  assert.deepEqual(
    [...violations, ...incomplete].map((one) => `${one.id}: ${one.nodes[0]?.html}`),
    [],
  );
}

test('a name that would act in a page is only shown', async (t) => {
  if (page === undefined) return t.skip('/usr/bin/chromium is not installed');
  const hostile = buildPackage({
    keys,
    drafts: (drafts) => {
      const draft = drafts[3];
      const facts = {
        ...(draft?.fields?.['facts'] as object),
        conditions: ['<img src=x onerror=alert(1)><script>alert(2)</script>'],
      };
      if (draft !== undefined) drafts[3] = { ...draft, fields: { ...draft.fields, facts } };
    },
  });
  const found = await checkOnPage(page, writePackage(hostile.files));
  assert.match(found.fault, /conditions/);
  assert.equal(await page.locator('img, #result script').count(), 0);
});

test('the page asked nothing of a network, logged nothing, and its policy lets nothing out', async (t) => {
  if (page === undefined) return t.skip('/usr/bin/chromium is not installed');
  assert.deepEqual(problems, []);
  const refused = await page.evaluate(async () => {
    try {
      await fetch('https://example.org/');
      return 'sent';
    } catch {
      return 'refused';
    }
  });
  assert.equal(refused, 'refused');
  assert.match(problems.join('\n'), /Content Security Policy/);
});

test('the same source gives the same verifiers, and neither needs anything beside itself', async () => {
  const again = await buildVerifiers(join(folder, 'again'));
  assert.deepEqual(readFileSync(again[0]?.path ?? ''), readFileSync(program));
  assert.deepEqual(readFileSync(again[1]?.path ?? ''), readFileSync(html));
  const imports = [...readFileSync(program, 'utf8').matchAll(/^import .* from "([^"]+)"/gm)].map(
    (match) => match[1] ?? '',
  );
  assert.ok(imports.length > 0);
  for (const name of imports) assert.match(name, /^(node:|[a-z_/]+$)/, name);
});
