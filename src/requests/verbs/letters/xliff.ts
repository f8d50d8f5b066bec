// The sentences of a request as a file for the tools of translators, and back: XLIFF 2.1 (OASIS), core alone. A unit is known by its
// source: what was changed in the request meanwhile is another sentence, and is named. A note says which translation stood there when the
// file was made, so that a newer one is not overwritten unseen.
import { isUuid, type Uuid } from '../../../base/ids.ts';
import { phrase, type Phrase, Refusal } from '../../../base/refusal.ts';
import { readXml, type XmlLimits } from '../../../law/xml.ts';
import { escaped, pieces } from '../../machine/messages/message-xml.ts';

/** Core of 2.0 and of 2.1 alike (XLIFF 2.1, 4.1). */
const NAMESPACE = 'urn:oasis:names:tc:xliff:document:2.0';
const MAX_UNITS = 10_000;
/** Its media type. */
export const XLIFF = 'application/xliff+xml';
export const MAX_TARGET = 40_000;
const LIMITS: XmlLimits = { bytes: 16 * 1024 * 1024, depth: 24, elements: 200_000, text: 2 * MAX_TARGET };

interface XliffPair {
  readonly from: string;
  readonly to: string;
}

interface XliffUnit {
  /** Label of the field it stands in. */
  readonly note: string;
  readonly source: string;
  readonly target: string | undefined;
  /** Of that translation; undefined where there is none. */
  readonly translation: Uuid | undefined;
}

/** Category of the note with the id of the translation that stood there (XLIFF 2.1 leaves its values to whoever writes the file). */
const READ = 'translation';

export function writeXliff(reference: string, { from, to }: XliffPair, units: readonly XliffUnit[]): string {
  const unit = (
    { note, source, target, translation }: XliffUnit,
    i: number,
  ): string => `    <unit id="u${i + 1}">
      <notes>
        <note category="field">${escaped(note)}</note>${
          translation === undefined
            ? ''
            : `
        <note category="${READ}">${translation}</note>`
        }
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
type UnitProblem = (typeof UNIT_PROBLEMS)[number];

export interface WrongUnit {
  /** Which unit of the file, from 1. */
  readonly line: number;
  readonly text: string;
  readonly problem: UnitProblem;
}

interface TranslatedUnit {
  readonly source: string;
  readonly target: string;
  /** The translation that stood there when the file was made; undefined: none, or the file does not say. */
  readonly over: Uuid | undefined;
}

interface XliffRead {
  readonly right: readonly TranslatedUnit[];
  readonly wrong: readonly WrongUnit[];
}

/** A unit without a translation is left out. `sources`: the sentences of the request now. Refusals: badInput (no XLIFF 2, or of other languages), tooLarge. */
export async function readXliff(
  bytes: Uint8Array,
  pair: XliffPair,
  sources: ReadonlySet<string>,
): Promise<XliffRead> {
  const units = await unitsOf(bytes, pair);
  const right = new Map<string, TranslatedUnit>();
  const wrong: WrongUnit[] = [];
  for (const [i, { source, target, over, isMarked }] of units.entries()) {
    const say = (problem: UnitProblem): number => wrong.push({ line: i + 1, text: source, problem });
    if (target === '') continue;
    if (isMarked) say('markup');
    else if (!sources.has(source)) say('notHere');
    else if (target.length > MAX_TARGET) say('tooLong');
    else if ((right.get(source)?.target ?? target) !== target) say('twice');
    else right.set(source, { source, target, over });
  }
  return { right: [...right.values()], wrong };
}

/** Closed; the catalogue says each in words. */
type XliffProblem = 'broken' | 'notXliff' | 'otherLanguages' | 'tooLarge';

class UnreadXliff extends Refusal {
  readonly problem: XliffProblem;
  constructor(problem: XliffProblem, expected: Phrase, found: Phrase) {
    super('badInput.xliff', { expected, found });
    this.problem = problem;
  }
}

/** Undefined: it is about something else than the file. */
export function xliffProblem(error: unknown): XliffProblem | undefined {
  if (error instanceof UnreadXliff) return error.problem;
  if (!(error instanceof Refusal)) return undefined;
  return error.code === 'tooLarge' ? 'tooLarge' : error.code === 'badInput' ? 'broken' : undefined;
}

interface UnitRead {
  readonly source: string;
  /** '' where some of it is not translated. */
  readonly target: string;
  readonly over: Uuid | undefined;
  /** Something stands in it that is no text. */
  readonly isMarked: boolean;
}

interface UnitBegun extends UnitRead {
  source: string;
  target: string;
  over: Uuid | undefined;
  isMarked: boolean;
  /** Some of it is not translated. */
  isOpen: boolean;
}

const NO_UNIT: UnitBegun = { source: '', target: '', over: undefined, isMarked: false, isOpen: false };

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
  #unit = { ...NO_UNIT };
  #category: string | undefined;
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
    if (name === 'unit') this.#unit = { ...NO_UNIT };
    if (name === 'note') this.#category = attribute('category');
    if (name === 'segment' || name === 'ignorable') [this.#source, this.#target] = ['', undefined];
  }

  close(tag: string, text: string): void {
    const name = local(tag);
    this.#path.pop();
    const within = this.#path.at(-1);
    // A note of the unit itself, and none of the file or of a segment.
    if (name === 'note' && this.#path.at(-2) === 'unit' && this.#category === READ && isUuid(text.trim()))
      this.#unit.over = text.trim() as Uuid; // looked at
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
    const version = attribute('version') ?? '–';
    if (name !== 'xliff' || !version.startsWith('2.'))
      throw new UnreadXliff(
        'notXliff',
        phrase('xliffFile'),
        name === 'xliff'
          ? phrase('version', { version: version.slice(0, 200) })
          : phrase('element', { name: `<${name.slice(0, 200)}>` }),
      );
    const { from, to } = this.#pair;
    const languages = [attribute('srcLang'), attribute('trgLang')].map(
      (one) => one?.split('-')[0]?.slice(0, 80) ?? '–',
    );
    if (languages[0] !== from || languages[1] !== to)
      throw new UnreadXliff(
        'otherLanguages',
        phrase('translationBetween', { from, to }),
        phrase('oneBetween', { from: languages[0], to: languages[1] }),
      );
  }

  #end(): void {
    if (this.units.length === MAX_UNITS)
      throw new UnreadXliff('tooLarge', phrase('unitsMost', { max: MAX_UNITS }), phrase('more'));
    const { source, target, over, isMarked, isOpen } = this.#unit;
    this.units.push({ source: source.trim(), target: isOpen ? '' : target.trim(), over, isMarked });
  }
}

function local(tag: string): string {
  return tag.slice(tag.indexOf(':') + 1);
}
