// What a seal needs of others, on loopback: a root and an issuing authority, seals in RSA and P-256, an authority of time, a responder
// and lists, all made by openssl.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { nameLoopback } from './loopback.ts';
import { atEnd, temporaryFolder } from './temporary.ts';

export interface SealPki {
  readonly folder: string;
  readonly url: string;
  readonly path: (name: string) => string;
}

export const PASSPHRASE = 'gehéim';
const KEYS = { rsa: ['RSA', 'rsa_keygen_bits:2048'], p256: ['EC', 'ec_paramgen_curve:P-256'] } as const;
type Kind = keyof typeof KEYS;

/** openssl over the bytes outside the gap, as a person would. */
export function byOpenssl(sealed: Uint8Array, pki: SealPki, folder: string): string {
  const bytes = Buffer.from(sealed);
  const at = bytes.indexOf('/ByteRange', 0, 'latin1');
  const [, gap = 0, end = 0, rest = 0] =
    /\[0 (\d+) (\d+) (\d+)\s*\]/.exec(bytes.toString('latin1', at, at + 60))?.map(Number) ?? [];
  const [cms, signed] = [join(folder, 'sig.der'), join(folder, 'signed.bin')];
  const padded = Buffer.from(bytes.toString('latin1', gap + 1, end - 1), 'hex');
  writeFileSync(cms, padded.subarray(0, 4 + padded.readUInt16BE(2)));
  writeFileSync(signed, Buffer.concat([bytes.subarray(0, gap), bytes.subarray(end, end + rest)]));
  const trust = ['-CAfile', pki.path('root.pem'), '-purpose', 'any', '-out', '/dev/null'];
  const how = ['cms', '-verify', '-binary', '-cades', '-inform', 'DER', '-in', cms, '-content', signed];
  return spawnSync('openssl', [...how, ...trust], { encoding: 'utf8' }).stderr;
}

export async function startSealPki(t: TestContext): Promise<SealPki> {
  const folder = temporaryFolder(t);
  mkdirSync(folder, { recursive: true });
  const path = (name: string): string => join(folder, name);
  const run = (...args: string[]): Promise<void> => openssl(folder, args);
  const answers: {
    readonly [url: string]: (body: Buffer) => Promise<readonly [type: string, file: string]>;
  } = {
    '/tsa': async (body) => {
      writeFileSync(path('q.tsq'), body);
      await run('ts', '-reply', '-config', 'ts.cnf', '-queryfile', 'q.tsq', '-out', 'q.tsr');
      return ['application/timestamp-reply', 'q.tsr'];
    },
    '/ocsp': async (body) => {
      writeFileSync(path('q.orq'), body);
      const by = ['-CA', 'issuing.pem', '-rsigner', 'responder.pem', '-rkey', 'responder.key'];
      const asked = ['-reqin', 'q.orq', '-respout', 'q.ors'];
      await run('ocsp', '-index', 'issuing.txt', ...by, '-ndays', '7', ...asked);
      return ['application/ocsp-response', 'q.ors'];
    },
    '/root.crl': async () => ['application/pkix-crl', 'root.crl'],
    '/issuing.crl': async () => ['application/pkix-crl', 'issuing.crl'],
  };
  const server = createServer((incoming, outgoing) => {
    const pieces: Buffer[] = [];
    incoming.on('data', (piece: Buffer) => pieces.push(piece));
    incoming.on('end', () => {
      void Promise.resolve(answers[incoming.url ?? '']?.(Buffer.concat(pieces))).then(
        (answer) => {
          if (answer === undefined) return outgoing.writeHead(404).end();
          const [type, file] = answer;
          return outgoing.writeHead(200, { 'content-type': type }).end(readFileSync(path(file)));
        },
        () => outgoing.writeHead(500).end(),
      );
    });
  });
  nameLoopback();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  atEnd(t, () => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo; // it listens on TCP
  const url = `http://127.0.0.1:${port}`;
  writeFileSync(path('x.cnf'), config(url));
  writeFileSync(path('ts.cnf'), TS);
  writeFileSync(path('ts.serial'), '01');
  for (const ca of ['root', 'issuing']) {
    writeFileSync(path(`${ca}.txt`), '');
    writeFileSync(path(`${ca}.txt.attr`), 'unique_subject = no\n');
    writeFileSync(path(`${ca}.serial`), ca === 'root' ? '1000' : '2000');
    writeFileSync(path(`${ca}.number`), '01');
  }
  const key = (name: string, kind: Kind): Promise<void> =>
    run('genpkey', '-algorithm', KEYS[kind][0], '-pkeyopt', KEYS[kind][1], '-out', `${name}.key`);
  const issue = async (
    name: string,
    kind: Kind,
    [ca, use]: readonly [ca: string, use: string],
    subject: string,
  ) => {
    await key(name, kind);
    const config = ['-config', 'x.cnf'];
    await run(
      'req',
      '-new',
      '-utf8',
      ...config,
      '-key',
      `${name}.key`,
      '-subj',
      subject,
      '-out',
      `${name}.csr`,
    );
    const how = ['-batch', '-notext', '-utf8', ...config, '-name', ca, '-extensions', use, '-days', '700'];
    await run('ca', ...how, '-in', `${name}.csr`, '-out', `${name}.pem`);
  };
  await key('root', 'rsa');
  const own = ['-extensions', 'root_use', '-key', 'root.key', '-days', '3650'];
  await run(
    'req',
    '-x509',
    '-new',
    '-config',
    'x.cnf',
    ...own,
    '-subj',
    '/C=XA/O=Example Trust/CN=Example Root',
    '-out',
    'root.pem',
  );
  await issue('issuing', 'rsa', ['root', 'ca_use'], '/C=XA/O=Example Trust/CN=Example Seals Issuing CA');
  await issue('responder', 'p256', ['issuing', 'ocsp_use'], '/C=XA/O=Example Trust/CN=Example Responder');
  await issue('tsa', 'rsa', ['issuing', 'tsa_use'], '/C=XA/O=Example Trust/CN=Example Time Stamps');
  for (const kind of ['rsa', 'p256'] as const)
    await issue(
      `office-${kind}`,
      kind,
      ['issuing', 'seal_use'],
      '/C=XA/O=Ministère public/CN=Seal of the Ministère public',
    );
  writeFileSync(
    path('chain.pem'),
    ['issuing', 'root'].map((name) => readFileSync(path(`${name}.pem`))).join(''),
  );
  for (const ca of ['root', 'issuing']) {
    await run('ca', '-gencrl', '-config', 'x.cnf', '-name', ca, '-out', `${ca}.crl.pem`);
    await run('crl', '-in', `${ca}.crl.pem`, '-outform', 'DER', '-out', `${ca}.crl`);
  }
  writeFileSync(path('passphrase'), `${PASSPHRASE}\n`);
  for (const kind of ['rsa', 'p256']) {
    const from = ['-inkey', `office-${kind}.key`, '-in', `office-${kind}.pem`, '-certfile', 'chain.pem'];
    const made = ['pkcs12', '-export', ...from, '-passout', `pass:${PASSPHRASE}`];
    await run(...made, '-out', `office-${kind}.p12`);
    if (kind === 'rsa') await run(...made, '-legacy', '-out', 'legacy.p12');
  }
  return { folder, url, path };
}

function openssl(cwd: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('openssl', args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`openssl ${args.join(' ')}\n${said}`)),
    );
  });
}

function config(url: string): string {
  const ca = (name: string): string =>
    `[${name}]\ndatabase = ${name}.txt\nserial = ${name}.serial\ncrlnumber = ${name}.number\nnew_certs_dir = .\ndefault_md = sha256\npolicy = any\ncertificate = ${name}.pem\nprivate_key = ${name}.key\ndefault_crl_days = 30\nunique_subject = no\n`;
  const leaf = `basicConstraints = CA:FALSE\nsubjectKeyIdentifier = hash\nauthorityKeyIdentifier = keyid\n`;
  const ask = `authorityInfoAccess = OCSP;URI:${url}/ocsp\ncrlDistributionPoints = URI:${url}/issuing.crl\n`;
  return `${ca('root')}${ca('issuing')}
[any]
countryName = optional
organizationName = optional
organizationIdentifier = optional
commonName = supplied
[req]
distinguished_name = name
string_mask = utf8only
[name]
[root_use]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[ca_use]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
crlDistributionPoints = URI:${url}/root.crl
[seal_use]
${leaf}${ask}keyUsage = critical, digitalSignature, nonRepudiation
extendedKeyUsage = 1.3.6.1.5.5.7.3.36, emailProtection
[tsa_use]
${leaf}crlDistributionPoints = URI:${url}/issuing.crl
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[ocsp_use]
${leaf}keyUsage = critical, digitalSignature
extendedKeyUsage = OCSPSigning
noCheck = ignored
`;
}
const TS = `[tsa]
default_tsa = here
[here]
serial = ts.serial
signer_cert = tsa.pem
certs = chain.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256, sha384, sha512
accuracy = secs:1
tsa_name = yes
ess_cert_id_alg = sha256
`;
