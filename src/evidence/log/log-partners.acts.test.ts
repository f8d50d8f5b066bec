import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { testInstallation } from '../../../test/support/installation.ts';
import { nameLoopback } from '../../../test/support/loopback.ts';
import { hasProgram } from '../../../test/support/programs.ts';
import { rollBack } from '../../../test/support/roll-back.ts';
import { atEnd, temporaryFolder } from '../../../test/support/temporary.ts';
import { startTimestampAuthority } from '../../../test/support/tsa.ts';
import { formatVerifierKey } from '../../verify/note-key.ts';
import { audit } from '../upkeep/audit.acts.ts';
import type { Draft } from './log-entry.ts';
import { keptTokens } from './log-kept.acts.ts';
import { addAuthority, stampCheckpoint, witnessCheckpoint, writeWitnessPolicy } from './log-partners.acts.ts';
import { openWitness } from './witness.acts.ts';
import { witnessServer } from './witness.routes.ts';

const viewed: Draft = { type: 'viewed', item: 'FR-2026-000001-1', occurredAt: '2026-11-03T10:30:00+01:00' };

test('every configured authority is asked once for each checkpoint, and one that fails does not stop the others', async (t) => {
  if (!hasProgram('openssl')) return t.skip('openssl is not installed');
  const { house, home } = await testInstallation(t);
  const [first, second] = [await startTimestampAuthority(), await startTimestampAuthority({ key: 'p256' })];
  for (const authority of [first, second]) atEnd(t, () => authority.stop());
  await addAuthority(home, { name: 'first', url: first.url, trust: first.caPem });
  await addAuthority(home, { name: 'second', url: second.url });
  await addAuthority(home, { name: 'closed', url: 'http://127.0.0.1:9/' });
  const checkpoint = await house.publish();
  const stamped = await stampCheckpoint(house, checkpoint);
  assert.deepEqual(
    stamped.map(({ name, isTrusted, problem }) => [name, isTrusted, problem === undefined]),
    [
      ['first', true, true],
      ['second', false, true],
      ['closed', undefined, false],
    ],
  );
  assert.equal((await keptTokens(house, checkpoint)).length, 2);
  const again = await stampCheckpoint(house, checkpoint);
  assert.deepEqual(
    again.map((one) => one.time === 'already'),
    [true, true, false],
  );
  const report = await audit(house);
  assert.deepEqual([report.differencesCount, report.timestamps], [0, 2]);

  const [kept = ''] = readdirSync(join(home.log, 'kept'));
  const path = join(home.log, 'kept', kept, 'first.tsr');
  writeFileSync(
    path,
    Uint8Array.from(readFileSync(path), (byte, i) => (i === 400 ? byte ^ 1 : byte)),
  );
  assert.match((await audit(house)).differences[0]?.place ?? '', /^kept\//);
});

test('an authority with an address or name of another form is refused', async (t) => {
  const { home } = await testInstallation(t);
  await assert.rejects(addAuthority(home, { name: 'A b', url: 'https://tsa.example/' }), {
    code: 'badUsage',
  });
  await assert.rejects(addAuthority(home, { name: 'a', url: 'ftp://tsa.example/' }), { code: 'badUsage' });
  await assert.rejects(
    addAuthority(home, { name: 'a', url: 'https://tsa.example/', trust: 'no certificate' }),
  );
});

test('a fork is refused by the witness, and both checkpoints are kept as proof', async (t) => {
  nameLoopback();
  const { house, home } = await testInstallation(t);
  const logKeys = [house.keys.ed25519.key, house.keys.mlDsa44.key];
  const witness = await openWitness(temporaryFolder(t), {
    name: 'witness.example/w',
    logKeys,
    clock: house.clock,
  });
  const server = witnessServer(witness, {
    answered: () => undefined,
    failed: (error) => assert.fail(String(error)),
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  atEnd(t, () => void server.close());
  const address = server.address();
  const url = typeof address === 'object' ? `http://127.0.0.1:${address?.port}/` : '';
  const lines = witness.signers
    .map(({ key }, i) => `witness w${i} ${formatVerifierKey(key)} ${url}\n`)
    .join('');
  const policy = Buffer.from(`${lines}group all all w0 w1\nquorum all\n`);
  const old = await house.publish();
  await assert.rejects(witnessCheckpoint(house, old), /log policy/);
  await writeWitnessPolicy(home, policy, 'policy');

  await house.log.append({ events: [viewed] });
  const good = await witnessCheckpoint(house, await house.publish());
  assert.deepEqual([good.quorum, good.witnesses.every((one) => one.cosigned)], [true, true]);

  // The database and the published files are set back together, and another event takes the place of the first.
  await rollBack(house, 1);
  await house.folder.publish(old.note);
  await house.folder.remove('kept');
  await house.log.append({ events: [{ ...viewed, reason: 'another history' }] });
  const forked = await witnessCheckpoint(house, await house.publish());
  assert.equal(forked.quorum, false, JSON.stringify(forked.witnesses));
  const fork = forked.witnesses.find((one) => one.fork !== undefined)?.fork ?? '';
  const both = ['held-by-witness.note', 'sent.note'].map((name) => readFileSync(join(fork, name), 'utf8'));
  const roots = both.map((note) => note.split('\n').slice(0, 3));
  assert.deepEqual([roots[0]?.slice(0, 2), roots[0]?.[2] === roots[1]?.[2]], [roots[1]?.slice(0, 2), false]);
});

test('a policy that cannot be read is refused with its line', async (t) => {
  const { home } = await testInstallation(t);
  const policy = Buffer.from('quorum nobody\n');
  await assert.rejects(writeWitnessPolicy(home, policy, 'policy'), { code: 'policyInvalid' });
});
