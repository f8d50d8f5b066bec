// The proof of a request in fixtures/request-proof: the terminal, the stand-alone program and the offline page say the same of it, whole
// and damaged, and of a thousand bits turned over none goes unseen (COMITY_FLIPS).
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { EXIT } from '../src/cli/terminal.ts';
import { nodeCrypto } from '../src/platform/node-crypto.ts';
import { openPackage } from '../src/platform/package-reader.ts';
import { verifyPackage } from '../src/verify/package.ts';
import { readSmall } from '../src/verify/reader.ts';
import { memoryReader } from './support/memory-reader.ts';
import { randomOf } from './support/random.ts';
import { threeVerifiers, type Verifiers } from './support/three-verifiers.ts';
import { buildZip } from './support/zip-builder.ts';

const FLIPS = Number(process.env['COMITY_FLIPS'] ?? 1000);
const vector = (name: string): string =>
  fileURLToPath(new URL(`../fixtures/request-proof/${name}.zip`, import.meta.url));
const WHOLE = vector('whole');
const STAMPED = vector('stamped');
const folder = mkdtempSync(join(tmpdir(), 'comity-request-proof-'));
let verifiers: Verifiers | undefined;

before(async () => {
  verifiers = await threeVerifiers(folder);
});
after(async () => {
  await verifiers?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function filesOf(path: string): Promise<Map<string, Uint8Array>> {
  const reader = await openPackage(path, nodeCrypto);
  try {
    const entries = (await reader.entries()).filter(({ kind }) => kind === 'file');
    const files = new Map<string, Uint8Array>();
    for (const { path: name } of entries) files.set(name, await readSmall(reader, name, 64 * 1024 * 1024));
    return files;
  } finally {
    reader.close();
  }
}

test('all three say who signed which request, and of each damage the same', async (t) => {
  const { agree, page } = verifiers ?? assert.fail();
  if (page === undefined) t.diagnostic('skipped on the page: /usr/bin/chromium is not installed');
  const whole = await agree(WHOLE);
  assert.equal(whole.code, EXIT.done);
  assert.equal(whole.said.package?.request?.person, 'Paula Example');
  if (page !== undefined)
    assert.match(await page.innerText('#statements'), /Paula Example \(prosecutor\) signed/);
  const ended = await agree(vector('ended'));
  assert.deepEqual([ended.code, ended.said.package?.request?.ended?.cause], [EXIT.done, 'change']);
  if (page !== undefined) assert.match(await page.innerText('#statements'), /THE AUTHORISATION ENDED/);
  for (const [name, code] of [
    ['another-letter', 'requestMismatch'],
    ['another-key', 'keyNotEnrolled'],
    ['another-signature', 'signatureWrong'],
  ] as const)
    assert.equal((await agree(vector(name))).said.fault?.code, code, name);
  await timeShown(agree);
  const files = await filesOf(WHOLE);
  const [bag = ''] = [...files.keys()].find((name) => name.includes('/'))?.split('/') ?? [];
  const turned = (name: string): ReadonlyMap<string, Uint8Array> => {
    const bytes = Uint8Array.from(files.get(`${bag}/${name}`) ?? assert.fail(name));
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    return new Map([...files, [`${bag}/${name}`, bytes]]);
  };
  const without = (name: string) => new Map([...files].filter(([path]) => path !== `${bag}/${name}`));
  const damages: readonly (readonly [ReadonlyMap<string, Uint8Array>, string])[] = [
    ...['letter.pdf', 'request.json', 'statement.json', 'client-data.json', 'signature.der', 'key.pem'].map(
      (name) => [turned(`data/request/${name}`), 'fileChanged'] as const,
    ),
    [without('data/request/statement.json'), 'fileMissing'],
    [without('custody/checkpoint.note'), 'fileMissing'],
    [new Map([...files, [`${bag}/data/request/more.txt`, Buffer.from('x')]]), 'fileUnlisted'],
    [new Map([...files, [`${bag}/report.pdf`, Buffer.from('x')]]), 'bagInvalid'],
  ];
  for (const [damaged, code] of damages) {
    const path = join(folder, 'damaged.zip');
    writeFileSync(path, buildZip([...damaged].map(([name, data]) => ({ name, data: Buffer.from(data) }))));
    const answer = await agree(path);
    assert.deepEqual([answer.code, answer.said.fault?.code], [EXIT.refused, code]);
  }
});

/** By an authority that nobody trusts yet, by one whose certificate came by another road, and over bytes that are not the checkpoint. */
async function timeShown(agree: Verifiers['agree']): Promise<void> {
  const authority = vector('authority').replace(/zip$/, 'pem');
  for (const [trust, list, id] of [
    [[], 'notEstablished', 'stampNotTrusted'],
    [[authority], 'established', 'stamped'],
  ] as const) {
    const { code, said } = await agree(STAMPED, trust);
    assert.equal(code, EXIT.done);
    const [one] = said[list].filter((sentence) => sentence.id === id);
    assert.match(one?.words ?? '', /Example Time Stamps/, id);
    assert.equal(said.package?.timestamps.length, 1);
  }
  for (const trust of [[], [authority]]) {
    const { code, said } = await agree(vector('another-stamp'), trust);
    assert.deepEqual([code, said.fault?.code], [EXIT.refused, 'timestampInvalid']);
    assert.match(said.fault?.place ?? '', /custody\/timestamps\/authority\.tsr/);
  }
}

test(`of ${FLIPS} bits turned over none goes unseen`, async () => {
  const both = [await filesOf(WHOLE), await filesOf(STAMPED)];
  const random = randomOf(readFileSync(WHOLE).length);
  for (let i = 0; i < FLIPS; i += 1) {
    const files = both[i % 2] ?? assert.fail();
    const places = [...files].map(([name, bytes]) => ({ name, bytes }));
    // Small files as often as large ones: the letter alone is most of the bytes.
    const { name, bytes } = places[Math.floor(random() * places.length)] ?? assert.fail();
    const bit = Math.floor(random() * bytes.length * 8);
    const turned = Uint8Array.from(bytes);
    turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    const reader = memoryReader(new Map([...files, [name, turned]]), nodeCrypto);
    const { ok } = await verifyPackage(reader, { crypto: nodeCrypto });
    assert.equal(ok, false, `bit ${bit} of ${name}`);
  }
});
