// A download held against what is published: what is new, what changed, what is gone, each as a change to propose.
import type { Change } from './change.ts';
import { dayAgainst, type Day } from './day.ts';
import { factNow } from './apply-change.ts';
import type { Reading, ReadParty } from './import-reading.ts';
import { groupsOf, partyFact, statesOf } from './party-change.ts';
import type { PartyStatus } from './model.ts';
import { findRecord, isObject, textOf, valueAt, type JsonObject, type LawValues } from './values.ts';

export const IMPORT_FORMATS = ['untc', 'chart', 'eurlex'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** As EUR-Lex writes them: `32023R1543`, `02014L0041-20220313`. */
export const CELEX = /^[0-9CE][0-9A-Z()_-]{4,39}$/;

export interface ImportDifference {
  /** `FR`, `in_force`: unique within the import. */
  readonly key: string;
  readonly what: 'new' | 'changed' | 'confirmed' | 'gone';
  readonly before: string;
  readonly after: string;
  readonly change: Change;
}

/** `isProposed`: it waits for another editor already. */
export type ImportOffered = ImportDifference & { readonly isProposed: boolean };

export interface Download {
  readonly format: ImportFormat;
  readonly instrument: string;
  readonly day: Day;
  /** SHA-256 of its bytes, in hex. */
  readonly sha256: string;
  readonly reading: Reading;
}

export function differencesOf(values: LawValues, download: Download): ImportDifference[] {
  return [...ofParties(values, download), ...ofValues(values, download)];
}

const PLACES: { readonly [format in ImportFormat]: string } = {
  untc: 'United Nations Treaty Collection, status of',
  chart: 'Chart of signatures and ratifications of',
  eurlex: 'EUR-Lex, notice of',
};

function groundsOf({ format, instrument, day, sha256 }: Download): Pick<Change, 'source' | 'as_of'> {
  return {
    source: {
      id: `${format}-${instrument}-${day}`.slice(0, 80),
      title: `${PLACES[format]} ${instrument}, downloaded ${day}, SHA-256 ${sha256.slice(0, 16)}`,
      kind: 'official',
    },
    as_of: day,
  };
}

function ofParties(values: LawValues, download: Download): ImportDifference[] {
  const { reading, instrument } = download;
  if (reading.parties.length === 0) return [];
  const entry = findRecord(values, `parties ${instrument}`)?.value ?? {};
  const grounds = groundsOf(download);
  const told = reading.parties.flatMap((one): ImportDifference[] => {
    const was = partyFact(entry, one.state);
    const what = howDifferent(was, one, download.day);
    if (what === undefined) return [];
    const { state, status, entryIntoForce } = one;
    // A day that is on record and that the download does not tell stays; who gave notice is listed until its day comes.
    const isSame = isObject(was) && was['status'] === status && !hasLeft(was, download.day);
    const dated = {
      ...(isSame ? datesOf(was) : {}),
      ...(entryIntoForce !== undefined && { entry_into_force: entryIntoForce }),
    };
    const change = {
      kind: 'party',
      instrument,
      state,
      status,
      ...dated,
      was,
      confidence: 'confirmed',
      ...grounds,
    } as const;
    return [{ key: state, what, before: words(was), after: datedWords(status, dated), change }];
  });
  const listed = new Set([...reading.parties.map(({ state }) => state), ...(reading.unclear ?? [])]);
  const gone = [...new Set(groupsOf(entry).flatMap(statesOf))].flatMap((state): ImportDifference[] => {
    const was = partyFact(entry, state);
    if (listed.has(state) || !isObject(was) || !LEAVES.has(textOf(was['status']))) return [];
    if (hasLeft(was, download.day)) return [];
    const status = textOf(was['status']) as PartyStatus; // as the schema of the file says
    // Two sources disagree: that is all the download shows. Whoever decides finds out which is right.
    const change = {
      kind: 'party',
      instrument,
      state,
      status,
      ...datesOf(was),
      was,
      confidence: 'disputed',
      ...grounds,
    } as const;
    return [{ key: state, what: 'gone', before: words(was), after: '', change }];
  });
  return [...told, ...gone];
}

/** On record as no longer bound on that day: a list without it says the same. */
function hasLeft(fact: ReturnType<typeof partyFact>, day: Day): boolean {
  const until = isObject(fact) ? fact['until'] : undefined;
  return typeof until === 'string' && dayAgainst(day, until) === 'onOrAfter';
}

/** What a depositary lists; what binds by membership, or only by invitation, it does not. */
const LEAVES = new Set(['party', 'ratified', 'signatory']);

function howDifferent(
  was: ReturnType<typeof partyFact>,
  one: ReadParty,
  day: Day,
): ImportDifference['what'] | undefined {
  if (!isObject(was)) return 'new';
  if (hasLeft(was, day)) return 'changed';
  const isOther = one.entryIntoForce !== undefined && was['entry_into_force'] !== one.entryIntoForce;
  if (was['status'] !== one.status || isOther) return 'changed';
  return was['confidence'] === 'confirmed' ? undefined : 'confirmed';
}

interface Dates {
  readonly entry_into_force?: string;
  readonly until?: string;
}

function datesOf(fact: JsonObject): Dates {
  const { entry_into_force: since, until } = fact;
  return {
    ...(typeof since === 'string' && { entry_into_force: since }),
    ...(typeof until === 'string' && { until }),
  };
}

function words(was: ReturnType<typeof partyFact>): string {
  return isObject(was) ? datedWords(textOf(was['status']), datesOf(was)) : '';
}

function datedWords(status: string, { entry_into_force: since, until }: Dates): string {
  const start = since === undefined ? status : `${status}, ${since}`;
  return until === undefined ? start : `${start} – ${until}`;
}

function ofValues(values: LawValues, download: Download): ImportDifference[] {
  const { reading, instrument } = download;
  const record = `instrument ${instrument}`;
  return reading.values.flatMap(({ path, value }): ImportDifference[] => {
    const draft = {
      kind: 'value' as const,
      record,
      path: [...path],
      value,
      confidence: 'confirmed' as const,
      ...groundsOf(download),
    };
    const was = factNow(values, { ...draft, was: null });
    if (was === value || !hasPlaceFor(values, record, path)) return [];
    const change = { ...draft, was };
    return [
      {
        key: path[0] ?? '',
        what: was === null ? 'new' : 'changed',
        before: was === null ? '' : textOf(was),
        after: value,
        change,
      },
    ];
  });
}

/** A fact that a record does not have is entered by hand, with all that belongs to it. */
function hasPlaceFor(values: LawValues, record: string, path: readonly string[]): boolean {
  const found = findRecord(values, record);
  return found !== undefined && isObject(valueAt(found.value, path.slice(0, -1)));
}
