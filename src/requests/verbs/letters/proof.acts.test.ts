// The proof of a request: a stranger reads in it who signed exactly what, the commands of its guide hold, and it says when the
// authorisation ended. COMITY_WRITE_PROOF=FOLDER keeps those of fixtures/request-proof/.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { comity } from '../../../../test/support/comity.ts';
import { isRefusal } from '../../../../test/support/refusal.ts';
import {
  answerOf,
  signingScene,
  signIt,
  type SigningScene,
} from '../../../../test/support/signing-request.ts';
import { temporaryFolder } from '../../../../test/support/temporary.ts';
import { startTimestampAuthority } from '../../../../test/support/tsa.ts';
import { addAuthority } from '../../../evidence/log/log-partners.acts.ts';
import { timestampRequest } from '../../../evidence/log/timestamp.ts';
import { nodeCrypto } from '../../../platform/node-crypto.ts';
import { openPackage } from '../../../platform/package-reader.ts';
import { verifyPackage } from '../../../verify/package.ts';
import { english } from '../../../verify/report-words.ts';
import { savePage, setAsked } from '../drafting/request-draft.acts.ts';
import { lifeOf } from '../life/life.acts.ts';
import { signaturesOf } from '../../machine/signature/signature.store.ts';
import { parseAssertion } from '../../../verify/passkey.ts';
import { spkiPem } from '../../../platform/keys.ts';
import { writeProof } from '../../../evidence/packages/proof-bag.acts.ts';
import { authorityItem } from '../../machine/signature/signature.ts';
import { spki } from '../../../../test/support/package-fixture.ts';
import { proofOf } from './proof.acts.ts';

async function prove(scene: SigningScene, path: string): Promise<void> {
  const { people, prosecutor, number, house, file } = scene;
  const found = await people.db.asPerson(prosecutor.person.id, async (tx) => {
    const { request } = await lifeOf(tx, prosecutor, number);
    return {
      requestId: request.id,
      letterIn: request.letterIn,
      signatures: await signaturesOf(tx, request.id),
    };
  });
  writeFileSync(path, await proofOf(house, { ...found, reference: `${file.reference}/R${number}` }));
}

/** Made by whoever holds the key of the service, so that nobody can make them from the whole one. */
const KEPT = ['another letter', 'another key', 'another signature'];

function keepVector(path: string, name: string): void {
  const folder = process.env['COMITY_WRITE_PROOF'];
  if (folder !== undefined) spawnSync('cp', [path, join(folder, `${name}.zip`)]);
}

async function verdictOf(path: string) {
  const reader = await openPackage(path, nodeCrypto);
  try {
    return await verifyPackage(reader, { crypto: nodeCrypto });
  } finally {
    reader.close();
  }
}

/** The commands of CHECK.txt, as a person types them. */
function byHand(bag: string): string {
  const script = `set -e; cd '${bag}'; ${commandsOf(bag).join('\n')}`;
  const { stdout, stderr, status } = spawnSync('sh', ['-c', script], { encoding: 'utf8' });
  assert.equal(status, 0, stderr + stdout);
  return stdout;
}

/** As the guide prints them: its blocks of steps 1 to 4, a line that ends in a backslash with the next. */
function byGuide(bag: string): string {
  const guide = readFileSync(new URL('../../../../docs/guides/check-a-request.md', import.meta.url), 'utf8');
  const [, part = ''] = guide.split(/^## With `sha256sum` and `openssl` alone$/m);
  const [steps = ''] = part.split(/^## /m);
  const blocks = [...steps.matchAll(/^ {3}```\n(.*?)^ {3}```$/gms)].map(([, block = '']) => block);
  assert.equal(blocks.length, 4);
  const used = new Set(blocks.join('').match(/\b(?:python|node|comity|xxd|jq|perl)\b/g));
  assert.deepEqual([...used], [], 'nothing but what stands on any machine');
  const { stdout, stderr, status } = spawnSync('sh', ['-ec', `cd '${bag}'\n${blocks.join('')}`], {
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr + stdout);
  return stdout;
}

function commandsOf(bag: string): string[] {
  const text = readFileSync(join(bag, 'CHECK.txt'), 'utf8');
  return text.split('\n').filter((line) => line.startsWith('    '));
}

test('a stranger reads who signed exactly what, when and by which log, and that it ended once it did', async (t) => {
  const scene = await signingScene(t);
  const { ines, prosecutor, number, take, file, house, made } = scene;
  const folder = temporaryFolder(t);
  const path = join(folder, 'proof.zip');
  await assert.rejects(prove(scene, path), isRefusal('notFound', /signature on the request/));
  await setAsked(ines, { number, counterpart: 'JP', urgency: 'normal' });
  await take(ines, { act: 'submit' });
  assert.ok((await signIt(scene, prosecutor, await answerOf(scene, prosecutor))).ok);
  await prove(scene, path);
  const verdict = await verdictOf(path);
  assert.equal(verdict.fault, undefined, verdict.fault?.message);
  assert.equal(verdict.ok, true);
  const { request } = verdict.found ?? assert.fail();
  assert.equal(request?.reference, `${file.reference}/R${number}`);
  assert.equal(request?.person, prosecutor.person.name);
  assert.equal(request?.role, 'prosecutor');
  assert.equal(request?.ended, undefined);
  const told = verdict.established.map(english.statement).join('\n');
  assert.match(told, /Paula Example \(prosecutor\) signed version 1 of/);
  assert.match(told, /nobody had taken this authorisation back/);
  keepVector(path, 'whole');

  assert.equal(spawnSync('unzip', ['-q', path, '-d', join(folder, 'out')]).status, 0);
  const bag = readdirSync(join(folder, 'out')).find((name) => name !== 'package.note') ?? assert.fail();
  const said = byHand(join(folder, 'out', bag));
  assert.match(said, /letter\.pdf: OK/);
  assert.match(said, /request\.json: OK/);
  assert.match(said, /Verified OK/);
  const [asked, challenge] = said.split('\n').filter((line) => /^[\w-]{43}$/.test(line));
  assert.equal(asked, challenge, 'what the device was asked is the digest of the line');
  const guided = byGuide(join(folder, 'out', bag));
  assert.match(guided, /letter\.pdf: OK/);
  assert.match(guided, /Verified OK/);
  assert.match(guided, /"type":"authorityAdded"/);
  assert.match(guided, /"type":"keyEnrolled"/);
  const twice = guided.split('\n').filter((line) => line === challenge);
  assert.equal(twice.length, 2, 'the two that must be the same are');

  const to = join(folder, 'by-terminal.zip');
  const name = `${file.reference}/R${number}`;
  const ran = await comity(made.home.path, ['request', 'proof', name, '--to', to], '', made.env);
  assert.equal(ran.code, 0, ran.err);
  assert.equal((await comity(made.home.path, ['verify', to], '', made.env)).code, 0);
  assert.equal((await comity(made.home.path, ['request', 'proof', name, '--to', to], '', made.env)).code, 1);
  assert.equal((await comity(made.home.path, ['request', 'proof', name], '', made.env)).code, 2);

  const answers = { reference: 'JIRS 2026/10' };
  await savePage(ines, { number, base: 1, page: 'reference', fields: ['reference'], answers });
  const after = join(folder, 'after.zip');
  await prove(scene, after);
  keepVector(after, 'ended');
  const ended = await verdictOf(after);
  assert.equal(ended.ok, true, ended.fault?.message);
  assert.equal(ended.found?.request?.ended?.cause, 'change');
  assert.match(ended.established.map(english.statement).join('\n'), /THE AUTHORISATION ENDED/);
  assert.equal(
    readdirSync(join(house.home.path, 'staging')).filter((one) => one.startsWith('proof-')).length,
    0,
  );
});

test('who holds the key of the service proves nothing that its person did not sign', async (t) => {
  const scene = await signingScene(t);
  const { ines, prosecutor, judge, take, house, keys, people, number } = scene;
  await take(ines, { act: 'submit' });
  assert.ok((await signIt(scene, prosecutor, await answerOf(scene, prosecutor))).ok);
  const [signature] = await people.db.asPerson(prosecutor.person.id, async (tx) => {
    const { request } = await lifeOf(tx, prosecutor, number);
    return signaturesOf(tx, request.id);
  });
  const { papers, statement, keySpki, keyFingerprint, requestId } = signature ?? assert.fail();
  const assertion = parseAssertion(signature?.assertion ?? new Uint8Array()) ?? assert.fail();
  const whole: Readonly<Record<string, Uint8Array>> = {
    'letter.pdf': papers.document,
    'request.json': papers.data,
    'statement.json': Buffer.from(statement),
    'authenticator-data.bin': assertion.authenticatorData,
    'client-data.json': assertion.clientDataJson,
    'signature.der': assertion.signature,
    'key.pem': Buffer.from(spkiPem(keySpki)),
  };
  const other = Buffer.from(`${Buffer.from(papers.document).toString('latin1')} `, 'latin1');
  const hers = keys.get(judge.person.id) ?? assert.fail();
  const wrong: readonly (readonly [
    what: string,
    change: Record<string, Uint8Array | undefined>,
    code: string,
  ])[] = [
    ['another letter', { 'letter.pdf': other }, 'requestMismatch'],
    ['other data', { 'request.json': Buffer.from('{}') }, 'requestMismatch'],
    [
      'another line',
      { 'statement.json': Buffer.from(statement.replace('prosecutor', 'judge')) },
      'requestMismatch',
    ],
    ['no signature', { 'signature.der': undefined }, 'requestMismatch'],
    ['one file more', { 'note.txt': Buffer.from('x') }, 'requestMismatch'],
    ['another key', { 'key.pem': Buffer.from(spkiPem(spki(hers))) }, 'keyNotEnrolled'],
    [
      'another signature',
      { 'signature.der': Buffer.from([...assertion.signature.slice(0, -1), 1]) },
      'signatureWrong',
    ],
    ['a seal on another letter', { 'sealed.pdf': other.subarray(1) }, 'requestMismatch'],
  ];
  const folder = temporaryFolder(t);
  const make = async (
    name: string,
    files: Readonly<Record<string, Uint8Array | undefined>>,
  ): Promise<string> => {
    const there = Object.entries(files).flatMap(([file, bytes]) =>
      bytes === undefined ? [] : [[file, bytes] as const],
    );
    const contents = {
      item: authorityItem(requestId),
      keys: [keyFingerprint],
      bag: 'REQ',
      reference: 'R',
      id: requestId,
    };
    const path = join(folder, `${name}.zip`);
    writeFileSync(
      path,
      await writeProof(house, join(folder, 'part'), { ...contents, files: there, check: 'x' }),
    );
    return path;
  };
  assert.equal((await verdictOf(await make('whole', whole))).ok, true);
  assert.equal((await verdictOf(await make('sealed', { ...whole, 'sealed.pdf': other }))).ok, true);
  for (const [what, change, code] of wrong) {
    const path = await make('wrong', { ...whole, ...change });
    if (KEPT.includes(what)) keepVector(path, what.replaceAll(' ', '-'));
    const verdict = await verdictOf(path);
    assert.equal(verdict.fault?.code, code, `${what}: ${verdict.fault?.message}`);
  }
});

test('a proof says which authority of time saw its log, and a stamp over other bytes proves nothing', async (t) => {
  const scene = await signingScene(t);
  const { ines, prosecutor, take, house } = scene;
  const tsa = await startTimestampAuthority();
  t.after(() => tsa.stop());
  await take(ines, { act: 'submit' });
  assert.ok((await signIt(scene, prosecutor, await answerOf(scene, prosecutor))).ok);
  await addAuthority(house.home, { name: 'authority', url: tsa.url, trust: tsa.caPem });
  const path = join(temporaryFolder(t), 'stamped.zip');
  await prove(scene, path);
  const stamped = await verdictOf(path);
  assert.equal(stamped.fault, undefined, stamped.fault?.message);
  assert.deepEqual(
    stamped.found?.timestamps.map(({ trusted }) => trusted),
    [false],
    'nobody gave the certificate by another road',
  );
  keepVector(path, 'stamped');
  const folder = process.env['COMITY_WRITE_PROOF'];
  if (folder !== undefined) writeFileSync(join(folder, 'authority.pem'), tsa.caPem);
  // The holder of the service's key puts another token of the same authority in its place: good in itself, over another digest.
  const [token = ''] = globSync(join(house.home.path, 'log/kept/*/authority.tsr'));
  const other = Buffer.from('another checkpoint');
  writeFileSync(token, tsa.reply(timestampRequest(nodeCrypto, other, Buffer.of(0x2b, 7))));
  await prove(scene, path);
  const wrong = await verdictOf(path);
  assert.equal(wrong.fault?.code, 'timestampInvalid', wrong.fault?.message);
  keepVector(path, 'another-stamp');
});
