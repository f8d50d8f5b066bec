import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { testCrypto, testSigner } from '../../test/support/crypto.ts';
import { utf8 } from '../base/bytes.ts';
import type { Uuid } from '../base/ids.ts';
import { eventText, MAX_EVENT_BYTES, type CustodyEvent } from './event.ts';
import { parseEventNote, verifyEventSignatures } from './event-note.ts';
import { Fault } from './fault.ts';
import { keyFingerprint } from './note-key.ts';
import { formatNote, type NoteSignature } from './note.ts';

const service = testSigner('log.example/service', 'recorded-ed25519');
const officer = testSigner('log.example/officer/1', 'ed25519');
const keys = { service: service.key, officers: [officer.key] };

const EVENT: CustodyEvent = {
  v: 1,
  type: 'sealed',
  log: 'log.example',
  id: '01990000-0000-7000-8000-000000000001' as Uuid, // of that form
  item: 'FR-2026-000012-3',
  itemSeq: 1,
  occurredAt: '2026-03-01T10:00:00+01:00',
  actor: {
    key: keyFingerprint(testCrypto, officer.key),
    role: 'examiner',
    organisation: 'Central Laboratory',
    state: 'FR',
  },
};
const TEXT = utf8(eventText(EVENT));

test('an event signed by its actor and recorded by the service is read and checked', async () => {
  const bytes = formatNote(TEXT, [officer.sign(TEXT), service.sign(TEXT, 1_772_355_600)]);
  const parsed = parseEventNote(bytes, 'event');
  assert.deepEqual(parsed.event, EVENT);
  const signatures = await verifyEventSignatures(testCrypto, parsed, keys, 'event');
  assert.equal(signatures.recordedAt, 1_772_355_600);
  assert.deepEqual(signatures.signedBy, [service.key, officer.key]);
});

test('an event whose actor is the service needs the service alone', async () => {
  const own = { ...EVENT, actor: { ...EVENT.actor, key: keyFingerprint(testCrypto, service.key) } };
  const text = utf8(eventText(own));
  const parsed = parseEventNote(formatNote(text, [service.sign(text, 5)]), 'event');
  assert.equal((await verifyEventSignatures(testCrypto, parsed, keys, 'event')).recordedAt, 5);
});

test('an event without the line of the service, or of its actor, is refused', async () => {
  await refused([officer.sign(TEXT)], 'signatureMissing');
  await refused([service.sign(TEXT, 5)], 'signatureMissing');
  await refused([service.sign(TEXT, 5), testSigner('x.example', 'ed25519').sign(TEXT)], 'signatureMissing');
});

test('an event with a wrong line of the service or of an officer is refused', async () => {
  const other = utf8(eventText({ ...EVENT, itemSeq: 1, item: 'FR-2026-000012-4' }));
  await refused([officer.sign(TEXT), service.sign(other, 5)], 'signatureWrong');
  await refused([officer.sign(other), service.sign(TEXT, 5)], 'signatureWrong');
});

test('an event of two lines, of other text, or beyond the limit is refused', () => {
  const read = (text: Uint8Array): unknown => parseEventNote(formatNote(text, [officer.sign(text)]), 'event');
  assert.throws(() => read(utf8(`${eventText(EVENT)}more\n`)), isFault('eventInvalid'));
  assert.throws(() => read(utf8('{}\n')), isFault('eventInvalid'));
  assert.throws(() => read(utf8('{"v":1 }\n')), isFault('eventInvalid'));
  assert.throws(() => parseEventNote(new Uint8Array(MAX_EVENT_BYTES + 1), 'event'), isFault('limitExceeded'));
});

test('an event cut or changed anywhere is refused, or no longer signed', async () => {
  const bytes = formatNote(TEXT, [officer.sign(TEXT), service.sign(TEXT, 1_772_355_600)]);
  const isGood = async (changed: Uint8Array): Promise<boolean> => {
    try {
      await verifyEventSignatures(testCrypto, parseEventNote(changed, 'event'), keys, 'event');
      return true;
    } catch (error) {
      assert.ok(error instanceof Fault);
      return false;
    }
  };
  assert.ok(await isGood(bytes));
  for (let length = 0; length < bytes.length; length++)
    assert.ok(!(await isGood(bytes.subarray(0, length))), `${length} bytes`);
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(7), async (at, bit) => {
      const flipped = Uint8Array.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
      assert.ok(!(await isGood(flipped)), `byte ${at}, bit ${bit}`);
    }),
    { numRuns: 300 },
  );
});

async function refused(lines: readonly NoteSignature[], code: string): Promise<void> {
  const parsed = parseEventNote(formatNote(TEXT, lines), 'event');
  await assert.rejects(verifyEventSignatures(testCrypto, parsed, keys, 'event'), isFault(code));
}

function isFault(code: string): (error: unknown) => boolean {
  return (error) => error instanceof Fault && error.code === code;
}
