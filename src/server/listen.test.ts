// Half-open connections against a real socket that does TLS itself.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { atEnd, temporaryFolder } from '../../test/support/temporary.ts';
import { listen } from './listen.ts';

/** More than the house takes at once; 2,000 in the soak. */
const MANY = Number(process.env['COMITY_HALF_OPEN'] ?? 1100);

/** From 127.0.0.1 and from 127.0.0.2, which Linux has for its own too. */
async function listening(t: TestContext) {
  const folder = temporaryFolder(t);
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const words = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost';
  const made = spawnSync('openssl', [...words.split(' '), '-keyout', key, '-out', cert]);
  if (made.error !== undefined) return t.skip('openssl not installed');
  const tls = { key: readFileSync(key), cert: readFileSync(cert) };
  const server = await listen({ host: '127.0.0.1', port: 0, tls }, () => new Response('ok'));
  atEnd(t, () => server.close(0));
  const status = (localAddress: string): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port: server.port, localAddress, ca: tls.cert, agent: false };
      request({ ...options, servername: 'localhost' }, (answer) => resolve(answer.resume().statusCode))
        .on('error', reject)
        .end();
    });
  return { port: server.port, status };
}

test('who opens very many connections and says nothing shuts nobody else out', async (t) => {
  const opened = await listening(t);
  if (opened === undefined) return;
  const { port, status } = opened;
  const sockets: Socket[] = [];
  atEnd(t, () => sockets.forEach((socket) => socket.destroy()));
  let ended = 0;
  for (let i = 0; i < MANY; i++) {
    const socket = connect({ host: '127.0.0.1', port, localAddress: '127.0.0.2' });
    socket.on('error', () => undefined).on('close', () => (ended += 1));
    sockets.push(socket);
    if (i % 100 === 99) await once(socket, 'connect').catch(() => undefined);
  }
  for (let i = 0; i < 20; i++) assert.equal(await status('127.0.0.1'), 200);
  assert.ok(ended > MANY / 2, `${ended} of ${MANY} were ended at once`);
});

test('who asks again and again on very many connections shuts nobody else out', async (t) => {
  const opened = await listening(t);
  if (opened === undefined) return;
  const { port, status } = opened;
  const asking: { readonly socket: TLSSocket; readonly again: NodeJS.Timeout }[] = [];
  atEnd(t, () =>
    asking.forEach(({ socket, again }) => {
      clearInterval(again);
      socket.destroy();
    }),
  );
  let ended = 0;
  const open = (): Promise<void> =>
    new Promise((resolve) => {
      const plain = connect({ host: '127.0.0.1', port, localAddress: '127.0.0.2' });
      const socket = connectTls({ socket: plain, rejectUnauthorized: false });
      const ask = () => socket.write('GET /health HTTP/1.1\r\nhost: localhost\r\n\r\n');
      const again = setInterval(ask, 2_000); // before it has been idle for too long
      asking.push({ socket, again });
      socket.on('error', () => undefined).on('secureConnect', ask);
      socket
        .on('data', () => resolve())
        .on('close', () => {
          clearInterval(again);
          ended += 1;
          resolve();
        });
    });
  for (let i = 0; i < MANY; i += 50) await Promise.all(Array.from({ length: 50 }, open));
  for (let i = 0; i < 20; i++) assert.equal(await status('127.0.0.1'), 200);
  assert.ok(ended > MANY / 2, `${ended} of ${MANY} were ended at once`);
});

test('connections that have asked do not count as silent, and those that say nothing end within seconds', async (t) => {
  const opened = await listening(t);
  if (opened === undefined) return;
  for (let i = 0; i < 140; i++) assert.equal(await opened.status('127.0.0.2'), 200); // one after the other
  const began = performance.now();
  const socket = connect({ host: '127.0.0.1', port: opened.port });
  socket.on('error', () => undefined);
  await once(socket, 'close');
  assert.ok(performance.now() - began < 30_000, 'Node itself would wait two minutes');
});
