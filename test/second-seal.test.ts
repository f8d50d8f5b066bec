// What others add to a letter that was sealed: a second seal, by another certificate, and a time stamp over the whole are told from a page
// that was put in the place of another, whoever seals that anew. pdfsig and openssl say that each signature holds over its own bytes, and
// cannot tell these apart: that is what `request signed` is for.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { completeDraft } from './support/complete-request.ts';
import { hasProgram } from './support/programs.ts';
import { byOpenssl, PASSPHRASE, startSealPki } from './support/seal-pki.ts';
import { signAgain, withOtherPage } from './support/second-seal.ts';
import { makeSigner, openssl, tokenOver, type Signer } from './support/signed-pdf.ts';
import { temporaryFolder } from './support/temporary.ts';
import { startTimestampAuthority } from './support/tsa.ts';
import { runSigned } from '../src/cli/request-signed.ts';
import { EXIT, recordingTerminal } from '../src/cli/terminal.ts';
import { sealPdf } from '../src/platform/pdf-seal.ts';
import { openSeal } from '../src/platform/seal-settings.ts';
import { renderLetter } from '../src/requests/verbs/letters/document.ts';
import { markPlace, renderMark } from '../src/requests/verbs/letters/mark.ts';
import { markTongue } from '../src/requests/verbs/letters/outgoing.acts.ts';

const AT = new Date('2026-11-30T08:00:00Z');
const ADDS = /They add signatures, time stamps or what verifies them, and change nothing of the document\./;
const CHANGES = /THEY CHANGE THE DOCUMENT THAT WAS SIGNED:/;

async function sealedLetter(t: TestContext) {
  const [pki, folder] = [await startSealPki(t), temporaryFolder(t)];
  const files = { file: pki.path('office-p256.p12'), passphraseFile: pki.path('passphrase') };
  const { signer, name } = await openSeal({ v: 1, kind: 'pkcs12', ...files, roots: pki.path('root.pem') });
  const [tongue, place] = [markTongue('en'), markPlace(false)];
  const letter = await renderLetter({
    draft: await completeDraft('bc-31-subscriber'),
    instrument: 'x',
    tongues: [tongue],
    created: 0,
  });
  const facts = {
    name: 'P',
    role: 'judge',
    authority: 'A',
    state: 'FR',
    at: AT,
    digest: 'a'.repeat(64),
  } as const;
  const mark = await renderMark({ ...facts, origin: 'o', index: 1 }, tongue, place);
  const sealed = await sealPdf(letter, {
    signer,
    field: 'Seal1',
    says: 'x',
    name,
    reason: 'R',
    at: AT,
    place,
    mark,
  });
  const roots = join(folder, 'roots.pem');
  const other = makeSigner(folder, { name: 'other' });
  writeFileSync(roots, readFileSync(pki.path('root.pem'), 'latin1') + other.rootPem);
  const say = async (name_: string, pdf: Uint8Array) => {
    const path = join(folder, `${name_}.pdf`);
    writeFileSync(path, pdf);
    const terminal = recordingTerminal();
    const code = await runSigned([path, '--trust', roots], terminal);
    const shown = spawnSync('pdfsig', ['-nocert', path], { encoding: 'utf8' }).stdout;
    return { code, text: terminal.outLines.join('\n'), pdfsig: shown, path };
  };
  return { pki, folder, sealed, other, say };
}

/** As another agency's program does it, with openssl alone. */
function sealedAgain(pdf: Uint8Array, { folder, name }: Signer): Buffer {
  return signAgain(pdf, {
    subFilter: 'ETSI.CAdES.detached',
    field: 'Other1',
    make: (bytes) => {
      writeFileSync(join(folder, 'again.bin'), bytes);
      const how = ['cms', '-sign', '-binary', '-cades', '-outform', 'DER', '-md', 'sha256', '-nosmimecap'];
      const by = ['-signer', `${name}.pem`, '-inkey', `${name}.key`];
      openssl(folder, [...how, '-in', 'again.bin', '-out', 'again.cms', ...by]);
      return readFileSync(join(folder, 'again.cms'));
    },
  });
}

function times(text: string, words: RegExp): number {
  return [...text.matchAll(new RegExp(words.source, 'g'))].length;
}

test('a second seal and a time stamp are additions; a page that was replaced is named, also under a second seal', async (t) => {
  const { pki, folder, sealed, other, say } = await sealedLetter(t);
  const tsa = await startTimestampAuthority();
  t.after(() => tsa.stop());
  const alone = await say('alone', sealed);
  assert.equal(alone.code, EXIT.done);
  assert.match(alone.text, /Signature 1: holds for the whole document/);
  assert.match(alone.pdfsig, /Total document signed/);

  const twice = sealedAgain(sealed, other);
  const second = await say('second', twice);
  assert.equal(second.code, EXIT.done, second.text);
  assert.match(second.text, /Signature 2: holds for the whole document\n\s+signed by .*A\. Signer/);
  assert.match(second.text, /Signature 1: holds for the document as it was signed\n\s+signed by .*Ministère/);
  assert.match(second.text, ADDS);
  assert.equal(times(second.pdfsig, /Signature is Valid/), 2);
  assert.deepEqual(
    [times(second.pdfsig, /Not total document signed/), times(second.pdfsig, /Total document signed/)],
    [1, 1],
  );
  assert.equal(Buffer.compare(twice.subarray(0, sealed.length), sealed), 0);

  const stamped = signAgain(twice, {
    subFilter: 'ETSI.RFC3161',
    field: 'Stamp1',
    make: (bytes) => tokenOver(folder, tsa, bytes),
  });
  const third = await say('third', stamped);
  assert.equal(third.code, EXIT.done, third.text);
  assert.match(third.text, /Signature 3: a time stamp, holds for the whole document/);
  assert.equal(times(third.text, ADDS), 2);

  for (const [name, pdf, index] of [
    ['replaced', withOtherPage(sealed, 'Give them everything.'), 1],
    ['replaced-and-sealed', sealedAgain(withOtherPage(sealed, 'Give them everything.'), other), 1],
    ['sealed-and-replaced', withOtherPage(twice, 'Give them everything.'), 2],
  ] as const) {
    const found = await say(name, pdf);
    assert.equal(found.code, EXIT.refused, found.text);
    assert.equal(times(found.text, CHANGES), index, name);
    assert.match(
      found.text,
      /page 1 was replaced: object \d+ stands in the place of object \d+/,
      `${name}: ${found.text}`,
    );
    assert.doesNotMatch(found.text, ADDS, name);
    // Its reader sees the other page; pdfsig says of the seal what it says where one was added.
    const shown = spawnSync('pdftotext', ['-l', '1', found.path, '-'], { encoding: 'utf8' }).stdout;
    assert.match(shown, /Give them everything/, name);
    assert.equal(times(found.pdfsig, /Signature is Valid/), name === 'replaced' ? 1 : 2, name);
    assert.ok(times(found.pdfsig, /Not total document signed/) >= 1, name);
    const into = join(folder, name);
    mkdirSync(into);
    assert.match(
      byOpenssl(pdf, pki, into),
      /CAdES Verification successful/,
      'the first seal, over its bytes',
    );
  }
});

test('a second signature that poppler adds, which knows nothing of ours, is an addition', async (t) => {
  const missing = ['pdfsig', 'certutil', 'pk12util'].find((name) => !hasProgram(name));
  if (missing !== undefined) return t.skip(`${missing} is not installed`);
  const { folder, sealed, other, say } = await sealedLetter(t);
  const [from, to, nss] = ['letter.pdf', 'signed.pdf', 'nss'].map((name) => join(folder, name));
  assert.ok(from && to && nss);
  writeFileSync(from, sealed);
  mkdirSync(nss);
  const run = (program: string, ...args: string[]) => {
    const { status, stderr, stdout } = spawnSync(program, args, { cwd: folder, encoding: 'utf8' });
    assert.equal(status, 0, `${program}: ${stderr}${stdout}`);
  };
  const packed = ['-inkey', `${other.name}.key`, '-in', `${other.name}.pem`, '-name', 'second'];
  openssl(folder, ['pkcs12', '-export', ...packed, '-passout', `pass:${PASSPHRASE}`, '-out', 'second.p12']);
  run('certutil', '-N', '-d', `sql:${nss}`, '--empty-password');
  run('pk12util', '-i', 'second.p12', '-d', `sql:${nss}`, '-W', PASSPHRASE, '-K', '');
  const sign = ['-nssdir', `sql:${nss}`, '-add-signature', '-nick', 'second'];
  run('pdfsig', ...sign, '-new-signature-field-name', 'Other1', from, to);
  const found = await say('by-poppler', readFileSync(to));
  assert.equal(found.code, EXIT.done, found.text);
  assert.match(found.text, ADDS);
  assert.equal(times(found.pdfsig, /Signature is Valid/), 2);
});
