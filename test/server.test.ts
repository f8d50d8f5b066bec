// The server as a program: what it says of itself, its limits, its end.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { request } from 'node:https';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { pino } from 'pino';
import { Refusal } from '../src/base/refusal.ts';
import { AGENCY_ROLES } from '../src/people/roles.ts';
import { homeAt } from '../src/platform/home.ts';
import { checkBinding } from '../src/server/bind.ts';
import { startServer } from '../src/server/server.ts';
import { cloneDatabase } from './support/database.ts';
import { testInstallation } from './support/installation.ts';
import { enrol, testHouse, testSite } from './support/people.ts';
import { freePort, openSite } from './support/site.ts';
import { atEnd, temporaryFolder } from './support/temporary.ts';
import { said, saying } from './support/words.ts';

/** Reads what a socket says until it ends. */
function all(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    socket.setEncoding('utf8').on('data', (piece: string) => (text += piece));
    socket.on('end', () => resolve(text)).on('error', reject);
  });
}

async function site(t: TestContext) {
  const { home, env } = await testInstallation(t);
  return openSite(t, { home, env });
}

test('it tells machines how it is, and figures without content', async (t) => {
  const { url } = await site(t);
  assert.equal(await (await fetch(`${url}/health`)).text(), 'ok\n');
  assert.equal(await (await fetch(`${url}/ready`)).text(), 'ready\n');
  await fetch(`${url}/cases/FR-2026-000012`);
  const figures = await (await fetch(`${url}/metrics`)).text();
  assert.match(figures, /comity_http_requests_total\{method="GET",route="\/cases\/:case",status="303"\} 1/);
  assert.match(figures, /^comity_custody_events 1$/m);
  assert.equal(figures.includes('FR-2026'), false);
  const proxied = await fetch(`${url}/metrics`, { headers: { 'x-forwarded-for': '192.0.2.1' } });
  assert.equal(proxied.status, 404);
});

test('an installation that was not set up opens nothing without the link', async (t) => {
  const { url, server } = await openSite(t);
  assert.equal((await fetch(`${url}/ready`)).status, 503);
  for (const path of ['/sign-in', '/set-up/wrong', '/first/wrong'])
    assert.equal((await fetch(url + path)).status, 404, path);
  const front = await (await fetch(url)).text();
  assert.match(front, /not been set up yet[^]*printed in the terminal/);
  assert.equal(
    front.includes(new URL(server.firstLink ?? '').pathname),
    false,
    'the link itself is not told',
  );
  assert.equal((await fetch(server.firstLink ?? '')).status, 200);
});

test('a full home without its settings is not opened for set-up', async (t) => {
  const { home, env } = await testInstallation(t);
  rmSync(home.settings);
  await assert.rejects(openSite(t, { home, env }), (error) => {
    assert.ok(error instanceof Refusal && error.code === 'damaged');
    assert.match(error.next, /settings\.json from a back-up/);
    return true;
  });
});

test('the access log names routes and never what was asked for', async (t) => {
  const { home, env } = await testInstallation(t);
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const binding = await checkBinding({ host: '127.0.0.1', port: await freePort(), allowPlain: false });
  const server = await startServer({ home, env, binding, proxies: [], log });
  atEnd(t, () => server.stop());
  for (const path of [
    '/invitation/secret-token',
    '/cases/FR-2026-000012/evidence/3',
    '/secret-page?secret=1',
  ])
    await fetch(binding.url.origin + path, { redirect: 'manual' });
  const text = lines.join('');
  assert.match(text, /"route":"\/invitation\/:token","status":404/);
  assert.match(text, /"route":"\/cases\/:case\/evidence\/:item","status":303/);
  assert.doesNotMatch(text, /secret|FR-2026/);
});

test('what is too large is refused', async (t) => {
  const { url } = await site(t);
  const body = new URLSearchParams({ email: 'a'.repeat(70_000) });
  const large = await fetch(`${url}/sign-in`, { method: 'POST', body, headers: { origin: url } });
  assert.equal(large.status, 413);
  const headers = await fetch(`${url}/sign-in`, { headers: { cookie: 'a'.repeat(20_000) } });
  assert.equal(headers.status, 431);
});

test('a zero byte pasted into a form is left out, and in an address it finds nothing', async (t) => {
  const { people, site: opened } = await testSite(t);
  const { cookie } = await enrol(people, 'ana', AGENCY_ROLES);
  const headers = { cookie, origin: opened.url, 'content-type': 'application/x-www-form-urlencoded' };
  const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(opened.url + path, { redirect: 'manual', headers, ...init });
  const typed = { kind: 'kind=note', text: 'text=Keep%00+it', check: '' };
  for (const [question, body] of Object.entries(typed))
    assert.equal((await ask(`/desk/duty/notes/new/${question}`, { method: 'POST', body })).status, 303);
  assert.match(await (await ask('/desk/duty')).text(), /Keep it/);
  for (const path of ['/law/search?q=%00', '/cases/%00', '/desk/outgoing?state=%00'])
    assert.notEqual((await ask(path)).status, 500, path);
});

test('one address that asks too often is told to wait, and so is one that guesses', async (t) => {
  const { home, env } = await testInstallation(t);
  const binding = await checkBinding({ host: '127.0.0.1', port: await freePort(), allowPlain: false });
  const limits = { requests: 12, tries: 3 };
  const log = pino({ level: 'silent' });
  const server = await startServer({ home, env, binding, proxies: [], log, limits });
  atEnd(t, () => server.stop());
  const { origin } = binding.url;
  const guess = async (): Promise<number> => (await fetch(`${origin}/invitation/guess`)).status;
  assert.deepEqual([await guess(), await guess(), await guess(), await guess()], [404, 404, 404, 429]);
  const statuses: number[] = [];
  for (let i = 0; i < 12; i++) statuses.push((await fetch(`${origin}/sign-in`)).status);
  assert.equal(statuses[0], 200);
  assert.equal(statuses.at(-1), 429);
  assert.equal((await fetch(`${origin}/health`)).status, 200, 'whoever watches it is not locked out');
});

test('what a request says of its address counts when a proxy that we trust says it, and never else', async (t) => {
  const { home, env } = await testInstallation(t);
  const statuses = async (proxies: readonly string[]): Promise<number[]> => {
    const binding = await checkBinding({ host: '127.0.0.1', port: await freePort(), allowPlain: false });
    const log = pino({ level: 'silent' });
    const limits = { requests: 3, tries: 100 };
    const server = await startServer({ home, env, binding, proxies, log, limits });
    const found: number[] = [];
    for (let i = 1; i <= 5; i++) {
      const headers = { 'x-forwarded-for': `192.0.2.${i}` };
      found.push((await fetch(`${binding.url.origin}/sign-in`, { headers })).status);
    }
    await server.stop();
    return found;
  };
  assert.deepEqual(await statuses(['127.0.0.1']), [200, 200, 200, 200, 200], 'five addresses');
  assert.deepEqual(await statuses([]), [200, 200, 200, 429, 429], 'one, whatever it says');
});

test('one person who asks too often is told to wait, from whatever address', async (t) => {
  const { people, made } = await testHouse(t);
  const ines = await enrol(people, 'ines');
  const binding = await checkBinding({ host: '127.0.0.1', port: await freePort(), allowPlain: false });
  const log = pino({ level: 'silent' });
  const limits = { requests: 3, tries: 100 };
  const proxies = ['127.0.0.1'];
  const server = await startServer({ home: made.home, env: made.env, binding, proxies, log, limits });
  atEnd(t, () => server.stop());
  const ask = async (i: number, cookie = ines.cookie): Promise<number> => {
    const headers = { 'x-forwarded-for': `192.0.2.${i}`, cookie };
    return (await fetch(`${binding.url.origin}/account`, { headers, redirect: 'manual' })).status;
  };
  const found: number[] = [];
  for (let i = 1; i <= 5; i++) found.push(await ask(i));
  assert.deepEqual(found, [200, 200, 200, 429, 429]);
  assert.equal(await ask(6, ''), 303, 'a stranger from another address is led to the door');
});

test('told to stop, it finishes the answer under way and takes no other', async (t) => {
  const { url, server } = await site(t);
  const { port, host } = new URL(url);
  const body = 'email=nobody%40agency.example&password=wrong';
  const socket = connect(Number(port), '127.0.0.1');
  const answer = all(socket);
  socket.write(
    `POST /sign-in HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${url}\r\nConnection: close\r\n` +
      `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 10)}`,
  );
  await fetch(`${url}/health`); // the server has read the first part by now
  const stopped = server.stop();
  await assert.rejects(fetch(`${url}/health`));
  socket.write(body.slice(10));
  assert.match(await answer, /^HTTP\/1\.1 422/);
  await stopped;
});

test('with a certificate and key it speaks TLS itself', async (t) => {
  const folder = temporaryFolder(t);
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const words = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost';
  const files = ['-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', certificate];
  const made = spawnSync('openssl', [...words.split(' '), ...files]);
  if (made.error !== undefined) return t.skip('openssl not installed');
  const database = await cloneDatabase();
  atEnd(t, () => database.drop());
  const port = await freePort();
  const binding = await checkBinding({ host: '127.0.0.1', port, certificate, key, allowPlain: false });
  assert.equal(binding.url.origin, `https://localhost:${port}`);
  const home = homeAt(join(folder, 'home'));
  const log = pino({ level: 'silent' });
  const server = await startServer({ home, env: database.env, binding, proxies: [], log });
  atEnd(t, () => server.stop());
  const options = {
    host: '127.0.0.1',
    port,
    path: '/health',
    servername: 'localhost',
    ca: binding.tls?.cert,
  };
  const headers = await new Promise<NodeJS.Dict<string | string[]>>((resolve, reject) => {
    request(options, (response) => resolve(response.resume().headers))
      .on('error', reject)
      .end();
  });
  assert.match(String(headers['strict-transport-security']), /max-age/);
});

test('before the first administrator a stranger is told what to do; afterwards the door is the sign-in', async (t) => {
  const { home, env } = await testInstallation(t);
  const { url, server } = await openSite(t, { home, env });
  const link = server.firstLink ?? '';
  const front = await (await fetch(url)).text();
  assert.match(front, saying(said.setUp.notOpenTitle));
  assert.equal(front.includes(new URL(link).pathname), false);
  const body = new URLSearchParams({
    name: 'Ana Example',
    email: 'ana@agency.example',
    password: 'correct horse battery staple',
  });
  const made = await fetch(link, { method: 'POST', body, headers: { origin: url }, redirect: 'manual' });
  assert.equal(made.status, 303);
  assert.match(await (await fetch(url)).text(), /<h1>Sign in<\/h1>/);
});
