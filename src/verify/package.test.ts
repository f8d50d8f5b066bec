import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testCrypto as crypto } from '../../test/support/crypto.ts';
import { memoryReader } from '../../test/support/memory-reader.ts';
import { DAMAGES } from '../../test/support/package-damages.ts';
import { TRUE_DIGESTS } from '../../test/support/package-damages-stated.ts';
import {
  buildPackage,
  EXHIBITS,
  newKeys,
  type Files,
  type Hooks,
} from '../../test/support/package-fixture.ts';
import { utf8 } from '../base/bytes.ts';
import { CHECKS, type Check } from './checks.ts';
import type { Crypto } from './crypto.ts';
import { verifyPackage, type Verdict } from './package.ts';
import { english } from './report-words.ts';
import type { PackageReader } from './reader.ts';
import { readTrust, type Trust } from './trust.ts';

const keys = newKeys();
const good = buildPackage({ keys });
const trust = readTrust(utf8(good.trust), 'trust.txt', crypto);

const verify = (files: Files, given?: Trust, with_: Crypto = crypto): Promise<Verdict> =>
  verifyPackage(memoryReader(files, crypto), { crypto: with_, ...(given && { trust: given }) });
const built = (hooks: Hooks): Files => buildPackage({ keys, ...hooks }).files;

/** The other kind is tried in request-proof.test.ts. */
const OF_EVIDENCE = CHECKS.filter((name) => name !== 'request');

test('a whole package passes every check, in order', async () => {
  const seen: Check[] = [];
  const verdict = await verifyPackage(memoryReader(good.files, crypto), {
    crypto,
    trust,
    onCheck: (check) => seen.push(check),
  });
  assert.equal(verdict.fault, undefined);
  assert.equal(verdict.ok, true);
  assert.deepEqual(seen, verdict.checks);
  assert.deepEqual(
    verdict.checks.map(({ name, outcome }) => [name, outcome]),
    OF_EVIDENCE.map((name) => [name, 'passed']),
  );
  const counts = Object.assign({}, ...verdict.checks.map((check) => ({ [check.name]: check.counts })));
  assert.deepEqual(counts.events, { events: 11, byOfficers: 1, forOfficers: 0 });
  assert.deepEqual(counts.exhibits, { exhibits: 3, files: 5 });
  assert.deepEqual(counts.witnesses, { witnesses: 2 });
});

test('what is found says what a receiver needs: exhibits, events, private texts, conditions', async () => {
  const { found } = await verify(good.files);
  assert.ok(found);
  const [photo, share, phone] = found.exhibits;
  assert.deepEqual(
    found.exhibits.map(({ number, files, isTree, isDestroyed, events }) => [
      number,
      files,
      isTree,
      isDestroyed,
      events.length,
    ]),
    [
      [EXHIBITS[0], 1, false, false, 4],
      [EXHIBITS[1], 3, true, false, 3],
      [EXHIBITS[2], 1, false, true, 2],
    ],
  );
  assert.match(photo?.events[0]?.detail ?? '', /harbour master/);
  assert.deepEqual(photo?.conditions, [
    'This case only',
    'Return or destroy by 30 June 2028',
    'No onward transfer',
  ]);
  assert.equal(share?.head.events, 3);
  assert.equal(phone?.bytes, 4);
  assert.deepEqual(
    found.cosigners.map(({ name }) => name),
    ['pt.example/witness', 'rs.example/witness'],
  );
  assert.equal(found.otherEvents.length, 2);
});

test('without a trust file it says in plain words whose keys these are is not shown', async () => {
  const said = (verdict: Verdict): string[] => verdict.notEstablished.map(english.statement);
  assert.match(said(await verify(good.files)).join('\n'), /belong to the authorities they name/);
  const trusted = said(await verify(good.files, trust)).join('\n');
  assert.doesNotMatch(trusted, /belong to the authorities they name/);
  assert.match(trusted, /statements in an event are true/);
  assert.match(trusted, /true when seized/);
  assert.match(trusted, /no independent time stamp/);
});

for (const damage of DAMAGES)
  test(`refused: ${damage.name}`, async () => {
    const verdict = await verify(built(damage.hooks), damage.trusted && trust);
    assert.equal(verdict.ok, false);
    assert.equal(verdict.fault?.code, damage.expect, verdict.fault?.message);
    const words = english.faultLine(verdict.fault);
    assert.ok(words.includes(damage.names), `${words} names ${damage.names}`);
    assert.equal(verdict.checks.at(-1)?.outcome, 'failed');
    assert.deepEqual(verdict.established, []);
  });

test('MD5, SHA-1 and SHA-512 that an event states are computed in the pass that reads the evidence', async () => {
  const { files } = buildPackage({
    keys,
    drafts: (drafts) => {
      for (const at of [3, 8]) {
        const { digests, ...fields } = drafts[at]?.fields ?? {};
        const draft = drafts[at];
        if (draft !== undefined)
          drafts[at] = {
            ...draft,
            fields: { ...fields, digests: { ...(digests as object), ...TRUE_DIGESTS } },
          };
      }
    },
  });
  const asked: [string, readonly string[]][] = [];
  const reader = memoryReader(files, crypto);
  const watched: PackageReader = {
    ...reader,
    digest: (path, names, onBytes) => {
      asked.push([path.slice(path.indexOf('/') + 1), names]);
      return reader.digest(path, names, onBytes);
    },
  };
  const verdict = await verifyPackage(watched, { crypto, trust });
  assert.equal(verdict.fault?.message, undefined);
  assert.deepEqual(
    asked.filter(([path]) => path.endsWith('bay.png')),
    [[`data/${EXHIBITS[0]}/bay.png`, ['sha256', 'md5', 'sha1', 'sha512']]],
  );
  assert.ok(asked.some(([path, names]) => path.endsWith('notes.txt') && names.join() === 'sha256'));
});

test('a package of an impostor agrees with itself, and only a trust file tells', async () => {
  const other = buildPackage({ keys: newKeys() });
  assert.equal((await verify(other.files)).ok, true);
  assert.equal((await verify(other.files, trust)).fault?.code, 'keyUntrusted');
});

test('the quorum of the trust file counts, not the one of the package', async () => {
  const strict = good.trust.replace('any PT RS', 'all PT RS');
  const alone = built({
    bag: (files) => {
      const path = 'custody/checkpoint.note';
      const lines = Buffer.from(files.get(path) ?? [])
        .toString()
        .split('\n');
      const note = Buffer.from([...lines.slice(0, -2), ''].join('\n'));
      const proofs = [...files].filter(([name]) => name.startsWith('custody/proofs/'));
      for (const [name, bytes] of proofs) {
        const text = Buffer.from(bytes).toString();
        files.set(name, Buffer.from(text.slice(0, text.indexOf('\n\n') + 2) + note.toString()));
      }
      files.set(path, note);
    },
  });
  assert.equal((await verify(alone)).ok, true);
  assert.equal((await verify(alone, trust)).ok, true);
  assert.equal(
    (await verify(alone, readTrust(utf8(strict), 'trust.txt', crypto))).fault?.code,
    'quorumMissing',
  );
  assert.equal((await verify(good.files, readTrust(utf8(strict), 'trust.txt', crypto))).ok, true);
});

test('a trust file may name one of the two keys; what it leaves open is said', async () => {
  const partial = good.trust.replace(/^log .*\n/, '');
  const verdict = await verify(good.files, readTrust(utf8(partial), 'trust.txt', crypto));
  assert.equal(verdict.ok, true);
  assert.match(
    verdict.notEstablished.map(english.statement).join('\n'),
    /Ed25519 key belongs to the authority/,
  );
  const none = good.trust.replace(/^log .*\n/gm, '');
  assert.equal(
    (await verify(good.files, readTrust(utf8(none), 'trust.txt', crypto))).fault?.code,
    'keyUntrusted',
  );
});

test('where an algorithm is missing the rest is checked and the package is never called valid', async () => {
  const old: Crypto = {
    ...crypto,
    verify: async (name, ...rest) => (name === 'ml-dsa-44' ? undefined : await crypto.verify(name, ...rest)),
  };
  const verdict = await verify(good.files, trust, old);
  assert.equal(verdict.ok, false);
  assert.equal(verdict.fault?.code, 'notCheckedHere');
  assert.equal(verdict.checks.find((check) => check.name === 'checkpoint')?.outcome, 'notChecked');
  assert.equal(verdict.checks.filter((check) => check.outcome === 'passed').length, OF_EVIDENCE.length - 1);
  assert.match(
    verdict.notEstablished.map(english.statement).join('\n'),
    /cannot confirm that the package is valid/,
  );
  const none: Crypto = { ...crypto, verify: async () => undefined };
  const nothing = await verify(good.files, trust, none);
  assert.equal(nothing.fault?.code, 'notCheckedHere');
  assert.deepEqual(nothing.established, []);
});

test('a package within one more folder is found; anything else beside the bag is refused', async () => {
  const moved = new Map([...good.files].map(([path, bytes]) => [`outer/${path}`, bytes]));
  assert.equal((await verify(moved)).ok, true);
  moved.set('other.txt', utf8('x'));
  assert.equal((await verify(moved)).fault?.code, 'unreadable');
  assert.equal((await verify(new Map())).fault?.code, 'unreadable');
  assert.equal((await verify(new Map([['a.txt', utf8('x')]]))).fault?.code, 'unreadable');
});

test('links and devices are refused before anything is read', async () => {
  for (const kind of ['link', 'other'] as const) {
    const reader = memoryReader(good.files, crypto, [{ path: 'x', kind, bytes: 0 }]);
    assert.equal((await verifyPackage(reader, { crypto })).fault?.code, 'unsafeEntry');
  }
});

test('a clock that ran backwards is no fault, and is said', async () => {
  const files = built({
    leaves: (leaves, tools) => {
      const text = `${leaves[12]?.toString().split('\n')[0]}\n`;
      leaves[12] = tools.eventNote(text, 1_700_000_000);
    },
  });
  const verdict = await verify(files);
  assert.equal(verdict.ok, true, verdict.fault?.message);
  assert.match(verdict.notEstablished.map(english.statement).join('\n'), /the time of event 12 is earlier/);
});

test('every check and every fault has its words', () => {
  for (const name of CHECKS)
    for (const outcome of ['passed', 'failed', 'notChecked'] as const)
      assert.ok(english.checkWords({ name, outcome, counts: {} }).length > 3);
});
