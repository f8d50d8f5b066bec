import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { temporaryFolder } from '../../test/support/temporary.ts';
import { latin1 } from './copy.ts';
import { BesideDigester, SLOT_BYTES, SLOTS } from './copy-beside.ts';
import { BESIDE_BYTES, PASS_BUFFER_BYTES, runPass, type PassOutcome, type PassTools } from './copy-pass.ts';
import type { DigestName } from './copy-digests.ts';

const beside = new BesideDigester();

/** Fills buffers as a pass does. */
function digest(bytes: Uint8Array, algorithms: readonly DigestName[], step = SLOT_BYTES) {
  beside.begin(algorithms);
  for (let at = 0; at < bytes.length; at += step) {
    const part = bytes.subarray(at, at + step);
    beside.slot().set(part);
    beside.give(part.length);
  }
  return beside.finish();
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

test('the thread beside finds the digests of any number of bytes, one file after another', () => {
  const whole = SLOTS * SLOT_BYTES;
  for (const size of [0, 1, SLOT_BYTES, SLOT_BYTES + 1, whole, whole + 1, 5 * whole + 17]) {
    const bytes = randomBytes(size);
    assert.deepEqual(digest(bytes, ['sha256']), { sha256: sha256(bytes) }, `${size} bytes`);
  }
  const bytes = randomBytes(100_000);
  assert.deepEqual(digest(bytes, ['md5', 'sha1'], 1000), {
    md5: createHash('md5').update(bytes).digest('hex'),
    sha1: createHash('sha1').update(bytes).digest('hex'),
  });
});

test('a file that is given up leaves the thread free for the next', () => {
  for (const given of [0, 1, SLOTS]) {
    beside.begin(['sha256']);
    for (let i = 0; i < given; i++) {
      beside.slot().fill(i);
      beside.give(SLOT_BYTES);
    }
    beside.stop();
    assert.equal(digest(Buffer.from('next'), ['sha256']).sha256, sha256(Buffer.from('next')));
  }
});

test('what the thread beside cannot do is thrown, and the next file is none the worse', () => {
  assert.throws(() => digest(randomBytes(1000), ['sha999' as DigestName]));
  assert.throws(() => digest(new Uint8Array(3 * SLOTS * SLOT_BYTES), ['sha999' as DigestName]));
  assert.equal(digest(Buffer.from('next'), ['sha256']).sha256, sha256(Buffer.from('next')));
});

function copyLarge(
  t: TestContext,
  tools: Partial<PassTools>,
  to = 'copy',
): { outcome: PassOutcome; to: string } {
  const folder = temporaryFolder(t);
  const from = join(folder, 'source');
  fs.writeFileSync(from, LARGE);
  const job = {
    from: latin1(from),
    to: join(folder, to),
    algorithms: ['sha256'],
    asEvidence: false,
  } as const;
  const usual = {
    buffer: new Uint8Array(PASS_BUFFER_BYTES),
    onBytes: () => undefined,
    isAborted: () => false,
  };
  return { outcome: runPass(job, { ...usual, beside: () => beside, ...tools }), to: job.to };
}

const LARGE = randomBytes(BESIDE_BYTES + 4097);

test('a large file is copied whole while the thread beside digests it', (t) => {
  let told = 0;
  let asked = 0;
  const { outcome, to } = copyLarge(t, {
    beside: () => ((asked += 1), beside),
    onBytes: (bytes) => (told += bytes),
  });
  assert.deepEqual(outcome, { ok: true, bytes: LARGE.length, digests: { sha256: sha256(LARGE) } });
  assert.deepEqual([asked, told], [1, LARGE.length]);
  assert.ok(fs.readFileSync(to).equals(LARGE));
  assert.equal(fs.statSync(to).mode & 0o777, 0o444);
});

test('a large copy that fails or is stopped leaves nothing behind, and the thread beside goes on', (t) => {
  let reads = 0;
  const failing = copyLarge(t, {
    read: (...args) => {
      if ((reads += 1) === 20) throw Object.assign(new Error('made to fail'), { code: 'EIO' });
      return fs.readSync(...args);
    },
  });
  assert.equal(failing.outcome.ok ? '' : failing.outcome.code, 'EIO');
  let steps = 0;
  const stopped = copyLarge(t, { isAborted: () => (steps += 1) > 20 });
  assert.equal(stopped.outcome.ok ? '' : stopped.outcome.code, 'aborted');
  const placeless = copyLarge(t, {}, 'no folder/copy');
  assert.equal(placeless.outcome.ok ? '' : placeless.outcome.code, 'ENOENT');
  for (const { to } of [failing, stopped, placeless]) assert.equal(fs.existsSync(to), false);
  assert.equal(copyLarge(t, {}).outcome.ok, true);
});
