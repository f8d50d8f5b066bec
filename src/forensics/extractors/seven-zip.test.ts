// Archives that 7-Zip opens, made by itself; RAR, which it cannot make, is of the data beside the project.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packed } from '../../../test/support/archives-made.ts';
import { randomOf } from '../../../test/support/random.ts';
import { sharedData } from '../../../test/support/shared.ts';
import { Refusal } from '../../base/refusal.ts';
import { kindOf } from '../listing/kinds.ts';
import type { Chain } from './asked.ts';
import { ExamineInside, isFailure } from './examine-inside.ts';
import { inMemory, LIMITS, Spent, Stopped, type ExtractLimits, type Member } from './extractor.ts';
import { extractorOf } from './index.ts';
import { sevenZip } from './seven-zip.ts';

const WORDS = Buffer.from('one line after another\n'.repeat(200));
const FILES = { 'a/Écrit.txt': WORDS, 'a/empty': Buffer.alloc(0), 'b/second.bin': Buffer.alloc(70_000, 7) };

async function opened(name: string, bytes: Uint8Array, limits: ExtractLimits = LIMITS): Promise<Member[]> {
  await sevenZip.ready?.();
  assert.equal(extractorOf(kindOf(bytes.subarray(0, 512)) ?? null, name), sevenZip, name);
  return [...(sevenZip.read(inMemory(bytes), new Spent(limits), name).members ?? [])];
}

function bytesOf({ open }: Member): Buffer {
  const content = open?.() ?? inMemory(new Uint8Array());
  const all = Buffer.alloc(content.size);
  content.readInto(0, all);
  return all;
}

function reasonOf(act: () => unknown): string {
  try {
    act();
    return 'read';
  } catch (error) {
    if (error instanceof Stopped) return error.reason;
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

test('the files of a 7z archive are its members, and each is found again by its address', async () => {
  const archive = await packed('a.7z', FILES);
  const members = await opened('a.7z', archive);
  const files = members.filter(({ type }) => type === 'file');
  assert.deepEqual(files.map(({ path }) => path).toSorted(), ['a/empty', 'a/Écrit.txt', 'b/second.bin']);
  for (const one of files) assert.deepEqual(bytesOf(one), FILES[one.path as keyof typeof FILES], one.path); // those three
  assert.deepEqual(members.filter(({ type }) => type === 'folder').map(({ path }) => path), ['a', 'b']); // prettier-ignore
  const second = files.find(({ path }) => path === 'b/second.bin');
  await sevenZip.ready?.();
  const { find } = sevenZip.read(inMemory(archive), new Spent(), 'a.7z');
  assert.deepEqual(bytesOf(find?.(second?.address ?? '') ?? assert.fail()), FILES['b/second.bin']);
});

test('xz and bzip2 give the file that was packed, under its name', async () => {
  for (const name of ['notes.txt.xz', 'notes.txt.bz2']) {
    const archive = await packed(name, { 'notes.txt': WORDS });
    const [one, ...others] = await opened(name, archive);
    assert.deepEqual([one?.path, others.length], ['notes.txt', 0]);
    assert.deepEqual(bytesOf(one ?? assert.fail()), WORDS);
  }
});

test('an archive that needs a password is said to, whole or of each member', async () => {
  const whole = await packed('a.7z', FILES, '-psecret', '-mhe=on');
  await assert.rejects(opened('a.7z', whole), (error) => error instanceof Stopped && error.reason === 'encrypted'); // prettier-ignore
  const [member] = await opened('a.7z', await packed('a.7z', { 'x.txt': WORDS }, '-psecret'));
  assert.equal(reasonOf(() => bytesOf(member ?? assert.fail())), 'encrypted'); // prettier-ignore
});

test('more than may be unpacked, or listed, is stopped by its limit', async () => {
  const small = { ...LIMITS, memberBytes: 100_000, members: 2 };
  const bomb = await packed('a.txt.bz2', { 'a.txt': Buffer.alloc(3_000_000) });
  const [one] = await opened('a.txt.bz2', bomb, small); // it says no length
  assert.equal(reasonOf(() => bytesOf(one ?? assert.fail())), 'tooLarge'); // prettier-ignore
  const [other] = await opened('a.7z', await packed('a.7z', { 'a.txt': Buffer.alloc(3_000_000) }), small);
  assert.equal(reasonOf(() => bytesOf(other ?? assert.fail())), 'tooLarge'); // prettier-ignore
  await assert.rejects(opened('a.7z', await packed('a.7z', FILES), small), (error) => error instanceof Stopped && error.reason === 'tooMany'); // prettier-ignore
});

test('an archive that was cut or changed ends with what can be read or its reason', async () => {
  const random = randomOf(19);
  const good = await packed('a.7z', FILES);
  const seen = new Set<string>();
  for (let i = 0; i < 60; i++) {
    const input = Buffer.from(good.subarray(0, i % 3 === 0 ? 32 + Math.floor(random() * (good.length - 32)) : undefined)); // prettier-ignore
    for (let k = i % 3; k > 0; k--) input[8 + Math.floor(random() * (input.length - 8))] = Math.floor(random() * 256); // prettier-ignore
    await sevenZip.ready?.();
    seen.add(
      reasonOf(() => {
        for (const one of sevenZip.read(inMemory(input), new Spent(), 'a.7z').members ?? [])
          if (one.open !== undefined) seen.add(reasonOf(() => bytesOf(one)));
      }),
    );
  }
  assert.ok(seen.has('damaged'), [...seen].join());
});

test('the confined child opens one within another', async () => {
  const inner = await packed('in.7z', FILES);
  const outer = await packed('out.7z', { 'in.7z': inner }, '-mx=0');
  const read = (at: number, target: Uint8Array): number => {
    target.set(outer.subarray(at, at + target.length));
    return target.length;
  };
  const file = { name: 'out.7z', size: outer.length, read };
  const inside = new ExamineInside({ asked: {}, files: [file] });
  try {
    const chain: Chain = {
      members: [{ name: 'out.7z', kind: '7z', address: '0' }],
      name: 'in.7z',
      kind: '7z',
    };
    const paths: string[] = [];
    const found = await inside.extract(
      chain,
      '7zip',
      (rows) => {
        for (const row of rows) if (row.read !== undefined && 'sha256' in row.read) paths.push(row.path);
        return Promise.resolve();
      },
      { signal: AbortSignal.timeout(60_000) },
    );
    assert.ok(!isFailure(found) && found.failed === undefined, JSON.stringify(found));
    assert.deepEqual(paths.toSorted(), ['a/empty', 'a/Écrit.txt', 'b/second.bin']);
  } finally {
    inside.close();
  }
});

const samples = sharedData('forensics/archives');
test(
  'the same documents come out of RAR, 7z and cpio of other programs',
  { skip: samples === undefined ? 'forensics/archives is not there' : false },
  async () => {
    const of = async (name: string): Promise<Map<string, string>> =>
      new Map((await opened(name, readFileSync(join(samples ?? '', name)))).map((one) => [one.path, bytesOf(one).toString('hex')])); // prettier-ignore
    const rar = await of('test-documents.rar');
    assert.equal(rar.size, 9);
    assert.match(rar.get('test-documents/testPDF.pdf') ?? '', /^255044462d312e33/);
    assert.deepEqual(await of('test-documents.7z'), rar);
    await assert.rejects(of('test-documents-enc.rar'), (error) => error instanceof Stopped && error.reason === 'encrypted'); // prettier-ignore
  },
);
