// The seal: `package.note` beside the bag, by which the service signed the digest of the tag manifest, and thereby every
// byte of the bag. It is opened from the outside in, so that nothing is believed before its digest was signed for.
import { fromBase64, utf8Text } from '../base/bytes.ts';
import { openTagLists } from './bag.ts';
import type { BagSource } from './bag-tags.ts';
import type { Crypto } from './crypto.ts';
import { Fault } from './fault.ts';
import { isKeyName, noteKey, rawKeyOf, type NoteKey, type NoteKeyType } from './note-key.ts';
import { MAX_NOTE_BYTES, parseNote, requireSignature, verifySignatures } from './note.ts';
import { PACKAGE_NOTE, type Layout } from './package-layout.ts';
import { readTagFile, type LogKeys, type OpenPackage } from './package-parts.ts';
import { readSmall } from './reader.ts';

const MAX_PEM_BYTES = 8 * 1024;
const MAX_TAG_MANIFEST_BYTES = 512 * 1024 * 1024;
/** One kind is never taken for the other. */
const HEADERS = { package: 'comity/package/v1', proof: 'comity/request-proof/v1' } as const;

interface Seal {
  readonly pack: OpenPackage;
  readonly keys: LogKeys;
  /** Lower-case hex: names the whole package. */
  readonly tagManifestSha256: string;
}

/**
 * Text: header, log, digest; one signature, of the service key in `custody/keys`. When the digest does not fit, the
 * signature tells which of the two was touched. Faults: noteInvalid, fileChanged, keyInvalid, signatureMissing,
 * signatureWrong, and those of the tag manifest.
 */
export async function openSeal(crypto: Crypto, source: BagSource, layout: Layout): Promise<Seal> {
  const bytes = await readSmall(source.reader, layout.prefix + PACKAGE_NOTE, MAX_NOTE_BYTES);
  const note = parseNote(bytes, PACKAGE_NOTE);
  const [header, origin = '', stated, ...more] = utf8Text(note.text).split('\n');
  const wanted = HEADERS[layout.kind];
  if (header !== wanted || !isKeyName(`${origin}/service`) || more.length !== 1 || more[0] !== '')
    throw new Fault('noteInvalid', PACKAGE_NOTE, `three lines, the first ${wanted}`, 'other text');
  // A second line would be bytes that nothing protects.
  if (note.signatures.length !== 1)
    throw new Fault(
      'noteInvalid',
      PACKAGE_NOTE,
      'one signature, of the service',
      `${note.signatures.length}`,
    );
  const tagManifest = await source.reader.digest(`${source.prefix}tagmanifest-sha256.txt`, ['sha256']);
  const found = tagManifest.hex.sha256 ?? '';
  const fits = stated === found && tagManifest.bytes <= MAX_TAG_MANIFEST_BYTES;
  const tags = fits
    ? ((await openTagLists(source, 'package')).get('sha256') ?? new Map<string, string>())
    : undefined;
  const readPem = (path: string): Promise<Uint8Array> =>
    tags === undefined
      ? readSmall(source.reader, source.prefix + path, MAX_PEM_BYTES)
      : readTagFile({ crypto, source, tags }, path, MAX_PEM_BYTES);
  const keys = await readKeys(crypto, origin, readPem);
  const signed = await verifySignatures(crypto, note, [keys.service], PACKAGE_NOTE);
  requireSignature(signed, keys.service, PACKAGE_NOTE);
  if (tags === undefined)
    throw new Fault('fileChanged', 'tagmanifest-sha256.txt', `sha256 ${stated}, as package.note says`, found);
  const pack = { crypto, layout, source, tags, payload: new Map<string, string>(), further: new Map() };
  return { pack, keys, tagManifestSha256: found };
}

type Read = (path: string) => Promise<Uint8Array>;

async function readKeys(crypto: Crypto, origin: string, read: Read): Promise<LogKeys> {
  const key = async (file: string, name: string, type: NoteKeyType): Promise<NoteKey> => {
    const path = `custody/keys/${file}.pem`;
    const algorithm = type === 'cosignature-ml-dsa-44' ? 'ml-dsa-44' : 'ed25519';
    const raw = rawKeyOf(pemKey(await read(path), path));
    if (raw?.algorithm !== algorithm)
      throw new Fault('keyInvalid', path, `a public key of ${algorithm}`, 'another');
    return noteKey(crypto, name, type, raw.publicKey);
  };
  return {
    origin,
    ed25519: await key('log-ed25519', origin, 'ed25519'),
    mlDsa44: await key('log-ml-dsa-44', origin, 'cosignature-ml-dsa-44'),
    service: await key('service', `${origin}/service`, 'recorded-ed25519'),
  };
}

/** RFC 7468, section 13, in the one spelling that `openssl pkey -pubout` writes. Returns DER. */
export function pemKey(bytes: Uint8Array, path: string): Uint8Array {
  const bad = (): Fault => new Fault('keyInvalid', path, 'a public key in PEM', 'other text');
  let text: string;
  try {
    text = utf8Text(bytes);
  } catch {
    throw bad();
  }
  const [, body = ''] =
    /^-----BEGIN PUBLIC KEY-----\n([A-Za-z0-9+/=\n]+)\n-----END PUBLIC KEY-----\n$/.exec(text) ?? [];
  const lines = body.split('\n');
  const isWrapped = lines.every((line, i) =>
    i === lines.length - 1 ? line.length <= 64 : line.length === 64,
  );
  const spki = isWrapped ? fromBase64(lines.join('')) : undefined;
  if (spki === undefined || spki.length === 0) throw bad();
  return spki;
}
