import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { ADDITION, FIJI, PACKING, testCase, testInstallation } from '../../../test/support/installation.ts';
import { handMissing, runCheckText } from '../../../test/support/check-by-hand.ts';
import { hasProgram } from '../../../test/support/programs.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { objectPath } from '../../platform/ocfl.ts';
import { openPackage } from '../../platform/package-reader.ts';
import { verifyPackage } from '../../verify/package.ts';
import { parsePolicy } from '../../verify/policy.ts';
import { audit } from '../upkeep/audit.acts.ts';
import { checkExhibit, disposeExhibit } from '../custody/custody.acts.ts';
import { eventsOf } from '../events/recorded-event.acts.ts';
import { addExhibit } from '../intake/exhibit-add.acts.ts';
import { findExhibit, listExhibits } from '../exhibits/exhibit.store.ts';
import type { Installation } from '../log/installation.acts.ts';
import { base64 } from '../../base/bytes.ts';
import { isoLocal } from '../../base/time.ts';
import { serviceKeyOfficers } from '../../../test/support/service-key.ts';
import { keyFile } from '../../platform/keys.ts';
import { TOOL } from '../log/tool.ts';
import { keyItem } from '../log/key-names.ts';
import { createPackage, type PackageRequest } from './package-create.acts.ts';
import { keysRecord } from './incoming.ts';
import { importPackage } from './package-import.acts.ts';
import { acceptExhibit, fileReceipt } from '../custody/transfer.acts.ts';

async function withEvidence(t: TestContext) {
  const installation = await testInstallation(t);
  const { house } = installation;
  const folder = temporaryFolder(t);
  const file = await testCase(house);
  const tree = join(folder, 'tree');
  mkdirSync(join(tree, 'sub'), { recursive: true });
  writeFileSync(join(tree, 'a.txt'), 'a');
  writeFileSync(join(tree, 'sub', 'prüf.txt'), 'b');
  writeFileSync(join(folder, 'invoice.txt'), 'an invented invoice');
  const conditions = ['This case only (Budapest Convention, Art. 28(2)(b))'];
  for (const name of ['invoice.txt', 'tree']) {
    const from = { kind: 'path', path: join(folder, name) } as const;
    await addExhibit(house, { ...ADDITION, caseName: file.reference, from, conditions });
  }
  const request: PackageRequest = {
    ...PACKING,
    caseName: file.reference,
    to: join(folder, 'package'),
    receiver: { name: FIJI.agency, state: 'FJ' },
    isOffer: true,
  };
  return { ...installation, house, folder, file, request };
}

async function verdictOf(path: string, trust?: string) {
  const reader = await openPackage(path, nodeCrypto);
  try {
    const policy = trust === undefined ? undefined : parsePolicy(Buffer.from(trust), 'trust', nodeCrypto);
    return await verifyPackage(reader, {
      crypto: nodeCrypto,
      ...(policy && { trust: { policy, authorities: [] } }),
    });
  } finally {
    reader.close();
  }
}

const typesOf = async (house: Installation, item: string): Promise<string[]> =>
  (await eventsOf(house, item)).map(({ event }) => event.type);

test('a package verifies, with the keys that came by another road too', async (t) => {
  const { house, request, trust } = await withEvidence(t);
  const made = await createPackage(house, request);
  assert.deepEqual(made.exhibits, ['FR-2026-000001-1', 'FR-2026-000001-2']);
  const verdict = await verdictOf(made.path, trust);
  assert.equal(verdict.fault?.message, undefined);
  assert.equal(verdict.ok, true);
  assert.deepEqual(
    verdict.found?.exhibits.map((one) => one.conditions.length),
    [1, 1],
  );
  assert.deepEqual(await typesOf(house, 'FR-2026-000001-1'), ['acquired', 'stored', 'offered']);
  assert.deepEqual(readdirSync(made.path).sort(), [made.bag, 'package.note']);
});

test('sha256sum alone finds every file of a package right', async (t) => {
  const { house, request } = await withEvidence(t);
  const made = await createPackage(house, request);
  for (const list of ['manifest-sha256.txt', 'tagmanifest-sha256.txt']) {
    const ran = spawnSync('sha256sum', ['-c', '--strict', '--quiet', list], {
      cwd: join(made.path, made.bag),
      encoding: 'utf8',
    });
    assert.equal(ran.status, 0, ran.stderr);
  }
});

test('a name that is taken is refused before anything is recorded', async (t) => {
  const { house, request } = await withEvidence(t);
  mkdirSync(request.to);
  await assert.rejects(createPackage(house, request), /Nothing was recorded/);
  await assert.rejects(
    createPackage(house, { ...request, to: join(request.to, 'absent', 'package') }),
    /put the package in/,
  );
  await assert.rejects(createPackage(house, { ...request, exhibits: ['FR-2026-000001-9'] }), /no exhibit/);
  assert.deepEqual(await typesOf(house, 'FR-2026-000001-1'), ['acquired', 'stored']);
});

test('a package that was interrupted is completed under its id, and its events are recorded once', async (t) => {
  const { house, request } = await withEvidence(t);
  const broken = {
    ...house,
    store: { ...house.store, inventory: () => Promise.reject(new Error('stands for a crash')) },
  };
  await assert.rejects(createPackage(broken, request), /crash/);
  assert.equal(existsSync(request.to), false);
  const made = await createPackage(house, request);
  assert.deepEqual(await typesOf(house, 'FR-2026-000001-1'), ['acquired', 'stored', 'offered']);
  const [, , offered] = await eventsOf(house, 'FR-2026-000001-1');
  assert.equal(offered?.event.facts?.['package'], made.id);
  assert.equal((await verdictOf(made.path)).ok, true);
  assert.deepEqual(
    readdirSync(join(request.to, '..')).filter((name) => name.includes('part')),
    [],
  );
});

test('evidence that changed in the store is not handed over', async (t) => {
  const { house, request } = await withEvidence(t);
  const [first] = await listExhibits(house.db.kysely, undefined, 1);
  const stored = house.store.localPath(first!.id, 'data/invoice.txt') ?? ''; // one was added
  chmodSync(stored, 0o644);
  writeFileSync(stored, 'an invented Invoice');
  for (const isZip of [false, true]) {
    const asked = { ...request, form: { isZip, encryptTo: [] } };
    await assert.rejects(createPackage(house, asked), /as it was sealed/);
  }
  assert.deepEqual(
    readdirSync(join(request.to, '..')).filter((name) => name.includes('package')),
    [],
  );
  assert.equal((await typesOf(house, 'FR-2026-000001-1')).at(-1), 'checkFailed');
  assert.deepEqual(globSync(join(request.to, '..', '**', '*invoice*')), [
    join(request.to, '..', 'invoice.txt'),
  ]);
});

test('a package as one zip file verifies as it is', async (t) => {
  const { house, request, folder } = await withEvidence(t);
  const made = await createPackage(house, {
    ...request,
    to: join(folder, 'package.zip'),
    form: { isZip: true, encryptTo: [] },
  });
  const verdict = await verdictOf(made.path);
  assert.equal(verdict.fault?.message, undefined);
  assert.equal(verdict.ok, true);
  if (!hasProgram('unzip')) return t.skip('unzip is not installed');
  assert.equal(spawnSync('unzip', ['-tqq', made.path]).status, 0);
});

test('an encrypted package opens for its receiver alone', async (t) => {
  const { house, request, folder } = await withEvidence(t);
  const { Decrypter, generateIdentity, identityToRecipient } = await import('age-encryption');
  // Longer than any buffer on the way.
  const large = join(folder, 'large.bin');
  writeFileSync(large, randomBytes(5 * 1024 * 1024 + 1));
  await addExhibit(house, { ...ADDITION, caseName: request.caseName, from: { kind: 'path', path: large } });
  const identity = await generateIdentity();
  const recipient = await identityToRecipient(identity);
  const to = join(folder, 'package.zip.age');
  await createPackage(house, { ...request, to, form: { isZip: true, encryptTo: [recipient] } });
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const opened = join(folder, 'opened.zip');
  writeFileSync(opened, await decrypter.decrypt(new Uint8Array(readFileSync(to))));
  assert.equal((await verdictOf(opened)).ok, true);
  const stranger = new Decrypter();
  stranger.addIdentity(await generateIdentity());
  await assert.rejects(stranger.decrypt(new Uint8Array(readFileSync(to))));
  await assert.rejects(
    createPackage(house, { ...request, form: { isZip: true, encryptTo: ['nobody'] } }),
    /age1/,
  );
  await assert.rejects(
    createPackage(house, { ...request, form: { isZip: false, encryptTo: [recipient] } }),
    /--zip/,
  );
});

test('a received exhibit names the log, checkpoint and item head it came from, and keeps its conditions', async (t) => {
  const { house, request, trust } = await withEvidence(t);
  const made = await createPackage(house, request);
  const { found } = await verdictOf(made.path);
  const fiji = await testInstallation(t, FIJI);
  const file = await testCase(fiji.house);
  const ask = { path: made.path, caseName: file.reference, trust: Buffer.from(trust) };
  const imported = await importPackage(fiji.house, ask);
  assert.ok(imported.ok);
  assert.deepEqual(
    imported.exhibits.map((one) => one.fromItem),
    ['FR-2026-000001-1', 'FR-2026-000001-2', 'package'],
  );
  const [received] = await eventsOf(fiji.house, 'FJ-2026-000001-1');
  assert.equal(received?.event.facts?.['fromLog'], 'lyon.example/custody');
  assert.equal(received?.event.facts?.['checkpointSize'], found?.checkpoint.size);
  assert.equal(received?.event.facts?.['fromEvent'], found?.exhibits[0]?.head.last);
  assert.deepEqual(received?.event.facts?.['conditions'], found?.exhibits[0]?.conditions);
  const again = await importPackage(fiji.house, ask);
  assert.ok(again.ok && again.repeated);
  assert.equal((await listExhibits(fiji.house.db.kysely, undefined, 10)).length, 3);
  assert.deepEqual((await audit(fiji.house)).differences, []);

  const onward = await createPackage(fiji.house, {
    ...request,
    caseName: file.reference,
    to: `${request.to}-2`,
    isOffer: false,
  });
  const verdict = await verdictOf(onward.path, fiji.trust);
  assert.equal(verdict.fault?.message, undefined);
  assert.equal(verdict.ok, true);
});

test('MD5 and SHA-1 that a sender states are computed at the import, and again at every check', async (t) => {
  const { house, request, folder, trust } = await withEvidence(t);
  const from = { kind: 'path', path: join(folder, 'invoice.txt') } as const;
  const { exhibit } = await addExhibit(house, {
    ...ADDITION,
    also: ['md5', 'sha1'],
    caseName: request.caseName,
    from,
  });
  for (const number of ['FR-2026-000001-1', 'FR-2026-000001-2', exhibit.number])
    await checkExhibit(house, number);
  const made = await createPackage(house, request);
  assert.equal(
    (await verdictOf(made.path, trust)).fault?.message,
    undefined,
    'a check of a folder counts its list',
  );
  const fiji = await testInstallation(t, FIJI);
  const file = await testCase(fiji.house);
  const imported = await importPackage(fiji.house, { path: made.path, caseName: file.reference });
  assert.ok(imported.ok);
  const { number = '' } = imported.exhibits.find((one) => one.fromItem === exhibit.number) ?? {};
  const [received] = await eventsOf(fiji.house, number);
  const invoice = readFileSync(join(folder, 'invoice.txt'));
  assert.equal(received?.event.digests?.md5, createHash('md5').update(invoice).digest('hex'));
  assert.equal((await checkExhibit(fiji.house, number)).isIntact, true);

  // The sender says another MD5 of the same bytes.
  const { id } = await findExhibit(fiji.house.db.kysely, number);
  const object = join(fiji.home.store, objectPath(id));
  for (const place of [object, join(object, 'v1')]) {
    const path = join(place, 'inventory.json');
    chmodSync(place, 0o700);
    chmodSync(path, 0o600);
    const text = readFileSync(path, 'utf8').replace(received.event.digests?.md5 ?? '?', '0'.repeat(32));
    writeFileSync(path, text);
    chmodSync(`${path}.sha256`, 0o600);
    writeFileSync(`${path}.sha256`, `${createHash('sha256').update(text).digest('hex')} inventory.json\n`);
  }
  const checked = await checkExhibit(fiji.house, number);
  assert.match(checked.first ?? '', /expected md5 0{32}, found md5 [0-9a-f]{32}/);
});

test('a file of certificates names no keys: what is signed says that the keys were not compared', async (t) => {
  const { house, request, trust } = await withEvidence(t);
  const made = await createPackage(house, request);
  const fiji = await testInstallation(t, FIJI);
  const file = await testCase(fiji.house);
  const pem = readFileSync(new URL('../../../fixtures/timestamps/rsa-root.pem', import.meta.url));
  const ask = { path: made.path, caseName: file.reference };
  const both = Buffer.concat([Buffer.from(trust), pem]);
  await assert.rejects(importPackage(fiji.house, { ...ask, trust: both }), /each in a file of its own/);
  const imported = await importPackage(fiji.house, { ...ask, trust: pem });
  assert.equal(imported.ok && imported.compared, 'none');
  const [received] = await eventsOf(fiji.house, 'FJ-2026-000001-1');
  assert.equal(received?.event.reason, keysRecord('none'));
});

test('custody passes on acceptance, and the receipt is checked before it is filed', async (t) => {
  const { house, request } = await withEvidence(t);
  const made = await createPackage(house, request);
  const fiji = await testInstallation(t, FIJI);
  const file = await testCase(fiji.house);
  await importPackage(fiji.house, { path: made.path, caseName: file.reference });
  const accepted = await acceptExhibit(fiji.house, 'FJ-2026-000001-1');
  assert.equal((await acceptExhibit(fiji.house, 'FJ-2026-000001-1')).repeated, true);
  const trust = parsePolicy(Buffer.from(fiji.trust), 'trust', nodeCrypto);
  const filing = { number: 'FR-2026-000001-1', receipt: accepted.receipt, trust };
  await assert.rejects(
    fileReceipt(house, { ...filing, number: 'FR-2026-000001-2' }),
    /acceptance of FR-2026-000001-2/,
  );
  const changed = Uint8Array.from(accepted.receipt, (byte, i) => (i === 200 ? byte ^ 1 : byte));
  await assert.rejects(fileReceipt(house, { ...filing, receipt: changed }));
  const stranger = parsePolicy(
    Buffer.from((await testInstallation(t, { ...FIJI, origin: 'nadi.example/custody' })).trust),
    'trust',
    nodeCrypto,
  );
  await assert.rejects(fileReceipt(house, { ...filing, trust: stranger }), /trust file/);
  await fileReceipt(house, filing);
  await fileReceipt(house, filing);
  assert.deepEqual(await typesOf(house, 'FR-2026-000001-1'), [
    'acquired',
    'stored',
    'offered',
    'receiptFiled',
  ]);
  await assert.rejects(acceptExhibit(house, 'FR-2026-000001-1'), /acquired here/);
});

for (const cause of ['planned', 'compromised'] as const)
  test(`a package carries the enrolments back to the first service key, also when it was replaced: ${cause}`, async (t) => {
    const { house, reopen, request, folder, trust } = await withEvidence(t);
    const first = house.identity.service.signing.fingerprint;
    const { replace } = await serviceKeyOfficers(t, house);
    const next = await replace(house, cause);
    assert.equal(next.from, first);
    const later = await reopen();
    assert.equal(later.identity.service.signing.fingerprint, next.to);
    const { exhibit } = await addExhibit(later, {
      ...ADDITION,
      caseName: request.caseName,
      from: { kind: 'path', path: join(folder, 'invoice.txt') },
    });
    // Of what the first key signed this exhibit has nothing.
    const made = await createPackage(later, { ...request, exhibits: [exhibit.number] });
    const verdict = await verdictOf(made.path, trust);
    assert.equal(verdict.fault?.message, undefined);
    assert.equal(verdict.ok, true);
    // What the first key signed and what the second did, in one package.
    const all = await createPackage(later, { ...request, to: join(folder, 'both'), isOffer: false });
    assert.ok(all.exhibits.length > 1);
    if (handMissing() === undefined) {
      const [bag = ''] = readdirSync(all.path).filter((name) => name !== 'package.note');
      const typed = runCheckText(join(all.path, bag));
      assert.equal(typed.status, 0, typed.said);
    }
    assert.equal((await verdictOf(all.path, trust)).fault?.message, undefined);
  });

test('a key of the service that one hand put in the place of another is refused', async (t) => {
  const { house, reopen, request, folder, trust } = await withEvidence(t);
  const first = house.identity.service.signing.fingerprint;
  const next = await keyFile(house.home.keys, 'service-next', 'ed25519');
  const { fingerprint: key, algorithm } = next;
  const common = { occurredAt: isoLocal(house.clock()), tool: TOOL };
  const facts = { key, algorithm, use: 'service', publicKey: base64(next.spki) };
  await house.log.append({
    events: [
      { ...common, type: 'keyEnrolled', item: keyItem(key), facts },
      { ...common, type: 'keyRotated', item: keyItem(first), facts: { key: first, successor: key } },
    ],
  });
  const later = await reopen();
  assert.equal(later.identity.service.signing.fingerprint, key);
  const from = { kind: 'path', path: join(folder, 'invoice.txt') } as const;
  await addExhibit(later, { ...ADDITION, caseName: request.caseName, from });
  const made = await createPackage(later, { ...request, isOffer: false });
  assert.equal((await verdictOf(made.path, trust)).fault?.code, 'keyNotEnrolled');
  assert.match(JSON.stringify((await audit(later)).differences), /two persons to sign/);
});

test('a damaged package is kept aside with the reason, and nothing of it is taken', async (t) => {
  const { house, request } = await withEvidence(t);
  const made = await createPackage(house, request);
  const [evidence = ''] = globSync(join(made.path, '*/data/*/invoice.txt'));
  chmodSync(evidence, 0o644);
  writeFileSync(evidence, 'an invented Invoice');
  const fiji = await testInstallation(t, FIJI);
  const file = await testCase(fiji.house);
  const result = await importPackage(fiji.house, { path: made.path, caseName: file.reference });
  assert.ok(!result.ok);
  assert.equal(result.code, 'fileChanged');
  assert.match(result.place, /invoice\.txt/);
  assert.equal((await listExhibits(fiji.house.db.kysely, undefined, 10)).length, 0);
  const reason = readFileSync(join(fiji.home.quarantine, `${result.quarantine}.json`), 'utf8');
  assert.match(reason, /fileChanged/);
  assert.deepEqual(readdirSync(fiji.home.staging), []);
  assert.deepEqual((await audit(fiji.house)).differences, []);
});

test('a path at which no package lies is refused by name, and nothing is kept aside', async (t) => {
  const fiji = await testInstallation(t, FIJI);
  const { reference } = await testCase(fiji.house);
  const folder = temporaryFolder(t);
  const link = join(folder, 'link');
  symlinkSync(folder, link);
  for (const [path, code] of [
    [join(folder, 'mistyped'), 'notFound'],
    [join(folder, 'mistyped', 'below'), 'notFound'],
    [link, 'badInput'],
  ] as const)
    await assert.rejects(importPackage(fiji.house, { path, caseName: reference }), { name: 'Refusal', code });
  assert.equal(existsSync(fiji.home.quarantine) && readdirSync(fiji.home.quarantine).length > 0, false);
});

test('an exhibit destroyed by order does not leave with the rest, and cannot be asked for', async (t) => {
  const { house, request } = await withEvidence(t);
  await disposeExhibit(house, { number: 'FR-2026-000001-1', order: { type: 'order', id: '12/27' } });
  await assert.rejects(
    createPackage(house, { ...request, exhibits: ['FR-2026-000001-1'] }),
    /destroyed by order/,
  );
  const made = await createPackage(house, request);
  assert.deepEqual(made.exhibits, ['FR-2026-000001-2']);
  assert.equal((await verdictOf(made.path)).ok, true);
  if (!hasProgram('pdftotext')) return;
  assert.match(reportOf(made.path), /not in this package: FR-2026-000001-1 \(.*12\/27/);
});

test('a report has the names as they were found beside those that the store had to write', async (t) => {
  if (!hasProgram('pdftotext')) return t.skip('pdftotext is not installed');
  const { house, request, folder } = await withEvidence(t);
  const path = join(folder, 'found');
  mkdirSync(path);
  for (const name of ['a:b.txt', 'nul .txt', 'plain.txt']) writeFileSync(join(path, name), name);
  const from = { kind: 'path', path } as const;
  const { exhibit } = await addExhibit(house, { ...ADDITION, caseName: request.caseName, from });
  const made = await createPackage(house, { ...request, exhibits: [exhibit.number] });
  assert.equal((await verdictOf(made.path)).fault?.message, undefined);
  const text = reportOf(made.path);
  for (const name of ['a:b.txt', 'nul .txt']) assert.ok(text.includes(name), `${name} in ${text}`);
});

/** Text of the report of a package that is a folder, white space folded. */
function reportOf(path: string): string {
  const [report = ''] = globSync(join(path, '*/report.pdf'));
  return String(spawnSync('pdftotext', ['-raw', report, '-']).stdout).replace(/\s+/g, ' ');
}
