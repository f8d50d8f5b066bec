// A real time-stamping authority on loopback: `openssl ts` behind a small HTTP server, honest or with one fault.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nameLoopback } from './loopback.ts';

export type KeyName = 'rsa' | 'rsa-pss' | 'p256' | 'p384' | 'p521';

/**
 * How the authority's certificate is. `brief`: valid for a day; `otherUse`: extended key usage not critical; `twoUses`:
 * not timeStamping alone.
 */
export type CertificateKind = 'good' | 'brief' | 'expired' | 'notYetValid' | 'otherUse' | 'twoUses';

/** How it answers. All but `good` have to be refused. */
export type AnswerKind =
  | 'good'
  | 'otherNonce'
  | 'otherImprint'
  | 'withoutCertificate'
  | 'flippedSignature'
  | 'otherSigner' // a certificate of the same name, number and key, but not the one bound
  | 'rejection'
  | 'never'
  | 'half' // headers and some bytes, then nothing
  | 'huge'
  | 'html'
  | 'redirect'
  | 'error'
  | 'closed';

export interface AuthorityOptions {
  readonly key?: KeyName;
  readonly digest?: 'sha256' | 'sha384' | 'sha512';
  readonly certificate?: CertificateKind;
  readonly answer?: AnswerKind;
  /** Digest of the signing-certificate attribute; SHA-1 makes the older form of it (RFC 2634). */
  readonly bindingDigest?: 'sha1' | 'sha256';
  /** Put an authority between the root and the time-stamping certificate. */
  readonly intermediate?: boolean;
}

export interface TimestampAuthority {
  readonly url: string;
  /** The root, PEM: what a verifier gets by another road. */
  readonly caPem: string;
  /** The folder of its certificates, for tests that call `openssl` themselves: root.pem, chain.pem, tsa.pem. */
  readonly folder: string;
  /** What it would answer to this request (DER), without HTTP. */
  reply(request: Uint8Array): Buffer;
  stop(): Promise<void>;
}

export async function startTimestampAuthority(options: AuthorityOptions = {}): Promise<TimestampAuthority> {
  nameLoopback();
  const folder = mkdtempSync(join(tmpdir(), 'comity-tsa-'));
  try {
    makeCertificates(folder, options);
  } catch (error) {
    rmSync(folder, { recursive: true });
    throw error;
  }
  const reply = (request: Uint8Array): Buffer => replyTo(folder, options, request);
  const server = createServer((incoming, outgoing) => {
    const pieces: Buffer[] = [];
    incoming.on('data', (piece: Buffer) => pieces.push(piece));
    incoming.on('end', () => answer(options.answer ?? 'good', outgoing, () => reply(Buffer.concat(pieces))));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('no port');
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  if (options.answer === 'closed') await close();
  return {
    url: `http://127.0.0.1:${address.port}/tsa`,
    caPem: readFileSync(join(folder, 'root.pem'), 'latin1'),
    folder,
    reply,
    stop: async () => {
      if (options.answer !== 'closed') await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function answer(kind: AnswerKind, outgoing: ServerResponse, reply: () => Buffer): void {
  const reply200 = { 'content-type': 'application/timestamp-reply' };
  switch (kind) {
    case 'never':
      return;
    case 'half':
      outgoing.writeHead(200, reply200);
      outgoing.write('0');
      return;
    case 'huge':
      outgoing.writeHead(200, reply200);
      outgoing.end(Buffer.alloc(1024 * 1024, 0x30));
      return;
    case 'html':
      outgoing.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      outgoing.end('<!doctype html><title>Sign in</title>');
      return;
    case 'redirect':
      outgoing.writeHead(302, { location: 'http://127.0.0.1:9/' });
      outgoing.end();
      return;
    case 'error':
      outgoing.writeHead(503, { 'content-type': 'text/plain' });
      outgoing.end('later');
      return;
    default:
      outgoing.writeHead(200, reply200);
      outgoing.end(reply());
  }
}

function replyTo(
  folder: string,
  { answer: kind, certificate, key }: AuthorityOptions,
  request: Uint8Array,
): Buffer {
  writeFileSync(join(folder, 'request.tsq'), changedRequest(request, kind));
  openssl(folder, 'ts', '-reply', '-config', 'ts.cnf', '-queryfile', 'request.tsq', '-out', 'reply.tsr');
  if (key === 'rsa-pss') signAnew(folder, 'tsa.pem', ['rsa_padding_mode:pss', 'rsa_pss_saltlen:digest']);
  if (certificate === 'otherUse' || certificate === 'twoUses') signAnew(folder, 'other.pem');
  const reply = readFileSync(join(folder, 'reply.tsr'));
  if (kind === 'otherSigner') return swapCertificate(folder, reply);
  // the signature is the last field of a token without unsigned attributes
  if (kind === 'flippedSignature') reply[reply.length - 1] = (reply.at(-1) ?? 0) ^ 1;
  return reply;
}

/** Makes another request of an honest one (as `timestampRequest` writes it), which `openssl ts` then answers. */
function changedRequest(request: Uint8Array, kind: AnswerKind = 'good'): Buffer {
  const changed = Buffer.from(request);
  const digest = changed.indexOf(Buffer.of(0x04, 0x20)) + 2;
  const nonce = digest + 32 + 2;
  if (kind === 'otherImprint') changed[digest] = (changed[digest] ?? 0) ^ 1;
  if (kind === 'otherNonce') changed[nonce + 1] = (changed[nonce + 1] ?? 0) ^ 1;
  if (kind === 'rejection') changed[digest - 5] = (changed[digest - 5] ?? 0) ^ 0x40; // an unknown digest algorithm
  if (kind !== 'withoutCertificate') return changed;
  changed[1] = (changed[1] ?? 0) - 3;
  return changed.subarray(0, -3); // certReq is the last field
}

/** What `openssl ts` refuses, an unfit certificate or RSA-PSS, `openssl cms` does. */
function signAnew(folder: string, certificate: string, keyOptions: readonly string[] = []): void {
  openssl(folder, 'ts', '-reply', '-in', 'reply.tsr', '-token_out', '-out', 'reply.tok');
  openssl(folder, 'cms', '-verify', '-noverify', '-inform', 'DER', '-in', 'reply.tok', '-out', 'info.der');
  const sign = ['cms', '-sign', '-binary', '-nodetach', '-cades', '-outform', 'DER', '-in', 'info.der'];
  const as = ['-econtent_type', '1.2.840.113549.1.9.16.1.4', '-signer', certificate, '-inkey', 'tsa.key'];
  const how = keyOptions.flatMap((option) => ['-keyopt', option]);
  openssl(folder, ...sign, ...as, ...how, '-out', 'anew.tok');
  openssl(folder, 'ts', '-reply', '-token_in', '-in', 'anew.tok', '-out', 'reply.tsr');
}

/** Both certificates are of one length, so the bytes can be exchanged in place: they are not signed by the token. */
function swapCertificate(folder: string, reply: Buffer): Buffer {
  const [bound, other] = ['tsa', 'other'].map((name) => {
    openssl(folder, 'x509', '-in', `${name}.pem`, '-outform', 'DER', '-out', `${name}.der`);
    return readFileSync(join(folder, `${name}.der`));
  });
  if (!bound || bound.length !== other?.length) throw new TypeError('certificates of different lengths');
  const swapped = Buffer.from(reply);
  other.copy(swapped, swapped.indexOf(bound));
  return swapped;
}

const KEYS: { readonly [name in KeyName]: readonly string[] } = {
  'rsa-pss': ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
  rsa: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
  p256: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  p384: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384'],
  p521: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-521'],
};
const YEAR_MS = 365 * 86_400_000;

function makeCertificates(folder: string, options: AuthorityOptions): void {
  const { certificate = 'good', intermediate = false } = options;
  // RSA signatures have one length, so one certificate can be put in the place of another
  const key = options.answer === 'otherSigner' ? 'rsa' : (options.key ?? 'p256');
  writeFileSync(join(folder, 'ca.cnf'), caConfig(options));
  writeFileSync(join(folder, 'ts.cnf'), tsConfig(options));
  for (const [file, text] of FRESH) writeFileSync(join(folder, file), text);
  writeFileSync(join(folder, 'ts.serial'), '01');
  openssl(folder, 'genpkey', ...KEYS[key], '-out', 'root.key');
  const root = ['req', '-x509', '-new', '-config', 'ca.cnf', '-extensions', 'authority', '-key', 'root.key'];
  openssl(
    folder,
    ...root,
    '-days',
    '3650',
    '-subj',
    '/C=XA/O=Example Trust/CN=Example Root',
    '-out',
    'root.pem',
  );
  let issuer = 'root';
  if (intermediate) {
    openssl(folder, 'genpkey', ...KEYS[key], '-out', 'middle.key');
    issue(folder, { name: 'middle', issuer, extensions: 'authority', from: -YEAR_MS / 365, to: YEAR_MS });
    issuer = 'middle';
  }
  openssl(folder, 'genpkey', ...KEYS[key], '-out', 'tsa.key');
  const [from, to] = VALIDITY[certificate] ?? [-1, 1];
  issue(folder, { name: 'tsa', issuer, extensions: 'timestamping', from: from * YEAR_MS, to: to * YEAR_MS });
  for (const [file, text] of FRESH) writeFileSync(join(folder, file), text); // `other` shares the number of `tsa`
  if (certificate === 'otherUse' || certificate === 'twoUses' || options.answer === 'otherSigner')
    issue(folder, { name: 'other', issuer, extensions: OTHER[certificate], from: -YEAR_MS, to: YEAR_MS / 2 });
  const chain = issuer === 'root' ? ['root'] : ['middle', 'root'];
  writeFileSync(
    join(folder, 'chain.pem'),
    chain.map((name) => readFileSync(join(folder, `${name}.pem`), 'latin1')).join(''),
  );
}

/** The register of `openssl ca`. */
const FRESH = [
  ['serial', '1000'],
  ['index.txt', ''],
  ['index.txt.attr', 'unique_subject = no\n'],
] as const;
const VALIDITY: { readonly [kind in CertificateKind]?: readonly [number, number] } = {
  brief: [-1, 1 / 365],
  expired: [-2, -1],
  notYetValid: [1, 2],
};
const OTHER: { readonly [kind in CertificateKind]: string } = {
  good: 'timestamping',
  brief: 'timestamping',
  expired: 'timestamping',
  notYetValid: 'timestamping',
  otherUse: 'other_use',
  twoUses: 'two_uses',
};

interface Issue {
  readonly name: string;
  readonly issuer: string;
  readonly extensions: string;
  /** Milliseconds from now. */
  readonly from: number;
  readonly to: number;
}

function issue(folder: string, { name, issuer, extensions, from, to }: Issue): void {
  const key = name === 'other' ? 'tsa' : name;
  const subject = `/C=XA/O=Example Trust/CN=Example ${key === 'tsa' ? 'Time Stamps' : 'Intermediate'}`;
  openssl(
    folder,
    'req',
    '-new',
    '-config',
    'ca.cnf',
    '-key',
    `${key}.key`,
    '-subj',
    subject,
    '-out',
    'new.csr',
  );
  const when = ['-startdate', openSslTime(from), '-enddate', openSslTime(to)];
  const by = ['-cert', `${issuer}.pem`, '-keyfile', `${issuer}.key`, '-extensions', extensions];
  openssl(
    folder,
    'ca',
    '-batch',
    '-notext',
    '-config',
    'ca.cnf',
    ...by,
    ...when,
    '-in',
    'new.csr',
    '-out',
    `${name}.pem`,
  );
}

/** YYYYMMDDHHMMSSZ. */
function openSslTime(fromNowMs: number): string {
  return `${new Date(Date.now() + fromNowMs).toISOString().slice(0, 19).replace(/\D/g, '')}Z`;
}

function caConfig({ digest = 'sha256' }: AuthorityOptions): string {
  return `
[ca]
default_ca = here
[here]
database = index.txt
serial = serial
new_certs_dir = .
default_md = ${digest}
policy = any
[any]
countryName = optional
organizationName = optional
commonName = supplied
[req]
default_md = ${digest}
distinguished_name = name
[name]
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[timestamping]
basicConstraints = CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[other_use]
basicConstraints = CA:FALSE
extendedKeyUsage = timeStamping
[two_uses]
basicConstraints = CA:FALSE
extendedKeyUsage = critical, timeStamping, codeSigning
`;
}

function tsConfig({ digest = 'sha256', bindingDigest = 'sha256' }: AuthorityOptions): string {
  return `
[tsa]
default_tsa = here
[here]
serial = ts.serial
signer_cert = tsa.pem
certs = chain.pem
signer_key = tsa.key
signer_digest = ${digest}
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256, sha384, sha512
accuracy = secs:1
tsa_name = yes
ess_cert_id_alg = ${bindingDigest}
`;
}

function openssl(folder: string, ...args: readonly string[]): void {
  const { status, stderr, error } = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`openssl ${args.join(' ')}: ${stderr}`);
}
