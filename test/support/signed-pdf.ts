// Signs a PDF as programs do: an update is appended with a signature field whose value `openssl cms` makes over all other bytes.
import { spawnSync } from 'node:child_process';
import { sign } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { fromBER, OctetString } from 'asn1js';
import {
  Attribute,
  CertificateRevocationList,
  ContentInfo,
  SignedAndUnsignedAttributes,
  SignedData,
} from 'pkijs';
import { Fields, readDer, TAG, unwrap } from '../../src/verify/der.ts';
import { tokenWithin } from '../../src/verify/timestamp-token.ts';
import type { TimestampAuthority } from './tsa.ts';

export type SignerKey = 'rsa' | 'rsa1024' | 'pss' | 'p256' | 'p384' | 'ed25519';

const KEYS: { readonly [name in SignerKey]: readonly string[] } = {
  rsa: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
  rsa1024: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:1024'],
  pss: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
  p256: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  p384: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384'],
  ed25519: ['-algorithm', 'ED25519'],
};

export interface Signer {
  readonly folder: string;
  readonly name: string;
  readonly key: SignerKey;
  /** PEM of the authority that issued the certificate. */
  readonly rootPem: string;
}

export interface SignerOptions {
  readonly key?: SignerKey;
  readonly use?: 'signing' | 'web' | 'encryption';
  readonly days?: number;
  readonly name?: string;
  /** For which names the authority may issue, as OpenSSL writes it: `permitted;dirName:ministry`. */
  readonly constraints?: string;
  /** Another name of the signer: `email:a@ministry.example`. */
  readonly other?: string;
}

/** An authority of its own, and a certificate that it issued. */
export function makeSigner(folder: string, options: SignerOptions = {}): Signer {
  const { key = 'p256', use = 'signing', days = 365, name = key } = options;
  const root = `${name}-root`;
  writeFileSync(join(folder, 'x.cnf'), configOf(options));
  openssl(folder, ['genpkey', ...KEYS.p256, '-out', `${root}.key`]);
  const subject = '/C=XA/O=Example Trust/CN=Example Root of Signers';
  openssl(
    folder,
    ['req', '-x509', '-new', '-config', 'x.cnf', '-extensions', 'authority', '-key', `${root}.key`].concat([
      '-days',
      '3650',
      '-subj',
      subject,
      '-out',
      `${root}.pem`,
    ]),
  );
  openssl(folder, ['genpkey', ...KEYS[key], '-out', `${name}.key`]);
  openssl(folder, [
    'req',
    '-new',
    '-config',
    'x.cnf',
    '-key',
    `${name}.key`,
    '-subj',
    '/C=XA/O=Example Ministry/CN=A. Signer',
    '-out',
    'new.csr',
  ]);
  openssl(
    folder,
    [
      'x509',
      '-req',
      '-in',
      'new.csr',
      '-CA',
      `${root}.pem`,
      '-CAkey',
      `${root}.key`,
      '-days',
      `${days}`,
    ].concat(['-extfile', 'x.cnf', '-extensions', use, '-out', `${name}.pem`]),
  );
  return { folder, name, key, rootPem: readFileSync(join(folder, `${root}.pem`), 'latin1') };
}

function configOf({ constraints, other }: SignerOptions): string {
  const limits = constraints === undefined ? '' : `nameConstraints = critical, ${constraints}\n`;
  const names = other === undefined ? '' : `subjectAltName = ${other}\n`;
  return CONFIG.replace('[signing]\n', `${limits}[signing]\n${names}`);
}

const CONFIG = `
[req]
distinguished_name = name
[name]
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[signing]
basicConstraints = CA:FALSE
keyUsage = critical, digitalSignature, nonRepudiation
authorityKeyIdentifier = keyid
[web]
basicConstraints = CA:FALSE
extendedKeyUsage = serverAuth
[encryption]
basicConstraints = CA:FALSE
keyUsage = critical, keyEncipherment
[ministry]
C = XA
O = example  MINISTRY
[other]
C = XA
O = Another Ministry
[ca]
default_ca = list
[list]
database = index.txt
default_md = sha256
default_crl_days = 30
`;

export interface Signing {
  readonly subFilter?: string;
  /** What stands in the dictionary besides, as PDF. */
  readonly extra?: string;
  readonly cades?: boolean;
  /** Bytes after the signature that are left out of what is signed too. */
  readonly wide?: number;
  /** Signs in another way. */
  readonly make?: (bytes: Buffer) => Buffer;
  readonly digest?: string;
  /** More of what `openssl cms` is asked for. */
  readonly options?: readonly string[];
  /** Makes of the signature what is put in its place. */
  readonly change?: (cms: Buffer) => Buffer;
  /** Room for the signature, in bytes. */
  readonly room?: number;
}

/** The same with its outer lengths left open, as some libraries write it. */
export function withOpenLengths(cms: Buffer): Buffer {
  const info = new Fields(readDer(cms, 'signature'));
  const type = info.next('contentType').whole;
  const { content } = unwrap(info.next('content'), TAG.sequence, 'SignedData');
  const [open, close] = [(tag: number) => Buffer.of(tag, 0x80), Buffer.alloc(6)];
  return Buffer.concat([open(0x30), type, open(0xa0), open(0x30), content, close]);
}

/** The list of its authority, PEM: the certificate of the signer on it since then (`YYMMDDhhmmssZ`), or none. */
export function revocationList({ folder, name }: Signer, since?: string): string {
  const serial = spawnSync('openssl', ['x509', '-in', `${name}.pem`, '-noout', '-serial'], {
    cwd: folder,
    encoding: 'utf8',
  }).stdout.trim();
  const line = `R\t491231235959Z\t${since}\t${serial.replace('serial=', '')}\tunknown\t/CN=A. Signer\n`;
  writeFileSync(join(folder, 'index.txt'), since === undefined ? '' : line);
  openssl(
    folder,
    ['ca', '-gencrl', '-config', 'x.cnf', '-keyfile', `${name}-root.key`, '-cert'].concat([
      `${name}-root.pem`,
      '-out',
      'list.pem',
    ]),
  );
  return readFileSync(join(folder, 'list.pem'), 'latin1');
}

/** Beside the certificates (RFC 5652, 5.1). */
export function withLists(cms: Buffer, ...pems: readonly string[]): Buffer {
  const info = ContentInfo.fromBER(new Uint8Array(cms));
  const signed = new SignedData({ schema: info.content });
  signed.crls = pems.map((pem) =>
    CertificateRevocationList.fromBER(
      new Uint8Array(Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64')),
    ),
  );
  const again = new ContentInfo({ contentType: info.contentType, content: signed.toSchema(true) });
  return Buffer.from(again.toSchema().toBER());
}

/** What the authority stamps these bytes with. */
export function tokenOver(folder: string, tsa: TimestampAuthority, bytes: Uint8Array): Buffer {
  writeFileSync(join(folder, 'stamped.bin'), bytes);
  openssl(folder, ['ts', '-query', '-data', 'stamped.bin', '-sha256', '-cert', '-out', 'stamped.tsq']);
  const reply = tsa.reply(readFileSync(join(folder, 'stamped.tsq')));
  return Buffer.from(tokenWithin(reply, 'reply.tsr'));
}

/** The signature with a time stamp over itself, or over other bytes, among what nobody signed (RFC 3161, Appendix A). */
export function withStamp(folder: string, cms: Buffer, tsa: TimestampAuthority, over?: Uint8Array): Buffer {
  const info = ContentInfo.fromBER(new Uint8Array(cms));
  const signed = new SignedData({ schema: info.content });
  const [one] = signed.signerInfos;
  if (one === undefined) throw new TypeError('no signer');
  const token = tokenOver(folder, tsa, over ?? new Uint8Array(one.signature.valueBlock.valueHexView));
  one.unsignedAttrs = new SignedAndUnsignedAttributes({
    type: 1,
    attributes: [
      new Attribute({ type: '1.2.840.113549.1.9.16.2.14', values: [fromBER(new Uint8Array(token)).result] }),
    ],
  });
  const again = new ContentInfo({ contentType: info.contentType, content: signed.toSchema(true) });
  return Buffer.from(again.toSchema().toBER());
}

/** A signature with one more signed attribute, of these values: `openssl cms` makes none of its own. */
export function signedWith(
  folder: string,
  signer: Signer,
  bytes: Buffer,
  more: { readonly type: string; readonly values: readonly string[] },
): Buffer {
  const info = ContentInfo.fromBER(new Uint8Array(signatureOver(bytes, signer, {})));
  const signed = new SignedData({ schema: info.content });
  const [one] = signed.signerInfos;
  if (one?.signedAttrs === undefined) throw new TypeError('no signed attributes');
  const values = more.values.map((value) => new OctetString({ valueHex: Buffer.from(value) }));
  one.signedAttrs.attributes.push(new Attribute({ type: more.type, values }));
  const attributes = Buffer.from(one.signedAttrs.toSchema().toBER());
  attributes[0] = 0x31; // signed as a SET OF (RFC 5652, 5.4)
  const key = readFileSync(join(folder, `${signer.name}.key`));
  one.signature = new OctetString({ valueHex: sign('sha256', attributes, key) });
  const again = new ContentInfo({ contentType: info.contentType, content: signed.toSchema(true) });
  return Buffer.from(again.toSchema().toBER());
}

/** `pdf` with an update at its end: a signature over everything else. */
export function signPdf(pdf: Uint8Array, signer: Signer, signing: Signing = {}): Buffer {
  const { subFilter = 'adbe.pkcs7.detached', extra = '', room = 12_000, wide = 0 } = signing;
  const RANGE = '/ByteRange [0 0000000000 0000000000 0000000000]';
  const before = update(pdf, (size) => [
    `<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/${subFilter}${RANGE}/Contents <${'0'.repeat(2 * room)}>${extra}>>`,
    `<</FT/Sig/T(Signature${size})/V ${size} 0 R/Type/Annot/Subtype/Widget/F 132/Rect[0 0 0 0]>>`,
  ]);
  const text = before.toString('latin1');
  const range = text.lastIndexOf(RANGE);
  const gap = text.indexOf('<', range);
  const end = text.indexOf('>', gap) + 1 + wide;
  const digits = [gap, end, before.length - end].map((n) => String(n).padStart(10, '0'));
  before.write(`/ByteRange [0 ${digits.join(' ')}]`, range, 'latin1');
  const bytes = Buffer.concat([before.subarray(0, gap), before.subarray(end)]);
  const cms = signing.make?.(bytes) ?? signatureOver(bytes, signer, signing);
  before.write(cms.toString('hex'), gap + 1, 'latin1');
  return before;
}

function signatureOver(bytes: Buffer, { folder, name, key }: Signer, signing: Signing): Buffer {
  const {
    cades = false,
    options = [],
    digest = key === 'ed25519' ? 'sha512' : 'sha256',
    change = (cms) => cms,
  } = signing;
  writeFileSync(join(folder, 'signed.bin'), bytes);
  const how = key === 'pss' ? ['-keyopt', 'rsa_padding_mode:pss', '-keyopt', 'rsa_pss_saltlen:digest'] : [];
  const files = [
    '-in',
    'signed.bin',
    '-out',
    'signed.cms',
    '-signer',
    `${name}.pem`,
    '-inkey',
    `${name}.key`,
  ];
  const form = [...(cades ? ['-cades'] : []), ...options];
  openssl(folder, ['cms', '-sign', '-binary', '-outform', 'DER', '-md', digest].concat(files, how, form));
  return change(readFileSync(join(folder, 'signed.cms')));
}

/** Another revision after what is there: new objects, the last of them a field of its form; or another page. */
export function update(pdf: Uint8Array, objects: (size: number) => readonly string[]): Buffer {
  const text = Buffer.from(pdf).toString('latin1');
  const size = Number(/\/Size (\d+)/.exec(text.slice(text.lastIndexOf('trailer')))?.[1]);
  const made = objects(size);
  const field = made.length > 0 ? [`${size + 1} 0 R`] : [];
  const root = catalogOf([...fieldsIn(text), ...field]);
  return append(
    pdf,
    [[rootOf(text), root], ...made.map((one, i) => [size + i, one] as const)],
    size + made.length,
  );
}

function trailerOf(text: string): string {
  return text.slice(text.lastIndexOf('trailer'));
}

function rootOf(text: string): number {
  return Number(/\/Root (\d+)/.exec(trailerOf(text))?.[1]);
}

function fieldsIn(text: string): string[] {
  return [...text.matchAll(/\/T\(Signature(\d+)\)/g)].map(([, n]) => `${Number(n) + 1} 0 R`);
}

function catalogOf(fields: readonly string[], more = ''): string {
  return `<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[${fields.join(' ')}]>>${more}>>`;
}

export interface Stored {
  readonly certificates?: readonly Buffer[];
  readonly lists?: readonly Buffer[];
  readonly answers?: readonly Buffer[];
}

/** Another revision with the store of the document (DSS; ETSI EN 319 142-1, 5.4.2), its streams as they are or packed. */
export function withStore(pdf: Uint8Array, stored: Stored, isPacked = false): Buffer {
  const text = Buffer.from(pdf).toString('latin1');
  const size = Number(/\/Size (\d+)/.exec(text.slice(text.lastIndexOf('trailer')))?.[1]);
  const objects: [number, string][] = [];
  const put = (name: string, values: readonly Buffer[] = []): string => {
    const places = values.map((der) => {
      const bytes = isPacked ? deflateSync(der) : der;
      const head = `<</Length ${bytes.length}${isPacked ? '/Filter/FlateDecode' : ''}>>`;
      objects.push([size + objects.length, `${head}\nstream\n${bytes.toString('latin1')}\nendstream`]);
      return `${size + objects.length - 1} 0 R`;
    });
    return `/${name}[${places.join(' ')}]`;
  };
  const { certificates, lists, answers } = stored;
  const store = `${put('Certs', certificates)}${put('CRLs', lists)}${put('OCSPs', answers)}`;
  const root = catalogOf(fieldsIn(text), `/DSS<<${store}>>`);
  return append(pdf, [[1, root], ...objects], size + objects.length);
}

/** A page more, as an editor would add it. */
export function addPage(pdf: Uint8Array): Buffer {
  const text = Buffer.from(pdf).toString('latin1');
  const size = Number(/\/Size (\d+)/.exec(text.slice(text.lastIndexOf('trailer')))?.[1]);
  const pages = `<</Type/Pages/Kids[3 0 R ${size} 0 R]/Count 2>>`;
  return append(
    pdf,
    [
      [2, pages],
      [size, '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]>>'],
    ],
    size + 1,
  );
}

function append(pdf: Uint8Array, objects: readonly (readonly [number, string])[], size: number): Buffer {
  const text = Buffer.from(pdf).toString('latin1');
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1] ?? '0';
  let out = text;
  const places: [number, number][] = [];
  for (const [number, body] of objects) {
    places.push([number, out.length]);
    out += `${number} 0 obj\n${body}\nendobj\n`;
  }
  const encryption = (trailerOf(text).match(/\/Encrypt \d+ 0 R|\/ID ?\[[^\]]*\]/g) ?? []).join('');
  const start = out.length;
  const table = places.map(([n, at]) => `${n} 1\n${String(at).padStart(10, '0')} 00000 n \n`).join('');
  out += `xref\n${table}trailer\n<</Size ${size}/Root ${rootOf(text)} 0 R/Prev ${previous}${encryption}>>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(out, 'latin1');
}

/** One page with nothing on it. */
export function barePdf(): Buffer {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]>>',
  ];
  let out = '%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n';
  const places = objects.map((body, i) => {
    const at = out.length;
    out += `${i + 1} 0 obj\n${body}\nendobj\n`;
    return at;
  });
  const table = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  out += `xref\n0 4\n0000000000 65535 f \n${table}trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n${out.length}\n%%EOF\n`;
  return Buffer.from(out, 'latin1');
}

export function openssl(folder: string, args: readonly string[]): void {
  const { status, stderr, error } = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`openssl ${args.join(' ')}: ${stderr}`);
}
