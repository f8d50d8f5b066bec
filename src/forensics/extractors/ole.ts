// What lies in compound files: messages of Outlook ([MS-OXMSG] 24.0, [MS-OXPROPS]) with their attachments, the text of Word before 2007
// ([MS-DOC] 2.4.1), Excel (`xls.ts`) and PowerPoint ([MS-PPT] 2.9), who and when ([MS-OLEPS] 2.25); else every stream as a member.
import { exactly, type Bytes } from '../volumes/bytes.ts';
import { CompoundFile, memberOf } from './cfb.ts';
import {
  Stopped,
  wholeOf,
  type Extracted,
  type Extractor,
  type Facts,
  type Member,
  type Spent,
} from './extractor.ts';
import { pageText } from './html.ts';
import { fileTime, inLine, inPage, Lines, utf16 } from './lines.ts';
import { messageOf } from './msg.ts';
import { workbookText } from './xls.ts';

const MAX_TEXT_BYTES = 32 * 1024 * 1024;
const ENCRYPTED_SLIDES = 0xf3d1_c4df;
const PROPERTIES = '__properties_version1.0';

export const ole: Extractor = {
  name: 'ole',
  group: 'documents',
  version: 3,
  takes: (kind) => kind === 'OLE',
  read: (bytes, spent) => {
    const file = new CompoundFile(bytes, spent);
    if (file.find(PROPERTIES) !== undefined) return messageOf(file, spent, pageText);
    const { text = '', stopped } = textOf(file, spent);
    return {
      members: endedBy(file, stopped),
      facts: summaryOf(file),
      ...(text === '' ? {} : { text: text.slice(0, spent.limits.textCharacters) }),
    } satisfies Extracted;
  },
};

/** Where the text cannot be had, the streams are listed all the same, and then it is said why. */
function textOf(file: CompoundFile, spent: Spent): { readonly text?: string; readonly stopped?: Stopped } {
  try {
    if (file.find('EncryptedPackage') !== undefined)
      // [MS-OFFCRYPTO] 2.3.4.1: what Office writes since 2007
      throw new Stopped('encrypted', 'the document needs a password');
    const text = wordText(file, spent) ?? workbookText(file, spent) ?? slidesText(file, spent);
    return text === undefined ? {} : { text };
  } catch (error) {
    if (error instanceof Stopped) return { stopped: error };
    throw error;
  }
}

function* endedBy({ streams }: CompoundFile, stopped: Stopped | undefined): Generator<Member> {
  for (const [index, stream] of streams.entries()) yield memberOf(stream, index);
  if (stopped !== undefined) throw stopped;
}

/** [MS-DOC] 2.5.1 Fib, 2.8.35 PlcPcd: pieces of text, of one byte a character or of two. */
function wordText(file: CompoundFile, spent: Spent): string | undefined {
  const main = file.find('WordDocument')?.open();
  if (main === undefined || main.size < 0x1aa) return undefined;
  const head = exactly(main, 0, 0x1aa);
  if ((head.readUInt16LE(10) & 0x0100) !== 0) throw new Stopped('encrypted', 'the document needs a password');
  const table = file.find((head.readUInt16LE(10) & 0x0200) === 0 ? '0Table' : '1Table')?.open();
  const [at, length] = [head.readUInt32LE(0x1a2), head.readUInt32LE(0x1a6)];
  if (table === undefined || length === 0 || at + length > table.size || length > MAX_TEXT_BYTES)
    return undefined;
  const clx = exactly(table, at, length);
  let from = 0;
  while (clx[from] === 1 && from + 3 <= clx.length) from += 3 + clx.readUInt16LE(from + 1); // Prc
  if (clx[from] !== 2 || from + 5 > clx.length) return undefined;
  const plc = clx.subarray(from + 5, from + 5 + clx.readUInt32LE(from + 1));
  const count = Math.floor((plc.length - 4) / 12);
  let text = '';
  for (let index = 0; index < count && text.length < spent.limits.textCharacters; index++) {
    const characters = plc.readUInt32LE(4 * index + 4) - plc.readUInt32LE(4 * index);
    const place = plc.readUInt32LE(4 * (count + 1) + 8 * index + 2);
    const isBytes = (place & 0x4000_0000) !== 0;
    const start = (place & 0x3fff_ffff) / (isBytes ? 2 : 1);
    const bytes = Math.min(characters * (isBytes ? 1 : 2), main.size - start, MAX_TEXT_BYTES);
    if (characters <= 0 || bytes <= 0) continue;
    const raw = wholeOf(main, Math.floor(start), bytes, spent);
    text += isBytes ? new TextDecoder('windows-1252').decode(raw) : raw.toString('utf16le', 0, bytes & ~1);
  }
  // 2.4.1: fields are kept as what they show; 13 ends a paragraph, 7 a cell.
  return text.replace(/\u0013[^\u0013-\u0015]*\u0014|[\u0013-\u0015]/g, '').replace(/[\r\u000b\u000c]/g, '\n').replaceAll('\u0007', '\t').replace(/[\u0000-\u0008\u000e-\u001f]/g, '').trim(); // prettier-ignore
}

/** [MS-PPT] 2.3.1: records in containers; text of one byte a character (0x0fa8) or of two (0x0fa0). */
function slidesText(file: CompoundFile, spent: Spent): string | undefined {
  const stream = file.find('PowerPoint Document')?.open();
  if (stream === undefined) return undefined;
  const user = file.find('Current User')?.open(); // 2.3.2, CurrentUserAtom
  if (user !== undefined && user.size >= 16 && exactly(user, 12, 4).readUInt32LE(0) === ENCRYPTED_SLIDES)
    throw new Stopped('encrypted', 'the slides need a password');
  const raw = wholeOf(stream, 0, Math.min(stream.size, MAX_TEXT_BYTES), spent);
  const out = new Lines(spent.limits.textCharacters);
  for (let at = 0; at + 8 <= raw.length && !out.isFull;) {
    const [version, type, length] = [
      raw.readUInt16LE(at) & 15,
      raw.readUInt16LE(at + 2),
      raw.readUInt32LE(at + 4),
    ];
    const body = raw.subarray(at + 8, at + 8 + length);
    if (type === 0x0fa8) out.add(body.toString('latin1').replaceAll('\r', '\n'));
    if (type === 0x0fa0) out.add(body.toString('utf16le', 0, body.length & ~1).replaceAll('\r', '\n'));
    at += 8 + (version === 15 ? 0 : length); // a container is gone into
  }
  return out.text;
}

const SUMMARY: readonly (readonly [id: number, fact: string])[] = [
  [2, 'title'],
  [3, 'subject'],
  [4, 'creator'],
  [8, 'last-modified-by'],
  [12, 'created'],
  [13, 'modified'],
];

/** [MS-OLEPS] 2.21 PropertySetStream, 2.20 PropertySet: strings (30, 31) and times (64). */
function summaryOf(file: CompoundFile): Facts {
  const stream: Bytes | undefined = file.find('\u0005SummaryInformation')?.open();
  if (stream === undefined || stream.size < 48) return {};
  const raw = exactly(stream, 0, Math.min(stream.size, 65_536));
  const set = raw.subarray(raw.readUInt32LE(44));
  if (set.length < 8) return {};
  const places = new Map<number, number>();
  for (let index = 0; index < Math.min(100, set.readUInt32LE(4)) && 16 + 8 * index <= set.length; index++)
    places.set(set.readUInt32LE(8 + 8 * index), set.readUInt32LE(12 + 8 * index));
  const pageAt = places.get(1) ?? set.length;
  const page = pageAt + 6 <= set.length ? set.readUInt16LE(pageAt + 4) : 1252;
  const found: { [name: string]: string } = {};
  for (const [id, fact] of SUMMARY) {
    const at = places.get(id) ?? set.length;
    if (at + 12 > set.length) continue;
    const [type, length] = [set.readUInt16LE(at), set.readUInt32LE(at + 4)];
    const text = set.subarray(at + 8, at + 8 + Math.min(length * (type === 31 ? 2 : 1), 4000));
    const value = type === 64 ? fileTime(set, at + 4) : type === 31 ? utf16(text) : type === 30 ? inPage(text, page) : undefined; // prettier-ignore
    if (value !== undefined && value !== '') found[fact] = inLine(value, 500);
  }
  return found;
}
