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
  /** Why its text cannot be taken as it is read here. */
  readonly faults: readonly string[];
}

/** A tool may cut a unit into segments, with what stands between them. */
interface Part {
  readonly isSegment: boolean;
  source: string;
  target?: string;
}

interface OpenUnit {
  readonly path: string;
  readonly parts: Part[];
  readonly faults: Record<'source' | 'target', string[]>;
}

const newUnit = (path = ''): OpenUnit => ({ path, parts: [], faults: { source: [], target: [] } });

/** Refusals: badInput (no XLIFF 2, or of another language), tooLarge. */
export async function readWordsXliff(bytes: Uint8Array, language: string): Promise<readonly ReadUnit[]> {
  const lines = linesOf(bytes);
  const units: ReadUnit[] = [];
  const path: string[] = [];
  let unit = newUnit();
  await readXml(
    (async function* () {
      yield bytes;
    })(),
    {
      keepsSpace: true,
      open: (tag, attribute) => {
        const name = local(tag);
        if (path.length === 0) looksRight(name, attribute, language);
        if (name === 'unit') unit = newUnit(attribute('id'));
        if (isPart(name)) unit.parts.push({ isSegment: name === 'segment', source: '' });
        noteFault(unit, name, { within: path.at(-1), attribute });
        path.push(name);
      },
      close: (tag, text) => {
        const name = local(tag);
        path.pop();
        const part = isPart(path.at(-1)) ? unit.parts.at(-1) : undefined;
        if (part !== undefined && (name === 'source' || name === 'target'))
          part[name] = (part[name] ?? '') + text;
        if (name === 'unit') units.push(readUnit(unit, lines));
      },
    },
    LIMITS,
  );
  return units;
}

const isPart = (name: string | undefined): boolean => name === 'segment' || name === 'ignorable';

/** Text within another element would be lost, and parts in another order would be put in this one. */
function noteFault(
  { faults }: OpenUnit,
  name: string,
  { within, attribute }: { within: string | undefined; attribute: (name: string) => string | undefined },
): void {
  if (within === 'source' || within === 'target')
    faults[within].push(`<${printable(name)}> in its ${within} is not read`);
  if (name === 'target' && attribute('order') !== undefined)
    faults.target.push('the order of its parts is not read');
}

/** `lines`: what is read is taken from them, so that a unit that comes again has its own. */
function readUnit({ path, parts, faults }: OpenUnit, lines: ReadonlyMap<string, number[]>): ReadUnit {
  const has = ({ target = '' }: Part): boolean => target.trim() !== '';
  const isTranslated = parts.some(has);
  const isHalf = isTranslated && parts.some((one) => one.isSegment && one.source.trim() !== '' && !has(one));
  const said = ({ isSegment, source, target }: Part): string => target ?? (isSegment ? '' : source);
  // Of a unit that nobody translated nothing is taken, so nothing is lost.
  const ofSource = isTranslated || faults.target.length > 0 ? faults.source : [];
  const ofParts = isHalf ? ['one of its segments is not translated'] : [];
  return {
    path,
    source: parts.map((one) => one.source).join(''),
    target: isTranslated ? parts.map(said).join('') : '',
    line: lines.get(path)?.shift() ?? 0,
    faults: [...ofSource, ...faults.target, ...ofParts],
  };
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

/** Where each unit begins, by its id, as often as it comes: the reader of XML does not say. */
function linesOf(bytes: Uint8Array): ReadonlyMap<string, number[]> {
  const found = [...new TextDecoder().decode(bytes).split('\n').entries()].flatMap(([i, line]) => {
    const [, id] = /<(?:\w+:)?unit\b[^>]*\bid="([^"]*)"/.exec(line) ?? [];
    return id === undefined ? [] : [{ id, line: i + 1 }];
  });
  const byId = Map.groupBy(found, ({ id }) => id);
  return new Map([...byId].map(([id, all]) => [id, all.map(({ line }) => line)]));
}

const local = (tag: string): string => tag.slice(tag.indexOf(':') + 1);
