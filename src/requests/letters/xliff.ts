// The sentences of a request as a file for the tools of translators, and back: XLIFF 2.1 (OASIS), core alone. A unit is known by its
// source: what was changed in the request meanwhile is another sentence, and is named.
import { Refusal } from '../../base/refusal.ts';
import { readXml, type XmlLimits } from '../../law/xml.ts';
import { escaped, pieces } from '../messages/message-xml.ts';

/** Core of 2.0 and of 2.1 alike (XLIFF 2.1, 4.1). */
const NAMESPACE = 'urn:oasis:names:tc:xliff:document:2.0';
const MAX_UNITS = 10_000;
/** Its media type. */
export const XLIFF = 'application/xliff+xml';
export const MAX_TARGET = 40_000;
const LIMITS: XmlLimits = { bytes: 16 * 1024 * 1024, depth: 24, elements: 200_000, text: 2 * MAX_TARGET };

export interface XliffPair {
  readonly from: string;
  readonly to: string;
}

export interface XliffUnit {
  /** Label of the field it stands in. */
  readonly note: string;
  readonly source: string;
  readonly target: string | undefined;
}

export function writeXliff(reference: string, { from, to }: XliffPair, units: readonly XliffUnit[]): string {
  const unit = ({ note, source, target }: XliffUnit, i: number): string => `    <unit id="u${i + 1}">
      <notes>
        <note category="field">${escaped(note)}</note>
      </notes>
      <segment state="${target === undefined ? 'initial' : 'translated'}">
        <source xml:space="preserve">${escaped(source)}</source>${
          target === undefined
            ? ''
            : `
        <target xml:space="preserve">${escaped(target)}</target>`
        }
      </segment>
    </unit>
`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="${NAMESPACE}" version="2.1" srcLang="${from}" trgLang="${to}">
  <file id="request" original="${escaped(reference).replaceAll('"', '&quot;')}">
${units.map(unit).join('')}  </file>
</xliff>
`;
}

/** Closed; the catalogue says each in words. */
export const UNIT_PROBLEMS = ['notHere', 'markup', 'tooLong', 'twice'] as const;
export type UnitProblem = (typeof UNIT_PROBLEMS)[number];

export interface WrongUnit {
  /** Which unit of the file, from 1. */
  readonly line: number;
  readonly text: string;
  readonly problem: UnitProblem;
}

export interface XliffRead {
  readonly right: readonly { readonly source: string; readonly target: string }[];
  readonly wrong: readonly WrongUnit[];
}

/** A unit without a translation is left out. `sources`: the sentences of the request now. Refusals: badInput (no XLIFF 2, or of other languages), tooLarge. */
export async function readXliff(
  bytes: Uint8Array,
  pair: XliffPair,
  sources: ReadonlySet<string>,
): Promise<XliffRead> {
  const units = await unitsOf(bytes, pair);
  const right = new Map<string, string>();
  const wrong: WrongUnit[] = [];
  for (const [i, { source, target, isMarked }] of units.entries()) {
    const say = (problem: UnitProblem): number => wrong.push({ line: i + 1, text: source, problem });
    if (target === '') continue;
    if (isMarked) say('markup');
    else if (!sources.has(source)) say('notHere');
    else if (target.length > MAX_TARGET) say('tooLong');
    else if ((right.get(source) ?? target) !== target) say('twice');
    else right.set(source, target);
  }
  return { right: [...right].map(([source, target]) => ({ source, target })), wrong };
}

interface UnitRead {
  readonly source: string;
  /** '' where some of it is not translated. */
  readonly target: string;
  /** Something stands in it that is no text. */
  readonly isMarked: boolean;
}

/** A tool may have cut a unit into segments, with what stands between them. */
async function unitsOf(bytes: Uint8Array, pair: XliffPair): Promise<UnitRead[]> {
  const reading = new Reading(pair);
  await readXml(pieces(bytes), reading, LIMITS);
  return reading.units;
}

class Reading {
  readonly keepsSpace = true;
  readonly units: UnitRead[] = [];
  readonly #pair: XliffPair;
  readonly #path: string[] = [];
  #unit = { source: '', target: '', isMarked: false, isOpen: false };
  #source = '';
  #target: string | undefined;

  constructor(pair: XliffPair) {
    this.#pair = pair;
  }

  open(tag: string, attribute: (name: string) => string | undefined): void {
    const name = local(tag);
    if (this.#path.length === 0) this.#root(name, attribute);
    if (this.#path.includes('source') || this.#path.includes('target')) this.#unit.isMarked = true;
    this.#path.push(name);
    if (name === 'unit') this.#unit = { source: '', target: '', isMarked: false, isOpen: false };
    if (name === 'segment' || name === 'ignorable') [this.#source, this.#target] = ['', undefined];
  }

  close(tag: string, text: string): void {
    const name = local(tag);
    this.#path.pop();
    const within = this.#path.at(-1);
    if (within === 'segment' || within === 'ignorable') {
      if (name === 'source') this.#source = text;
      if (name === 'target') this.#target = text;
    }
    if (name === 'segment' || name === 'ignorable') {
      const target = this.#target ?? (name === 'ignorable' ? this.#source : '');
      if (name === 'segment' && target.trim() === '') this.#unit.isOpen = true;
      this.#unit.source += this.#source;
      this.#unit.target += target;
    }
    if (name === 'unit') this.#end();
  }

  #root(name: string, attribute: (name: string) => string | undefined): void {
    const version = attribute('version') ?? 'none';
    if (name !== 'xliff' || !version.startsWith('2.'))
      throw bad('a file of XLIFF 2.0 or 2.1', name === 'xliff' ? `version ${version}` : `<${name}>`);
    const { from, to } = this.#pair;
    const languages = [attribute('srcLang'), attribute('trgLang')].map((one) => one?.split('-')[0] ?? 'none');
    if (languages[0] !== from || languages[1] !== to)
      throw bad(`a translation from ${from} into ${to}`, `one from ${languages[0]} into ${languages[1]}`);
  }

  #end(): void {
    if (this.units.length === MAX_UNITS) throw bad(`at most ${MAX_UNITS} units`, 'more');
    const { source, target, isMarked, isOpen } = this.#unit;
    this.units.push({ source: source.trim(), target: isOpen ? '' : target.trim(), isMarked });
  }
}

function local(tag: string): string {
  return tag.slice(tag.indexOf(':') + 1);
}

function bad(expected: string, found: string): Refusal {
  return new Refusal('badInput', {
    expected,
    found: found.slice(0, 200),
    next: 'Take the file from this page again, and translate that one.',
  });
}
