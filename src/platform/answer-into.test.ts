import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { AnswerLine, CutAnswer } from './answer-into.ts';

const BYTES = randomBytes(700_000);
const { signal } = new AbortController();

function named(t: TestContext, hosts: string | undefined): void {
  const { COMITY_INTERNAL_HOSTS: before } = process.env;
  t.after(() => set(before));
  set(hosts);
}

function set(hosts: string | undefined): void {
  if (hosts === undefined) delete process.env['COMITY_INTERNAL_HOSTS'];
  else process.env['COMITY_INTERNAL_HOSTS'] = hosts;
}

async function serverOf(t: TestContext, answer: RequestListener) {
  const server = createServer(answer);
  let connections = 0;
  server.on('connection', () => (connections += 1));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const line = new AnswerLine();
  t.after(() => {
    line.close();
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  const host = `127.0.0.1:${address.port}`;
  named(t, host);
  const into = Buffer.alloc(BYTES.length);
  const read = () => line.read(new URL(`http://${host}/a?b=c`), { headers: { x: 'y' }, into, signal });
  return { server, read, into, connections: () => connections };
}

const cut = (bytes: number, why: RegExp) => (error: unknown) => {
  assert.ok(error instanceof CutAnswer, String(error));
  assert.match(error.message, why);
  assert.equal(error.bytes, bytes);
  return true;
};

test('an answer comes into memory, the next over the same connection, and over another where that was closed', async (t) => {
  const asked: string[] = [];
  const { server, read, into, connections } = await serverOf(t, (request, response) => {
    asked.push(`${request.method} ${request.url} ${String(request.headers['x'])}`);
    response.setHeader('content-length', BYTES.length).end(BYTES);
  });
  for (const expected of [1, 1, 2]) {
    into.fill(0);
    assert.deepEqual(await read(), { status: 200, bytes: BYTES.length });
    assert.ok(into.equals(BYTES));
    assert.equal(connections(), expected);
    if (asked.length === 2) server.closeAllConnections();
  }
  assert.deepEqual(asked, Array(3).fill('GET /a?b=c y'));
});

test('what says no length is left to another reader, and so is another status', async (t) => {
  let status = 200;
  const { read } = await serverOf(t, (_, response) => {
    response.writeHead(status, status === 404 ? { 'content-length': 3 } : {});
    response.write('abc');
    response.end();
  });
  assert.deepEqual(await read(), { status: 200, bytes: undefined });
  status = 404;
  assert.deepEqual(await read(), { status: 404, bytes: undefined });
});

test('a longer one, a shorter one and one that is cut are thrown, with how much came', async (t) => {
  let length = BYTES.length + 1;
  let sent = BYTES;
  const { read } = await serverOf(t, (_, response) => {
    response.setHeader('content-length', length);
    response.write(sent);
    if (sent.length < length) void sleep(50).then(() => response.destroy());
  });
  await assert.rejects(read(), cut(0, /longer answer/));
  length = BYTES.length - 1;
  sent = BYTES.subarray(1);
  await assert.rejects(read(), cut(0, /cut/));
  length = BYTES.length;
  sent = BYTES.subarray(0, 1000);
  await assert.rejects(read(), cut(1000, /cut|ECONNRESET|hang up/));
});

test('a host within the house that nobody named is not asked', async (t) => {
  named(t, undefined);
  const line = new AnswerLine();
  const asked = { headers: {}, into: Buffer.alloc(1), signal };
  for (const host of ['127.0.0.1', 'localhost'])
    await assert.rejects(line.read(new URL(`http://${host}:1/`), asked), { code: 'notAllowed' });
  set('127.0.0.1');
  const twoInOne = { ...asked, headers: { x: 'y\r\nz: a' } };
  await assert.rejects(line.read(new URL('http://127.0.0.1:1/'), twoInOne), TypeError);
});
