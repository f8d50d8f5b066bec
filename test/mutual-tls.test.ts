// A peer's server that asks for a certificate of the client is shown the one that whoever runs this server named; without it nothing is said.
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import type { TLSSocket } from 'node:tls';
import { atEnd, temporaryFolder } from './support/temporary.ts';

const LINE = fileURLToPath(new URL('../src/exchange/line.acts.ts', import.meta.url));
const INTO = fileURLToPath(new URL('../src/platform/answer-into.ts', import.meta.url));

function makeCertificate(path: string, host: string): void {
  const made = ['-keyout', `${path}.key`, '-out', `${path}.pem`];
  const about = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  execFileSync('openssl', ['req', '-x509', '-days', '2', ...key, ...about, ...made], { stdio: 'ignore' });
}

test('the certificate of the client is shown to a peer that asks for one', async (t) => {
  const folder = temporaryFolder(t);
  const at = (name: string): string => join(folder, name);
  makeCertificate(at('server'), 'localhost');
  makeCertificate(at('client'), 'lyon.example');
  const file = (name: string): string => readFileSync(at(name), 'utf8');
  const seen: unknown[] = [];
  const tls = { cert: file('server.pem'), key: file('server.key'), ca: file('client.pem') };
  const server = createServer(
    { ...tls, requestCert: true, rejectUnauthorized: true },
    (request, response) => {
      const { socket } = request;
      seen.push((socket as TLSSocket).getPeerCertificate().subject.CN); // of a server of TLS
      response.end('{}');
    },
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  atEnd(t, () => void server.close());
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  const host = `localhost:${address.port}`;
  const asking = `const { lineOptions, readOpenly } = await import('${LINE}');
    console.log((await readOpenly('https://${host}', '/', 100)).status);
    const { AnswerLine } = await import('${INTO}');
    const [line, into] = [new AnswerLine(lineOptions()), Buffer.alloc(2)];
    const { signal } = new AbortController();
    await line.read(new URL('https://${host}'), { headers: {}, into, signal });
    console.log(into.toString());
    line.close();`;
  const ask = (more: NodeJS.ProcessEnv): Promise<string> =>
    new Promise((resolve) => {
      const own = { COMITY_INTERNAL_HOSTS: host, NODE_EXTRA_CA_CERTS: at('server.pem') };
      const env = { ...process.env, ...own, ...more };
      execFile(
        process.execPath,
        ['--input-type=module', '-e', asking],
        { env, timeout: 30_000 },
        (error, out, err) => resolve(error === null ? out.trim() : err),
      );
    });
  const named = {
    COMITY_EXCHANGE_TLS_CERTIFICATE: at('client.pem'),
    COMITY_EXCHANGE_TLS_KEY: at('client.key'),
  };
  assert.equal(await ask(named), '200\n{}');
  assert.deepEqual(seen, ['lyon.example', 'lyon.example']);
  assert.match(await ask({}), /certificate|alert|reset/i);
  assert.equal(seen.length, 2);
});
