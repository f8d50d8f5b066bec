// What seals: a function of bytes, with the chain of certificates beside it, the signer's first. The key is in a PKCS#12 file with a
// passphrase, or in a token that `pkcs11-tool` (OpenSC) asks in a child process: a vendor's module never runs in ours.
import { spawn } from 'node:child_process';
import { createHash, createPrivateKey, sign, X509Certificate, type KeyObject } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as pkijs from 'pkijs';
import { phrase, type Phrase, Refusal } from '../base/refusal.ts';

export interface SealSigner {
  /** DER; the signer's first, each followed by its issuer. */
  readonly chain: readonly Buffer[];
  readonly kind: 'rsa' | 'ec';
  readonly digest: 'sha256' | 'sha384';
  sign(bytes: Buffer): Promise<Buffer>;
}

const TOKEN_SECONDS = 60;
const KEY_ID = /^ {2}ID: {9}([0-9a-f]+)$/gm;
const CERTIFICATES_MAX = 20;
/** Characters of a list of keys that are read. */
const PRINTED_MAX = 100_000;

/** PKCS#12 as OpenSSL 3 writes it. Refusals: badInput (another file, another passphrase, the old ciphers). */
export async function p12Signer(p12: Uint8Array, passphrase: string): Promise<SealSigner> {
  pkijs.setEngine('node', new pkijs.CryptoEngine({ name: 'node', crypto: globalThis.crypto }));
  const password = new Uint8Array(Buffer.from(passphrase, 'utf8')).buffer; // pkijs makes a BMPString of it where the format wants one
  try {
    const pfx = pkijs.PFX.fromBER(new Uint8Array(p12));
    await pfx.parseInternalValues({ password, checkIntegrity: true });
    const safe = pfx.parsedValue?.authenticatedSafe;
    await safe?.parseInternalValues({ safeContents: safe.safeContents.map(() => ({ password })) });
    return await signerIn(safe?.parsedValue?.safeContents ?? [], password);
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    throw new Refusal('badInput.pkcs12', {
      found: cause instanceof Error ? cause.message.slice(0, 120) : '–',
      cause,
    });
  }
}

async function signerIn(
  contents: readonly { readonly value: pkijs.SafeContents }[],
  password: ArrayBuffer,
): Promise<SealSigner> {
  const certificates: Buffer[] = [];
  let key: KeyObject | undefined;
  for (const { value } of contents)
    for (const { bagValue } of value.safeBags as readonly { readonly bagValue: unknown }[]) {
      if (bagValue instanceof pkijs.CertBag)
        // a bag of X.509, as `fromBER` has read it
        certificates.push(Buffer.from((bagValue.parsedValue as pkijs.Certificate).toSchema(true).toBER()));
      if (bagValue instanceof pkijs.PKCS8ShroudedKeyBag) {
        // declared protected, and the only way to open it
        const bag = bagValue as unknown as { parseInternalValues(given: object): Promise<void> };
        await bag.parseInternalValues({ password });
        const info = bagValue.parsedValue as pkijs.PrivateKeyInfo; // as just opened
        key = createPrivateKey({ key: Buffer.from(info.toSchema().toBER()), format: 'der', type: 'pkcs8' });
      }
    }
  if (key === undefined || certificates.length === 0 || certificates.length > CERTIFICATES_MAX)
    throw unsuited(
      key === undefined
        ? phrase('noPrivateKey')
        : phrase('certificatesCount', { count: certificates.length }),
    );
  return keySigner(key, ordered(key, certificates));
}

/** Refusals: badInput (a key of another certificate, or of a kind that seals are not made with). */
function keySigner(key: KeyObject, chain: readonly Buffer[]): SealSigner {
  const [first] = chain;
  if (first === undefined || !new X509Certificate(first).checkPrivateKey(key))
    throw unsuited(phrase('keyOfOtherCertificate'));
  const { kind, digest } = kindOf(first);
  return { chain, kind, digest, sign: async (bytes) => sign(digest, bytes, key) };
}

function kindOf(certificate: Buffer): Pick<SealSigner, 'kind' | 'digest'> {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = new X509Certificate(certificate)
    .publicKey;
  if (type === 'rsa') return { kind: 'rsa', digest: 'sha256' };
  if (type === 'ec') return { kind: 'ec', digest: details?.namedCurve === 'secp384r1' ? 'sha384' : 'sha256' };
  throw unsuited(phrase('keyOfKind', { kind: type ?? '–' }));
}

/** The signer's first, each followed by its issuer. */
function ordered(key: KeyObject, certificates: readonly Buffer[]): Buffer[] {
  const all = certificates.map((der) => ({ der, x509: new X509Certificate(der) }));
  const chain = all.filter(({ x509 }) => x509.checkPrivateKey(key)).slice(0, 1);
  for (let last = chain.at(-1); last !== undefined;) {
    const { x509 } = last;
    const next = all.find((one) => !chain.includes(one) && x509.checkIssued(one.x509));
    if (next !== undefined) chain.push(next);
    last = next;
  }
  return chain.map(({ der }) => der);
}

interface Token {
  /** Path of the vendor's PKCS#11 library. */
  readonly module: string;
  /** Labels of the token, and of the key in it. */
  readonly token: string;
  readonly label: string;
  readonly pin: string;
  readonly chain: readonly Buffer[];
}

function unsuited(found: Phrase): Refusal {
  return new Refusal('badInput.pkcs12', { found });
}

/** The key never leaves its token. Refusals: notReachable (no tool, no token, no such key, a wrong PIN). */
export function tokenSigner({ module, token, label, pin, chain }: Token): SealSigner {
  const [first] = chain;
  if (first === undefined) throw unsuited(phrase('noCertificateOfKey'));
  const { kind, digest } = kindOf(first);
  const mechanism = kind === 'rsa' ? 'SHA256-RSA-PKCS' : 'ECDSA';
  return {
    chain,
    kind,
    digest,
    sign: async (bytes) => {
      const folder = await mkdtemp(join(tmpdir(), 'comity-token-'));
      try {
        const [input, output] = [join(folder, 'in'), join(folder, 'out')];
        // RSA digests in the token; of ECDSA it takes the digest.
        await writeFile(input, kind === 'rsa' ? bytes : createHash(digest).update(bytes).digest());
        const login = [
          '--module',
          module,
          '--token-label',
          token,
          '--login',
          '--pin',
          'env:COMITY_TOKEN_PIN',
        ];
        const id = await keyId(login, label, pin);
        const which = [...login, '--id', id, '--sign', '--mechanism', mechanism];
        await runTool([...which, '--input-file', input, '--output-file', output], pin);
        const value = await readFile(output);
        return kind === 'rsa' ? value : ecdsaDer(value);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

/** 'pkcs11-tool --sign' takes the token's first private key whatever the label says; an id it obeys. */
async function keyId(login: readonly string[], label: string, pin: string): Promise<string> {
  const said = await runTool([...login, '--list-objects', '--type', 'privkey', '--label', label], pin);
  const [id, ...more] = [...said.matchAll(KEY_ID)].map(([, hex = '']) => hex);
  if (id !== undefined && more.length === 0) return id;
  throw new Refusal('notReachable.tokenKey', { label, count: id === undefined ? 0 : more.length + 1 });
}

/** What it printed. The PIN is in its environment, never on its command line, which others may read. */
function runTool(args: readonly string[], pin: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('pkcs11-tool', args, {
      env: { ...process.env, COMITY_TOKEN_PIN: pin },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: TOKEN_SECONDS * 1000,
    });
    let [printed, said] = ['', ''];
    const wrong = (found: string, cause?: unknown): Refusal =>
      new Refusal('notReachable.tokenSignature', { found, ...(cause !== undefined && { cause }) });
    child.stdout
      .setEncoding('utf8')
      .on('data', (text: string) => (printed = (printed + text).slice(0, PRINTED_MAX)));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(0, 400)));
    child.on('error', (cause) => reject(wrong(cause.message, cause)));
    child.on('close', (code) =>
      code === 0 ? resolve(printed) : reject(wrong(said.trim() || `exit ${code ?? '–'}`)),
    );
  });
}

/** A token gives r and s one after the other; CMS wants them as a SEQUENCE. */
function ecdsaDer(raw: Buffer): Buffer {
  const half = raw.length / 2;
  const numbers = [raw.subarray(0, half), raw.subarray(half)].map((bytes) => {
    const first = bytes.findIndex((byte) => byte !== 0);
    const digits = bytes.subarray(first < 0 ? bytes.length - 1 : first);
    const value = (digits[0] ?? 0) < 0x80 ? digits : Buffer.concat([Buffer.of(0), digits]);
    return Buffer.concat([Buffer.of(2, value.length), value]);
  });
  const body = Buffer.concat(numbers);
  return Buffer.concat([
    body.length < 128 ? Buffer.of(0x30, body.length) : Buffer.of(0x30, 0x81, body.length),
    body,
  ]);
}
