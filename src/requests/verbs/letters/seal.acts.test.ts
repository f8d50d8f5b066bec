// A letter sealed with the certificate of the agency: the one that was signed is its beginning, three programs that share no code say that
// the seal holds, and who changes it afterwards is told from who adds to it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { comity } from '../../../../test/support/comity.ts';
import { isRefusal } from '../../../../test/support/refusal.ts';
import { byOpenssl, PASSPHRASE, startSealPki, type SealPki } from '../../../../test/support/seal-pki.ts';
import {
  answerOf,
  signingScene,
  signIt,
  type SigningScene,
} from '../../../../test/support/signing-request.ts';
import { hasProgram } from '../../../../test/support/programs.ts';
import { temporaryFolder, withEnvironment } from '../../../../test/support/temporary.ts';
import { addAuthority, removeAuthority } from '../../../evidence/log/log-partners.acts.ts';
import { p12Signer } from '../../../platform/seal-signer.ts';
import { removeSealSettings, writeSealSettings } from '../../../platform/seal-settings.ts';
import { certificatesOfPem } from '../../../verify/x509-pem.ts';
import { standingSignature } from '../../machine/signature/signature.store.ts';
import { documentSignatures } from '../../machine/messages/document-signatures.ts';
import { lifeOf } from '../life/life.acts.ts';
import { sql } from 'kysely';
import { completeDraft } from '../../../../test/support/complete-request.ts';
import { changesAfter } from '../../../platform/pdf-changes.ts';
import { sealPdf, withStore } from '../../../platform/pdf-seal.ts';
import { appendUpdate, PdfFile } from '../../../platform/pdf-update.ts';
import { references, streamOf, writeDict } from '../../../platform/pdf-values.ts';
import { openSeal } from '../../../platform/seal-settings.ts';
import { renderLetter } from './document.ts';
import { markPlace, renderMark, withMark } from './mark.ts';
import { markTongue, outgoingLetter } from './outgoing.acts.ts';
import { sealLetter } from './seal.acts.ts';
import { sealJob } from './seal.jobs.ts';

async function signatureOf({ people, prosecutor, number }: SigningScene) {
  return people.db.asPerson(prosecutor.person.id, async (tx) => {
    const { request } = await lifeOf(tx, prosecutor, number);
    return (await standingSignature(tx, request)) ?? assert.fail();
  });
}

function settingsOf({ path }: SealPki, kind: 'rsa' | 'p256') {
  const files = {
    file: path(`office-${kind}.p12`),
    passphraseFile: path('passphrase'),
    roots: path('root.pem'),
  };
  return { v: 1, kind: 'pkcs12', ...files } as const;
}

test('a letter is sealed with its time, what verifies it in later years, and the letter that was signed as its beginning', async (t) => {
  const [scene, pki] = [await signingScene(t), await startSealPki(t)];
  const { ines, prosecutor, take, house, made, file, number } = scene;
  await take(ines, { act: 'submit' });
  assert.ok((await signIt(scene, prosecutor, await answerOf(scene, prosecutor))).ok);
  const signature = await signatureOf(scene);
  assert.equal(await sealLetter(house, signature, 'en'), undefined, 'no certificate is set');
  const plain = Buffer.from(await outgoingLetter(house, signature, 'en'));
  const folder = temporaryFolder(t);
  const anchors = certificatesOfPem(readFileSync(pki.path('root.pem'), 'latin1'), 'root.pem');
  for (const kind of ['rsa', 'p256'] as const) {
    assert.equal(
      (await writeSealSettings(house.home, settingsOf(pki, kind))).name,
      'Seal of the Ministère public',
    );
    const bare = (await sealLetter(house, signature, 'en')) ?? assert.fail();
    assert.equal(bare.level, 'B-B', bare.lacks.join());
    assert.match(bare.lacks.join(), /no authority is set/);
    const trust = readFileSync(pki.path('root.pem'), 'latin1');
    await addAuthority(house.home, { name: 'test', url: `${pki.url}/tsa`, trust });
    const sealed = (await sealLetter(house, signature, 'en')) ?? assert.fail();
    assert.deepEqual([sealed.level, sealed.lacks], ['B-LT', []]);
    await removeAuthority(house.home, 'test');
    const { document } = signature.papers;
    assert.equal(Buffer.compare(sealed.bytes.subarray(0, document.length), document), 0);
    const kept = await signatureOf(scene);
    assert.deepEqual(Buffer.from(await outgoingLetter(house, kept, 'en')), Buffer.from(sealed.bytes));

    const path = join(folder, `${kind}.pdf`);
    writeFileSync(path, sealed.bytes);
    assert.equal(spawnSync('qpdf', ['--check', path]).status, 0);
    const pdfsig = spawnSync('pdfsig', ['-nocert', path], { encoding: 'utf8' }).stdout;
    assert.match(pdfsig, /Signature is Valid/);
    assert.match(pdfsig, /Not total document signed/, 'of what verifies it, pdfsig does not say what it is');
    assert.match(pdfsig, /ETSI\.CAdES\.detached/);
    assert.match(byOpenssl(sealed.bytes, pki, folder), /CAdES Verification successful/);
    const found = await documentSignatures(sealed.bytes, { anchors, at: new Date().toISOString() });
    assert.deepEqual(
      found.signatures.map(({ finding }) => finding.kind),
      ['good'],
    );
    assert.ok(found.store.answers > 0 && found.store.certificates > 3);
    assert.deepEqual(found.signatures[0]?.after?.changes, [], 'what was added verifies, and changes nothing');
    const text = spawnSync('pdftotext', ['-l', '1', path, '-'], { encoding: 'utf8' }).stdout;
    assert.match(text.replaceAll(/\s+/g, ' '), /With the electronic seal of Seal of the Ministère public/);
  }
  assert.match(plain.toString('latin1'), /Subtype\/Stamp/, 'without a seal it bears the mark alone');

  const name = `${file.reference}/R${number}`;
  const ask = (...args: string[]) => comity(made.home.path, ['request', 'seal', ...args], '', made.env);
  assert.match((await ask('show')).out, /does not say that it is qualified/);
  assert.match((await ask('make', name)).out, /Sealed by Seal of the Ministère public, B-B/);
  await removeSealSettings(house.home);
  assert.equal((await ask('make', name)).code, 1);
  assert.equal((await ask('set', '--p12', pki.path('office-rsa.p12'))).code, 2);
  const secret = ['--passphrase-file', pki.path('passphrase')];
  assert.equal((await ask('set', '--p12', pki.path('office-p256.p12'), ...secret)).code, 0);
});

test('a file of the old ciphers, another passphrase, and what is no PKCS#12 are refused with what to do', async (t) => {
  const { path } = await startSealPki(t);
  const good = readFileSync(path('office-p256.p12'));
  assert.equal((await p12Signer(good, PASSPHRASE)).chain.length, 3);
  for (const [bytes, passphrase] of [
    [good, 'another'],
    [readFileSync(path('legacy.p12')), PASSPHRASE],
    [good.subarray(0, 300), PASSPHRASE],
    [Buffer.from('no'), PASSPHRASE],
  ] as const)
    await assert.rejects(p12Signer(bytes, passphrase), isRefusal('badInput', /openssl pkcs12/));
});

test('where a certificate is set, whoever authorises has the letter sealed by a job, once', async (t) => {
  const [scene, pki] = [await signingScene(t), await startSealPki(t)];
  const { ines, prosecutor, take, house, people } = scene;
  await writeSealSettings(house.home, settingsOf(pki, 'p256'));
  await take(ines, { act: 'submit' });
  assert.ok((await signIt(scene, prosecutor, await answerOf(scene, prosecutor))).ok);
  const { rows } = await people.operator.transaction((tx) =>
    sql<{ payload: unknown }>`select payload from job where kind = 'sealLetter'`.execute(tx),
  );
  assert.equal(rows.length, 1);
  const run = () => sealJob.run(rows[0]?.payload, undefined as never, { house } as never); // neither is asked
  await run();
  const { sealed } = await signatureOf(scene);
  assert.equal(sealed?.level, 'B-B');
  await run();
  assert.deepEqual((await signatureOf(scene)).sealed, sealed, 'what was sealed may have left');
});

test('who replaces a page, or draws over it, after the seal is told from who adds to it', async (t) => {
  const pki = await startSealPki(t);
  const letter = await renderLetter({
    draft: await completeDraft('bc-31-subscriber'),
    instrument: 'x',
    tongues: [markTongue('en')],
    created: 0,
  });
  const { signer } = await openSeal(settingsOf(pki, 'p256'));
  const place = markPlace(false);
  const at = new Date('2026-11-30T08:00:00Z');
  const facts = {
    name: 'P',
    role: 'judge',
    authority: 'A',
    state: 'FR',
    at,
    digest: 'a'.repeat(64),
  } as const;
  const mark = await renderMark({ ...facts, origin: 'o', index: 1 }, markTongue('en'), place);
  const order = { signer, field: 'Seal1', says: 'x', name: 'N', reason: 'R', at, place, mark };
  const sealed = await sealPdf(letter, order);
  const store = withStore(sealed, { certificates: signer.chain, answers: [], lists: [] });
  assert.deepEqual(changesAfter(store, sealed.length), []);
  const pdf = new PdfFile(sealed);
  const page = pdf.page(1);
  const contents = references(pdf.dict(page).get('Contents') ?? '')[0] ?? assert.fail();
  const other = streamOf(Buffer.from('BT ET'));
  const dict = pdf.dict(page);
  dict.set('Contents', `${pdf.size()} 0 R`);
  const wrong: readonly (readonly [what: string, changed: Uint8Array, said: RegExp])[] = [
    ['a page shows other text', appendUpdate(pdf, new Map([[contents, other]])), /object \d+/],
    [
      'a page has other contents',
      appendUpdate(
        pdf,
        new Map<number, string | Buffer>([
          [pdf.size(), other],
          [page, writeDict(dict)],
        ]),
      ),
      /\/Contents/,
    ],
    ['a note lies on a page', withMark(sealed, mark, 'x', place), /no signature field/],
    [
      'the files are others',
      appendUpdate(pdf, new Map([[pdf.root(), writeDict(new Map([...pdf.dict(pdf.root()), ['AF', '[]']]))]])),
      /\/AF/,
    ],
  ];
  for (const [what, changed, said] of wrong) {
    assert.match(changesAfter(changed, sealed.length)?.join('\n') ?? '', said, what);
    const found = await documentSignatures(changed, { anchors: [], at: at.toISOString() });
    assert.ok((found.signatures[0]?.after?.changes ?? []).length > 0, what);
  }
  assert.equal(changesAfter(Buffer.from('%PDF-1.7 of another kind'), 5), undefined);
});

const MODULE = '/usr/lib/softhsm/libsofthsm2.so';

test('a key that never leaves its token seals too, of RSA and of ECDSA; a wrong PIN is refused', async (t) => {
  if (!hasProgram('softhsm2-util') || !hasProgram('pkcs11-tool') || !existsSync(MODULE))
    return t.skip('softhsm2-util and pkcs11-tool are not installed');
  const pki = await startSealPki(t);
  const folder = temporaryFolder(t);
  const conf = join(folder, 'softhsm2.conf');
  mkdirSync(join(folder, 'tokens'));
  writeFileSync(conf, `directories.tokendir = ${join(folder, 'tokens')}\nobjectstore.backend = file\n`);
  withEnvironment(t, { SOFTHSM2_CONF: conf });
  const hsm = (...args: string[]) => assert.equal(spawnSync('softhsm2-util', args).status, 0, args.join(' '));
  hsm('--init-token', '--free', '--label', 'seals', '--pin', '1234', '--so-pin', '5678');
  // Other keys in the token, before and after: each is sealed with by its own label alone.
  const other = (id: string) =>
    hsm(
      '--import',
      pki.path('tsa.key'),
      '--token',
      'seals',
      '--label',
      `other-${id}`,
      '--id',
      id,
      '--pin',
      '1234',
    );
  for (const id of ['11', '12', '13']) other(id);
  for (const [id, kind] of [
    ['01', 'rsa'],
    ['02', 'p256'],
  ] as const) {
    const at = ['--token', 'seals', '--label', kind, '--id', id, '--pin', '1234'];
    hsm('--import', pki.path(`office-${kind}.key`), ...at);
    const [pinFile, wrongPin] = [join(folder, 'pin'), join(folder, 'wrong')];
    writeFileSync(pinFile, '1234\n');
    writeFileSync(wrongPin, '0000\n');
    const chain = join(folder, `${kind}.pem`);
    writeFileSync(
      chain,
      [`office-${kind}.pem`, 'issuing.pem'].map((name) => readFileSync(pki.path(name))).join(''),
    );
    const token = { v: 1, kind: 'pkcs11', module: MODULE, token: 'seals', label: kind, chain } as const;
    const letter = await renderLetter({
      draft: await completeDraft('bc-31-subscriber'),
      instrument: 'x',
      tongues: [markTongue('en')],
      created: 0,
    });
    const order = {
      field: 'Seal1',
      says: 'x',
      name: 'N',
      reason: 'R',
      at: new Date(),
      place: markPlace(false),
    };
    const mark = await renderMark(
      {
        name: 'P',
        role: 'judge',
        authority: 'A',
        state: 'FR',
        at: new Date(0),
        digest: 'a'.repeat(64),
        origin: 'o',
        index: 1,
      },
      markTongue('en'),
      order.place,
    );
    const { signer } = await openSeal({ ...token, pinFile });
    const sealed = await sealPdf(letter, { ...order, mark, signer });
    assert.match(byOpenssl(sealed, pki, folder), /CAdES Verification successful/);
    const { signer: wrong } = await openSeal({ ...token, pinFile: wrongPin });
    await assert.rejects(
      sealPdf(letter, { ...order, mark, signer: wrong }),
      isRefusal('notReachable', /pkcs11-tool/),
    );
    const { signer: absent } = await openSeal({ ...token, label: 'none', pinFile });
    await assert.rejects(absent.sign(Buffer.of(1)), isRefusal('notReachable', /one private key “none”/));
  }
});
