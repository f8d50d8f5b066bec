// What a file is by its first bytes, and whether its name promises something else.

/** Of `KINDS` below: a later version may find more, and what was typed by an earlier one is typed again. */
export const KINDS_VERSION = 6;
/** As many as are looked at. Most kinds stand in the first 64; a tar archive says so at 257 (POSIX ustar). */
export const FIRST_BYTES = 512;

/** What the first bytes say, and what its name adds where they leave it open; undefined where nothing is known by them. */
export function kindOf(first: Uint8Array, name = ''): string | undefined {
  const start = Buffer.from(first.subarray(0, FIRST_BYTES)).toString('latin1');
  const kind = KINDS.find(({ at = 0, bytes }) => start.startsWith(bytes, at))?.kind;
  if (kind === 'ZIP') return documentIn(first, start, extensionOf(name)) ?? kind;
  // A compound file says what it holds far behind its first bytes: the name decides, and its reader says what it is.
  return kind === 'OLE' && extensionOf(name) === 'msg' ? 'MSG' : kind;
}

/** Of what form a document is kept in: `ZIP` of a DOCX; of another its own kind. */
export function containerOf(kind: string): string {
  return DOCUMENTS.find((one) => one.kind === kind)?.within ?? kind;
}

/** A form, and the documents that are kept in it. */
export function kindsWithin(kind: string): readonly string[] {
  return [kind, ...DOCUMENTS.filter(({ within }) => within === kind).map((one) => one.kind)];
}

/** Whether the name promises something else than the bytes are. */
export function saysOther(name: string, kind: string | undefined): string | undefined {
  const extension = extensionOf(name);
  const promised = [...DOCUMENTS, ...KINDS].find(({ names }) => names.includes(extension))?.kind;
  if (promised === undefined || promised === kind) return undefined;
  if (kind !== undefined && (containerOf(promised) === kind || promised === containerOf(kind)))
    return undefined;
  return extension.toUpperCase();
}

function extensionOf(name: string): string {
  return /\.([A-Za-z0-9]{1,5})$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/**
 * By the first member of the archive: its type as it is (OpenDocument 1.3, part 2, 3.3; EPUB OCF 3.3, 4.2.2), or a folder of OOXML; where that
 * is what every OOXML document has (ECMA-376-2), the name says which.
 */
function documentIn(first: Uint8Array, start: string, extension: string): string | undefined {
  if (first.length < 30) return undefined;
  const head = Buffer.from(first.buffer, first.byteOffset, first.length);
  const after = 30 + head.readUInt16LE(26);
  const member = start.slice(30, after);
  if (member === 'mimetype') {
    const type = start.slice(after + head.readUInt16LE(28));
    return DOCUMENTS.find(({ says }) => says !== undefined && type.startsWith(says))?.kind;
  }
  const within = DOCUMENTS.find(({ folder }) => folder !== undefined && member.startsWith(folder));
  if (within !== undefined) return within.kind;
  if (!/^(?:\[Content_Types\]\.xml|_rels\/.*|docProps\/.*)$/.test(member)) return undefined;
  return DOCUMENTS.find(({ folder, names }) => folder !== undefined && names.includes(extension))?.kind;
}

const DOCUMENTS: readonly {
  readonly kind: string;
  readonly within: string;
  readonly names: readonly string[];
  readonly says?: string;
  readonly folder?: string;
}[] = [
  { kind: 'DOCX', within: 'ZIP', names: ['docx', 'docm'], folder: 'word/' },
  { kind: 'XLSX', within: 'ZIP', names: ['xlsx', 'xlsm'], folder: 'xl/' },
  { kind: 'PPTX', within: 'ZIP', names: ['pptx', 'pptm'], folder: 'ppt/' },
  { kind: 'ODT', within: 'ZIP', names: ['odt'], says: 'application/vnd.oasis.opendocument.text' },
  { kind: 'ODS', within: 'ZIP', names: ['ods'], says: 'application/vnd.oasis.opendocument.spreadsheet' },
  { kind: 'ODP', within: 'ZIP', names: ['odp'], says: 'application/vnd.oasis.opendocument.presentation' },
  { kind: 'ODG', within: 'ZIP', names: ['odg'], says: 'application/vnd.oasis.opendocument.graphics' },
  { kind: 'EPUB', within: 'ZIP', names: ['epub'], says: 'application/epub+zip' },
  { kind: 'MSG', within: 'OLE', names: ['msg'] },
];

const KINDS: readonly {
  readonly kind: string;
  readonly at?: number;
  readonly bytes: string;
  readonly names: readonly string[];
}[] = [
  { kind: 'JPEG', bytes: '\xff\xd8\xff', names: ['jpg', 'jpeg'] },
  { kind: 'PNG', bytes: '\x89PNG\r\n\x1a\n', names: ['png'] },
  { kind: 'GIF', bytes: 'GIF8', names: ['gif'] },
  { kind: 'WebP', at: 8, bytes: 'WEBP', names: ['webp'] },
  { kind: 'TIFF', bytes: 'II*\0', names: ['tif', 'tiff'] },
  { kind: 'TIFF', bytes: 'MM\0*', names: [] },
  { kind: 'HEIC', at: 4, bytes: 'ftyphei', names: ['heic'] },
  { kind: 'AVIF', at: 4, bytes: 'ftypavi', names: ['avif'] },
  { kind: 'QuickTime', at: 4, bytes: 'ftypqt', names: ['mov', 'qt'] },
  { kind: 'MP4', at: 4, bytes: 'ftyp', names: ['mp4', 'm4v'] },
  { kind: 'Matroska', bytes: '\x1a\x45\xdf\xa3', names: ['mkv', 'webm'] },
  { kind: 'AVI', at: 8, bytes: 'AVI LIST', names: ['avi'] },
  { kind: 'MPEG', bytes: '\0\0\x01\xba', names: ['mpg', 'mpeg', 'vob'] },
  { kind: 'ASF', bytes: '\x30\x26\xb2\x75\x8e\x66\xcf\x11', names: ['wmv', 'asf'] },
  { kind: 'FLV', bytes: 'FLV\x01', names: ['flv'] },
  { kind: 'PDF', bytes: '%PDF-', names: ['pdf'] },
  { kind: 'ZIP', bytes: 'PK\x03\x04', names: ['zip', 'jar', 'apk'] },
  { kind: 'OLE', bytes: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', names: ['doc', 'xls', 'ppt'] },
  { kind: '7z', bytes: '7z\xbc\xaf\x27\x1c', names: ['7z'] },
  { kind: 'RAR', bytes: 'Rar!\x1a\x07', names: ['rar'] },
  { kind: 'CAB', bytes: 'MSCF\0\0\0\0', names: ['cab'] },
  { kind: 'xz', bytes: '\xfd7zXZ\0', names: ['xz', 'txz'] },
  { kind: 'bzip2', bytes: 'BZh', names: ['bz2', 'tbz', 'tbz2'] },
  { kind: 'cpio', bytes: '07070', names: ['cpio'] },
  { kind: 'gzip', bytes: '\x1f\x8b', names: ['gz', 'tgz'] },
  { kind: 'SQLite', bytes: 'SQLite format 3\0', names: ['sqlite', 'sqlite3'] },
  { kind: 'PST', bytes: '!BDN', names: ['pst', 'ost'] },
  { kind: 'EVTX', bytes: 'ElfFile\0', names: ['evtx'] },
  { kind: 'registry', bytes: 'regf', names: [] },
  { kind: 'LNK', bytes: 'L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0\0\0\0F', names: ['lnk'] },
  { kind: 'prefetch', at: 4, bytes: 'SCCA', names: ['pf'] },
  { kind: 'prefetch', bytes: 'MAM\x04', names: [] },
  { kind: 'prefetch', bytes: 'MAM\x84', names: [] },
  { kind: 'RTF', bytes: '{\\rtf', names: ['rtf'] },
  { kind: 'plist', bytes: 'bplist0', names: [] },
  { kind: 'EWF', bytes: 'EVF\x09\x0d\x0a\xff\0', names: ['e01'] },
  { kind: 'tar', at: 257, bytes: 'ustar', names: ['tar'] },
  { kind: 'ELF', bytes: '\x7fELF', names: ['so'] },
  { kind: 'Windows program', bytes: 'MZ', names: ['exe', 'dll'] },
];
