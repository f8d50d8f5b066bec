import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { testCrypto as crypto } from '../../test/support/crypto.ts';
import { memoryReader } from '../../test/support/memory-reader.ts';
import { sharedData } from '../../test/support/shared.ts';
import { hex, utf8 } from '../base/bytes.ts';
import { checkDigests, openBag, type Bag } from './bag.ts';
import { checkOxum, type BagRules, type BagSource } from './bag-tags.ts';
import { digestOf } from './crypto.ts';
import { Fault } from './fault.ts';

type Texts = Record<string, string | Uint8Array>;

function source(texts: Texts): BagSource {
  const files = new Map(
    Object.entries(texts).map(([path, text]) => [path, typeof text === 'string' ? utf8(text) : text]),
  );
  const sizes = new Map([...files].map(([path, bytes]) => [path, bytes.length]));
  const tagPaths = [...sizes.keys()].filter((path) => !path.startsWith('data/'));
  return { reader: memoryReader(files, crypto), prefix: '', files: sizes, tagPaths };
}

const sha256 = (text: string | Uint8Array): string =>
  hex(digestOf(crypto, 'sha256', typeof text === 'string' ? utf8(text) : text));

/** A small valid bag; `changed` replaces or adds files after the manifests were written. */
function bag(changed: Texts = {}, manifestOf = (lines: string): string => lines, oxum = '11.2'): Texts {
  const payload: Texts = { 'data/a.txt': 'alpha\n', 'data/b/ü.txt': 'beta\n' };
  const lines = (files: Texts): string =>
    Object.entries(files)
      .map(([path, text]) => `${sha256(text)}  ${path}\n`)
      .join('');
  const tags: Texts = {
    'bagit.txt': 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n',
    'bag-info.txt': `Bagging-Date: 2026-11-25\nPayload-Oxum: ${oxum}\n`,
    'manifest-sha256.txt': manifestOf(lines(payload)),
  };
  return { ...payload, ...tags, 'tagmanifest-sha256.txt': lines(tags), ...changed };
}

async function code(texts: Texts, rules: 'package' | 'any' = 'package'): Promise<string> {
  try {
    await validateBag(source(texts), rules);
    return 'valid';
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return `${error.code} ${error.place}`;
  }
}

test('a whole bag with right digests is valid under both rules', async () => {
  assert.equal(await code(bag()), 'valid');
  assert.equal(await code(bag(), 'any'), 'valid');
});

test('a file that changed, is missing or is not listed is named', async () => {
  assert.equal(await code(bag({ 'data/a.txt': 'Alpha\n' })), 'fileChanged data/a.txt');
  assert.equal(await code(bag({ 'data/c.txt': '' })), 'fileUnlisted data/c.txt');
  const { 'data/a.txt': _, ...without } = bag();
  assert.equal(await code(without), 'fileMissing data/a.txt');
  assert.equal(await code(bag({ 'extra.txt': 'x' })), 'fileUnlisted extra.txt');
  assert.equal(await code(bag({ 'bag-info.txt': 'Payload-Oxum: 11.2\n' })), 'fileChanged bag-info.txt');
});

test('a Payload-Oxum that is not the sum of the files is refused', async () => {
  for (const rules of ['package', 'any'] as const)
    assert.equal(
      await code(
        bag({}, (lines) => lines, '11.3'),
        rules,
      ),
      'bagInvalid bag-info.txt',
    );
});

test('a package may not ask for a download, an unknown digest or another encoding', async () => {
  assert.equal(await code(bag({ 'fetch.txt': '' })), 'fetchRefused fetch.txt');
  assert.equal(await code(bag({ 'manifest-md5.txt': '' })), 'bagInvalid manifest-md5.txt');
  assert.equal(await code(bag({ 'manifest-crc32.txt': '' }), 'any'), 'bagInvalid manifest-crc32.txt');
  const utf16 = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-16\n';
  assert.equal(await code(bag({ 'bagit.txt': utf16 })), 'bagInvalid bagit.txt');
  assert.equal(
    await code(bag({ 'bagit.txt': 'BagIt-Version: 1.0\r\nTag-File-Character-Encoding: UTF-8\r\n' })),
    'bagInvalid bagit.txt',
  );
});

test('a manifest line has the one form that sha256sum reads', async () => {
  const changed = (edit: (lines: string) => string): Promise<string> => code(bag({}, edit));
  assert.equal(await changed((lines) => lines.replace('  ', ' ')), 'bagInvalid manifest-sha256.txt');
  assert.equal(await changed((lines) => lines.toUpperCase()), 'bagInvalid manifest-sha256.txt');
  assert.equal(await changed((lines) => lines.slice(0, -1)), 'bagInvalid manifest-sha256.txt');
  assert.equal(await changed((lines) => lines + lines), 'bagInvalid manifest-sha256.txt');
  assert.equal(await changed((lines) => lines.replaceAll('\n', '\r\n')), 'unsafeName manifest-sha256.txt');
  assert.equal(
    await changed((lines) => lines + `${'0'.repeat(64)}  data/../../x\n`),
    'unsafeName manifest-sha256.txt',
  );
  assert.equal(
    await changed((lines) => lines + `${'0'.repeat(64)}  bagit.txt\n`),
    'bagInvalid manifest-sha256.txt',
  );
  assert.equal(
    await changed((lines) => `${lines}${'0'.repeat(5000)}\n`),
    'limitExceeded manifest-sha256.txt',
  );
});

test('bytes that are not UTF-8 in a manifest are refused', async () => {
  assert.equal(
    await code(bag({ 'manifest-sha256.txt': Uint8Array.of(0xff, 0x0a) })),
    'bagInvalid manifest-sha256.txt',
  );
});

test('the BagIt conformance suite of the Library of Congress', async (t) => {
  const folder = sharedData('conformance/bagit');
  if (folder === undefined) return t.skip('shared data conformance/bagit is not there');
  let agreed = 0;
  const differing: string[] = [];
  for (const version of readdirSync(folder).filter((name) => name.startsWith('v'))) {
    for (const verdict of readdirSync(join(folder, version))) {
      if (verdict === 'windows-only') continue; // what Windows must refuse may be fine elsewhere
      for (const name of readdirSync(join(folder, version, verdict))) {
        const found = await conformance(join(folder, version, verdict, name));
        const expected = verdict === 'linux-only' ? 'invalid' : verdict;
        const agrees = found.verdict === expected;
        if (agrees) agreed += 1;
        else differing.push(`${version}/${verdict}/${name}: ${found.verdict} (${found.why})`);
      }
    }
  }
  t.diagnostic(`${agreed} of ${agreed + differing.length} BagIt cases agree`);
  assert.deepEqual(differing, []);
  assert.equal(agreed, 25);
});

async function conformance(folder: string): Promise<{ verdict: string; why: string }> {
  const files: Texts = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files[path.slice(folder.length + 1)] = readFileSync(path);
  }
  try {
    const { warnings } = await validateBag(source(files), 'any');
    return warnings.length > 0
      ? { verdict: 'warning', why: warnings.join('; ') }
      : { verdict: 'valid', why: '' };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { verdict: 'invalid', why: `${error.code}: ${error.message}` };
  }
}

/** The whole validation of RFC 8493, section 3: complete, and every digest right. */
async function validateBag(source: BagSource, rules: BagRules): Promise<Bag> {
  const bag = await openBag(source, rules);
  const payload = await checkDigests(source, bag.manifests);
  await checkDigests(source, bag.tagManifests);
  checkOxum(payload, bag.info, rules);
  return bag;
}
