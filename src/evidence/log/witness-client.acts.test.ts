import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { testCrypto, testSigner } from '../../../test/support/crypto.ts';
import { nameLoopback } from '../../../test/support/loopback.ts';
import { withEnvironment } from '../../../test/support/temporary.ts';
import { testLog } from '../../../test/support/test-log.ts';
import { equalBytes, utf8 } from '../../base/bytes.ts';
import { formatVerifierKey, type NoteKey } from '../../verify/note-key.ts';
import { formatSignatureLine, parseNote, verifySignatures } from '../../verify/note.ts';
import { parsePolicy, type Policy } from '../../verify/policy.ts';
import { openWitness, type Witness } from './witness.acts.ts';
import type { WitnessRound } from './witness-ask.acts.ts';
import { collectCosignatures, type Collected } from './witness-client.acts.ts';
import { witnessServer } from './witness.routes.ts';

const log = testLog('log.andoria.example/custody');

nameLoopback();

test('three witnesses cosign, the quorum is met, and asking again changes nothing', async (t) => {
  const witnesses = await Promise.all(['a', 'b', 'c'].map((name) => served(t, name)));
  const policy = policyOf(witnesses, 2);
  const collected = await collect(5, policy);
  assert.ok(collected.quorumMet);
  assert.deepEqual(
    collected.witnesses.map((one) => one.cosigned),
    Array.from({ length: 6 }, () => true),
  );
  const keys = [...log.keys, ...policy.witnesses.map((one) => one.key)];
  const verified = await verifySignatures(testCrypto, parseNote(collected.checkpoint, 'c'), keys, 'c');
  assert.equal(verified.length, 8);
  const again = await collectCosignatures(
    await round(5, policy, { checkpoint: collected.checkpoint, fetch: noFetch }),
  );
  assert.equal(again.checkpoint, collected.checkpoint);
  assert.ok(again.quorumMet);
});

test('a witness that is behind is told the growth, from the size it names', async (t) => {
  const policy = policyOf([await served(t, 'a')], 1);
  for (const size of [3, 4, 300, 301]) assert.ok((await collect(size, policy)).quorumMet, `size ${size}`);
});

test('a witness that is not reachable is named, and the others count', async (t) => {
  const gone = await stopped('gone');
  const collected = await collect(5, policyOf([await served(t, 'a'), await served(t, 'b'), gone], 2));
  assert.ok(collected.quorumMet);
  const missing = collected.witnesses.filter((one) => !one.cosigned);
  assert.equal(missing.length, 2);
  assert.match(missing[0]?.problem ?? '', /did not answer: no connection \(ECONNREFUSED\)/);
});

test('a forked log is refused, and the witness shows the other history', async (t) => {
  const policy = policyOf([await served(t, 'a')], 1);
  await collect(5, policy);
  for (const size of [5, 9]) {
    const fork = log.fork(2);
    const collected = await collectCosignatures({
      checkpoint: await fork.checkpoint(size),
      policy,
      proofFor: (oldSize) => fork.proof(oldSize, size),
      crypto: testCrypto,
    });
    assert.ok(!collected.quorumMet);
    const [result] = collected.witnesses;
    assert.match(result?.problem ?? '', /^FORK\./);
    assert.ok(result?.isFork && result.held);
    const { text } = parseNote(utf8(result.held), 'held');
    assert.ok(equalBytes(text, parseNote(await log.checkpoint(5), 'c').text));
  }
});

test('a checkpoint older than the witness knows shows that the log is an old copy', async (t) => {
  const policy = policyOf([await served(t, 'a')], 1);
  await collect(9, policy);
  const [result] = (await collect(5, policy)).witnesses;
  assert.match(result?.problem ?? '', /has cosigned size 9, more than the 5 sent/);
  assert.ok(result?.held && result.isFork === undefined);
});

test('a witness that does not know the log, or not this key of it, says so', async (t) => {
  const stranger = await served(t, 'a', testLog('log.syldavia.example').keys);
  assert.match((await collect(5, policyOf([stranger], 1))).witnesses[0]?.problem ?? '', /status 404/);
  const otherKey = await served(t, 'b', testLog(log.origin).keys);
  assert.match((await collect(5, policyOf([otherKey], 1))).witnesses[0]?.problem ?? '', /status 403/);
});

test('a witness without an address is named', async () => {
  const { key } = testSigner('w', 'cosignature-ed25519');
  const policy = parsePolicy(utf8(`witness w ${formatVerifierKey(key)}\nquorum w\n`), 'policy', testCrypto);
  const collected = await collectCosignatures(await round(3, policy, { fetch: noFetch }));
  assert.deepEqual(collected.witnesses, [
    { name: 'w', cosigned: false, problem: 'The policy gives no address.' },
  ]);
});

test('a witness within the house is not asked unless its host is named, and the others are', async (t) => {
  const asked: string[] = [];
  const url = await listening(t, (request, response) => {
    asked.push(request.url ?? '');
    response.end();
  });
  withEnvironment(t, { COMITY_INTERNAL_HOSTS: '' });
  const policy = onePolicy(testSigner('w', 'cosignature-ed25519').key, url);
  const [result] = (await collect(5, policy)).witnesses;
  assert.match(result?.problem ?? '', /COMITY_INTERNAL_HOSTS/);
  assert.deepEqual(asked, []);
});

test('addresses that are not plain http or https are not called', async () => {
  for (const url of ['file:///etc/passwd', 'ftp://a.example/', 'http://user:secret@a.example/', 'nonsense']) {
    const policy = onePolicy(testSigner('w', 'cosignature-ed25519').key, url);
    const collected = await collectCosignatures(await round(3, policy, { fetch: noFetch }));
    assert.match(collected.witnesses[0]?.problem ?? '', /not http or https/);
    assert.ok(!(collected.witnesses[0]?.problem ?? '').includes('secret'));
  }
});

const signer = testSigner('w', 'cosignature-ed25519');
const text5 = async (): Promise<Uint8Array> => parseNote(await log.checkpoint(5), 'c').text;
const line = async (time: number): Promise<string> => formatSignatureLine(signer.sign(await text5(), time));

for (const [name, answer, problem] of [
  [
    'a cosignature with a flipped bit',
    async () => (await line(7)).replace(/(.)==\n$/, (_, last) => `${last === 'A' ? 'Q' : 'A'}==\n`),
    /what it should not/,
  ],
  [
    'a cosignature of another checkpoint',
    async () => formatSignatureLine(signer.sign(utf8('x\n'), 7)),
    /what it should not/,
  ],
  ['a cosignature without a time', () => line(0), /what it should not/],
  [
    'a cosignature of a stranger',
    async () => formatSignatureLine(testSigner('w', 'cosignature-ed25519').sign(await text5(), 7)),
    /what it should not/,
  ],
  ['nothing', async () => '', /what it should not/],
  ['a page', async () => '<html>', /what it should not/],
  [
    'a whole checkpoint',
    async () => `${new TextDecoder().decode(await log.checkpoint(5))}`,
    /what it should not/,
  ],
  ['too much', async () => 'x'.repeat(300_000), /what it should not/],
] as const)
  test(`a witness that answers ${name} has not cosigned`, async (t) => {
    const url = await listening(t, (_, response) => void answer().then((body) => response.end(body)));
    const collected = await collect(5, onePolicy(signer.key, url));
    assert.match(collected.witnesses[0]?.problem ?? '', problem);
    assert.ok(!collected.quorumMet);
    assert.ok(equalBytes(parseNote(collected.checkpoint, 'c').text, await text5()));
  });

for (const [name, status, headers, body] of [
  ['a redirection', 302, { location: 'http://127.0.0.1:1/' }, ''],
  ['an error', 500, {}, 'oops\u001b[31m'],
  ['a size that is none', 409, { 'content-type': 'text/x.tlog.size' }, 'many\n'],
  ['a size without end', 409, { 'content-type': 'text/x.tlog.size' }, '1'],
  ['the same size for ever', 409, { 'content-type': 'text/x.tlog.size' }, '3\n'],
  ['a refusal without a fork', 422, {}, 'no\n'],
] as const)
  test(`a witness that answers with ${name} has not cosigned`, async (t) => {
    let requests = 0;
    const url = await listening(t, (_, response) => {
      requests += 1;
      response.writeHead(status, headers).end(body);
    });
    const collected = await collect(5, onePolicy(signer.key, url));
    assert.equal(collected.witnesses[0]?.cosigned, false);
    assert.match(collected.witnesses[0]?.problem ?? '', /^[\u0020-\u007e]+$/);
    assert.equal(collected.witnesses[0]?.isFork, undefined);
    assert.ok(requests <= 5);
  });

test('a witness that refuses what follows from what it holds is not believed to have seen a fork', async (t) => {
  const held = await log.checkpoint(3);
  const url = await listening(t, (request, response) => {
    if (request.method === 'GET') response.end(held);
    else response.writeHead(422).end('no\n');
  });
  const policy = withLog(onePolicy(signer.key, url));
  const [result] = (await collect(5, policy)).witnesses;
  assert.match(result?.problem ?? '', /status 422/);
  assert.equal(result?.isFork, undefined);
});

test('a witness that is silent is given up', async (t) => {
  const url = await listening(t, () => undefined);
  const collected = await collectCosignatures(
    await round(5, onePolicy(signer.key, url), { timeLimitMs: 50 }),
  );
  assert.match(collected.witnesses[0]?.problem ?? '', /nothing within 0.05 seconds/);
});

test('a proof that our own log cannot give is an error of ours, not of the witness', async (t) => {
  const policy = policyOf([await served(t, 'a')], 1);
  await collect(3, policy);
  const failing = {
    proofFor: async (size: number) => (size === 0 ? [] : Promise.reject(new RangeError('no tile'))),
  };
  await assert.rejects(collectCosignatures(await round(5, policy, failing)), /no tile/);
});

interface Served {
  readonly keys: readonly NoteKey[];
  readonly url: string;
}

async function served(t: TestContext, name: string, logKeys: readonly NoteKey[] = log.keys): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'comity-witness-'));
  const witness: Witness = await openWitness(folder, { name: `${name}.example`, logKeys, clock: Date.now });
  const server = witnessServer(witness, {
    answered: () => undefined,
    failed: (error) => assert.fail(String(error)),
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(async () => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { keys: witness.signers.map((one) => one.key), url: urlOf(server.address()) };
}

async function listening(t: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return urlOf(server.address());
}

async function stopped(name: string): Promise<Served> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = urlOf(server.address());
  server.close();
  await once(server, 'close');
  return {
    keys: (['cosignature-ed25519', 'cosignature-ml-dsa-44'] as const).map(
      (type) => testSigner(name, type).key,
    ),
    url,
  };
}

function urlOf(address: ReturnType<ReturnType<typeof createServer>['address']>): string {
  assert.ok(address !== null && typeof address === 'object');
  return `http://127.0.0.1:${address.port}`;
}

/** Each witness has two keys, and counts once whichever of them signed. */
function policyOf(witnesses: readonly Served[], threshold: number): Policy {
  const lines = witnesses.flatMap(({ keys, url }, i) => [
    ...keys.map((key, k) => `witness w${i}.${k} ${formatVerifierKey(key)} ${url}`),
    `group w${i} any ${keys.map((_, k) => `w${i}.${k}`).join(' ')}`,
  ]);
  const all = witnesses.map((_, i) => `w${i}`).join(' ');
  const logs = log.keys.map((key) => `log ${formatVerifierKey(key)}`);
  const text = [...logs, ...lines, `group all-of-them ${threshold} ${all}`, 'quorum all-of-them', ''].join(
    '\n',
  );
  return parsePolicy(utf8(text), 'policy', testCrypto);
}

function onePolicy(key: NoteKey, url: string): Policy {
  return parsePolicy(utf8(`witness w ${formatVerifierKey(key)} ${url}\nquorum w\n`), 'policy', testCrypto);
}

function withLog(policy: Policy): Policy {
  return { ...policy, logs: log.keys.map((key) => ({ key })) };
}

async function collect(size: number, policy: Policy): Promise<Collected> {
  return collectCosignatures(await round(size, policy, {}));
}

async function round(size: number, policy: Policy, change: Partial<WitnessRound>): Promise<WitnessRound> {
  return {
    checkpoint: await log.checkpoint(size),
    policy,
    proofFor: (oldSize) => log.proof(oldSize, size),
    crypto: testCrypto,
    ...change,
  };
}

const noFetch: typeof fetch = () => assert.fail('nobody is asked');
