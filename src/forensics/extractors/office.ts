// Office documents that are ZIP archives: OOXML (ECMA-376) and OpenDocument (ISO/IEC 26300). The text of the parts that hold it, who
// and when by their properties; the parts themselves stay members, as of any archive.
import type { Bytes } from '../volumes/bytes.ts';
import { wholeOf, type Extractor, type Facts, type Member, type Spent } from './extractor.ts';
import { isWorkbookPart, sheetsText } from './xlsx.ts';
import { plainXml } from './xml-text.ts';
import { members } from './zip.ts';

const NAMES = /\.(?:docx|docm|xlsx|xlsm|pptx|pptm|odt|ods|odp|odg)$/;
const KINDS: readonly string[] = ['DOCX', 'XLSX', 'PPTX', 'ODT', 'ODS', 'ODP', 'ODG'];
/** Parts with text, in the order in which they are shown. */
const TEXTS =
  /^(?:word\/(?:document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml|xl\/comments\d*\.xml|ppt\/(?:slides|notesSlides)\/[\w-]+\.xml|content\.xml)$/;
const PROPERTIES = /^(?:docProps\/core\.xml|meta\.xml)$/;
const PART_BYTES = 64 * 1024 * 1024;

export const office: Extractor = {
  name: 'office',
  group: 'documents',
  version: 2, // cells of workbooks
  takes: (kind, name) => (kind !== undefined && KINDS.includes(kind)) || (kind === 'ZIP' && NAMES.test(name)),
  read: (bytes, spent) => {
    const all = [...members(bytes, spent)];
    // What it costs to read the parts twice is not counted twice: a part that cannot be had is said where it is read as a member.
    const parts = all.filter(({ path, sizeBytes }) => TEXTS.test(path) && sizeBytes <= PART_BYTES);
    const words = parts
      .toSorted((one, other) => one.path.localeCompare(other.path, 'en', { numeric: true }))
      .map((part) => textIn(xmlOf(part, spent)))
      .filter((one) => one !== '')
      .join('\n\n');
    const text = [cellsIn(all, spent), words].filter((one) => one !== '').join('\n\n');
    const facts = factsOf(all.filter(({ path }) => PROPERTIES.test(path)).map((part) => xmlOf(part, spent)));
    return {
      members: all,
      facts,
      ...(text === '' ? {} : { text: text.slice(0, spent.limits.textCharacters) }),
    };
  },
};

function cellsIn(all: readonly Member[], spent: Spent): string {
  const parts = new Map(
    all
      .filter(({ path, sizeBytes }) => isWorkbookPart(path) && sizeBytes <= PART_BYTES)
      .map((part) => [part.path, part]),
  );
  const read = (name: string): string => {
    const part = parts.get(name);
    return part === undefined ? '' : xmlOf(part, spent);
  };
  return sheetsText([...parts.keys()], read, spent.limits.textCharacters);
}

function xmlOf(part: Member, spent: Spent): string {
  let bytes: Bytes | undefined;
  try {
    bytes = part.open?.();
  } catch {
    return ''; // said at the member
  }
  return bytes === undefined ? '' : wholeOf(bytes, 0, bytes.size, spent).toString('utf8');
}

/** Ends of paragraphs, cells and lines break the line; entities of a document type are not known and stay as they stand. */
function textIn(xml: string): string {
  let made = '';
  for (let at = 0; at < xml.length;) {
    const open = xml.indexOf('<', at);
    made += xml.slice(at, open < 0 ? xml.length : open);
    const close = open < 0 ? -1 : xml.indexOf('>', open);
    if (close < 0) break;
    const tag = xml.slice(open, Math.min(close, open + 40));
    if (
      /^<(?:\/(?:w:p|a:p|text:p|text:h|comment|table:table-cell)\b|w:br|text:line-break|w:tab|text:tab)/.test(
        tag,
      )
    )
      made += '\n';
    at = close + 1;
  }
  return plainXml(made).trim();
}

const FACTS: readonly (readonly [element: string, fact: string])[] = [
  ['dc:creator', 'creator'],
  ['meta:initial-creator', 'creator'],
  ['cp:lastModifiedBy', 'last-modified-by'],
  ['dcterms:created', 'created'],
  ['meta:creation-date', 'created'],
  ['dcterms:modified', 'modified'],
  ['dc:date', 'modified'],
  ['dc:title', 'title'],
];

function factsOf(documents: readonly string[]): Facts {
  const found: { [name: string]: string } = {};
  for (const xml of documents)
    for (const [element, fact] of FACTS) {
      const open = xml.indexOf(`<${element}`);
      const from = open < 0 ? -1 : xml.indexOf('>', open) + 1;
      const to = from < 1 ? -1 : xml.indexOf('<', from);
      if (to > from && found[fact] === undefined)
        found[fact] = plainXml(xml.slice(from, Math.min(to, from + 500)));
    }
  return found;
}
