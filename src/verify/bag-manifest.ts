// Manifests (RFC 8493, 2.1.3 and 2.2.1): a digest and a path on each line.
import { decodeText, type BagRules, type BagSource, type Declaration } from './bag-tags.ts';
import type { HashName } from './crypto.ts';
import { Fault } from './fault.ts';
import { escapeFault, nameFault, shownName } from './names.ts';
import { lineBatches, MAX_ENTRIES, readSmall } from './reader.ts';

/** Digest in lower-case hex, by path within the bag. */
export type Manifest = ReadonlyMap<string, string>;

interface ManifestFile {
  readonly name: string;
  readonly algorithm: HashName;
  readonly kind: 'payload' | 'tag';
  readonly declaration: Declaration;
  readonly rules: BagRules;
}

const HEX_DIGITS: { readonly [name in HashName]: number } = {
  md5: 32,
  sha1: 40,
  sha256: 64,
  sha384: 96,
  sha512: 128,
};
/** A million paths of ordinary length, or fewer long ones. */
const MAX_MANIFEST_BYTES = 512 * 1024 * 1024;
const MAX_LINE_BYTES = 2048;
/** Manifests in other encodings are read whole. */
const MAX_OTHER_BYTES = 16 * 1024 * 1024;

export async function readManifest(
  source: BagSource,
  file: ManifestFile,
  warnings: string[],
): Promise<Manifest> {
  const manifest = new Map<string, string>();
  const form = new RegExp(`^[0-9a-f]{${HEX_DIGITS[file.algorithm]}}  .`, 's');
  const parse = (line: string): ManifestLine | undefined =>
    file.rules === 'package' ? packageLine(line, file, form) : anyLine(line, file);
  for await (const lines of batchesOf(source, file))
    for (const line of lines) add(manifest, parse(line), file, warnings);
  return manifest;
}

type ManifestLine = readonly [digest: string, path: string];

function add(
  manifest: Map<string, string>,
  line: ManifestLine | undefined,
  file: ManifestFile,
  warnings: string[],
): void {
  if (line === undefined) return;
  const [digest, path] = line;
  const earlier = manifest.get(path);
  if (earlier !== undefined) {
    if (earlier !== digest || file.rules === 'package' || file.declaration.version === '1.0')
      throw new Fault('bagInvalid', file.name, 'each file once', `${shownName(path)} twice`);
    warnings.push(`${shownName(path)} is listed twice in ${file.name}`);
  }
  manifest.set(path, digest);
  if (manifest.size > MAX_ENTRIES)
    throw new Fault('limitExceeded', file.name, `at most ${MAX_ENTRIES} lines`, 'more');
}

function batchesOf(source: BagSource, file: ManifestFile): AsyncIterable<readonly string[]> {
  const path = source.prefix + file.name;
  if (file.rules === 'package')
    return lineBatches(
      source.reader.pieces(path),
      { lineBytes: MAX_LINE_BYTES, bytes: MAX_MANIFEST_BYTES },
      file.name,
    );
  return (async function* () {
    const bytes = await readSmall(source.reader, path, MAX_OTHER_BYTES);
    yield decodeText(bytes, file.declaration.encoding, file.name).split(/\r\n|\r|\n/);
  })();
}

/** The one form that `sha256sum -c` reads as well: lower-case hex, two spaces, a path without escapes. */
function packageLine(line: string, file: ManifestFile, form: RegExp): ManifestLine {
  const digits = HEX_DIGITS[file.algorithm];
  const digest = line.slice(0, digits);
  const path = line.slice(digits + 2);
  if (!form.test(line))
    throw new Fault('bagInvalid', file.name, `${digits} hex digits, two spaces and a path`, shownName(line));
  const fault = nameFault(path);
  if (fault !== undefined)
    throw new Fault('unsafeName', file.name, 'a safe name', `${shownName(path)}: ${fault}`);
  checkPlace(path, file);
  return [digest, path];
}

function anyLine(line: string, file: ManifestFile): ManifestLine | undefined {
  if (line === '') return undefined;
  const [, digest = '', escaped = ''] = /^([0-9A-Fa-f]+)[ \t]+(?![ \t])\*?(.+)$/.exec(line) ?? [];
  if (digest.length !== HEX_DIGITS[file.algorithm])
    throw new Fault(
      'bagInvalid',
      file.name,
      `a digest of ${HEX_DIGITS[file.algorithm]} digits and a path`,
      shownName(line),
    );
  const path = unescaped(escaped.replace(/^\.\//, ''), file.declaration.version);
  const fault = escapeFault(path);
  if (fault !== undefined)
    throw new Fault('unsafeName', file.name, 'a path inside the bag', `${shownName(path)}: ${fault}`);
  checkPlace(path, file);
  return [digest.toLowerCase(), path];
}

function checkPlace(path: string, file: ManifestFile): void {
  const inData = path.startsWith('data/');
  if (inData !== (file.kind === 'payload'))
    throw new Fault(
      'bagInvalid',
      file.name,
      file.kind === 'payload' ? 'files under data/' : 'files outside data/',
      path,
    );
  if (file.kind === 'tag' && path.startsWith('tagmanifest-'))
    throw new Fault('bagInvalid', file.name, 'no tag manifest among its files', path);
}

/** Line ends are percent-encoded, and since 1.0 the percent sign itself. */
function unescaped(path: string, version: string): string {
  const encoded = version === '1.0' ? /%(0A|0D|25)/gi : /%(0A|0D)/gi;
  return path.replace(encoded, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}
