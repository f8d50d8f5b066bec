// What people write and pack: messages, pages, letters, books, archives, photographs; and the packings of macOS and Outlook.
import { deflateSync, gzipSync } from 'node:zlib';
import { packedFile, unpackedContent } from '../../src/forensics/filesystems/decmpfs.ts';
import { contentInside } from '../../src/forensics/filesystems/file-system.ts';
import { kindOf } from '../../src/forensics/listing/kinds.ts';
import { inMemory, Spent, Stopped } from '../../src/forensics/extractors/extractor.ts';
import { EXTRACTORS } from '../../src/forensics/extractors/index.ts';
import { unpackLzfu } from '../../src/forensics/extractors/lzfu.ts';
import { appleParts } from '../../src/forensics/volumes/apple-map.ts';
import { readVolumes } from '../../src/forensics/volumes/volumes.ts';
import { deflated, nestedZip, tarOfLinks } from '../support/archives.ts';
import { photo } from '../support/artefacts-made.ts';
import { bytesOf } from '../support/media.ts';
import { buildZip } from '../support/zip-builder.ts';
import { mutated } from './mutate.ts';
import { oneOf, unlessRefused, type Target } from './target.ts';

const text = (words: string): Buffer => Buffer.from(words, 'latin1');

const LETTER = text(
  'From: "A B" <a@example.org>\r\nTo: c@example.org\r\nSubject: =?utf-8?B?w6k=?=\r\nMIME-Version: 1.0\r\n' +
    'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n' +
    'Content-Transfer-Encoding: quoted-printable\r\n\r\none=20two=\r\nthree\r\n--b\r\nContent-Type: application/zip; name="a.zip"\r\n' +
    'Content-Transfer-Encoding: base64\r\n\r\nUEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\nx\r\n--b--\r\n',
);
const PAGE = text(
  '<html><head><title>A &amp; B</title><script>x("<p>")</script></head><body><!-- <b> --><p>First&nbsp;&#1055;</p><style>p{}</style></body></html>',
);
const RTF = text(
  String.raw`{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0\fcharset0 A;}}{\info{\title A}{\author In\'e8s}}{\*\generator no}{\pict 0102}\f0 One\par\u1055?\'e9 end}`,
);
const book = buildZip([
  deflated('mimetype', text('application/epub+zip')),
  deflated('a/book.opf', text('<package><dc:title>T</dc:title></package>')),
  deflated('a/1.xhtml', PAGE),
]);
const letter = buildZip([
  deflated('[Content_Types].xml', text('<Types/>')),
  deflated(
    'word/document.xml',
    text('<w:document><w:body><w:p><w:t>One</w:t><w:tab/></w:p></w:body></w:document>'),
  ),
  deflated('docProps/core.xml', text('<cp:coreProperties><dc:creator>A</dc:creator></cp:coreProperties>')),
]);
const sheet = buildZip([
  deflated('[Content_Types].xml', text('<Types/>')),
  deflated('xl/sharedStrings.xml', text('<sst><si><t>One</t></si></sst>')),
  deflated('xl/worksheets/sheet1.xml', text('<worksheet><row><c t="s"><v>0</v></c></row></worksheet>')),
]);
/** Outlook's packed RTF: `LZFu`, three literals, one reference. */
const LZFU = Buffer.from('1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0', 'hex');

/** What it is called is drawn with it: the name decides who reads it where its bytes do not. */
const GOOD: readonly (readonly [name: string, bytes: Uint8Array])[] = [
  ['a.eml', LETTER],
  [
    'a.mbox',
    Buffer.concat([
      text('From a@example.org Mon Jan  1 00:00:00 2026\n'),
      LETTER,
      text('\n\nFrom b\n'),
      LETTER,
    ]),
  ],
  ['a.html', PAGE],
  ['a.rtf', RTF],
  ['a.epub', book],
  ['a.docx', letter],
  ['a.xlsx', sheet],
  ['a.zip', nestedZip()],
  ['a.tar', tarOfLinks()],
  ['a.gz', gzipSync(tarOfLinks())],
  ['a.jpg', photo()],
  ['a.lzfu', LZFU],
  ['a.decmpfs', decmpfs(3, deflateSync('one two three '.repeat(30)))],
  [
    'a.decmpfs',
    decmpfs(7, Buffer.from('7m9uZSB0d28gdGhyZWUgOA7w//BtyBJhbmT75G1vcmUGAAAAAAAAAA==', 'base64')),
  ],
  ['a.map', appleMap()],
];
const KINDS = new Map(GOOD.map(([name, bytes]) => [name, kindOf(bytes)]));
const WORDS = ['\r\n\r\n', '--b', 'boundary=', '=?utf-8?Q?', 'base64', '{\\*', '\\bin9999', '\\u-1', '&#x', '<!--', '<w:t>', 'PK\x01\x02', 'ustar', 'fpmc', 'PM']; // prettier-ignore
const NAME_BYTES = 12;

export function written(): Target {
  return {
    make: (draw) => {
      const [name, bytes] = oneOf(draw, GOOD);
      return Buffer.concat([Buffer.from(name.padEnd(NAME_BYTES)), mutated(draw, [bytes], WORDS)]);
    },
    read,
  };
}

async function read(input: Uint8Array): Promise<void> {
  const name = Buffer.from(input.subarray(0, NAME_BYTES)).toString('latin1').trim();
  const bytes = Buffer.from(input.subarray(NAME_BYTES));
  if (name === 'a.map') return void (appleParts(bytesOf(bytes), []), readVolumes(bytesOf(bytes)));
  try {
    if (name === 'a.lzfu') return void unpackLzfu(bytes);
    if (name === 'a.decmpfs') return readPacked(bytes);
    // Whoever takes that name, whatever the first bytes have become: an examination has them read by those too.
    const readers = EXTRACTORS.filter(
      (one) => one.takes(undefined, name) || one.takes(KINDS.get(name), name),
    );
    for (const one of readers) {
      const found = await unlessRefused(() => one.read(inMemory(bytes), new Spent(), name));
      for (const member of found?.members ?? []) {
        const content = member.open?.();
        content?.readInto(0, new Uint8Array(Math.min(content.size, 100_000)));
      }
    }
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
}

function readPacked(bytes: Buffer): void {
  const packed = packedFile(bytes);
  if (packed === undefined) return;
  // The same bytes as its resource fork: they are hostile too.
  const content = unpackedContent(packed, () => contentInside(bytes, 0));
  content.readInto(0, new Uint8Array(Math.min(content.size, 1024 * 1024)));
}

/** Of 434 bytes, as both below unpack to about. */
function decmpfs(kind: number, stored: Buffer): Buffer {
  const head = Buffer.alloc(16);
  head.write('fpmc');
  head.writeUInt32LE(kind, 4);
  head.writeBigUInt64LE(434n, 8);
  return Buffer.concat([head, stored]);
}

function appleMap(): Buffer {
  const map = Buffer.alloc(8 * 512);
  map.write('ER');
  map.writeUInt16BE(512, 2);
  for (const number of [1, 2, 3]) {
    const entry = map.subarray(512 * number);
    entry.write('PM');
    entry.writeUInt32BE(3, 4);
    entry.writeUInt32BE(4 + number, 8);
    entry.writeUInt32BE(1, 12);
    entry.write(`part ${number}`, 16);
    entry.write('Apple_HFS', 48);
  }
  return map;
}
