// The audit pages, for auditors: who saw an exhibit, what a person did.
import { dayGiven } from '../../web/day-field.ts';
import { isUuid, type Uuid } from '../../base/ids.ts';
import { csvLine } from '../../base/csv.ts';
import type { People } from '../../people/people.acts.ts';
import { findPersons, personById } from '../../people/person.store.ts';
import type { Person } from '../../people/person.ts';
import { agency, type PageRoute, type SignedInVisit } from '../../people/visit.routes.ts';
import { dayOf, whatDone, whole, whoSaw, type Asked } from './oversight.acts.ts';
import * as pages from './oversight.pages.ts';
import type { Deed, Look } from './oversight.store.ts';
import { attachment, CSV } from '../../web/attachment.ts';

const LISTED = 100;
const EXPORTED = 1000;
const FOUND = 20;
const TEXT_LENGTH_MAX = 254;
/** State, year, number of the case, number within it. */
const NUMBER = /^[A-Z]{2}-\d{4}-\d{6,12}-[1-9]\d{0,8}$/;

export function oversightRoutes(people: People): PageRoute[] {
  return [
    agency('seeAudit', 'GET', '/audit', (visit) => visit.page(pages.auditPage(visit.frame.say))),
    agency('seeAudit', 'GET', '/audit/exhibits', (visit) => looks(people, visit)),
    agency('seeAudit', 'GET', '/audit/exhibits/csv', (visit) => looksTable(people, visit)),
    agency('seeAudit', 'GET', '/audit/people', (visit) => find(people, visit)),
    agency('seeAudit', 'GET', '/audit/people/:id', (visit) => deeds(people, visit)),
    agency('seeAudit', 'GET', '/audit/people/:id/csv', (visit) => deedsTable(people, visit)),
  ];
}

async function looks(people: People, visit: SignedInVisit): Promise<Response> {
  const { say } = visit.frame;
  const { text, day, errors } = questionOf(visit, 'number');
  const number = text.toUpperCase();
  if (visit.query('number') === '' && dayAsked(visit) === '')
    return visit.page(pages.exhibitQuestionPage(say, { text, day: '', errors: {} }));
  const wrong = NUMBER.test(number) ? errors : { number: say.oversight.numberForm, ...errors };
  if (Object.keys(wrong).length > 0)
    return visit.page(pages.exhibitQuestionPage(say, { text, day: dayAsked(visit), errors: wrong }), 422);
  const cursor = visit.query('before');
  const before = /^\d{1,9}$/.test(cursor) ? Number(cursor) : undefined;
  const answer = await whoSaw(people, number, { by: visit.person, day, before, limit: LISTED, as: 'look' });
  return visit.page(pages.looksPage(say, number, { answer, day }));
}

async function looksTable(people: People, visit: SignedInVisit): Promise<Response> {
  const { text, day } = questionOf(visit, 'number');
  const number = text.toUpperCase();
  if (!NUMBER.test(number)) return visit.notFound();
  const heading = ['exhibit', 'time', 'act', 'role', 'person', 'person id'];
  const line = (one: Look): string[] => [
    number,
    one.at.toISOString(),
    one.what,
    one.role,
    one.name ?? '',
    one.person ?? '',
  ];
  const lines = whole<Look, number>(
    (before, as) => whoSaw(people, number, { by: visit.person, day, before, limit: EXPORTED, as }),
    (one) => one.seq,
  );
  return csvAnswer(`audit-${number}.csv`, heading, lines, line);
}

async function find(people: People, visit: SignedInVisit): Promise<Response> {
  const { say } = visit.frame;
  const { text, day, errors } = questionOf(visit, 'name');
  if (visit.query('name') === '' && dayAsked(visit) === '')
    return visit.page(pages.personQuestionPage(say, { text, day: '', errors: {} }));
  const given = { text, day: dayAsked(visit) };
  const wrong = text === '' ? { name: say.oversight.personNeeded, ...errors } : errors;
  if (Object.keys(wrong).length > 0)
    return visit.page(pages.personQuestionPage(say, { ...given, errors: wrong }), 422);
  const found = await people.db.asPerson(visit.person.id, (tx) => findPersons(tx, text, FOUND + 1));
  const [first] = found;
  if (first === undefined)
    return visit.page(
      pages.personQuestionPage(say, { ...given, errors: { name: say.oversight.personUnknown } }),
      422,
    );
  if (found.length === 1)
    return visit.go(`/audit/people/${first.id}${day === undefined ? '' : `?day=${day}`}`);
  const isCut = found.length > FOUND;
  return visit.page(
    pages.personQuestionPage(say, { ...given, errors: {} }, { list: found.slice(0, FOUND), isCut }),
  );
}

async function deeds(people: People, visit: SignedInVisit): Promise<Response> {
  const person = await personOf(people, visit);
  if (person === undefined) return visit.notFound();
  const { day } = questionOf(visit, 'name');
  const cursor = visit.query('before');
  const before = isUuid(cursor) ? cursor : undefined;
  const asked: Asked<Uuid> = { by: visit.person, day, before, limit: LISTED, as: 'look' };
  const answer = await whatDone(people, person.id, asked);
  return visit.page(pages.deedsPage(visit.frame.say, person, { answer, day }));
}

async function deedsTable(people: People, visit: SignedInVisit): Promise<Response> {
  const person = await personOf(people, visit);
  if (person === undefined) return visit.notFound();
  const { day } = questionOf(visit, 'name');
  const heading = ['time', 'log', 'act', 'exhibit', 'case', 'role', 'by', 'about', 'more'];
  const line = (one: Deed): string[] => [
    one.at.toISOString(),
    one.log,
    one.what,
    one.item ?? '',
    one.reference ?? '',
    one.role ?? '',
    one.byName ?? '',
    one.aboutName ?? '',
    Object.keys(one.facts).length === 0 ? '' : JSON.stringify(one.facts),
  ];
  const lines = whole<Deed, Uuid>(
    (before, as) => whatDone(people, person.id, { by: visit.person, day, before, limit: EXPORTED, as }),
    (one) => one.id,
  );
  return csvAnswer(`audit-${person.id}.csv`, heading, lines, line);
}

/** The first part is asked before the answer begins, so that a refusal is one. */
async function csvAnswer<Line>(
  name: string,
  heading: readonly string[],
  parts: AsyncGenerator<readonly Line[]>,
  line: (one: Line) => readonly string[],
): Promise<Response> {
  const text = (lines: readonly Line[]): string => lines.map((one) => csvLine(line(one))).join('');
  const first = await parts.next();
  const start = csvLine(heading) + (first.done === true ? '' : text(first.value));
  const encoder = new TextEncoder();
  let isStarted = false;
  const body = new ReadableStream<Uint8Array>({
    pull: async (stream) => {
      if (!isStarted) {
        isStarted = true;
        stream.enqueue(encoder.encode(start));
        return;
      }
      const next = await parts.next();
      if (next.done === true) stream.close();
      else stream.enqueue(encoder.encode(text(next.value)));
    },
    cancel: async () => void (await parts.return(undefined)),
  });
  return attachment(body, CSV, name);
}

function dayAsked(visit: SignedInVisit): string {
  return dayGiven(visit.queries(), 'day');
}

function questionOf(
  visit: SignedInVisit,
  name: 'number' | 'name',
): { text: string; day: string | undefined; errors: { [field: string]: string } } {
  const text = visit.query(name).trim().slice(0, TEXT_LENGTH_MAX);
  const day = dayOf(dayAsked(visit));
  const isWrong = dayAsked(visit) !== '' && day === undefined;
  return { text, day, errors: isWrong ? { day: visit.frame.say.oversight.dayForm } : {} };
}

function personOf(people: People, visit: SignedInVisit): Promise<Person | undefined> {
  const id = visit.param('id');
  if (!isUuid(id)) return Promise.resolve(undefined);
  return people.db.asPerson(visit.person.id, (tx) => personById(tx, id));
}
