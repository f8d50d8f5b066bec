import assert from 'node:assert/strict';
import dns from 'node:dns';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { comity, type Ran } from '../../test/support/comity.ts';
import { atEnd, temporaryFolder, withEnvironment } from '../../test/support/temporary.ts';
import { bodyWithin, fetchOutside, isInternal, refuseInternal } from './fetch-outside.ts';

const NAMED = 'COMITY_INTERNAL_HOSTS';

/** On loopback; counts what reaches it. */
async function listening(t: TestContext, answer: RequestListener = (_, to) => void to.end('inside')) {
  const reached: string[] = [];
  const server = createServer((request, response) => {
    reached.push(request.url ?? '');
    answer(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  atEnd(t, () => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo; // it listens on a port
  return { port, reached };
}

test('no address of this machine or a private network is asked, however it is written, until its host is named', async (t) => {
  withEnvironment(t, { [NAMED]: '' });
  const { port, reached } = await listening(t);
  const written = ['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]', '[::1]', '0'];
  for (const host of written) {
    await assert.rejects(fetchOutside(`http://${host}:${port}/`), isInternal, host);
    await assert.rejects(refuseInternal(new URL(`http://${host}:${port}/`)), isInternal, host);
  }
  for (const other of [
    'http://169.254.169.254/latest/',
    'https://10.0.0.1/',
    'http://[fe80::1]/',
    'http://[fd00::1]/',
  ])
    await assert.rejects(fetchOutside(other), isInternal, other);
  assert.deepEqual(reached, []);

  for (const named of ['127.0.0.1', `LOCALHOST:80, 127.0.0.1:${port}`, `other.example 127.0.0.1`]) {
    withEnvironment(t, { [NAMED]: named });
    assert.equal(await (await fetchOutside(`http://127.0.0.1:${port}/`)).text(), 'inside', named);
    await assert.rejects(fetchOutside(`http://localhost:${port}/`), isInternal, named);
    await refuseInternal(new URL(`http://127.0.0.1:${port}/`));
  }
  withEnvironment(t, { [NAMED]: `127.0.0.1:${port + 1}` });
  await assert.rejects(fetchOutside(`http://127.0.0.1:${port}/`), isInternal, 'another port');
});

test('a name that leads elsewhere at the second question leads nowhere', async (t) => {
  withEnvironment(t, { [NAMED]: '' });
  const { port, reached } = await listening(t);
  // The first question is answered with an address of nobody near (RFC 5737), every later one with this machine.
  const answers = ['192.0.2.1', '127.0.0.1', '127.0.0.1'];
  const asked: string[] = [];
  const replaced = t.mock.method(dns, 'lookup', ((
    host: string,
    _: unknown,
    done: (error: null, found: unknown) => void,
  ) => {
    asked.push(host);
    done(null, [{ address: answers.shift() ?? '127.0.0.1', family: 4 }]);
  }) as unknown as typeof dns.lookup);
  syncBuiltinESMExports(); // for those who import it by name
  atEnd(t, () => {
    replaced.mock.restore();
    syncBuiltinESMExports();
  });
  await assert.rejects(
    fetchOutside(`http://rebound.example:${port}/`, { signal: AbortSignal.timeout(300) }),
    (error) => !isInternal(error),
  );
  assert.equal(asked.length, 1, 'one question for one connection');
  await assert.rejects(fetchOutside(`http://rebound.example:${port}/`), isInternal);
  assert.deepEqual(reached, []);
});

test('no redirect is followed, no answer is longer or later than it may be', async (t) => {
  withEnvironment(t, { [NAMED]: '127.0.0.1' });
  const { port, reached } = await listening(t, (request, to) => {
    if (request.url === '/elsewhere')
      to.writeHead(302, { location: `http://127.0.0.1:${port}/inside` }).end();
    else if (request.url === '/late') to.writeHead(200).write('a');
    else if (request.url === '/none') to.writeHead(204).end();
    else if (request.url === '/cut')
      to.writeHead(200, { 'content-length': '9' }).write('a', () => to.destroy());
    else request.pipe(to);
  });
  const at = (path: string): string => `http://127.0.0.1:${port}${path}`;
  await assert.rejects(fetchOutside(at('/elsewhere')), /sends elsewhere/);
  const shown = await fetchOutside(at('/elsewhere'), { redirect: 'manual' });
  assert.deepEqual([shown.status, shown.headers.get('location')], [302, at('/inside')]);
  assert.ok(!reached.includes('/inside'));
  assert.equal((await fetchOutside(at('/none'))).status, 204);

  const echo = await fetchOutside(at('/'), { method: 'POST', body: new Uint8Array(100_000) });
  await assert.rejects(
    bodyWithin(echo, 99_999, () => new RangeError('longer')),
    /longer/,
  );
  const all = await fetchOutside(at('/'), { method: 'POST', body: new Uint8Array(100_000) });
  assert.equal((await bodyWithin(all, 100_000, () => new RangeError('longer'))).length, 100_000);

  const late = await fetchOutside(at('/late'), { signal: AbortSignal.timeout(200) });
  await assert.rejects(late.text(), { name: 'TimeoutError' });
  const cut = await fetchOutside(at('/cut'));
  await assert.rejects(cut.text());
  await assert.rejects(fetchOutside('http://127.0.0.1:1/'), { name: 'TypeError', message: /ECONNREFUSED/ });
  await assert.rejects(fetchOutside('ftp://127.0.0.1/'), /an address of ftp:/);
});

test('what a library asks by fetch, the program asks in this way', async (t) => {
  const { port, reached } = await listening(t);
  const atExit = `process.once('beforeExit', () => fetch('http://127.0.0.1:${port}/').then(
    (answer) => console.log(answer.status), (error) => console.log(error.message)))`;
  const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(atExit)}` };
  const asked = (named: string): Promise<Ran> =>
    comity(temporaryFolder(t), ['help'], '', { ...env, [NAMED]: named });
  assert.match((await asked('')).out, new RegExp(`names 127\\.0\\.0\\.1:${port} in ${NAMED}`, 'm'));
  assert.deepEqual(reached, []);
  assert.match((await asked('127.0.0.1')).out, /^200$/m);
});
