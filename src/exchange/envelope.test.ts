// Envelopes from bytes: what is good opens, and everything else is refused for the reason that is named.
import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey, randomBytes, sign, webcrypto } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { concat, utf8, utf8Text } from '../base/bytes.ts';
import { newUuid, type Random } from '../base/ids.ts';
import { nodeCrypto } from '../platform/node-crypto.ts';
import { noteKey, parseVerifierKey, type NoteKey } from '../verify/note-key.ts';
import { formatNote, signatureLine } from '../verify/note.ts';
import {
  BODY_BYTES_MAX,
  claimedSender,
  exchangeKeyName,
  headerText,
  joinEnvelope,
  messageIn,
  readEnvelope,
  secondOf,
  sha256Hex,
  TEXT_BYTES_MAX,
  type Header,
} from '../verify/envelope.ts';
import {
  checkHead,
  claimedKey,
  contentDigest,
  signHead,
  SKEW_SECONDS_MAX,
  type RequestHead,
} from './http-signature.ts';
import { leavesToo, withoutParty, type Agreement } from './joint-messages.ts';
import { readMessage } from './message.ts';
import { fingerprintWords } from './peer-document.ts';
import { readReceipt, receiptText, splitNotes, type Receipt } from '../verify/envelope-receipt.ts';
import { openBody, plainOf, sealBody } from './sealed-body.ts';
import { NotSealed, openFile, sealFile } from './sealed-file.ts';
import { temporaryFolder } from '../../test/support/temporary.ts';

const EMPTY = new Uint8Array();
const all = async (pieces: AsyncIterable<Buffer>): Promise<Buffer> => {
  const made: Buffer[] = [];
  for await (const piece of pieces) made.push(piece);
  return Buffer.concat(made);
};

const LYON = 'lyon.example/custody';
const PORTO = 'porto.example/custody';
const NOW = Date.parse('2026-11-26T09:15:00Z');
const random: Random = (bytes) => void webcrypto.getRandomValues(bytes);
const id = () => newUuid(() => NOW, random);

interface Signer {
  readonly key: NoteKey;
  readonly sign: (message: Uint8Array) => Uint8Array;
}

function signer(name: string): Signer {
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), randomBytes(32)]);
  const privateKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const key = noteKey(nodeCrypto, name, 'ed25519', spki.subarray(12));
  return { key, sign: (message) => sign(null, message, privateKey) };
}

const note = (text: Uint8Array, { key, sign: by }: Signer) =>
  formatNote(text, [signatureLine(key, by(text))]);

const lyon = signer(exchangeKeyName(LYON));
const wire = signer(`${LYON}/wire`);

async function sealed(changes: Partial<Header> = {}, by = lyon) {
  const identity = await generateX25519Identity();
  const plain = plainOf({ v: 1, type: 'question', text: 'Which days?', language: 'en' }, random);
  const body = await sealBody(plain, [await identityToRecipient(identity)]);
  const header: Header = {
    v: 1,
    id: id(),
    conversation: id(),
    from: LYON,
    to: PORTO,
    seq: 1,
    lane: 'normal',
    created: secondOf(NOW),
    expires: secondOf(NOW + 86_400_000),
    body: { sha256: sha256Hex(nodeCrypto, body), size: body.length },
    content: sha256Hex(nodeCrypto, plain),
    attachments: [],
    ...changes,
  };
  const signed = note(headerText(header), by);
  return { bytes: joinEnvelope({ note: signed, body }), signed, body, plain, identity, header };
}

const read = (bytes: Uint8Array, keys = [lyon.key]) => readEnvelope(bytes, keys, nodeCrypto);
const whyNot = async (bytes: Uint8Array, keys?: NoteKey[]): Promise<string> => {
  const found = await read(bytes, keys);
  return found.ok ? 'ok' : found.code;
};

test('an envelope opens with the key of its sender and of its receiver, and what it says is what was sealed', async () => {
  const { bytes, identity, header, plain } = await sealed();
  const found = await read(bytes);
  assert.ok(found.ok);
  assert.deepEqual(found.envelope.header, header);
  assert.equal(claimedSender(bytes), LYON);
  const opened = await openBody(found.envelope.body, [identity]);
  assert.deepEqual(Buffer.from(opened ?? []), Buffer.from(plain));
  const json = messageIn(opened ?? plain);
  assert.deepEqual(json && readMessage(json)?.type, 'question');
  assert.equal(plain.length % 4096, 0);
});

test('every byte of the note is under the signature, and every byte of the body under its digest', async () => {
  const { bytes, signed } = await sealed();
  const start = bytes.length - signed.length - (await sealed()).body.length;
  for (let at = start; at < start + signed.length; at += 7) {
    const flipped = bytes.slice();
    flipped[at] = (flipped[at] ?? 0) ^ 0x01;
    assert.notEqual(await whyNot(flipped), 'ok', `byte ${at}`);
  }
  const last = bytes.slice();
  last[last.length - 1] = (last.at(-1) ?? 0) ^ 0x80;
  const found = await read(last);
  assert.ok(found.ok, 'the header is as it was');
  assert.notEqual(sha256Hex(nodeCrypto, found.envelope.body), found.envelope.header.body.sha256);
});

test('lengths that lie, truncated and longer bytes, and other files are refused before anything is computed', async () => {
  const { bytes, signed, body } = await sealed();
  for (const end of [0, 10, 30, 200, bytes.length - 1])
    assert.equal(await whyNot(bytes.slice(0, end)), 'form');
  assert.equal(await whyNot(concat(bytes, utf8('x'))), 'form');
  const lying = (line: string) => whyNot(concat(utf8(line), signed, body));
  assert.equal(await lying(`comity/envelope/v1 0${signed.length} ${body.length}\n`), 'form');
  assert.equal(await lying(`comity/envelope/v2 ${signed.length} ${body.length}\n`), 'form');
  assert.equal(await lying(`comity/envelope/v1 ${signed.length} ${BODY_BYTES_MAX + 1}\n`), 'form');
  assert.equal(await whyNot(new Uint8Array(BODY_BYTES_MAX * 2)), 'tooLarge');
  assert.equal(await whyNot(utf8('%PDF-1.7\n')), 'form');
});

test('a header of somebody else, of a key that is not known, or with two signatures is no header', async () => {
  const stranger = signer(exchangeKeyName(LYON));
  assert.equal(await whyNot((await sealed({}, stranger)).bytes), 'signature');
  const other = signer(exchangeKeyName('suva.example/custody'));
  assert.equal(await whyNot((await sealed({}, other)).bytes, [other.key]), 'signature', 'signed for another');
  const { header, body } = await sealed();
  const text = headerText(header);
  const twice = formatNote(text, [
    signatureLine(lyon.key, lyon.sign(text)),
    signatureLine(stranger.key, stranger.sign(text)),
  ]);
  assert.equal(await whyNot(joinEnvelope({ note: twice, body })), 'signature');
});

test('what a header must be it is, field by field', async () => {
  const { header, body } = await sealed();
  const asIs = (change: object): Promise<string> => {
    const keys = Object.entries({ ...header, ...change }).sort(([a], [b]) => (a < b ? -1 : 1));
    const text = utf8(`${JSON.stringify(Object.fromEntries(keys))}\n`);
    return whyNot(joinEnvelope({ note: note(text, lyon), body }));
  };
  const digest = 'ab'.repeat(32);
  for (const change of [
    { v: 2 },
    { seq: 0 },
    { seq: 2 },
    { seq: 1, prev: digest },
    { id: '01990000-0000-4000-8000-000000000000' },
    { to: LYON },
    { lane: 'fast' },
    { created: '2026-11-26T09:15:00.000Z' },
    { created: '2026-02-30T09:15:00Z' },
    { expires: secondOf(NOW) },
    { expires: secondOf(NOW + 61 * 86_400_000) },
    { body: { sha256: digest, size: body.length + 1 } },
    { epoch: 1 },
    { more: true },
    { attachments: Array.from({ length: 101 }, () => ({ sha256: digest, size: 1, chunks: digest })) },
  ])
    assert.equal(await asIs(change), 'form', JSON.stringify(change).slice(0, 60));
  const spaced = utf8(`${JSON.stringify(header).replace(',', ', ')}\n`);
  assert.equal(await whyNot(joinEnvelope({ note: note(spaced, lyon), body })), 'form', 'not canonical');
});

test('a plaintext is one line of canonical JSON, padded, not too deep and not too long', () => {
  const plain = plainOf({ a: 'b' }, random);
  assert.deepEqual(messageIn(plain), { a: 'b' });
  assert.equal(messageIn(plain.subarray(0, 4095)), undefined, 'cut');
  const dirty = plain.slice();
  dirty[4095] = 0x41;
  assert.equal(messageIn(dirty), undefined, 'something behind it');
  const made = (text: string): Uint8Array => {
    const padded = new Uint8Array(Math.ceil((33 + text.length) / 4096) * 4096).fill(0x20);
    padded.set(utf8(`${text}\n`), 32);
    return padded;
  };
  assert.equal(messageIn(made('{"b":1,"a":2}')), undefined, 'not canonical');
  assert.equal(messageIn(made(`${'['.repeat(200_000)}`)), undefined, 'deep');
  assert.throws(() => plainOf({ a: 'x'.repeat(TEXT_BYTES_MAX) }, random), RangeError);
});

test('a body, or file, of any number of pieces opens as age has it, and not without its end or with more', async (t) => {
  const path = join(temporaryFolder(t), 'file');
  const read = (bytes: Uint8Array): Promise<Buffer | undefined> => {
    writeFileSync(path, bytes);
    return all(openFile(path, identity)).catch((error: unknown) => {
      assert.ok(error instanceof NotSealed, String(error));
      return undefined;
    });
  };
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  const piece = 64 * 1024;
  for (const bytes of [0, 1, 4096, piece - 1, piece, piece + 1, 2 * piece, 3 * piece + 5, 32 * piece + 1]) {
    const plain = new Uint8Array(randomBytes(bytes));
    writeFileSync(path, plain);
    const file = await all(sealFile(path, [recipient]));
    assert.deepEqual(Buffer.compare((await openBody(file, [identity])) ?? EMPTY, plain), 0, `${bytes} bytes`);
    const body = await sealBody(plain, [recipient]);
    const opened = await openBody(body, [identity]);
    assert.deepEqual(opened && Buffer.compare(opened, plain), 0, `${bytes} bytes`);
    assert.deepEqual(await read(body), Buffer.from(plain), `${bytes} bytes, as a file`);
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    assert.equal(Buffer.compare(await decrypter.decrypt(body), plain), 0, `${bytes} bytes, opened by age`);
    const encrypter = new Encrypter();
    for (const one of [await identityToRecipient(await generateX25519Identity()), recipient])
      encrypter.addRecipient(one);
    const byAge = await openBody(await encrypter.encrypt(plain), [identity]);
    assert.deepEqual(byAge && Buffer.compare(byAge, plain), 0, `${bytes} bytes, sealed by age`);
    const payload = body.length - (bytes + 16 * Math.max(1, Math.ceil(bytes / piece)));
    const cuts = [body.length - 1, payload + piece + 16, payload + 16, payload, payload - 16, payload - 17];
    for (const cut of cuts.filter((one) => one < body.length))
      for (const open of [read, (cutOff: Uint8Array) => openBody(cutOff, [identity])])
        assert.equal(await open(body.subarray(0, cut)), undefined, `${bytes} cut at ${cut}`);
    const more = concat(body, new Uint8Array(16));
    assert.equal(await read(more), undefined, `${bytes} and more, as a file`);
    assert.equal(await openBody(more, [identity]), undefined, `${bytes} and more`);
  }
});

test('a body for others, damaged, or with a flood of stanzas does not open, and all alike', async () => {
  const { body, identity } = await sealed();
  assert.equal(await openBody(body, [await generateX25519Identity()]), undefined);
  const damaged = body.slice();
  damaged[damaged.length - 20] = (damaged.at(-20) ?? 0) ^ 1;
  assert.equal(await openBody(damaged, [identity]), undefined);
  const stanza =
    '-> X25519 g+t/9HkaHuFAoPDltSm93aFvLoxDgoQwf3Mcai36HiM\nvnMLO+5g8jUJP+ullcR0V0nUQ0h56dDAlGEQgdUn+5o\n';
  const flood = utf8(utf8Text(body.subarray(0, 22)).concat(stanza.repeat(9), '--- x\n'));
  assert.equal(await openBody(flood, [identity]), undefined);
  const costly = utf8(
    'age-encryption.org/v1\n-> scrypt bBjlhJVYZeE4aqUdmtRHfw 22\nZV/AhotwSGqaPCU43cepl4WYUouAa17a3xpu4G2yi5k\n--- x\n',
  );
  const began = process.cpuUsage().user;
  assert.equal(await openBody(costly, [identity]), undefined);
  assert.ok(process.cpuUsage().user - began < 500_000, 'refused before it is computed');
});

test('messages: a closed list, each with its fields and no others', () => {
  const request = {
    v: 1,
    type: 'request',
    reference: 'FR-2026-000012/R4',
    urgency: 'normal',
    letter: 'JVBERg==',
  };
  assert.equal(readMessage(request)?.type, 'request');
  for (const wrong of [
    { ...request, v: 2 },
    { ...request, type: 'toString' },
    { ...request, type: 'bomb' },
    { ...request, more: 1 },
    { ...request, urgency: 'now' },
    { ...request, letter: 'no base 64' },
    { ...request, reference: 'with \0' },
    [],
    null,
    'request',
  ])
    assert.equal(readMessage(wrong), undefined);
});

test('a receipt is read when its signer is the one it is from, and has a code when it refuses', async () => {
  const porto = signer(exchangeKeyName(PORTO));
  const receipt: Receipt = {
    v: 1,
    type: 'receipt',
    stage: 'delivery',
    outcome: 'accepted',
    envelope: 'ab'.repeat(32),
    id: id(),
    conversation: id(),
    seq: 1,
    from: PORTO,
    to: LYON,
    at: secondOf(NOW),
    zone: 'Europe/Lisbon',
  };
  const good = note(receiptText(receipt), porto);
  assert.equal((await readReceipt(good, [porto.key], nodeCrypto))?.at, receipt.at);
  assert.equal(
    await readReceipt(note(receiptText(receipt), lyon), [lyon.key], nodeCrypto),
    undefined,
    'of another',
  );
  assert.equal(await readReceipt(good, [lyon.key], nodeCrypto), undefined);
  assert.throws(() => receiptText({ ...receipt, outcome: 'refused' }));
  assert.throws(() => receiptText({ ...receipt, code: 'expired' }));
  const two = splitNotes(concat(good, note(receiptText({ ...receipt, stage: 'relay' }), porto)));
  assert.equal(two.length, 2);
  assert.deepEqual(Buffer.from(two[0] ?? []), Buffer.from(good));
  assert.ok(splitNotes(utf8('{\n{'.repeat(1000))).length <= 9);
});

test('a request over HTTP is signed as a whole, in one way', async () => {
  const body = utf8('x');
  const fields: { [name: string]: string } = {
    'content-digest': contentDigest(nodeCrypto, body),
    'content-length': '1',
    'content-type': 'application/vnd.comity.envelope',
  };
  const head: RequestHead = {
    method: 'POST',
    uri: 'https://porto.example/exchange/v1/envelopes',
    header: (name) => fields[name],
  };
  const now = NOW / 1000;
  Object.assign(fields, signHead(head, { name: wire.key.name, sign: wire.sign }, now, 'A'.repeat(22)));
  const check = (changed: Partial<RequestHead> = {}, at = now) =>
    checkHead({ ...head, ...changed }, [wire.key], at, nodeCrypto);
  assert.equal(claimedKey(head)?.keyName, `${LYON}/wire`);
  assert.equal(await check(), true);
  assert.equal(await check({}, now + SKEW_SECONDS_MAX), true);
  assert.equal(await check({}, now + SKEW_SECONDS_MAX + 1), false, 'too old');
  assert.equal(await check({ method: 'GET' }), false);
  assert.equal(
    await check({ uri: 'https://suva.example/exchange/v1/envelopes' }),
    false,
    'meant for another',
  );
  const other = (name: string, value: string | undefined) =>
    check({ header: (one) => (one === name ? value : fields[one]) });
  for (const name of ['content-digest', 'content-length', 'content-type', 'signature', 'signature-input'])
    assert.equal(await other(name, undefined), false, `without ${name}`);
  assert.equal(await other('content-length', '2'), false);
  const input = fields['signature-input'] ?? '';
  assert.equal(
    await other('signature-input', 'comity=();created=1795684500;keyid="x";nonce="x";tag="x"'),
    false,
    'covers nothing',
  );
  assert.equal(await other('signature-input', `${input}, other=()`), false, 'a second one');
  assert.equal(
    await checkHead(head, [signer(`${LYON}/wire`).key], now, nodeCrypto),
    false,
    'another key of this name',
  );
});

const FIXTURES = new URL('../../fixtures/exchange/', import.meta.url);
const fixture = (name: string): Buffer => readFileSync(new URL(name, FIXTURES));

test('the files for other implementers are what the format says', async () => {
  const keyOf = (name: string) => parseVerifierKey(fixture(name).toString().trim(), name, nodeCrypto);
  const [from, to] = [keyOf('sender.vkey'), keyOf('receiver.vkey')];
  const found = await read(fixture('good.comity'), [from]);
  assert.ok(found.ok);
  const opened = await openBody(found.envelope.body, [fixture('receiver.agekey').toString().trim()]);
  assert.deepEqual(Buffer.from(opened ?? []), fixture('plain.bin'));
  assert.equal(sha256Hex(nodeCrypto, fixture('plain.bin')), found.envelope.header.content);
  const receipt = await readReceipt(fixture('delivery.note'), [to], nodeCrypto);
  assert.equal(receipt?.envelope, found.envelope.digest);
  const bad = readdirSync(FIXTURES).filter((name) => name.startsWith('bad-'));
  assert.equal(bad.length, 6);
  for (const name of bad) assert.equal((await read(fixture(name), [from])).ok, false, name);
});

test('the fingerprint as words is ten of five letters, the same each time, others for another key', () => {
  const [a, b] = [signer('a.example/log').key, signer('b.example/log').key];
  const words = fingerprintWords([a], nodeCrypto);
  assert.match(words, /^([bdfghjklmnprstvz][aiou][bdfghjklmnprstvz][aiou][bdfghjklmnprstvz] ?){10}$/);
  assert.equal(fingerprintWords([a], nodeCrypto), words);
  assert.notEqual(fingerprintWords([b], nodeCrypto), words);
});

test('of two that leave a joint investigation at once the second leaves the agreement as it is by then, and nothing else', () => {
  const party = (name: string) => ({ origin: `${name}.example/custody`, agency: name, state: 'FR' });
  const [lyon, porto, tokyo, madrid] = ['lyon', 'porto', 'tokyo', 'madrid'].map(party);
  assert.ok(lyon && porto && tokyo && madrid);
  const whole: Agreement = {
    id: id(),
    name: 'N',
    purpose: 'P',
    use: 'U',
    reference: 'R',
    from: '2026-12-01',
    until: '2027-11-30',
    parties: [lyon, porto, tokyo, madrid],
  };
  const now = withoutParty(whole, porto.origin);
  const said = withoutParty(whole, madrid.origin);
  assert.deepEqual(leavesToo(now, said, madrid.origin), { ...whole, parties: [lyon, tokyo] });
  const others: readonly (readonly [Agreement, typeof madrid])[] = [
    [whole, madrid], // stays
    [said, tokyo], // puts another out
    [{ ...said, until: '2029-01-01' }, madrid],
    [{ ...said, parties: [lyon, porto] }, madrid],
  ];
  for (const [of, by] of others) assert.equal(leavesToo(now, of, by.origin), undefined);
});
