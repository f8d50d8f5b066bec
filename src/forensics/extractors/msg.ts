// A message of Outlook. [MS-OXMSG] 24.0, section numbers at each structure; the numbers of properties are those of [MS-OXPROPS].
import { exactly, type Bytes } from '../volumes/bytes.ts';
import { memberOf, type CompoundFile, type OleStream } from './cfb.ts';
import { wholeOf, type Extracted, type Member, type Spent } from './extractor.ts';
import { fileTime, inLine, inPage, utf16 } from './lines.ts';
import { unpackLzfu } from './lzfu.ts';
import { rtfText } from './rtf.ts';

const HEAD_BYTES = 32;
const MAX_PROPERTIES_BYTES = 1024 * 1024;
const MAX_BODY_BYTES = 16 * 1024 * 1024;
/** 2.1.3: a property whose length is not fixed has a stream of its own. */
const STRINGS: readonly (readonly [property: string, fact: string])[] = [
  ['0037', 'subject'],
  ['0C1A', 'from'],
  ['5D01', 'from-address'],
  ['0C1F', 'from-address'],
  ['0E04', 'to'],
  ['0E03', 'cc'],
  ['0E02', 'bcc'],
  ['1035', 'message-id'],
  ['001A', 'class'],
];
const TIMES: readonly (readonly [tag: number, fact: string])[] = [
  [0x0039_0040, 'sent'],
  [0x0e06_0040, 'received'],
  [0x3007_0040, 'created'],
];
/** Of the message, and of what it was sent as. */
const [CODE_PAGE, INTERNET_PAGE] = [0x3ffd_0003, 0x3fde_0003];
const ATTACHMENT = /^__attach_version1\.0_#[\dA-F]{8}$/;

export function messageOf(file: CompoundFile, spent: Spent, pageText: (page: string) => string): Extracted {
  const fixed = propertiesOf(file.find('__properties_version1.0')?.open());
  const page = (fixed.get(CODE_PAGE) ?? fixed.get(INTERNET_PAGE))?.readUInt32LE(0) ?? 1252;
  const text = (folder: readonly string[], property: string): string | undefined => {
    const [wide, narrow] = ['001F', '001E'].map((type) =>
      file.find(...folder, `__substg1.0_${property}${type}`),
    );
    if (wide !== undefined) return utf16(bodyOf(wide, spent));
    return narrow === undefined ? undefined : inPage(bodyOf(narrow, spent), page);
  };
  const facts: { [name: string]: string } = {};
  for (const [property, fact] of STRINGS) {
    const value = text([], property);
    if (value !== undefined && value !== '') facts[fact] ??= inLine(value);
  }
  for (const [tag, fact] of TIMES) {
    const value = fixed.get(tag);
    const time = value === undefined ? undefined : fileTime(value, 0);
    if (time !== undefined) facts[fact] = time;
  }
  const html = file.find('__substg1.0_10130102');
  const rtf = file.find('__substg1.0_10090102');
  const body =
    text([], '1000') ??
    (html !== undefined
      ? pageText(inPage(bodyOf(html, spent), fixed.get(INTERNET_PAGE)?.readUInt32LE(0) ?? 65_001))
      : rtf === undefined
        ? undefined
        : rtfText(unpackLzfu(bodyOf(rtf, spent)), spent.limits.textCharacters));
  const heads = text([], '007D');
  const all = [body, heads].filter((one) => one !== undefined && one !== '').join('\n\n');
  return {
    facts,
    members: attachmentsOf(file, text),
    ...(all === '' ? {} : { text: all.slice(0, spent.limits.textCharacters) }),
  };
}

/** 2.4: what is fixed, 16 bytes each behind a head. */
function propertiesOf(bytes: Bytes | undefined): Map<number, Buffer> {
  const found = new Map<number, Buffer>();
  if (bytes === undefined || bytes.size < HEAD_BYTES) return found;
  const raw = exactly(bytes, 0, Math.min(bytes.size, MAX_PROPERTIES_BYTES));
  for (let at = HEAD_BYTES; at + 16 <= raw.length; at += 16)
    found.set(raw.readUInt32LE(at), raw.subarray(at + 8, at + 16));
  return found;
}

/** 2.2.2: the bytes of an attachment under its name; of a message within it, whose streams are, each as it is. */
function* attachmentsOf(
  file: CompoundFile,
  text: (folder: readonly string[], property: string) => string | undefined,
): Generator<Member> {
  for (const [index, stream] of file.streams.entries()) {
    const [folder = '', name = '', ...below] = stream.path;
    if (!ATTACHMENT.test(folder)) continue;
    const shown = (text([folder], '3707') ?? text([folder], '3704') ?? folder).replaceAll('/', '_');
    if (name === '__substg1.0_37010102' && below.length === 0)
      yield { ...memberOf(stream, index), path: shown };
    else if (name === '__substg1.0_3701000D') yield memberOf({ ...stream, path: [shown, ...below] }, index);
  }
}

function bodyOf({ open }: OleStream, spent: Spent): Buffer {
  const bytes = open();
  return wholeOf(bytes, 0, Math.min(bytes.size, MAX_BODY_BYTES), spent);
}
