// The notice of an act in EUR-Lex (CELLAR, XML, `notice=object` or `tree`): its number and its days. What is told of other
// works, which a tree embeds, is passed over. One element holds the days of entry into force and those of application;
// its annotations say which is which (authority table fd_335: EV, MA), and MA/PART that only a part applies.
import { phrase } from '../base/refusal.ts';
import { notSuch, type Reading, type ReadValue } from './import-reading.ts';
import { isDay } from './day.ts';
import { readXml } from './xml.ts';

const WHAT = phrase('eurLexNotice');
const FORCE = 'RESOURCE_LEGAL_DATE_ENTRY-INTO-FORCE';

/** Which fact of an instrument each element tells by itself. */
const TOLD: { readonly [element: string]: string } = {
  WORK_DATE_DOCUMENT: 'adopted',
  DIRECTIVE_DATE_TRANSPOSITION: 'transposition_deadline',
};

/** What a day of `FORCE` is, where the notice says so. */
const MEANT: { readonly [type: string]: string } = { EV: 'in_force', MA: 'applies_from' };

interface Annotation {
  readonly type: string;
  readonly isPart: boolean;
}

/** `celex`: the act that the notice must be of, such as 32023R1543. */
export async function readEurLex(bytes: AsyncIterable<Uint8Array>, celex: string): Promise<Reading> {
  const around: string[] = [];
  const numbers = new Set<string>();
  const days = new Map<string, Set<string>>();
  const tell = (key: string, text: string): void => {
    // Some notices hold days that no act has, such as the year 1001.
    if (!isDay(text) || text < '1950' || text > '2100') return;
    days.set(key, (days.get(key) ?? new Set<string>()).add(text));
  };
  let day = '';
  let said: Annotation = { type: '', isPart: false };
  let annotations: Annotation[] = [];
  await readXml(bytes, {
    open: (name) => {
      around.push(name);
      if (name === FORCE) [day, annotations] = ['', []];
      if (name === 'ANNOTATION') said = { type: '', isPart: false };
    },
    close: (name, text) => {
      around.pop();
      // NOTICE, WORK, the element: whatever is deeper belongs to it or to another work.
      if (around[0] !== 'NOTICE' || around[1] !== 'WORK') return;
      const [, , holder = '', inner] = around;
      const isOwn = around.length === 3;
      if (isOwn && name === 'VALUE' && holder === 'ID_CELEX') numbers.add(text);
      if (isOwn && name === 'VALUE' && TOLD[holder] !== undefined) tell(TOLD[holder], text);
      if (isOwn && name === 'VALUE' && holder === FORCE) day = text;
      if (isOwn && name === 'ANNOTATION') annotations.push(said);
      if (inner === 'ANNOTATION' && name === 'TYPE_OF_DATE')
        said = { ...said, type: /^\{(\w+)\|/.exec(text)?.[1] ?? '' };
      if (inner === 'ANNOTATION' && name === 'COMMENT_ON_DATE')
        said = { ...said, isPart: text.includes('{MA/PART|') };
      if (around.length === 2 && name === FORCE) for (const key of keysOf(annotations)) tell(key, day);
    },
  });
  if (!numbers.has(celex))
    throw notSuch(
      WHAT,
      phrase('noticeOf', { acts: numbers.size === 0 ? phrase('noAct') : [...numbers], celex }),
    );
  const values = toldBy(days);
  if (values.length === 0) throw notSuch(WHAT, phrase('noDayInNotice'));
  return { parties: [], values };
}

/** A day of which nothing is said may be either; a day on which a part applies is no day of the act. */
function keysOf(annotations: readonly Annotation[]): readonly string[] {
  if (annotations.length === 0) return ['unsaid'];
  return annotations.flatMap(({ type, isPart }) => (isPart ? [] : (MEANT[type] ?? [])));
}

/** Of a fact that is told in two ways nothing is taken: which of them is right, a person must look up. */
function toldBy(days: ReadonlyMap<string, ReadonlySet<string>>): ReadValue[] {
  const one = (key: string): readonly string[] => {
    const all = [...(days.get(key) ?? [])];
    return all.length === 1 ? all : [];
  };
  const force = days.has('in_force') ? one('in_force') : [...(days.get('unsaid') ?? [])].sort().slice(0, 1);
  const facts: readonly (readonly [key: string, values: readonly string[]])[] = [
    ['adopted', one('adopted')],
    ['in_force', force],
    ['applies_from', one('applies_from')],
    // A directive may have several, for its parts: the first is when the duty begins.
    ['transposition_deadline', [...(days.get('transposition_deadline') ?? [])].sort().slice(0, 1)],
  ];
  return facts.flatMap(([key, values]) => values.map((value) => ({ path: [key, 'value'], value })));
}
