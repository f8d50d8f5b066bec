// What an auditor asks, each question written down in the transaction that answers it.
import type { Uuid } from '../../base/ids.ts';
import { record, type People } from '../../people/people.acts.ts';
import type { Person } from '../../people/person.ts';
import { deedsOf, looksAt, type Deed, type Look, type Span } from './oversight.store.ts';

export interface Asked<Cursor> {
  readonly by: Person;
  /** `2026-11-03`, in the time zone of the installation, which is the one that pages show; undefined: whenever. */
  readonly day: string | undefined;
  /** Go on after this one; undefined: from the newest. */
  readonly before: Cursor | undefined;
  readonly limit: number;
  /** A page of the list, the beginning of an export, or the rest of one, which was recorded when it began. */
  readonly as: 'look' | 'export' | 'restOfExport';
}

export interface Answered<Line> {
  readonly lines: readonly Line[];
  /** There are older ones. */
  readonly hasMore: boolean;
}

/** Views, looks into the content, and copies of an exhibit, the newest first. */
export function whoSaw(people: People, number: string, asked: Asked<number>): Promise<Answered<Look>> {
  return people.db.asPerson(asked.by.id, async (tx) => {
    await recordQuestion(people, tx, asked, { facts: { exhibit: number } });
    const before = asked.before ?? SEQ_MAX;
    return cut(await looksAt(tx, number, spanOf(asked.day), before, asked.limit + 1), asked.limit);
  });
}

/** What a person did in the custody log, and what happened to their access, the newest first. */
export function whatDone(people: People, person: Uuid, asked: Asked<Uuid>): Promise<Answered<Deed>> {
  return people.db.asPerson(asked.by.id, async (tx) => {
    // The answer first: this question is about the person too, and would be its own newest line.
    const found = await deedsOf(tx, person, spanOf(asked.day), asked.before ?? ID_MAX, asked.limit + 1);
    await recordQuestion(people, tx, asked, { about: person });
    return cut(found, asked.limit);
  });
}

/** All of it, a thousand at a time, so that an export of any length takes the same memory. Recorded once. */
export async function* whole<Line, Cursor>(
  ask: (before: Cursor | undefined, as: Asked<Cursor>['as']) => Promise<Answered<Line>>,
  cursorOf: (line: Line) => Cursor,
): AsyncGenerator<readonly Line[]> {
  let { lines, hasMore } = await ask(undefined, 'export');
  yield lines;
  for (let last = lines.at(-1); hasMore && last !== undefined; last = lines.at(-1)) {
    ({ lines, hasMore } = await ask(cursorOf(last), 'restOfExport'));
    yield lines;
  }
}

const SEQ_MAX = 2 ** 31 - 1;
const ID_MAX = 'ffffffff-ffff-ffff-ffff-ffffffffffff' as Uuid; // sorts after every UUID

function recordQuestion(
  people: People,
  tx: Parameters<typeof record>[1],
  asked: Asked<unknown>,
  what: { readonly about?: Uuid; readonly facts?: { readonly [name: string]: string } },
): Promise<void> {
  if (asked.as === 'restOfExport') return Promise.resolve();
  const day = asked.day === undefined ? {} : { day: asked.day };
  return record(people, tx, {
    what: asked.as === 'export' ? 'auditExported' : 'auditLooked',
    by: asked.by.id,
    about: what.about,
    facts: { ...what.facts, ...day },
  });
}

function cut<Line>(found: readonly Line[], limit: number): Answered<Line> {
  return { lines: found.slice(0, limit), hasMore: found.length > limit };
}

/** Undefined when the text names no day of the calendar. */
export function dayOf(text: string): string | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (day === undefined) return undefined;
  const date = new Date(Number(year), Number(month) - 1, Number(day));
  return date.getMonth() === Number(month) - 1 && date.getDate() === Number(day) ? text : undefined;
}

function spanOf(day: string | undefined): Span {
  const [year = 0, month = 0, date = 0] = (day ?? '').split('-').map(Number);
  if (day === undefined) return { from: new Date(0), to: new Date(Date.UTC(9999, 0)) };
  return { from: new Date(year, month - 1, date), to: new Date(year, month - 1, date + 1) };
}
