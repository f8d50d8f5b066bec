// Where one is within an exhibit, and what is shown of the bytes of a file: text and hexadecimal, made of them as they are.
import { visibleLines } from '../../web/safe-text.ts';

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
  /** Free space and slack are listed too. */
  readonly isUnused?: true;
  /** The picture was asked for: it is no longer blurred. */
  readonly isShown?: true;
  /** Of a document that is drawn, from 1; the first where it is not said. */
  readonly page?: number;
  /** Rows of the folder that come before those shown. */
  readonly after: number;
  /** Single keys do nothing: who looks has switched them off (WCAG 2.2, 2.1.4). */
  readonly isKeyless?: true;
}

/** Entries of a folder on one page. */
export const PAGE_ROWS = 200;
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
    ...(query('unused') === 'yes' ? { isUnused: true } : {}),
    ...(view === 'picture' && query('shown') === 'yes' ? { isShown: true } : {}),
    ...(view === 'picture' ? readPage(query('page')) : {}),
    after: /^\d{1,6}$/.test(query('after')) ? Number(query('after')) : 0,
    ...(query('keys') === 'off' ? { isKeyless: true } : {}),
  };
}

export function readPage(text: string): { readonly page?: number } {
  return /^[1-9]\d{0,5}$/.test(text) ? { page: Number(text) } : {};
}

export function placeQuery(place: Place): string {
  const { volume, path, file, view, isUnused, isShown, page, after, isKeyless } = place;
  const query = new URLSearchParams();
  if (volume !== undefined) query.set('volume', String(volume));
  if (path.length > 0) query.set('path', path.join('/'));
  if (isUnused === true) query.set('unused', 'yes');
  if (after > 0) query.set('after', String(after));
  if (file !== undefined) {
    query.set('file', file.name);
    query.set('address', file.address);
    if (view !== 'details') query.set('view', view);
    if (isShown === true) query.set('shown', 'yes');
    if (page !== undefined && view === 'picture') query.set('page', String(page));
  }
  if (isKeyless === true) query.set('keys', 'off');
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
