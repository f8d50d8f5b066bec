import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { testCrypto } from '../../../test/support/crypto.ts';
import { testLog } from '../../../test/support/test-log.ts';
import { concat, fromBase64, utf8, utf8Text } from '../../base/bytes.ts';
import { Refusal } from '../../base/refusal.ts';
import { parseVerifierKey, type NoteKey } from '../../verify/note-key.ts';
import { parseNote, verifySignatures } from '../../verify/note.ts';
import { addCheckpoint, openWitness, type Witness } from './witness.acts.ts';
import { originHash } from './witness.store.ts';
import { formatAddCheckpoint } from './witness.ts';

interface ForkVector {
  readonly name: string;
  readonly before: string | null;
  readonly after: string;
  readonly old: number;
  readonly proof: readonly string[];
  readonly status: number;
  readonly fork: boolean;
}

const log = testLog('log.andoria.example/custody');

test('every vector of fixtures/notes/fork.json is answered as it says', async (t) => {
  const url = new URL('../../../fixtures/notes/fork.json', import.meta.url);
  const { about, vectors } = JSON.parse(readFileSync(url, 'utf8')) as {
    about: string;
    vectors: ForkVector[];
  }; // see its README
  const key = parseVerifierKey(about.slice(about.indexOf('log.')), 'key', testCrypto);
  for (const { name, before, after, old, proof, status, fork } of vectors) {
    const witness = await open(t, [key]);
    if (before !== null) {
      const first = await addCheckpoint(
        witness,
        formatAddCheckpoint({ oldSize: 0, proof: [], note: utf8(before) }),
      );
      assert.equal(first.status, 200, `${name}: before`);
    }
    const hashes = proof.map((text) => fromBase64(text) ?? new Uint8Array());
    const answer = await addCheckpoint(
      witness,
      formatAddCheckpoint({ oldSize: old, proof: hashes, note: utf8(after) }),
    );
    assert.equal(answer.status, status, name);
    const kinds = (await witness.store.forks()).map((text) => (JSON.parse(text) as { kind: string }).kind);
    assert.equal(
      kinds.some((kind) => kind !== 'unproven'),
      fork,
      `${name}: fork`,
    );
  }
  t.diagnostic(`${vectors.length} vectors`);
});

test('a cosigned checkpoint is kept whole, with the lines of the log and of the witness', async (t) => {
  const witness = await open(t, log.keys);
  const answer = await addCheckpoint(witness, request(0, [], await log.checkpoint(5)));
  assert.equal(answer.status, 200);
  const held = await witness.store.latest(log.origin);
  assert.ok(held && answer.status === 200);
  assert.equal(held.checkpoint.size, 5);
  const keys = [...log.keys, ...witness.signers.map((signer) => signer.key)];
  const verified = await verifySignatures(testCrypto, parseNote(held.note, 'held'), keys, 'held');
  assert.equal(verified.length, 4);
  const note = parseNote(concat(parseNote(held.note, 'held').text, utf8('\n'), utf8(answer.body)), 'answer');
  assert.equal((await verifySignatures(testCrypto, note, keys, 'answer')).length, 2);
});

test('a line of a stranger on the checkpoint is not kept', async (t) => {
  const witness = await open(t, log.keys);
  const note = concat(await log.checkpoint(3), utf8('— stranger.example AAAAAAA=\n'));
  assert.equal((await addCheckpoint(witness, request(0, [], note))).status, 200);
  const held = await witness.store.latest(log.origin);
  assert.ok(held && !utf8Text(held.note).includes('stranger'));
});

test('one signature of the log suffices, and one that is wrong spoils the rest', async (t) => {
  const witness = await open(t, log.keys);
  const whole = utf8Text(await log.checkpoint(3)).split('\n');
  const one = utf8([...whole.slice(0, 5), ''].join('\n'));
  assert.equal(parseNote(one, 'one').signatures.length, 1);
  assert.equal((await addCheckpoint(witness, request(0, [], one))).status, 200);
  const spoilt = utf8(utf8Text(await log.checkpoint(3)).replace(/.{8}(?==*\n$)/, 'AAAAAAAA'));
  assert.equal((await addCheckpoint(witness, request(3, [], spoilt))).status, 403);
});

test('of many requests at once that fork, through two witnesses on one folder, one history is cosigned', async (t) => {
  const folder = temporary(t);
  const options = { name: 'witness.example', logKeys: log.keys, clock: Date.now };
  const [one, two] = await Promise.all([openWitness(folder, options), openWitness(folder, options)]);
  assert.equal(one.signers[1]?.key.keyId, two.signers[1]?.key.keyId, 'both hold the same keys');
  await addCheckpoint(one, request(0, [], await log.checkpoint(5)));
  const forks = Array.from({ length: 8 }, (_, i) => log.fork(5, `fork ${i}`));
  const bodies = await Promise.all(
    forks.map(async (fork) => request(5, await fork.proof(5, 9), await fork.checkpoint(9))),
  );
  const answers = await Promise.all(bodies.map((body, i) => addCheckpoint(i % 2 === 0 ? one : two, body)));
  assert.deepEqual(statuses(answers), [200, ...Array.from({ length: 7 }, () => 409)]);
  assert.equal(answers.filter((answer) => 'contradiction' in answer).length, 7);
  const [a, b] = [await one.store.latest(log.origin), await two.store.latest(log.origin)];
  assert.deepEqual(a, b);
  assert.equal(a?.number, 2);
});

test('the same request twice at once is answered twice and kept once', async (t) => {
  const witness = await open(t, log.keys);
  const body = request(0, [], await log.checkpoint(7));
  const answers = await Promise.all([addCheckpoint(witness, body), addCheckpoint(witness, body)]);
  assert.deepEqual(statuses(answers), [200, 409]);
  assert.equal((await addCheckpoint(witness, request(7, [], await log.checkpoint(7)))).status, 200);
  assert.equal((await witness.store.latest(log.origin))?.number, 1);
});

test('two logs are witnessed apart', async (t) => {
  const other = testLog('log.syldavia.example/custody');
  const witness = await open(t, [...log.keys, ...other.keys]);
  assert.equal((await addCheckpoint(witness, request(0, [], await log.checkpoint(4)))).status, 200);
  assert.equal((await addCheckpoint(witness, request(0, [], await other.checkpoint(6)))).status, 200);
  assert.equal(
    (await addCheckpoint(witness, request(4, await log.proof(4, 5), await log.checkpoint(5)))).status,
    200,
  );
});

test('a witness opened again goes on where it stopped, past any number of folders', async (t) => {
  const folder = temporary(t);
  const options = { name: 'witness.example', logKeys: log.keys, clock: Date.now };
  const first = await openWitness(folder, options);
  for (let size = 1; size <= 12; size++)
    await addCheckpoint(
      first,
      request(size - 1, await log.proof(size - 1, size), await log.checkpoint(size)),
    );
  const held = await first.store.latest(log.origin);
  assert.ok(held);
  // As if 1,002 had been cosigned: the next folder has begun.
  for (const number of [1000, 1001]) await first.store.keep(log.origin, { ...held, number }, held.note);
  const second = await openWitness(folder, options);
  const found = await second.store.latest(log.origin);
  assert.deepEqual([found?.number, found?.checkpoint.size], [1002, 12]);
});

test('keys and checkpoints are closed to others', async (t) => {
  const folder = temporary(t);
  const witness = await openWitness(folder, { name: 'w', logKeys: log.keys, clock: Date.now });
  await addCheckpoint(witness, request(0, [], await log.checkpoint(2)));
  for (const name of ['ed25519', 'ml-dsa-44'])
    assert.equal(statSync(join(folder, 'keys', `${name}.pem`)).mode & 0o777, 0o600);
  assert.equal(statSync(join(folder, 'keys')).mode & 0o777, 0o700);
  assert.equal(
    statSync(join(folder, originHash(log.origin), 'checkpoints/000/000/001.note')).mode & 0o777,
    0o600,
  );
});

test('a witness whose last checkpoint was changed or lost refuses to cosign', async (t) => {
  const folder = temporary(t);
  const options = { name: 'w', logKeys: log.keys, clock: Date.now };
  const witness = await openWitness(folder, options);
  await addCheckpoint(witness, request(0, [], await log.checkpoint(2)));
  const path = join(folder, originHash(log.origin), 'checkpoints/000/000/001.note');
  const good = readFileSync(path);
  const next = request(2, await log.proof(2, 3), await log.checkpoint(3));
  for (const bytes of [good.subarray(0, 20), utf8(''), await testLog('other.example').checkpoint(2)]) {
    unlinkSync(path);
    writeFileSync(path, bytes);
    await assert.rejects(addCheckpoint(witness, next), isDamaged);
  }
  unlinkSync(path);
  await assert.rejects(addCheckpoint(witness, next), isDamaged);
});

test('a proof that fails is kept once, and not called a fork', async (t) => {
  const witness = await open(t, log.keys);
  await addCheckpoint(witness, request(0, [], await log.checkpoint(5)));
  const bogus = [new Uint8Array(32), new Uint8Array(32), new Uint8Array(32), new Uint8Array(32)];
  for (let i = 0; i < 3; i++) {
    const answer = await addCheckpoint(witness, request(5, bogus, await log.checkpoint(9)));
    assert.equal(answer.status, 422);
    assert.equal('contradiction' in answer && answer.contradiction, 'unproven');
  }
  assert.equal((await witness.store.forks()).length, 1);
});

test('no more than a hundred contradictions of a log are kept', async (t) => {
  const folder = temporary(t);
  const witness = await openWitness(folder, { name: 'w', logKeys: log.keys, clock: Date.now });
  await addCheckpoint(witness, request(0, [], await log.checkpoint(5)));
  for (let size = 6; size <= 120; size++)
    await addCheckpoint(witness, request(5, [], await log.checkpoint(size)));
  assert.equal(readdirSync(join(folder, originHash(log.origin), 'unproven')).length, 100);
});

test('a name that no note can carry is refused', async (t) => {
  const options = { name: 'my witness', logKeys: log.keys, clock: Date.now };
  await assert.rejects(openWitness(temporary(t), options), Refusal);
});

async function open(t: TestContext, logKeys: readonly NoteKey[]): Promise<Witness> {
  return openWitness(temporary(t), { name: 'witness.example', logKeys, clock: Date.now });
}

function temporary(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'comity-witness-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function request(oldSize: number, proof: readonly Uint8Array[], note: Uint8Array): Uint8Array {
  return formatAddCheckpoint({ oldSize, proof, note });
}

function statuses(answers: readonly { readonly status: number }[]): number[] {
  return answers.map((answer) => answer.status).sort((a, b) => a - b);
}

function isDamaged(error: unknown): boolean {
  return error instanceof Refusal && error.code === 'damaged';
}
