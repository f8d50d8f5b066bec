// The witness as a process of its own, over loopback: what partners and power cuts do to it.
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { testCrypto, testSigner } from '../../test/support/crypto.ts';
import { atEnd, temporaryFolder } from '../../test/support/temporary.ts';
import { testLog, type TestLog } from '../../test/support/test-log.ts';
import { utf8 } from '../base/bytes.ts';
import { originHash, witnessStore } from '../evidence/log/witness.store.ts';
import { formatAddCheckpoint, MAX_REQUEST_BYTES } from '../evidence/log/witness.ts';
import { collectCosignatures } from '../evidence/log/witness-client.acts.ts';
import { makeFolder } from '../platform/files.ts';
import { homeAt } from '../platform/home.ts';
import { parseCheckpoint } from '../verify/checkpoint.ts';
import { formatVerifierKey } from '../verify/note-key.ts';
import { parseNote } from '../verify/note.ts';
import { parsePolicy, type Policy } from '../verify/policy.ts';
import { EXIT, recordingTerminal } from './terminal.ts';
import { resumeWitness, runWitness } from './witness.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const log = testLog('log.andoria.example/custody');

interface Serving {
  readonly url: string;
  /** Lines for a policy, as it printed them. */
  readonly lines: readonly string[];
  readonly child: ChildProcess;
  readonly notices: string[];
}

test('three witnesses in three processes cosign to a policy of two', async (t) => {
  const serving = await Promise.all([1, 2, 3].map((i) => serve(t, temporaryFolder(t), `w${i}.example`)));
  const policy = policyOf(serving, 2);
  const collected = await collectCosignatures({
    checkpoint: await log.checkpoint(300),
    policy,
    proofFor: (oldSize) => log.proof(oldSize, 300),
    crypto: testCrypto,
  });
  assert.ok(collected.quorumMet, JSON.stringify(collected.witnesses));
  assert.equal(parseNote(collected.checkpoint, 'c').signatures.length, 8);
  const shown = await fetch(`${serving[0]?.url}${originHash(log.origin)}/checkpoint`);
  assert.equal(
    parseCheckpoint(parseNote(new Uint8Array(await shown.arrayBuffer()), 'c').text, 'c').size,
    300,
  );
});

test('honest, stale, forked, wrongly signed, unknown and malformed requests are answered by their codes', async (t) => {
  const { url, notices } = await serve(t, temporaryFolder(t), 'w.example');
  const post = poster(url);
  assert.equal((await post(0, log, 5)).status, 200);
  const stale = await post(0, log, 9);
  assert.deepEqual(
    [stale.status, stale.headers.get('content-type'), await stale.text()],
    [409, 'text/x.tlog.size', '5\n'],
  );
  assert.equal((await post(5, log, 9)).status, 200);
  assert.equal((await post(9, log, 9)).status, 200, 'the same again');
  assert.equal((await post(9, log, 5)).status, 400, 'old size above the checkpoint');
  assert.equal((await post(9, log.fork(3), 9)).status, 422, 'same size, other root');
  assert.equal((await post(9, log.fork(3), 20)).status, 422, 'rewritten');
  assert.equal((await post(0, testLog('log.syldavia.example'), 5)).status, 404);
  assert.equal((await post(0, testLog(log.origin), 5)).status, 403, 'a key we do not know');
  const body = formatAddCheckpoint({ oldSize: 9, proof: [], note: await log.checkpoint(9) });
  assert.equal((await send(url, body.subarray(0, 200))).status, 400);
  assert.equal((await send(url, utf8('x'.repeat(MAX_REQUEST_BYTES + 1)))).status, 413);
  const { forks } = (await (await fetch(`${url}forks`)).json()) as {
    forks: { held: string; sent: string; kind: string }[];
  };
  assert.deepEqual(forks.map((fork) => fork.kind).sort(), ['history', 'sameSize']);
  for (const { held, sent } of forks) assert.notEqual(rootIn(held), rootIn(sent));
  assert.equal(notices.filter((line) => line.includes('CONTRADICTION')).length, 2);
});

test('other methods and addresses are refused', async (t) => {
  const { url } = await serve(t, temporaryFolder(t), 'w.example');
  assert.equal((await fetch(`${url}add-checkpoint`)).status, 405);
  assert.equal((await fetch(`${url}forks`, { method: 'POST', body: 'x' })).status, 405);
  for (const path of [
    '',
    'keys/ed25519.pem',
    '../keys/ed25519.pem',
    `${'0'.repeat(64)}/checkpoint`,
    'add-checkpoint/',
  ])
    assert.equal((await fetch(`${url}${path}`)).status, 404, path);
  assert.equal(
    (await fetch(`${url}${originHash(log.origin)}/checkpoint`)).status,
    404,
    'nothing cosigned yet',
  );
});

test('a body without end is cut at the limit, and the witness goes on', async (t) => {
  const { url } = await serve(t, temporaryFolder(t), 'w.example');
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  t.after(() => socket.destroy());
  socket.on('error', () => undefined); // being cut off is what is asked for
  socket.write('POST /add-checkpoint HTTP/1.1\r\nHost: w\r\nTransfer-Encoding: chunked\r\n\r\n');
  const piece = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
  const feeding = setInterval(() => socket.write(piece), 1);
  t.after(() => clearInterval(feeding));
  const [answer] = (await once(socket, 'data')) as [Buffer];
  assert.match(answer.toString(), /^HTTP\/1\.1 413 /);
  assert.equal((await poster(url)(0, log, 5)).status, 200);
});

test('two processes on one folder make one pair of keys and cosign one history', async (t) => {
  const home = temporaryFolder(t);
  const [one, two] = await Promise.all([serve(t, home, 'w.example'), serve(t, home, 'w.example')]);
  const keysOf = (serving: Serving): string[] => serving.lines.map((line) => line.split(' ')[2] ?? '');
  assert.deepEqual(keysOf(one), keysOf(two));
  assert.equal((await poster(one.url)(0, log, 5)).status, 200);
  let known: TestLog = log;
  let size = 5;
  for (let round = 0; round < 5; round++) {
    const forks = Array.from({ length: 6 }, (_, i) => known.fork(size, `round ${round} fork ${i}`));
    const next = size + 1 + round;
    const from = size;
    const answers = await Promise.all(
      forks.map((fork, i) => poster(i % 2 === 0 ? one.url : two.url)(from, fork, next)),
    );
    const won = answers.findIndex((answer) => answer.status === 200);
    assert.deepEqual(
      answers.map((answer) => answer.status),
      answers.map((_, i) => (i === won ? 200 : 409)),
    );
    known = forks[won] ?? known;
    size = next;
  }
});

test('a witness killed at any moment has kept every checkpoint it cosigned', async (t) => {
  const home = temporaryFolder(t);
  let size = 0;
  for (let kill = 0; kill < 8; kill++) {
    const serving = await serve(t, home, 'w.example');
    const held = await fetch(`${serving.url}${originHash(log.origin)}/checkpoint`);
    if (size > 0 || held.status === 200) {
      const found = parseCheckpoint(parseNote(new Uint8Array(await held.arrayBuffer()), 'c').text, 'c').size;
      assert.ok(found === size || found === size + 1, `cosigned ${size}, found ${found}`);
      size = found;
    }
    const killed = once(serving.child, 'exit');
    const post = poster(serving.url);
    // Killed in the middle of the round's work, at another step each time; however slow the machine is, after one cosignature.
    assert.equal((await post(size, log, size + 1)).status, 200);
    size += 1;
    setTimeout(() => serving.child.kill('SIGKILL'), 5 + 7 * kill);
    try {
      for (;;) {
        assert.equal((await post(size, log, size + 1)).status, 200);
        size += 1;
      }
    } catch (error) {
      assert.ok(error instanceof TypeError, String(error)); // the connection is gone
    }
    await killed;
  }
  const last = await serve(t, home, 'w.example');
  const answer = await poster(last.url)(size, log.fork(1), Math.max(size, 2));
  assert.ok(answer.status === 409 || answer.status === 422);
});

test('a witness told to stop ends with exit code 0', async (t) => {
  const { child, url } = await serve(t, temporaryFolder(t), 'w.example');
  assert.equal((await poster(url)(0, log, 1)).status, 200);
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  assert.deepEqual(await ended, [0, null]);
});

test('a witness restored from a backup goes on when it is told to', async (t) => {
  const { path, witness } = homeAt(temporaryFolder(t));
  await makeFolder(witness, 0o700);
  const store = witnessStore(witness);
  await store.pause();
  const terminal = recordingTerminal();
  for (let times = 0; times < 2; times++)
    assert.equal(await resumeWitness(['--home', path], terminal), EXIT.done);
  assert.equal(await store.isPaused(), false);
});

test('wrong use ends with exit code 2 and says how it is used', async () => {
  const vkey = formatVerifierKey(log.keys[0] ?? assert.fail());
  for (const args of [
    [],
    ['serve'],
    ['serve', '--name', 'w', '--port', '0'],
    ['serve', '--name', 'w', '--port', '70000', '--log', vkey],
    ['serve', '--name', 'w', '--port', '8x', '--log', vkey],
    ['stop', '--name', 'w', '--port', '0', '--log', vkey],
  ]) {
    const terminal = recordingTerminal();
    assert.equal(await runWitness(args, terminal), EXIT.usage);
    assert.match(terminal.errLines[0] ?? '', /^Usage: /);
  }
});

test('a log key that signs no checkpoints is refused before anything is made', async (t) => {
  const home = join(temporaryFolder(t), 'home');
  const serving = ['serve', '--name', 'w', '--port', '0', '--home', home];
  const witness = formatVerifierKey(testSigner('w', 'cosignature-ed25519').key);
  await assert.rejects(runWitness([...serving, '--log', 'nonsense'], recordingTerminal()), /verifier key/);
  await assert.rejects(runWitness([...serving, '--log', witness], recordingTerminal()), /type 0x01 or 0x06/);
  assert.ok(!existsSync(home));
});

async function serve(t: TestContext, home: string, name: string): Promise<Serving> {
  const logs = log.keys.flatMap((key) => ['--log', formatVerifierKey(key)]);
  const args = [MAIN, 'witness', 'serve', '--name', name, '--port', '0', '--home', home, ...logs];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  atEnd(t, async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  });
  const notices: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => notices.push(line));
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) if (lines.push(line) === 3) break;
  const [first = '', ...rest] = lines;
  const [, url] = /^Witness at (http:\/\/127\.0\.0\.1:\d+\/)\./.exec(first) ?? [];
  assert.ok(url, `${lines.join('\n')}${notices.join('\n')}`);
  return { url, lines: rest, child, notices };
}

function poster(url: string): (oldSize: number, of: TestLog, size: number) => Promise<Response> {
  return async (oldSize, of, size) => {
    const proof = oldSize > size ? [] : await of.proof(oldSize, size);
    return send(url, formatAddCheckpoint({ oldSize, proof, note: await of.checkpoint(size) }));
  };
}

async function send(url: string, body: Uint8Array<ArrayBuffer>): Promise<Response> {
  return fetch(`${url}add-checkpoint`, { method: 'POST', body });
}

/** The printed lines, as they are: one group of two keys for each witness. */
function policyOf(serving: readonly Serving[], threshold: number): Policy {
  const groups = serving.map(({ lines }, i) => {
    const names = lines.map((line) => line.split(' ')[1]).join(' ');
    return [...lines, `group w${i} all ${names}`].join('\n');
  });
  const all = serving.map((_, i) => `w${i}`).join(' ');
  const text = `${groups.join('\n')}\ngroup enough ${threshold} ${all}\nquorum enough\n`;
  return parsePolicy(utf8(text), 'policy', testCrypto);
}

function rootIn(note: string): string {
  const { size, root } = parseCheckpoint(parseNote(utf8(note), 'c').text, 'c');
  return `${size} ${Buffer.from(root).toString('hex')}`;
}
