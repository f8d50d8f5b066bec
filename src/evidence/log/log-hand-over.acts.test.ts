// The keys of the log are replaced: what was signed before stays valid, partners are led from the old to the new where that
// was planned and are not where it was not, and a crash at each step is made good by the next start.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { handMissing, writeHandCheck } from '../../../test/support/check-by-hand.ts';
import { ADDITION, FIJI, PACKING, testCase, testInstallation } from '../../../test/support/installation.ts';
import { nameLoopback } from '../../../test/support/loopback.ts';
import { rollBack } from '../../../test/support/roll-back.ts';
import { atEnd, temporaryFolder } from '../../../test/support/temporary.ts';
import { utf8 } from '../../base/bytes.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { openPackage } from '../../platform/package-reader.ts';
import { parseEventNote } from '../../verify/event-note.ts';
import { eventText } from '../../verify/event.ts';
import { checkHandOver, keyChangeFacts } from '../../verify/key-change.ts';
import { leafHash, nodeHash } from '../../verify/merkle.ts';
import { formatNote, parseNote } from '../../verify/note.ts';
import { formatVerifierKey } from '../../verify/note-key.ts';
import { verifyPackage, type Verdict } from '../../verify/package.ts';
import { parsePolicy } from '../../verify/policy.ts';
import { formatTlogProof, parseTlogProof } from '../../verify/tlog-proof.ts';
import { audit } from '../upkeep/audit.acts.ts';
import { addExhibit } from '../intake/exhibit-add.acts.ts';
import { openInstallation } from '../installation/open.acts.ts';
import type { Installation } from './installation.acts.ts';
import { handOverOf, replaceLogKeys, type KeyChangeRequest } from './log-hand-over.acts.ts';
import { signatureOf } from './log-entry.ts';
import { witnessCheckpoint, writeWitnessPolicy } from './log-partners.acts.ts';
import { signCheckpoint } from './log-publish.acts.ts';
import { restoreLog } from '../upkeep/log-restore.acts.ts';
import { enrolOfficer, openOfficerKey } from './officer.acts.ts';
import { createPackage } from '../packages/package-create.acts.ts';
import { addCheckpoint, openWitness } from './witness.acts.ts';
import { witnessServer } from './witness.routes.ts';
import { formatAddCheckpoint } from './witness.ts';

const DAY = 86_400_000;

async function scene(t: TestContext) {
  const installation = await testInstallation(t);
  const { house, home, env, clock } = installation;
  const folder = temporaryFolder(t);
  const paths = ['first', 'second', 'stranger'].map((name) => join(folder, `${name}.pem`));
  for (const keyPath of paths.slice(0, 2)) await enrolOfficer(house, { person: 'A. Invented', keyPath });
  const file = await testCase(house);
  const officers = [];
  for (const path of paths.slice(0, 2)) officers.push(await openOfficerKey(house, path));
  const planned: KeyChangeRequest = {
    officers,
    cause: 'planned',
    overlapDays: 30,
    isAgain: false,
    user: 'root',
  };
  const add = async (name: string) => {
    const path = join(folder, name);
    writeFileSync(path, name);
    const from = { kind: 'path', path } as const;
    return addExhibit(installation.house, { ...ADDITION, caseName: file.reference, from });
  };
  const pack = (name: string) =>
    createPackage(installation.house, {
      ...PACKING,
      caseName: file.reference,
      to: join(folder, name),
      receiver: { name: FIJI.agency, state: 'FJ' },
    });
  const open = (mayLackKeys = false) => openInstallation(home, { env, clock: () => clock.ms, mayLackKeys });
  const trustNow = (): string => readFileSync(join(home.path, 'trust.txt'), 'utf8');
  return { ...installation, get house() { return installation.house; }, folder, paths, planned, add, pack, open, trustNow }; // prettier-ignore
}

async function verdictOf(path: string, trust?: string): Promise<Verdict> {
  const reader = await openPackage(path, nodeCrypto);
  try {
    const policy = trust === undefined ? undefined : parsePolicy(Buffer.from(trust), 'trust', nodeCrypto);
    const trusted = policy === undefined ? {} : { trust: { policy, authorities: [] } };
    return await verifyPackage(reader, { crypto: nodeCrypto, ...trusted });
  } finally {
    reader.close();
  }
}

/** A proof in which the present keys hand on, as planned, to those that they replaced. */
function handBack(old: Installation, now: Installation, proof: Uint8Array): Uint8Array {
  const { event, note } = parseEventNote(parseTlogProof(proof, 'proof').extra ?? new Uint8Array(), 'proof');
  const pair = ({ keys }: Installation) => ({ ed25519: keys.ed25519.key, mlDsa44: keys.mlDsa44.key });
  const facts = keyChangeFacts({ from: pair(now), to: pair(old), cause: 'planned' });
  const leaf = formatNote(utf8(eventText({ ...event, facts })), note.signatures);
  // The last leaf of a tree of 2^10 + 1 has one hash beside it.
  const [index, beside] = [1024, new Uint8Array(32)];
  const root = nodeHash(nodeCrypto, beside, leafHash(nodeCrypto, leaf));
  const heads = [now, old].map((house) =>
    parseNote(signCheckpoint(house, { origin: event.log, size: index + 1, root }), 'head'),
  );
  const checkpoint = formatNote(
    heads[0]?.text ?? new Uint8Array(),
    heads.flatMap(({ signatures }) => signatures),
  );
  return formatTlogProof({ extra: leaf, index, proof: [beside], checkpoint });
}

const linesOf = (house: Installation): Promise<number> =>
  house.publish().then(({ note }) => parseNote(note, 'checkpoint').signatures.length);

test('after a planned change both pairs sign for the stated time, and old trust leads to the new keys', async (t) => {
  const it = await scene(t);
  await it.add('before.txt');
  const old = await it.pack('before');
  const change = await replaceLogKeys(it.house, it.planned);
  await assert.rejects(it.add('no.txt'), { code: 'notReady' }, 'the program with the old keys stops');
  await assert.rejects(it.house.publish(), { code: 'notReady' });
  const later = await it.reopen();
  assert.equal(await linesOf(later), 4);
  const proof = await checkHandOver(nodeCrypto, await handOverOf(later, change.index), 'proof');
  assert.equal(proof.change.cause, 'planned');
  await it.add('after.txt');
  const made = await it.pack('after');
  const followed = await verdictOf(made.path, it.trust);
  assert.equal(followed.fault?.message, undefined);
  assert.ok(followed.established.some(({ id }) => id === 'keysFollowed'));
  const straight = await verdictOf(made.path, it.trustNow());
  assert.equal(straight.ok, true);
  assert.ok(!straight.established.some(({ id }) => id === 'keysFollowed'));
  assert.equal((await verdictOf(made.path)).ok, true);
  assert.equal((await verdictOf(old.path, it.trust)).ok, true, 'what was handed over before stays good');
  assert.equal((await verdictOf(old.path, it.trustNow())).fault?.code, 'keyUntrusted');
  assert.deepEqual((await audit(later)).differences, []);

  // Done twice it is done once.
  await assert.rejects(replaceLogKeys(later, it.planned), { code: 'conflict' });
  it.clock.ms += 31 * DAY;
  const past = await it.reopen();
  await it.add('past.txt');
  assert.equal(await linesOf(past), 2, 'the overlap is over');
  assert.deepEqual(
    readdirSync(it.home.keys).filter((name) => /-(?:old|next)/.test(name)),
    [],
  );
  // And again: old trust leads over two changes.
  await replaceLogKeys(past, it.planned);
  await it.reopen();
  await it.add('second.txt');
  const twice = await verdictOf((await it.pack('twice')).path, it.trust);
  assert.equal(twice.fault?.message, undefined);
  assert.deepEqual(
    twice.established.filter(({ id }) => id === 'keysFollowed').map((one) => 'changes' in one && one.changes),
    [2],
  );
  assert.deepEqual((await audit(it.house)).differences, []);
});

test('two enrolled officers sign it, and nobody else', async (t) => {
  const it = await scene(t);
  const [first] = it.planned.officers;
  assert.ok(first);
  await assert.rejects(replaceLogKeys(it.house, { ...it.planned, officers: [first, first] }), {
    code: 'notAllowed',
  });
  const other = await testInstallation(t, FIJI);
  await enrolOfficer(other.house, { person: 'B. Invented', keyPath: it.paths[2] ?? '' });
  const stranger = await openOfficerKey(it.house, it.paths[2] ?? '');
  await assert.rejects(replaceLogKeys(it.house, { ...it.planned, officers: [first, stranger] }), {
    code: 'notAllowed',
  });
  await assert.rejects(replaceLogKeys(it.house, { ...it.planned, cause: 'lost' }), { code: 'badUsage' });
  // Nothing is half done: the old keys sign on.
  await it.add('still.txt');
  const house = await it.reopen();
  assert.equal(await linesOf(house), 2);
  assert.deepEqual((await audit(house)).differences, []);
});

test('keys that somebody else may hold vouch for nothing: old trust does not lead on', async (t) => {
  const it = await scene(t);
  await it.add('before.txt');
  await replaceLogKeys(it.house, { ...it.planned, cause: 'compromised' });
  const later = await it.reopen();
  assert.equal(await linesOf(later), 2, 'the old keys do not sign beside the new ones');
  assert.equal(existsSync(join(it.home.keys, 'log-ed25519-old.pem')), false);
  const made = await it.pack('after');
  const refused = await verdictOf(made.path, it.trust);
  assert.equal(refused.fault?.code, 'keyUntrusted');
  assert.match(refused.fault?.message ?? '', /by another road/);
  const good = await verdictOf(made.path, it.trustNow());
  assert.equal(good.fault?.message, undefined);
  assert.ok(good.notEstablished.some(({ id }) => id === 'oldKeysNotTrusted'));
  // A planned change after it does not wash it clean.
  await replaceLogKeys(later, { ...it.planned, isAgain: true });
  await it.reopen();
  const third = await it.pack('third');
  assert.equal((await verdictOf(third.path, it.trust)).fault?.code, 'keyUntrusted');
  assert.deepEqual((await audit(it.house)).differences, []);
});

test('keys that are lost stop the log; two officers give it new ones', async (t) => {
  const it = await scene(t);
  await it.add('before.txt');
  await it.house.publish();
  for (const name of ['log-ed25519.pem', 'log-ml-dsa-44.pem']) rmSync(join(it.home.keys, name));
  await assert.rejects(it.open(), { code: 'notReady' });
  const house = await it.open(true);
  await assert.rejects(replaceLogKeys(house, it.planned), { code: 'badUsage' }, 'nobody can sign for them');
  await replaceLogKeys(house, { ...it.planned, cause: 'lost' });
  await house.close();
  const later = await it.reopen();
  await it.add('after.txt');
  const made = await it.pack('after');
  assert.equal((await verdictOf(made.path, it.trust)).fault?.code, 'keyUntrusted');
  assert.equal((await verdictOf(made.path, it.trustNow())).fault?.message, undefined);
  assert.deepEqual((await audit(later)).differences, []);
});

test('killed at each step, the next start finishes what was recorded and nothing else', async (t) => {
  const it = await scene(t);
  await it.add('before.txt');
  const keys = join(it.folder, 'keys-before');
  const at = (name: string): string => join(it.home.keys, name);
  // Before the event: the new keys were made, and sign nothing.
  await assert.rejects(replaceLogKeys(it.house, { ...it.planned, reason: 'x'.repeat(2000) }), {
    code: 'badInput',
  });
  assert.equal(existsSync(at('log-ed25519-next.pem')), true);
  await it.reopen();
  assert.equal(await linesOf(it.house), 2);
  const unused = readFileSync(at('log-ed25519-next.pem'));
  const change = await replaceLogKeys(it.house, it.planned);
  cpSync(it.home.keys, keys, { recursive: true });
  assert.notDeepEqual(readFileSync(at('log-ed25519-next.pem')), unused, 'what lay there may have been read');

  const states: readonly (readonly [what: string, make: () => void])[] = [
    ['after the event', () => undefined],
    ['one key moved away', () => renameSync(at('log-ed25519.pem'), at('log-ed25519-old.pem'))],
    [
      'one key in place',
      () => {
        renameSync(at('log-ed25519.pem'), at('log-ed25519-old.pem'));
        renameSync(at('log-ed25519-next.pem'), at('log-ed25519.pem'));
      },
    ],
    [
      'both in place, without proof',
      () => {
        for (const name of ['log-ed25519', 'log-ml-dsa-44']) {
          renameSync(at(`${name}.pem`), at(`${name}-old.pem`));
          renameSync(at(`${name}-next.pem`), at(`${name}.pem`));
        }
      },
    ],
  ];
  for (const [what, make] of states) {
    rmSync(it.home.keys, { recursive: true });
    cpSync(keys, it.home.keys, { recursive: true });
    rmSync(join(it.home.log, 'key-changes'), { recursive: true, force: true });
    make();
    const [one, other] = await Promise.all([it.open(), it.open()]);
    const proof = await checkHandOver(nodeCrypto, await handOverOf(one, change.index), what);
    assert.equal(proof.change.index, change.index, what);
    assert.equal(await linesOf(other), 4, what);
    assert.deepEqual((await audit(one)).differences, [], what);
    await one.close();
    await other.close();
    assert.deepEqual(
      readdirSync(it.home.keys).filter((name) => name.includes('-next')),
      [],
      what,
    );
  }
});

test('an old backup does not bring the old keys back', async (t) => {
  const it = await scene(t);
  await it.add('before.txt');
  const early = (await it.house.publish()).size;
  const keys = join(it.folder, 'keys-of-the-backup');
  cpSync(it.home.keys, keys, { recursive: true });
  const change = await replaceLogKeys(it.house, it.planned);
  const later = await it.reopen();
  await it.add('after.txt');
  await later.publish();
  const putBack = (): void => {
    rmSync(it.home.keys, { recursive: true });
    cpSync(keys, it.home.keys, { recursive: true });
  };
  const kept = join(it.folder, 'keys-new');
  cpSync(it.home.keys, kept, { recursive: true });

  // The keys alone are old.
  putBack();
  await assert.rejects(it.open(), { code: 'wrongKey' });
  // The database is old as well; the published log is not, and tells.
  await rollBack(later, early);
  await assert.rejects(it.open(), { code: 'wrongKey' });
  const house = await it.open(true);
  assert.equal(house.keys.changes.at(-1)?.index, change.index);
  const restored = await restoreLog(house, it.planned.officers, 'the disk failed');
  assert.equal(restored.lost, undefined);
  await house.close();
  await assert.rejects(it.open(), { code: 'wrongKey' });
  // With the keys of a newer backup it goes on; without them two officers replace them as lost.
  rmSync(it.home.keys, { recursive: true });
  cpSync(kept, it.home.keys, { recursive: true });
  const whole = await it.open();
  await whole.publish();
  assert.deepEqual((await audit(whole)).differences, []);
  await whole.close();
  putBack();
  const without = await it.open(true);
  await replaceLogKeys(without, { ...it.planned, cause: 'lost', isAgain: true });
  await without.close();
  const again = await it.open();
  assert.deepEqual((await audit(again)).differences, []);
  await again.close();
});

test('a proof that was changed, is missing or is of another log is found', async (t) => {
  const it = await scene(t);
  await it.add('before.txt');
  const change = await replaceLogKeys(it.house, it.planned);
  const house = await it.reopen();
  const path = join(it.home.log, `key-changes/${String(change.index).padStart(6, '0')}.tlog-proof`);
  const good = readFileSync(path);
  for (let at = 0; at < good.length; at += 97) {
    const bytes = Buffer.from(good);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    await assert.rejects(checkHandOver(nodeCrypto, bytes, 'proof'), { name: 'Fault' }, `bit at ${at}`);
  }
  writeFileSync(path, good.subarray(0, good.length - 10));
  assert.equal((await audit(house)).differencesCount, 1);
  rmSync(path);
  assert.equal((await audit(house)).differencesCount, 1);
  await assert.rejects(it.pack('without'), { code: 'damaged' });
  writeFileSync(path, good);
  writeFileSync(path.replace(/\d{6}\./, '999999.'), good);
  assert.equal((await audit(house)).differencesCount, 1);
});

test('a witness that knows the old keys learns the new ones from the log, and then takes no head by the old alone', async (t) => {
  const it = await scene(t);
  const folder = temporaryFolder(t);
  const { keys } = it.house;
  const logKeys = [keys.ed25519.key, keys.mlDsa44.key];
  const options = { name: 'witness.borduria.example', logKeys, clock: () => it.clock.ms };
  const witness = await openWitness(folder, options);
  const server = witnessServer(witness, { answered: () => undefined, failed: assert.fail });
  nameLoopback();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  atEnd(t, () => void server.close());
  const { port } = server.address() as AddressInfo; // it listens on a port
  const [signer] = witness.signers;
  assert.ok(signer);
  const url = `http://127.0.0.1:${port}/`;
  const policy = Buffer.from(`witness B ${formatVerifierKey(signer.key)} ${url}\nquorum B\n`);
  await writeWitnessPolicy(it.home, policy, 'policy');
  const old = { ...it.house };
  const before = await it.house.publish();
  assert.equal((await witnessCheckpoint(it.house, before)).quorum, true);

  const change = await replaceLogKeys(it.house, { ...it.planned, overlapDays: 0 });
  const later = await it.reopen();
  await it.add('after.txt');
  const published = await later.publish();
  assert.equal(
    (await witnessCheckpoint(later, published)).quorum,
    true,
    'without an overlap it was told in time',
  );
  assert.equal(
    (await witness.keys.learn(await handOverOf(later, change.index))).status,
    200,
    'twice is once',
  );
  // Whoever stole the old keys gets nothing cosigned above the change, also not after the witness was started again.
  const { origin, size, root } = published;
  const stolen = signCheckpoint(old, { origin, size, root });
  const again = await openWitness(folder, options);
  for (const one of [witness, again]) {
    const answer = await addCheckpoint(one, formatAddCheckpoint({ oldSize: size, proof: [], note: stolen }));
    assert.equal(answer.status, 403);
  }
  // Nor does the log itself bring keys back that ended.
  const back = handBack(old, later, await handOverOf(later, change.index));
  assert.deepEqual(await witness.keys.learn(back), {
    status: 403,
    says: 'A key of this log that ended does not come back.',
    origin,
  });
  // A change that was not planned teaches nothing; one of another log is not known.
  await replaceLogKeys(later, { ...it.planned, cause: 'compromised', isAgain: true });
  const last = await it.reopen();
  const unplanned = await handOverOf(last, last.keys.changes.at(-1)?.index ?? 0);
  assert.equal((await witness.keys.learn(unplanned)).status, 403);
  assert.equal((await witness.keys.learn(unplanned.subarray(9))).status, 400);
  assert.equal((await openWitness(temporaryFolder(t), { ...options, logKeys: witness.signers.map(({ key }) => key) }).then((other) => other.keys.learn(unplanned))).status, 404); // prettier-ignore
});

test(
  'the check by hand follows a change of keys, and finds one that is wrong',
  { skip: handMissing() ?? false },
  async (t) => {
    const it = await scene(t);
    await it.add('before.txt');
    await replaceLogKeys(it.house, it.planned);
    const later = await it.reopen();
    await replaceLogKeys(later, { ...it.planned, isAgain: true });
    await it.reopen();
    const { path, bag } = await it.pack('after');
    const script = join(it.folder, 'check.sh');
    writeHandCheck(script);
    const byHand = () => spawnSync('sh', [script, path], { encoding: 'utf8' });
    const whole = byHand();
    assert.equal(whole.status, 0, whole.stdout + whole.stderr);
    assert.match(whole.stdout, /8 keys of the log: replaced 2 time\(s\)/);
    const proofs = join(path, bag, 'custody/key-changes');
    const [first, second] = readdirSync(proofs)
      .sort()
      .map((name) => join(proofs, name));
    assert.ok(first !== undefined && second !== undefined);
    // The proof of the one in the place of the other, and the lists made right again: what the sender himself could do.
    chmodSync(first, 0o600);
    writeFileSync(first, readFileSync(second));
    const lists = join(path, bag, 'tagmanifest-sha256.txt');
    const sha256 = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');
    const text = readFileSync(lists, 'utf8').replace(
      /^\S+( {2}custody\/key-changes\/.*)$/gm,
      (_, name: string) => `${sha256(join(path, bag, name.trim()))}${name}`,
    );
    chmodSync(lists, 0o600);
    writeFileSync(lists, text);
    const service = it.house.identity.service;
    const note = utf8(`comity/package/v1\n${it.house.identity.origin}\n${sha256(lists)}\n`);
    chmodSync(join(path, 'package.note'), 0o600);
    writeFileSync(join(path, 'package.note'), formatNote(note, [signatureOf(service, note, 1_800_000_000)]));
    const changed = byHand();
    assert.equal(changed.status, 1, changed.stdout);
    assert.match(changed.stdout, /WRONG: custody\/key-changes/);
    assert.equal((await verdictOf(path)).fault?.code, 'proofInvalid');
  },
);
