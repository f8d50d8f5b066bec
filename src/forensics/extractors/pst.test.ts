// Mailboxes of Outlook: made ones of both formats, and one of a real program, whose messages are those that readpst (libpst) finds.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ATTACHED, mailbox } from '../../../test/support/pst-made.ts';
import { randomOf } from '../../../test/support/random.ts';
import { sharedData } from '../../../test/support/shared.ts';
import { Refusal } from '../../base/refusal.ts';
import { kindOf } from '../listing/kinds.ts';
import { eml } from './eml.ts';
import {
  inMemory,
  LIMITS,
  Spent,
  Stopped,
  type Extracted,
  type ExtractLimits,
  type Member,
} from './extractor.ts';
import { extractorOf } from './index.ts';
import { pst } from './pst.ts';

function opened(bytes: Uint8Array): Extracted {
  assert.equal(extractorOf(kindOf(bytes.subarray(0, 512)) ?? null, 'a.pst'), pst);
  return pst.read(inMemory(bytes), new Spent(), 'a.pst');
}

function bytesOf(member: Member | undefined): Buffer {
  const content = member?.open?.() ?? assert.fail();
  const all = Buffer.alloc(content.size);
  content.readInto(0, all);
  return all;
}

function mailOf(member: Member | undefined): {
  readonly text: string;
  readonly facts: object;
  readonly members: readonly Member[];
} {
  const { text = '', facts = {}, members = [] } = eml.read(inMemory(bytesOf(member)), new Spent(), 'a.eml');
  return { text, facts, members: [...members] };
}

/** What hides each byte, from what is in the file: the place of a byte in the table is what it shows. */
function hidden(): (byte: number) => number {
  const plain = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
  const source = readFileSync(new URL('pst-nodes.ts', import.meta.url), 'utf8');
  const table = Buffer.from([...source.matchAll(/'([0-9a-f]{128})'/g)].map(([, hex]) => hex).join(''), 'hex');
  assert.deepEqual(Buffer.from(table).sort(), plain); // each byte once
  return (byte) => table.indexOf(byte);
}

test('a message is in its folder, with who, when, its words, and what is attached beneath; in both formats, hidden or not', () => {
  for (const made of [mailbox(), mailbox({ isUnicode: false }), mailbox({ hide: hidden() })]) {
    const { members = [], find, facts } = opened(made);
    assert.equal(facts?.['mailbox'], 'made');
    const [one, ...others] = [...members];
    assert.deepEqual([one?.path, one?.modified, others], ['Kept/О деле.eml', '2020-01-02T03:04:05.000Z', []]);
    assert.deepEqual(bytesOf(find?.(one?.address ?? '')), bytesOf(one));
    const { text, facts: said, members: parts } = mailOf(one);
    assert.match(text, /^See what is enclosed\.\r\nПривет/);
    assert.deepEqual(said, { from: 'Инесса', to: 'someone', date: 'Thu, 02 Jan 2020 03:04:05 +0000', subject: 'О деле' }); // prettier-ignore
    assert.deepEqual(parts.map(({ path }) => path), ['список.txt', 'within.eml']); // prettier-ignore
    assert.deepEqual(bytesOf(parts[0]), ATTACHED);
    assert.match(mailOf(parts[1]).text, /^the inner words/);
  }
});

test('how much may come out of a mailbox follows from its length, and a message that is too large is said', () => {
  const made = mailbox();
  const of = (limits: Partial<ExtractLimits>): Member[] => [
    ...(pst.read(inMemory(made), new Spent({ ...LIMITS, ...limits }), 'a.pst').members ?? []),
  ];
  assert.ok(bytesOf(of({ unpackedBytes: 10, members: 0 })[0]).length > 20_000);
  assert.throws(() => bytesOf(of({ memberBytes: 10_000 })[0]), (error) => error instanceof Stopped && error.reason === 'tooLarge'); // prettier-ignore
});

test('a mailbox whose end is missing is read as far as it goes, and is said to be cut', () => {
  const made = mailbox();
  made.writeBigUInt64LE(BigInt(made.length + 1), 184);
  const found: string[] = [];
  assert.throws(() => {
    for (const { path } of opened(made).members ?? []) found.push(path);
  }, Refusal);
  assert.ok(found.length > 0);
});

test('a message that is attached to itself is stopped by its depth, and the others are read', () => {
  const [one] = [...(opened(mailbox({ isLooped: true })).members ?? [])];
  assert.throws(() => bytesOf(one), (error) => error instanceof Stopped && error.reason === 'tooDeep'); // prettier-ignore
});

test('a table of blocks that is too short to be one is damage of what it is of, and the others are read', () => {
  const bytes = mailbox();
  const page = Number(bytes.readBigUInt64LE(240)); // 2.2.2.7.7.3, BBTENTRY
  const entries = Array.from({ length: bytes[page + 488] ?? 0 }, (_, index) => page + 24 * index);
  const isTable = (at: number): boolean => bytes[Number(bytes.readBigUInt64LE(at + 8))] === 1 && (bytes.readUInt32LE(at) & 2) === 2; // prettier-ignore
  const tables = entries.filter(isTable);
  assert.ok(tables.length > 0);
  for (const at of tables) bytes.writeUInt16LE(2, at + 16);
  const all = [...(opened(bytes).members ?? [])];
  assert.deepEqual(all.map(({ path }) => path), [...(opened(mailbox()).members ?? [])].map(({ path }) => path)); // prettier-ignore
  for (const one of all)
    try {
      bytesOf(one);
    } catch (error) {
      assert.ok(error instanceof Refusal, String(error));
    }
});

test('a mailbox that was cut or changed, or whose tree leads back to itself, ends with what can be read or its reason', () => {
  const random = randomOf(23);
  const good = mailbox();
  const looped = Buffer.from(good);
  const page = Number(good.readBigUInt64LE(224));
  looped[page + 491] = 1; // no leaf
  for (let index = 0; index < 4; index++) looped.writeBigUInt64LE(BigInt(page), page + 32 * index + 16);
  assert.throws(() => [...(opened(looped).members ?? [])], Refusal);
  const reasons = new Set<string>();
  for (let i = 0; i < 300; i++) {
    const input = Buffer.from(good.subarray(0, i % 4 === 0 ? 600 + Math.floor(random() * (good.length - 600)) : undefined)); // prettier-ignore
    for (let k = 0; k < 6; k++) input[(i % 2 === 0 ? page : 8) + Math.floor(random() * Math.max(1, Math.min(600, input.length - page)))] = Math.floor(random() * 256); // prettier-ignore
    try {
      for (const one of opened(input).members ?? []) one.open?.();
      reasons.add('read');
    } catch (error) {
      if (error instanceof Stopped) reasons.add(error.reason);
      else if (error instanceof Refusal) reasons.add(error.code);
      else throw error;
    }
  }
  assert.ok(reasons.has('read') && reasons.has('damaged'), [...reasons].join());
});

const samples = sharedData('forensics/mail');
test(
  'the messages of a real mailbox are those that readpst finds, in their words',
  { skip: samples === undefined ? 'forensics/mail is not there' : false },
  () => {
    const { members = [], facts } = opened(readFileSync(join(samples ?? '', 'testPST.pst')));
    const all = [...members];
    assert.equal(facts?.['mailbox'], 'hong-thai.nguyen');
    assert.equal(all.length, 7);
    const found = all.find(({ path }) => path.endsWith('/Re: Feature Generators.eml'));
    assert.match(String((mailOf(found).facts as { subject?: string }).subject), /^Re: Feature Generators$/); // what eml gives
    assert.match(mailOf(found).text, /feature/i);
    for (const one of all) assert.notEqual(mailOf(one).text, '', one.path);
  },
);

test('a message whose folder is no more is listed with the others, as every node is read', () => {
  const { members = [], find } = opened(mailbox({ isOrphaned: true }));
  const [one, ...others] = [...members];
  assert.deepEqual([one?.path, others], ['no folder/О деле.eml', []]);
  const [kept] = [...(opened(mailbox()).members ?? [])];
  assert.deepEqual(bytesOf(find?.(one?.address ?? '')), bytesOf(kept));
});
