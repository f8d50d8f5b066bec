import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { testCrypto as crypto, testSigner } from '../../test/support/crypto.ts';
import { newPasskey, passkeySignatureLine, SITE, type Kind } from '../../test/support/passkey-fixture.ts';
import { fingerprint, ORIGIN, spki } from '../../test/support/package-fixture.ts';
import { fromBase64, hex, utf8 } from '../base/bytes.ts';
import type { Uuid } from '../base/ids.ts';
import { eventText, factText, type CustodyEvent } from './event.ts';
import { parseEventNote, verifyEventSignatures, type EventNote } from './event-note.ts';
import { Fault } from './fault.ts';
import { parseVerifierKey } from './note-key.ts';
import {
  base64Url,
  isPasskeyOrigin,
  parseAssertion,
  passkeyAlgorithm,
  passkeyChallenge,
  passkeyOf,
  type Passkey,
} from './passkey.ts';

const service = testSigner(`${ORIGIN}/service`, 'recorded-ed25519');
const noteLine = (text: Uint8Array): string => {
  const line = service.sign(text, 1_772_355_600);
  return `\u2014 ${line.name} ${Buffer.concat([Buffer.from(line.keyId, 'hex'), line.bytes]).toString('base64')}\n`;
};

function signedEvent(kind: Kind): { bytes: Buffer; line: string; passkey: Passkey; event: CustodyEvent } {
  const key = newPasskey(kind);
  const event: CustodyEvent = {
    v: 1,
    type: 'sealed',
    log: ORIGIN,
    id: '01990000-0000-7000-8000-000000000001' as Uuid, // of that form
    item: 'FR-2026-000012-3',
    itemSeq: 1,
    occurredAt: '2026-03-01T10:00:00+01:00',
    actor: { key: fingerprint(key), role: 'examiner', organisation: 'Central Laboratory', state: 'FR' },
  };
  const text = eventText(event);
  const line = passkeySignatureLine(key, text);
  const passkey = passkeyOf(crypto, `${ORIGIN}/officer/${fingerprint(key).slice(0, 16)}`, spki(key), SITE);
  return { bytes: Buffer.from(`${text}\n${line}${noteLine(utf8(text))}`), line, passkey, event };
}

const check = (parsed: EventNote, passkey: Passkey) =>
  verifyEventSignatures(crypto, parsed, { service: service.key, officers: [passkey] }, 'event');

for (const kind of ['es256', 'ed25519'] as const) {
  test(`an event signed with a passkey of ${kind} is its person's`, async () => {
    const { bytes, passkey } = signedEvent(kind);
    const found = await check(parseEventNote(bytes, 'event'), passkey);
    assert.deepEqual([found.actor, found.signedBy], [passkey, [service.key, passkey]]);
  });

  test(`a bit flipped anywhere in the line of a passkey of ${kind} is found`, async () => {
    const { bytes, line, passkey } = signedEvent(kind);
    const whole = bytes.toString();
    const [, , encoded = ''] = line.trim().split(' ');
    const raw = Buffer.from(encoded, 'base64');
    for (let at = 0; at < raw.length; at++)
      for (let bit = 0; bit < 8; bit++) {
        const changed = Buffer.from(raw);
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        const note = parseEventNote(Buffer.from(whole.replace(encoded, changed.toString('base64'))), 'event');
        await assert.rejects(
          check(note, passkey),
          isFault('signatureWrong', 'signatureMissing'),
          `byte ${at}, bit ${bit}`,
        );
      }
  });

  test(`an event of a passkey of ${kind} that is cut, or changed in any byte, is refused`, async () => {
    const { bytes, passkey } = signedEvent(kind);
    const isGood = async (changed: Uint8Array): Promise<boolean> => {
      try {
        await check(parseEventNote(changed, 'event'), passkey);
        return true;
      } catch (error) {
        assert.ok(error instanceof Fault);
        return false;
      }
    };
    assert.ok(await isGood(bytes));
    for (let length = 0; length < bytes.length; length += 7)
      assert.ok(!(await isGood(bytes.subarray(0, length))));
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(7), async (at, bit) => {
        const flipped = Uint8Array.from(bytes);
        flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
        assert.ok(!(await isGood(flipped)), `byte ${at}, bit ${bit}`);
      }),
      { numRuns: 300 },
    );
  });
}

test('client data of browsers old and new are read, and what could be a frame of somebody else is not', async () => {
  const good = [
    '',
    ',"crossOrigin":false',
    ',"crossOrigin":false,"other_keys_can_be_added_here":"do not compare"',
  ];
  const bad = [',"crossOrigin":true', ',"topOrigin":"https://x.example"', ',"crossOrigin":false, ', ' '];
  for (const crossOrigin of [...good, ...bad]) {
    const key = newPasskey('es256');
    const { event } = signedEvent('es256');
    const text = eventText({ ...event, actor: { ...event.actor, key: fingerprint(key) } });
    const passkey = passkeyOf(crypto, `${ORIGIN}/officer/${fingerprint(key).slice(0, 16)}`, spki(key), SITE);
    const bytes = Buffer.from(
      `${text}\n${passkeySignatureLine(key, text, { crossOrigin })}${noteLine(utf8(text))}`,
    );
    const found = check(parseEventNote(bytes, 'event'), passkey);
    if (good.includes(crossOrigin)) await found;
    else await assert.rejects(found, isFault('signatureWrong'), crossOrigin);
  }
});

test('an assertion of another form is none', () => {
  const parts = (a: number, c: number, s: number): Uint8Array =>
    Buffer.concat([
      Buffer.of(a >> 8, a & 255),
      Buffer.alloc(a),
      Buffer.of(c >> 8, c & 255),
      Buffer.alloc(c + s),
    ]);
  assert.ok(parseAssertion(parts(37, 10, 1)));
  for (const [a, c, s] of [
    [36, 10, 64],
    [1025, 10, 64],
    [37, 4097, 64],
    [37, 10, 0],
  ] as const)
    assert.equal(parseAssertion(parts(a, c, s)), undefined);
  const whole = parts(37, 10, 8);
  for (let length = 0; length < 52; length++)
    assert.equal(parseAssertion(whole.subarray(0, length)), undefined);
});

test('only origins are taken as origins', () => {
  const good = ['https://comity.agency.example', 'http://localhost:8470', 'https://a.example:65535'];
  const bad = [
    '',
    'https://',
    'ftp://a.example',
    'https://A.example',
    'https://a.example/',
    'https://a b',
    'https://a":"',
  ];
  for (const origin of good) assert.ok(isPasskeyOrigin(origin), origin);
  for (const origin of bad) assert.ok(!isPasskeyOrigin(origin), origin);
});

test('the example of docs/formats/passkey.md is what the page says', async () => {
  const [enrolled, signed] = ['passkey-enrolled.note', 'passkey-signed.note'].map((name) =>
    parseEventNote(utf8(block(name)), name),
  );
  assert.ok(enrolled && signed);
  const key = parseVerifierKey(block('passkey-service.vkey').trim(), 'key', crypto);
  const spkiBytes = fromBase64(factText(enrolled.event, 'publicKey') ?? '') ?? assert.fail();
  assert.equal(passkeyAlgorithm(spkiBytes), factText(enrolled.event, 'algorithm'));
  const line = signed.note.signatures[0] ?? assert.fail();
  const passkey = passkeyOf(crypto, line.name, spkiBytes, factText(enrolled.event, 'origin') ?? '');
  await verifyEventSignatures(crypto, enrolled, { service: key, officers: [] }, 'enrolled');
  const found = await verifyEventSignatures(crypto, signed, { service: key, officers: [passkey] }, 'signed');
  assert.equal(found.actor, passkey);
  const parts = parseAssertion(line.bytes) ?? assert.fail();
  assert.equal(`${hex(parts.authenticatorData)}\n`, block('authenticator-data.hex'));
  assert.equal(`${Buffer.from(parts.clientDataJson).toString()}\n`, block('client-data.json'));
  assert.equal(`${hex(parts.signature)}\n`, block('signature.hex'));
  assert.ok(block('client-data.json').includes(base64Url(passkeyChallenge(crypto, signed.note.text))));
});

function block(name: string): string {
  const page = readFileSync(new URL('../../docs/formats/passkey.md', import.meta.url), 'utf8');
  const found = [...page.matchAll(/^```(\S+)\n(.*?)^```$/gms)].find((match) => match[1] === name);
  return found?.[2] ?? assert.fail(`no block ${name}`);
}

function isFault(...codes: readonly string[]): (error: unknown) => boolean {
  return (error) => error instanceof Fault && codes.includes(error.code);
}
