// The messages of the pages as a file for the tools of translators, and back: XLIFF 2.1 (OASIS), core alone. A unit has the path of its
// message as its name, so that the same English may be said in two ways; notes say what is put in and which page says it.
import { Refusal } from '../base/refusal.ts';
import { readXml, type XmlLimits } from '../law/xml.ts';
import { printable } from './words.ts';

const NAMESPACE = 'urn:oasis:names:tc:xliff:document:2.0';
export const XLIFF_MAX_BYTES = 16 * 1024 * 1024;
/** The white space between all units is one text. */
const LIMITS: XmlLimits = { bytes: XLIFF_MAX_BYTES, depth: 24, elements: 200_000, text: 1_000_000 };

interface MessageUnit {
  /** `desks.title`, `forms:part.reference`; a text of a list has its place behind it: `share.staysList.0`. */
  readonly path: string;
  readonly source: string;
  readonly target: string;
  readonly notes: readonly string[];
}

/** Each part is a file of its own for whoever works on it: the messages, the words of the forms. */
export function writeWordsXliff(
  language: string,
  parts: ReadonlyMap<string, readonly MessageUnit[]>,
): string {
  const files = [...parts].map(
    ([id, units]) => `  <file id="${id}">\n${units.map(unitText).join('')}  </file>\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="${NAMESPACE}" version="2.1" srcLang="en" trgLang="${language}">
${files.join('')}</xliff>
`;
}

const unitText = ({ path, source, target, notes }: MessageUnit): string => `    <unit id="${path}">
      <notes>
${notes.map((note) => `        <note>${escaped(note)}</note>\n`).join('')}      </notes>
      <segment state="translated">
        <source xml:space="preserve">${escaped(source)}</source>
        <target xml:space="preserve">${escaped(target)}</target>
      </segment>
    </unit>
`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export interface ReadUnit {
  readonly path: string;
  readonly source: string;
  /** '' where it is not translated. */
  readonly target: string;
  /** Of the file, from 1; where the unit begins. */
  readonly line: number;
}

/** Refusals: badInput (no XLIFF 2, or of another language), tooLarge. */
export async function readWordsXliff(bytes: Uint8Array, language: string): Promise<readonly ReadUnit[]> {
  const lines = linesOf(bytes);
  const units: ReadUnit[] = [];
  const path: string[] = [];
  let [id, source, target] = ['', '', ''];
  await readXml(
    (async function* () {
      yield bytes;
    })(),
    {
      keepsSpace: true,
      open: (tag, attribute) => {
        const name = local(tag);
        if (path.length === 0) looksRight(name, attribute, language);
        if (name === 'unit') [id, source, target] = [attribute('id') ?? '', '', ''];
        path.push(name);
      },
      close: (tag, text) => {
        const name = local(tag);
        path.pop();
        // A tool may cut a unit into segments.
        if (name === 'source') source += text;
        if (name === 'target') target += text;
        if (name === 'unit') units.push({ path: id, source, target, line: lines.get(id) ?? 0 });
      },
    },
    LIMITS,
  );
  return units;
}

function looksRight(name: string, attribute: (name: string) => string | undefined, language: string): void {
  const found =
    name === 'xliff'
      ? `XLIFF ${attribute('version') ?? '?'}, ${attribute('srcLang') ?? '?'} – ${attribute('trgLang') ?? '?'}`
      : `<${name}>`;
  const isRight =
    name === 'xliff' &&
    attribute('version')?.startsWith('2.') === true &&
    attribute('srcLang')?.split('-')[0] === 'en' &&
    attribute('trgLang')?.split('-')[0] === language;
  if (!isRight) throw new Refusal('badInput.xliffOfWords', { language, found: printable(found) });
}

/** Where each unit begins: the reader of XML does not say. */
function linesOf(bytes: Uint8Array): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  for (const [i, line] of new TextDecoder().decode(bytes).split('\n').entries()) {
    const [, id] = /<(?:\w+:)?unit\b[^>]*\bid="([^"]*)"/.exec(line) ?? [];
    if (id !== undefined) lines.set(id, i + 1);
  }
  return lines;
}

const local = (tag: string): string => tag.slice(tag.indexOf(':') + 1);
