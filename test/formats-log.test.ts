// The worked examples of docs/formats/log.md and checkpoint.md are read from the pages and checked.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { concat, equalBytes, hex, utf8 } from '../src/base/bytes.ts';
import { judgeSubmission, MAX_REQUEST_BYTES, readSubmission } from '../src/evidence/log/witness.ts';
import { formatCheckpoint, parseCheckpoint } from '../src/verify/checkpoint.ts';
import { MAX_EVENT_BYTES } from '../src/verify/event.ts';
import { parseEventNote, verifyEventSignatures } from '../src/verify/event-note.ts';
import { parseItemHead } from '../src/verify/item-head.ts';
import {
  appendLeaf,
  EMPTY_RANGE,
  leafHash,
  nodeHash,
  rootOf,
  verifyInclusion,
  type Hash,
} from '../src/verify/merkle.ts';
import { keyFingerprint, noteKey, parseVerifierKey, rawKeyOf, type NoteKey } from '../src/verify/note-key.ts';
import { parseNote, signedMessage, verifySignatures } from '../src/verify/note.ts';
import { parsePolicy, quorumMet } from '../src/verify/policy.ts';
import { entriesPath, formatEntryBundle, newTiles, tilePath } from '../src/verify/tiles.ts';
import { parseTlogProof } from '../src/verify/tlog-proof.ts';
import { testCrypto as crypto } from './support/crypto.ts';

const log = page('log');
const checkpoint = page('checkpoint');
const [logKey, logKeyPq, service] = lines(log('log.vkeys')).map((line) =>
  parseVerifierKey(line, 'key', crypto),
);
assert.ok(logKey && logKeyPq && service);
const leaves = [0, 1, 2, 3].map((i) => utf8(log(`event-${i}.note`)));
const hashes = leaves.map((leaf) => leafHash(crypto, leaf));
const root = rootOf(
  crypto,
  hashes.reduce((range, hash) => appendLeaf(crypto, range, hash), EMPTY_RANGE),
);

test('the events are read, signed by who they say, enrolled before, and chained', async () => {
  const officers: NoteKey[] = [];
  for (const [i, leaf] of leaves.entries()) {
    const parsed = parseEventNote(leaf, `event ${i}`);
    const { signedBy, recordedAt } = await verifyEventSignatures(
      crypto,
      parsed,
      { service, officers },
      `event ${i}`,
    );
    assert.equal(recordedAt, Date.parse(parsed.event.occurredAt) / 1000 + 5);
    assert.equal(signedBy.length, i < 2 ? 1 : 2);
    const { facts = {}, type } = parsed.event;
    if (type !== 'keyEnrolled') continue;
    const raw = rawKeyOf(new Uint8Array(Buffer.from(text(facts['publicKey']), 'base64')));
    assert.ok(raw);
    const name = `log.andoria.example/custody/officer/${text(facts['key']).slice(0, 16)}`;
    const key = noteKey(crypto, name, 'ed25519', raw.publicKey);
    assert.equal(keyFingerprint(crypto, key), facts['key']);
    if (facts['use'] === 'officer') officers.push(key);
  }
  assert.equal(
    parseEventNote(leaves[3] ?? assert.fail(), 'event 3').event.prev,
    hex(hashes[2] ?? assert.fail()),
  );
});

test('the hashes, nodes and root are those of the page', () => {
  assert.deepEqual(lines(log('leaf-hashes')), hashes.map(hex));
  const [a, b, c, d] = hashes as [Hash, Hash, Hash, Hash]; // four leaves
  assert.deepEqual(lines(log('nodes')), [nodeHash(crypto, a, b), nodeHash(crypto, c, d), root].map(hex));
});

test('the files have the names, lengths and digests of the page', async () => {
  const reader = () => assert.fail('a log that begins reads nothing');
  const [tile] = await newTiles(crypto, { oldSize: 0, leafHashes: hashes, reader });
  assert.ok(tile);
  assert.equal(tile.path, tilePath(0, 0, 4));
  const files = [tile, { path: entriesPath(0, 4), bytes: formatEntryBundle(leaves) }];
  const written = files.map(({ path, bytes }) => `${path.padEnd(20)} ${bytes.length} ${sha256(bytes)}`);
  assert.deepEqual(lines(log('files')), written);
});

test('the proof leads from leaf 2 to the signed root', async () => {
  const { index, proof, checkpoint: note } = parseTlogProof(utf8(log('event-2.tlog-proof')), 'proof');
  const [verified] = await verifySignatures(crypto, parseNote(note, 'c'), [logKey], 'c');
  assert.equal(verified?.key, logKey);
  const { size, root: signed } = parseCheckpoint(parseNote(note, 'c').text, 'c');
  verifyInclusion(
    crypto,
    { index, size, leaf: hashes[index] ?? assert.fail(), proof, root: signed },
    'proof',
  );
});

test('the item head is signed and speaks of the two events of the exhibit', async () => {
  const { head, note } = parseItemHead(utf8(log('item-head.note')), 'head');
  const [verified] = await verifySignatures(crypto, note, [service], 'head');
  assert.equal(verified?.key, service);
  assert.deepEqual(
    [head.events, head.last, head.logSize, head.logRoot],
    [2, hex(hashes[3] ?? assert.fail()), 4, hex(root)],
  );
});

test('the checkpoint is signed twice and bears the root of the log', async () => {
  const note = parseNote(utf8(checkpoint('checkpoint.note')), 'checkpoint');
  const verified = await verifySignatures(crypto, note, [logKey, logKeyPq], 'checkpoint');
  assert.deepEqual(
    verified.map((one) => one.key),
    [logKey, logKeyPq],
  );
  const read = parseCheckpoint(note.text, 'checkpoint');
  assert.deepEqual([read.origin, read.size, hex(read.root)], ['log.andoria.example/custody', 4, hex(root)]);
  assert.ok(equalBytes(formatCheckpoint(read), note.text));
  assert.equal(
    hex(signedMessage(logKeyPq, note.text, verified[1]?.time)),
    lines(checkpoint('ml-dsa-44-message'))[0],
  );
});

test('the witness of the policy has cosigned, and the quorum is met', async () => {
  const policy = parsePolicy(utf8(checkpoint('policy.txt')), 'policy', crypto);
  const note = concat(utf8(checkpoint('checkpoint.note')), utf8(checkpoint('cosignature')));
  const keys = policy.witnesses.map((witness) => witness.key);
  const verified = await verifySignatures(crypto, parseNote(note, 'checkpoint'), keys, 'checkpoint');
  assert.ok(
    quorumMet(
      policy,
      verified.map((one) => one.key),
    ),
  );
  assert.ok(!quorumMet(policy, []));
  assert.deepEqual(policy.logs[0]?.key, logKey);
});

test('a witness that cosigned size 3 would cosign what the request asks', async () => {
  const body = utf8(checkpoint('add-checkpoint'));
  const read = await readSubmission(crypto, [logKey], body);
  assert.ok('submission' in read);
  const before = hashes.slice(0, 3).reduce((range, hash) => appendLeaf(crypto, range, hash), EMPTY_RANGE);
  const held = { origin: 'log.andoria.example/custody', size: 3, root: rootOf(crypto, before) };
  assert.equal(judgeSubmission(crypto, read.submission, held), undefined);
});

test('the limits the pages name are those of the code', () => {
  assert.match(source('log'), new RegExp(`MUST NOT exceed ${MAX_EVENT_BYTES.toLocaleString('en')} bytes`));
  assert.match(
    source('checkpoint'),
    new RegExp(`above ${MAX_REQUEST_BYTES.toLocaleString('en')} bytes is 413`),
  );
});

/** The text of a block by its label. */
function page(name: string): (label: string) => string {
  const blocks = new Map(
    [...source(name).matchAll(/^```(\S+)\n([\s\S]*?)^```$/gm)].map((match) => [match[1], match[2]]),
  );
  return (label) => blocks.get(label) ?? assert.fail(`docs/formats/${name}.md has no block ${label}`);
}

function source(name: string): string {
  return readFileSync(new URL(`../docs/formats/${name}.md`, import.meta.url), 'utf8');
}

function text(value: unknown): string {
  assert.ok(typeof value === 'string');
  return value;
}

function lines(block: string): string[] {
  return block.split('\n').slice(0, -1);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
