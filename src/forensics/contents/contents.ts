// Where one is within an exhibit, and what is shown of the bytes of a file: text and hexadecimal, made of them as they are.
import { visibleLines, visiblePlain } from '../../web/safe-text.ts';

export const VIEWS = ['details', 'picture', 'text', 'hex'] as const;
export type ContentsView = (typeof VIEWS)[number];

export interface Place {
  /** Of a medium; undefined: its volumes are shown. */
  readonly volume?: number;
  /** The folder. */
  readonly path: readonly string[];
  /** The file that is looked at, in the folder. */
  readonly file?: { readonly name: string; readonly address: string };
  readonly view: ContentsView;
  /** The picture was asked for: it is no longer blurred. */
  readonly isShown?: true;
  /** Rows of the folder that come before those shown. */
  readonly after: number;
}

const PATH_CHARACTERS = 16_000;
const DEPTH = 255;

/** What is not well formed is as if it had not been asked for. */
export function readPlace(query: (name: string) => string): Place {
  const [volume, name, address, path] = [query('volume'), query('file'), query('address'), query('path')];
  const view = VIEWS.find((one) => one === query('view')) ?? 'details';
  const parts = path.length > PATH_CHARACTERS ? [] : path.split('/').filter((part) => part !== '');
  return {
    ...(/^\d{1,4}$/.test(volume) ? { volume: Number(volume) } : {}),
    path: parts.slice(0, DEPTH),
    ...(name === '' || name.length > PATH_CHARACTERS
      ? {}
      : { file: { name, address: address.slice(0, 60) } }),
    view,
    ...(view === 'picture' && query('shown') === 'yes' ? { isShown: true } : {}),
    after: /^\d{1,6}$/.test(query('after')) ? Number(query('after')) : 0,
  };
}

export function placeQuery({ volume, path, file, view, isShown, after }: Place): string {
  const query = new URLSearchParams();
  if (volume !== undefined) query.set('volume', String(volume));
  if (path.length > 0) query.set('path', path.join('/'));
  if (after > 0) query.set('after', String(after));
  if (file !== undefined) {
    query.set('file', file.name);
    query.set('address', file.address);
    if (view !== 'details') query.set('view', view);
    if (isShown === true) query.set('shown', 'yes');
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

export const SHOWN_BYTES = 16 * 1024;
const ROW_BYTES = 16;

/** Sixteen bytes a line: where, the bytes, and what of them is ASCII. */
export function hexText(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += ROW_BYTES) {
    const row = Array.from(bytes.subarray(at, at + ROW_BYTES));
    const digits = row.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const letters = row
      .map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'))
      .join('');
    lines.push(`${at.toString(16).padStart(8, '0')}  ${digits.padEnd(3 * ROW_BYTES - 1)}  ${letters}`);
  }
  return lines.join('\n');
}

/** By its byte order mark, else as UTF-8; what is no text is shown as what it is. */
export function plainText(bytes: Uint8Array): string {
  const label =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  const text = new TextDecoder(label).decode(bytes).replaceAll('\t', '    ');
  return visibleLines(text, SHOWN_BYTES);
}

/** What the first bytes say; undefined where nothing is known by them. */
export function kindOf(first: Uint8Array): string | undefined {
  const start = Buffer.from(first.subarray(0, 64)).toString('latin1');
  return KINDS.find(({ at = 0, bytes }) => start.startsWith(bytes, at))?.kind;
}

/** Whether the name promises something else than the bytes are. */
export function saysOther(name: string, kind: string | undefined): string | undefined {
  const extension = /\.([A-Za-z0-9]{1,5})$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const promised = KINDS.find(({ names }) => names.includes(extension))?.kind;
  if (promised === undefined || promised === kind) return undefined;
  return visiblePlain(extension.toUpperCase(), 5);
}

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
  { kind: 'HEIC', at: 4, bytes: 'ftyphei', names: ['heic'] },
  { kind: 'MP4', at: 4, bytes: 'ftyp', names: ['mp4', 'm4v'] },
  { kind: 'PDF', bytes: '%PDF-', names: ['pdf'] },
  { kind: 'ZIP', bytes: 'PK\x03\x04', names: ['zip', 'docx', 'xlsx', 'pptx', 'odt', 'jar', 'apk'] },
  { kind: 'OLE', bytes: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', names: ['doc', 'xls', 'ppt', 'msg'] },
  { kind: '7z', bytes: '7z\xbc\xaf\x27\x1c', names: ['7z'] },
  { kind: 'RAR', bytes: 'Rar!\x1a\x07', names: ['rar'] },
  { kind: 'gzip', bytes: '\x1f\x8b', names: ['gz', 'tgz'] },
  { kind: 'SQLite', bytes: 'SQLite format 3\0', names: ['sqlite', 'sqlite3'] },
  { kind: 'PST', bytes: '!BDN', names: ['pst', 'ost'] },
  { kind: 'EVTX', bytes: 'ElfFile\0', names: ['evtx'] },
  { kind: 'registry', bytes: 'regf', names: [] },
  { kind: 'EWF', bytes: 'EVF\x09\x0d\x0a\xff\0', names: ['e01'] },
  { kind: 'ELF', bytes: '\x7fELF', names: ['so'] },
  { kind: 'Windows program', bytes: 'MZ', names: ['exe', 'dll'] },
];
