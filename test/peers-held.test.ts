// What else is held to trusted peers: a receipt that comes back, and the logs that a witness cosigns.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test, type TestContext } from 'node:test';
import { acceptExhibit, fileReceipt } from '../src/evidence/custody/transfer.acts.ts';
import { handOverOf, replaceLogKeys } from '../src/evidence/log/log-hand-over.acts.ts';
import { enrolOfficer, openOfficerKey } from '../src/evidence/log/officer.acts.ts';
import { addPeer, confirmPeer, ownKeys, withdrawPeer } from '../src/evidence/log/peer.do.ts';
import { formatAddCheckpoint } from '../src/evidence/log/witness.ts';
import { createPackage } from '../src/evidence/packages/package-create.acts.ts';
import { importPackage } from '../src/evidence/packages/package-import.acts.ts';
import { nodeCrypto } from '../src/platform/node-crypto.ts';
import type { KeyChangeCause } from '../src/verify/key-change.ts';
import { formatVerifierKey } from '../src/verify/note-key.ts';
import { parsePolicy } from '../src/verify/policy.ts';
import { COMITY, comity } from './support/comity.ts';
import { refusedAs } from './support/held-exhibit.ts';
import { FIJI, FRANCE, PACKING, testCase, testExhibit, testInstallation } from './support/installation.ts';
import { enrol, testHouse } from './support/people.ts';
import { examplePeer } from './support/peers.ts';
import { atEnd, temporaryFolder } from './support/temporary.ts';

/** Fiji sends to France; in Fiji two administrators know the keys of France, or not yet. */
async function scene(t: TestContext) {
  const opened = await testHouse(t, FIJI);
  const { people, house } = opened;
  const [ana, ben] = [
    await enrol(people, 'ana', ['administrator']),
    await enrol(people, 'ben', ['administrator']),
  ];
  const france = await testInstallation(t, FRANCE);
  const trusted = async (file = ownKeys(france.house)) => {
    const id = await addPeer(people, ana.person, examplePeer(file));
    await confirmPeer(people, ben.person, id, 'Read out by telephone');
    return id;
  };
  const folder = temporaryFolder(t);
  const sent = async () => {
    const file = await testCase(house);
    const exhibit = await testExhibit(house, file);
    const to = join(folder, file.reference);
    const receiver = { name: FRANCE.agency, state: 'FR' };
    await createPackage(house, { ...PACKING, caseName: file.reference, to, receiver, isOffer: true });
    const received = await testCase(france.house, 'Request of Fiji');
    const taken = await importPackage(france.house, { path: to, caseName: received.reference });
    assert.ok(taken.ok);
    const { receipt } = await acceptExhibit(france.house, taken.exhibits[0]?.number ?? '');
    return { number: exhibit.number, receipt };
  };
  return { ...opened, ana, ben, france, trusted, sent, folder };
}

test('a receipt is held to the keys that two persons confirmed, and a file cannot overrule them', async (t) => {
  const { house, people, ana, france, trusted, sent } = await scene(t);
  const filing = await sent();
  await assert.rejects(
    fileReceipt(house, filing),
    (error: unknown) => refusedAs('notReady')(error) && /is not established/.test(String(error)),
  );
  const stranger = await testInstallation(t, FRANCE); // of the same name, with other keys
  const wrong = await trusted(ownKeys(stranger.house));
  await assert.rejects(fileReceipt(house, filing), refusedAs('signatureMissing'));
  const trust = parsePolicy(Buffer.from(france.trust), 'trust', nodeCrypto);
  await assert.rejects(fileReceipt(house, { ...filing, trust }), refusedAs('conflict'));
  await withdrawPeer(people, ana.person, wrong, 'Wrong sheet');

  const file = await fileReceipt(house, { ...filing, trust });
  assert.equal(file.peer, undefined, 'one person said so');
  const id = await trusted();
  const filed = await fileReceipt(house, filing);
  assert.deepEqual([filed.peer?.id, filed.event.index], [id, file.event.index], 'once');
});

test('after a planned change the proof leads a receipt on; after a theft nothing does', async (t) => {
  const { house, france, trusted, sent, folder } = await scene(t);
  await trusted();
  const paths = ['one', 'two'].map((name) => join(folder, `${name}.pem`));
  for (const keyPath of paths) await enrolOfficer(france.house, { person: 'A. Invented', keyPath });
  const change = async (cause: KeyChangeCause): Promise<Uint8Array> => {
    const officers = await Promise.all(paths.map((path) => openOfficerKey(france.house, path)));
    const asked = { officers, cause, overlapDays: 0, isAgain: true, user: 'test' };
    const { index } = await replaceLogKeys(france.house, asked);
    return handOverOf(await france.reopen(), index);
  };
  const planned = await change('planned');
  const filing = await sent();
  await assert.rejects(
    fileReceipt(house, filing),
    refusedAs('signatureMissing'),
    'the old keys sign no more',
  );
  const filed = await fileReceipt(house, { ...filing, proofs: [planned] });
  assert.equal(filed.peer?.agency, FRANCE.agency);

  const stolen = await change('compromised');
  const later = await sent();
  for (const proofs of [[stolen], [planned, stolen], [planned]])
    await assert.rejects(fileReceipt(house, { ...later, proofs }), (error: unknown) =>
      ['keyUntrusted', 'signatureMissing'].some((code) => refusedAs(code)(error)),
    );
});

test('at the terminal a receipt says whose keys it was held to, and what is not established', async (t) => {
  const { made, france, trusted, sent, folder } = await scene(t);
  const { number, receipt } = await sent();
  const [file, keys] = [join(folder, 'receipt'), join(folder, 'keys.txt')];
  writeFileSync(file, receipt);
  writeFileSync(keys, ownKeys(france.house));
  const run = (...more: string[]) =>
    comity(made.home.path, ['package', 'receipt', file, '--exhibit', number, ...more], '', made.env);
  const none = await run();
  assert.equal(none.code, 1);
  assert.match(none.err, /nothing says whose keys signed this receipt.*Trusted peers/);
  const one = await run('--trust', keys);
  assert.equal(one.code, 0, one.err);
  assert.match(one.out, /Not established: that the keys of lyon\.example\/custody are those of the receiver/);
  await trusted();
  assert.match(
    (await run()).out,
    /those of Cyber unit of Lyon \(FR\), a trusted peer, compared by two persons/,
  );
  const refused = await run('--trust', keys);
  assert.match(refused.err, /two persons confirmed/);
});

test('a witness cosigns a peer with the confirmed keys alone, and says of another that nothing is established', async (t) => {
  const { made, people, ana, france, trusted, folder } = await scene(t);
  const stranger = await testInstallation(t, FRANCE);
  const keyOf = ({ house }: typeof france): string => formatVerifierKey(house.keys.ed25519.key);
  const serve = ['witness', 'serve', '--name', 'w.example', '--port', '0'];
  const refused = async (log: string, says: RegExp): Promise<void> => {
    const ran = await comity(made.home.path, [...serve, '--log', log], '', made.env);
    assert.deepEqual([ran.code, ran.out], [1, ''], ran.err);
    assert.match(ran.err, says);
  };
  await refused(FRANCE.origin, /a confirmed peer with the log lyon\.example\/custody/);
  const id = await trusted();
  await refused(keyOf(stranger), /two persons confirmed as one of Cyber unit of Lyon/);

  const { url, notices } = await started(t, [...serve, '--log', FRANCE.origin], made);
  assert.match(notices.join('\n'), /lyon\.example\/custody: held to the keys of Cyber unit of Lyon \(FR\)/);
  const ask = async ({ house }: typeof france): Promise<number> => {
    const { note } = await house.publish();
    return (await fetch(`${url}add-checkpoint`, { method: 'POST', body: Buffer.from(formatAddCheckpoint({ oldSize: 0, proof: [], note })) })).status; // prettier-ignore
  };
  assert.equal(await ask(stranger), 403);
  assert.equal(await ask(france), 200);

  await withdrawPeer(people, ana.person, id, 'Closed');
  assert.equal(await ask(france), 403, 'at once, in the witness that runs');
  assert.match(notices.at(-1) ?? '', /refused lyon\.example\/custody with 403: .*no longer trusted/);
  await trusted();
  assert.equal(await ask(france), 403, 'a peer added anew is another one: the witness is started again');
  const again = await started(t, [...serve, '--log', FRANCE.origin], made);
  assert.match(again.notices.join('\n'), /held to the keys of Cyber unit of Lyon/);

  const other = await started(t, [...serve, '--home', join(folder, 'own'), '--log', keyOf(france)], made);
  assert.match(other.notices.join('\n'), /lyon\.example\/custody: not established whose keys these are/);
  assert.ok(readFileSync(join(folder, 'own/witness/keys/ed25519.pub.pem'), 'utf8').includes('PUBLIC KEY'));
});

async function started(
  t: TestContext,
  args: readonly string[],
  { home, env }: { readonly home: { readonly path: string }; readonly env: NodeJS.ProcessEnv },
): Promise<{ readonly url: string; readonly notices: readonly string[] }> {
  const child = spawn(COMITY, args, { env: { ...process.env, ...env, COMITY_HOME: home.path } });
  atEnd(t, async () => {
    const ended = once(child, 'exit');
    if (child.kill('SIGTERM')) await ended;
  });
  const notices: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => notices.push(line));
  for await (const line of createInterface({ input: child.stdout })) {
    const [, url] = /^Witness at (http:\S+\/)\./.exec(line) ?? [];
    if (url !== undefined) return { url, notices };
  }
  throw new Error(notices.join('\n'));
}
