import assert from 'node:assert/strict';
import { test } from 'node:test';
import { equalBytes, hex } from '../../base/bytes.ts';
import { Refusal } from '../../base/refusal.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { parseEventNote, verifyEventSignatures } from '../../verify/event-note.ts';
import { appendLeaf, EMPTY_RANGE, leafHash, rootOf, verifyInclusion } from '../../verify/merkle.ts';
import { inclusionProof } from '../../verify/tiles.ts';
import { testInstallation } from '../../../test/support/installation.ts';
import { rollBack } from '../../../test/support/roll-back.ts';
import { atEnd } from '../../../test/support/temporary.ts';
import type { Installation } from './installation.acts.ts';
import type { Draft } from './log-entry.ts';
import { logWriter } from './log-writer.acts.ts';
import { leavesBetween, readHead } from './log.store.ts';

const viewed = (item: string, reason = 'review'): Draft => ({
  type: 'viewed',
  item,
  occurredAt: '2026-11-03T10:30:00+01:00',
  reason,
});

/** The whole log, checked as a stranger would: leaves, signatures, chains, root. Returns its size. */
async function checkWholeLog(house: Installation): Promise<number> {
  const head = await readHead(house.db.kysely);
  const leaves = await leavesBetween(house.db.kysely, 0, head?.size ?? 0);
  const chains = new Map<string, { seq: number; leaf: string }>();
  let range = EMPTY_RANGE;
  for (const [i, leaf] of leaves.entries()) {
    assert.equal(leaf.index, i);
    const parsed = parseEventNote(leaf.note, `event ${i}`);
    await verifyEventSignatures(
      nodeCrypto,
      parsed,
      { service: house.identity.service.key, officers: [] },
      `event ${i}`,
    );
    const { item, itemSeq, prev } = parsed.event;
    const before = chains.get(item);
    assert.equal(itemSeq, (before?.seq ?? 0) + 1);
    assert.equal(prev, before?.leaf);
    const hash = leafHash(nodeCrypto, leaf.note);
    assert.ok(equalBytes(hash, leaf.leafHash));
    chains.set(item, { seq: itemSeq, leaf: hex(hash) });
    range = appendLeaf(nodeCrypto, range, hash);
  }
  assert.equal(range.size, head?.size);
  assert.ok(equalBytes(rootOf(nodeCrypto, range), head?.root ?? new Uint8Array()));
  return range.size;
}

test('the first event of a log enrols the service key', async (t) => {
  const { house } = await testInstallation(t);
  assert.equal(await checkWholeLog(house), 1);
  const [leaf] = await leavesBetween(house.db.kysely, 0, 1);
  const { event } = parseEventNote(leaf!.note, 'event 0'); // one leaf, as just counted
  assert.equal(event.type, 'keyEnrolled');
  assert.equal(event.facts?.['key'], house.identity.service.signing.fingerprint);
});

test('acts handed in together share a transaction and keep their order', async (t) => {
  const { house } = await testInstallation(t);
  const acts = Array.from({ length: 300 }, (_, i) =>
    house.log.append({ events: [viewed(`FR-2026-000001-${1 + (i % 7)}`)] }),
  );
  const recorded = await Promise.all(acts);
  const indexes = recorded.map((one) => one.leaves[0]?.index ?? -1);
  assert.deepEqual(
    indexes,
    [...indexes].sort((a, b) => a - b),
  );
  assert.equal(await checkWholeLog(house), 301);
  const heads = await house.db.kysely.selectFrom('custody_head').selectAll().execute();
  assert.ok(heads.length < 10, `${heads.length} transactions for 300 acts`);
});

test('an act done twice under one key is recorded once', async (t) => {
  const { house } = await testInstallation(t);
  const act = { key: 'view:1', events: [viewed('FR-2026-000001-1'), viewed('FR-2026-000001-1')] };
  const [first, together] = await Promise.all([house.log.append(act), house.log.append(act)]);
  const later = await house.log.append(act);
  assert.deepEqual([first.repeated, together.repeated, later.repeated], [false, true, true]);
  for (const one of [together, later])
    assert.deepEqual(
      one.leaves.map((leaf) => leaf.index),
      first.leaves.map((leaf) => leaf.index),
    );
  assert.equal(await checkWholeLog(house), 3);
});

test('an act that fails leaves no trace and takes no neighbour with it', async (t) => {
  const { house } = await testInstallation(t);
  const failing = house.log.append({
    events: async (tx) => {
      await tx.insertInto('case_counter').values({ year: 1999, last_number: 1 }).execute();
      throw new Refusal('notAllowed', { expected: 'a', found: 'b', next: 'c' });
    },
  });
  const broken = house.log.append({
    events: (tx) =>
      tx
        .selectFrom('case_file')
        .select('nothing' as never)
        .execute()
        .then(() => []),
  });
  const good = house.log.append({ events: [viewed('FR-2026-000001-1')] });
  await assert.rejects(failing, /Expected a; found b/);
  await assert.rejects(broken);
  assert.equal((await good).leaves.length, 1);
  assert.equal(await checkWholeLog(house), 2);
  const counters = await house.db.kysely
    .selectFrom('case_counter')
    .selectAll()
    .where('year', '=', 1999)
    .execute();
  assert.equal(counters.length, 0);
});

test('an event that its own verifier would refuse never enters the log', async (t) => {
  const { house } = await testInstallation(t);
  await assert.rejects(
    house.log.append({ events: [viewed('FR-2026-000001-1', 'x'.repeat(1001))] }),
    /badInput|published format/,
  );
  await assert.rejects(
    house.log.append({
      events: [{ ...viewed('FR-2026-000001-1'), type: 'destroyed', facts: { files: 1, bytes: 1 } }],
    }),
    /authority for destroyed/,
  );
  const words = Array.from({ length: 100 }, () => 'w'.repeat(990));
  await assert.rejects(
    house.log.append({
      events: [{ ...viewed('FR-2026-000001-1'), type: 'derived', facts: { inputs: words, outputs: words } }],
    }),
    /event of at most 61440 bytes/,
  );
  assert.equal(await checkWholeLog(house), 1);
});

test('an act that expects another state of the chain is refused, and signed anew it is taken', async (t) => {
  const { house } = await testInstallation(t);
  const item = 'FR-2026-000001-1';
  await house.log.append({ events: [viewed(item)], expects: [{ item, itemSeq: 0 }] });
  await assert.rejects(
    house.log.append({ events: [viewed(item)], expects: [{ item, itemSeq: 0 }] }),
    /Somebody acted/,
  );
  await house.log.append({ events: [viewed(item)], expects: [{ item, itemSeq: 1 }] });
  assert.equal(await checkWholeLog(house), 3);
});

test('a connection lost after the commit does not record an act twice', async (t) => {
  const { house } = await testInstallation(t);
  let losses = 2;
  const transaction: typeof house.db.transaction = async (act) => {
    const result = await house.db.transaction(act);
    if (losses-- > 0) throw Object.assign(new Error('connection lost'), { code: 'ECONNRESET' });
    return result;
  };
  const writer = logWriter({
    db: { ...house.db, transaction },
    identity: house.identity,
    clock: house.clock,
    random: house.random,
    published: () => Promise.resolve(undefined),
    refuseLostHead: () => Promise.resolve(),
    haveKeysChanged: () => Promise.resolve(false),
  });
  const acts = Array.from({ length: 3 }, () => writer.append({ events: [viewed('FR-2026-000001-1')] }));
  const recorded = await Promise.all(acts);
  assert.deepEqual(
    recorded.map((one) => [one.repeated, one.leaves[0]?.index]),
    [
      [false, 1],
      [false, 2],
      [false, 3],
    ],
  );
  assert.equal(await checkWholeLog(house), 4);
});

test('two processes write one log', async (t) => {
  const installation = await testInstallation(t);
  const { openInstallation } = await import('../installation/open.acts.ts');
  const other = await openInstallation(installation.home, {
    env: installation.env,
    clock: () => installation.clock.ms,
  });
  atEnd(t, () => other.close());
  const both = [installation.house, other];
  await Promise.all(
    Array.from({ length: 60 }, (_, i) => both[i % 2]!.log.append({ events: [viewed('FR-2026-000001-1')] })), // two of them
  );
  assert.equal(await checkWholeLog(other), 61);
});

test('nobody can change, remove or empty the events, the owner of the tables included', async (t) => {
  const { house } = await testInstallation(t);
  const attempts = [
    "update custody_event set item = 'x'",
    'delete from custody_event',
    'truncate custody_event cascade',
    "update custody_head set root = '\\x00'",
    'delete from custody_head',
    'truncate custody_head',
  ];
  for (const attempt of attempts) {
    await assert.rejects(
      house.db.withOwner((owner) => owner.query(attempt)),
      /never changed or removed/,
      attempt,
    );
    const { sql } = await import('kysely');
    await assert.rejects(sql.raw(attempt).execute(house.db.kysely), /permission denied/, `app: ${attempt}`);
  }
  await house.db.withOwner(async (owner) => {
    await owner.query("set session_replication_role = 'replica'").catch(() => undefined); // only a superuser may
    await assert.rejects(owner.query('delete from custody_event'), /never changed or removed/);
  });
  assert.equal(await checkWholeLog(house), 1);
});

test('publishing writes tiles that prove every event, at every size', async (t) => {
  const { house } = await testInstallation(t);
  for (const size of [1, 2, 255, 256, 257, 700]) {
    const now = (await readHead(house.db.kysely))?.size ?? 0;
    await Promise.all(
      Array.from({ length: size - now }, () => house.log.append({ events: [viewed('FR-2026-000001-1')] })),
    );
    const checkpoint = await house.publish();
    assert.equal(checkpoint.size, size);
    const leaves = await leavesBetween(house.db.kysely, 0, size);
    for (const index of new Set([0, Math.floor(size / 2), size - 1])) {
      const proof = await inclusionProof(nodeCrypto, house.folder.read, index, size);
      const leaf = leaves[index]!.leafHash; // index < size
      verifyInclusion(nodeCrypto, { index, size, leaf, proof, root: checkpoint.root }, `event ${index}`);
    }
  }
  const again = await house.publish();
  assert.equal(again.size, 700);
});

test('a database behind the published checkpoint refuses to go on', async (t) => {
  const { house } = await testInstallation(t);
  await house.log.append({ events: [viewed('FR-2026-000001-1'), viewed('FR-2026-000001-1')] });
  await house.publish();
  await rollBack(house, 2);
  await assert.rejects(house.log.append({ events: [viewed('FR-2026-000001-1')] }), /log restore/);
  await assert.rejects(house.publish(), /log restore/);
});
