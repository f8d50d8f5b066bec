// The two tag files that describe a bag: bagit.txt and bag-info.txt (RFC 8493, 2.1.1 and 2.2.2).
import { Fault } from './fault.ts';
import { shownName } from './names.ts';
import { readSmall, type PackageReader } from './reader.ts';

export type BagRules = 'package' | 'any';

export interface BagSource {
  readonly reader: PackageReader;
  /** Path of the bag's folder with a final `/`, or nothing when the reader is rooted in it. */
  readonly prefix: string;
  /** Bytes of every file, by its path within the bag. */
  readonly files: ReadonlyMap<string, number>;
  /** Those outside `data/`: few, where the evidence may be a million files. */
  readonly tagPaths: readonly string[];
}

export interface Declaration {
  readonly version: string;
  readonly encoding: string;
}

/** What every package declares. */
export const PACKAGE_DECLARATION: Declaration = { version: '1.0', encoding: 'UTF-8' };

/** Labels with values in the order of the file; a label may repeat. */
export type BagInfo = readonly (readonly [label: string, value: string])[];

const MAX_TAG_BYTES = 1024 * 1024;
/** What `TextDecoder` calls them; UTF-16 needs its byte order mark looked at. */
const ENCODINGS: readonly string[] = ['UTF-8', 'UTF-16', 'UTF-16LE', 'UTF-16BE', 'ISO-8859-1', 'US-ASCII'];

export async function readDeclaration(source: BagSource, rules: BagRules): Promise<Declaration> {
  if (!source.files.has('bagit.txt'))
    throw new Fault('fileMissing', 'bagit.txt', 'the declaration of a bag', 'none');
  const text = decodeText(await readTag(source, 'bagit.txt', 1024), 'UTF-8', 'bagit.txt');
  const parts = /^BagIt-Version: (\d+\.\d+)\r?\nTag-File-Character-Encoding: ([A-Za-z0-9-]+)(?:\r?\n)?$/.exec(
    text,
  );
  const [, version = '', encoding = ''] = parts ?? [];
  if (version === '')
    throw new Fault(
      'bagInvalid',
      'bagit.txt',
      'the lines BagIt-Version and Tag-File-Character-Encoding',
      'other text',
    );
  if (rules === 'package' && text !== 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n')
    throw new Fault(
      'bagInvalid',
      'bagit.txt',
      'BagIt 1.0 in UTF-8',
      `${version} in ${encoding}, or other line ends`,
    );
  if (!/^(?:0\.9[3-7]|1\.0)$/.test(version))
    throw new Fault('bagInvalid', 'bagit.txt', 'version 0.93 to 1.0', version);
  if (!ENCODINGS.includes(encoding.toUpperCase()))
    throw new Fault('bagInvalid', 'bagit.txt', `an encoding of ${ENCODINGS.join(', ')}`, encoding);
  return { version, encoding: encoding.toUpperCase() };
}

export async function readInfo(
  source: BagSource,
  declaration: Declaration,
  rules: BagRules,
): Promise<BagInfo> {
  if (!source.files.has('bag-info.txt')) {
    if (rules === 'package')
      throw new Fault('fileMissing', 'bag-info.txt', 'a description of the bag', 'none');
    return [];
  }
  const text = decodeText(
    await readTag(source, 'bag-info.txt', MAX_TAG_BYTES),
    declaration.encoding,
    'bag-info.txt',
  );
  const info: [string, string][] = [];
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (line === '') continue;
    const last = info.at(-1);
    if (/^[ \t]/.test(line) && last !== undefined && rules === 'any') {
      last[1] += ` ${line.trim()}`;
      continue;
    }
    const [, label, value] = /^([^\s:](?:[^:]*[^\s:])?):[ \t]*(?![ \t])(.*)$/.exec(line) ?? [];
    if (label === undefined || value === undefined)
      throw new Fault('bagInvalid', 'bag-info.txt', 'lines of label, colon and value', shownName(line));
    info.push([label, value]);
  }
  return info;
}

function infoValue(info: BagInfo, label: string): string | undefined {
  return info.find(([one]) => one.toLowerCase() === label.toLowerCase())?.[1];
}

/** Payload-Oxum (RFC 8493, 2.2.2): octets, a full stop, number of files. After the digests, which name the file. */
export function checkOxum(
  read: { readonly files: number; readonly bytes: number },
  info: BagInfo,
  rules: BagRules,
): void {
  const stated = infoValue(info, 'Payload-Oxum');
  if (stated === undefined) {
    if (rules === 'package') throw new Fault('bagInvalid', 'bag-info.txt', 'a line Payload-Oxum', 'none');
    return;
  }
  const found = `${read.bytes}.${read.files}`;
  if (stated !== found)
    throw new Fault(
      'bagInvalid',
      'bag-info.txt',
      `Payload-Oxum ${found}, as the files are`,
      shownName(stated),
    );
}

async function readTag(source: BagSource, name: string, maxBytes: number): Promise<Uint8Array> {
  return await readSmall(source.reader, source.prefix + name, maxBytes);
}

export function decodeText(bytes: Uint8Array, encoding: string, place: string): string {
  try {
    if (encoding !== 'UTF-16')
      return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
    // Without a mark UTF-16 is big-endian (RFC 2781, 4.3).
    const little = bytes[0] === 0xff && bytes[1] === 0xfe;
    return new TextDecoder(little ? 'UTF-16LE' : 'UTF-16BE', { fatal: true }).decode(bytes);
  } catch {
    throw new Fault('bagInvalid', place, `text in ${encoding}`, 'other bytes');
  }
}
