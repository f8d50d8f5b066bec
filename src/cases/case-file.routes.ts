// Changing the case file, one thing a page; its notes and its history.
import { isUuid, type Uuid } from '../base/ids.ts';
import type { AnyAct } from '../people/act.routes.ts';
import type { People } from '../people/people.acts.ts';
import { inCase, type CaseVisit, type PageRoute } from '../people/visit.routes.ts';
import { readAll } from '../web/fields/field.ts';
import { aboutCase, actInCase } from './case-act.routes.ts';
import { DEADLINE, FILE_FIELDS, NOTE, PARTY, REASON, type ReasonAbout } from './case-asked.ts';
import * as acts from './case-file.acts.ts';
import * as pages from './case-file.pages.ts';
import { CASE_FIELDS, type CaseField } from './case-file.ts';
import { caseRecord, changesOf, notesOf } from './case-file.store.ts';

const PAGE = 50;

export function caseFileRoutes(people: People): PageRoute[] {
  const change = (
    path: `/${string}`,
    asked: (visit: CaseVisit) => Promise<AnyAct | Response> | AnyAct | Response,
  ) => actInCase(people, ['changeCase', path], asked);
  return [
    ...CASE_FIELDS.flatMap(
      (field) => change(pages.fieldPath(field) as `/${string}`, (visit) => fieldAsked(people, visit, field)), // they begin so
    ),
    ...change('/status/:to', (visit) => statusAsked(people, visit)),
    ...change('/compartment/:side', (visit) => compartmentAsked(people, visit)),
    ...change('/parties/add', (visit) => {
      const words = visit.frame.say.caseFile;
      return aboutCase<typeof PARTY>(visit, {
        fields: PARTY,
        about: {},
        path: '/parties/add',
        button: words.addParty,
        save: (body, id) =>
          acts.addEntry(people, visit, { id, entry: { kind: 'party', ...readAll(PARTY, body, {}) } }),
      });
    }),
    ...change('/deadlines/add', (visit) => {
      const words = visit.frame.say.caseFile;
      return aboutCase<typeof DEADLINE>(visit, {
        fields: DEADLINE,
        about: {},
        path: '/deadlines/add',
        button: words.addDeadline,
        save: (body, id) =>
          acts.addEntry(people, visit, { id, entry: { kind: 'deadline', ...readAll(DEADLINE, body, {}) } }),
      });
    }),
    inCase('changeCase', 'POST', '/cases/:case/entries/:id/end', async (visit) => {
      const id = visit.param('id');
      if (isUuid(id)) await acts.endEntry(people, visit, id);
      return toCase(visit);
    }),
    inCase('seeCaseFile', 'GET', '/cases/:case/notes', (visit) => showNotes(people, visit)),
    ...actInCase(people, ['seeCaseFile', '/notes/new'], (visit) =>
      aboutCase<typeof NOTE>(visit, {
        fields: NOTE,
        about: {},
        path: '/notes/new',
        button: visit.frame.say.caseFile.addNote,
        save: async (body, id) => {
          await acts.addEntry(people, visit, { id, entry: { kind: 'note', ...readAll(NOTE, body, {}) } });
          return `/cases/${visit.file.reference}/notes`;
        },
      }),
    ),
    inCase('seeCaseFile', 'GET', '/cases/:case/history', (visit) => showHistory(people, visit)),
  ];
}

function toCase({ file, go }: Pick<CaseVisit, 'file' | 'go'>): Response {
  return go(`/cases/${file.reference}`);
}

async function fieldAsked(people: People, visit: CaseVisit, field: CaseField): Promise<AnyAct> {
  const { file, person } = visit;
  const record = await people.db.asPerson(person.id, (tx) => caseRecord(tx, file.id));
  const fields = { [field]: FILE_FIELDS[field] };
  const about = { now: record[field] };
  return aboutCase<typeof fields>(visit, {
    fields,
    about,
    path: pages.fieldPath(field),
    caption: visit.frame.say.caseFile.questions[field],
    button: visit.frame.say.caseFile.save,
    save: (body) =>
      acts.changeField(people, visit, { field, text: readAll(fields, body, about)[field] ?? '' }),
  });
}

/** The address says what it leads to; pressed twice, or by two persons, it leads there once. */
function statusAsked(people: People, visit: CaseVisit): AnyAct | Response | Promise<Response> {
  const to = visit.param('to');
  const words = visit.frame.say.caseFile;
  if (to !== 'open' && to !== 'closed') return visit.notFound();
  return reasonAsked(visit, {
    path: `/status/${to}`,
    title: to === 'open' ? words.reopen : words.close,
    hint: to === 'open' ? words.reopenHint : words.closeHint,
    save: (reason) => acts.changeStatus(people, visit, { status: to, reason }),
  });
}

function compartmentAsked(people: People, visit: CaseVisit): AnyAct | Response | Promise<Response> {
  const to = visit.param('side');
  const words = visit.frame.say.caseFile;
  if (to !== 'in' && to !== 'out') return visit.notFound();
  return reasonAsked(visit, {
    path: `/compartment/${to}`,
    title: to === 'out' ? words.compartmentOut : words.compartmentIn,
    hint: words.compartmentHint,
    save: (reason) => acts.changeCompartment(people, visit, { isCompartmented: to === 'in', reason }),
  });
}

interface ReasonAsked extends ReasonAbout {
  readonly path: string;
  readonly title: string;
  readonly save: (reason: string) => Promise<void>;
}

function reasonAsked(visit: CaseVisit, { path, title, save, ...about }: ReasonAsked): AnyAct {
  return aboutCase<typeof REASON>(visit, {
    fields: REASON,
    about,
    path,
    button: title,
    save: (body) => save(readAll(REASON, body, about).reason),
  });
}

async function showNotes(people: People, visit: CaseVisit): Promise<Response> {
  const { file, person } = visit;
  const { found: notes, next } = await pageOf(visit, (page) =>
    people.db.asPerson(person.id, (tx) => notesOf(tx, file.id, page)),
  );
  return visit.page(pages.notesPage(visit.frame.say, { file, notes, next }));
}

async function showHistory(people: People, visit: CaseVisit): Promise<Response> {
  const { file, person } = visit;
  const { found, next } = await pageOf(visit, (page) =>
    people.db.asPerson(person.id, (tx) => changesOf(tx, file.id, page)),
  );
  return visit.page(pages.historyPage(visit.frame.say, { file, changes: found, next }));
}

async function pageOf<T extends { readonly id: Uuid }>(
  visit: CaseVisit,
  ask: (page: { readonly after: Uuid | undefined; readonly limit: number }) => Promise<T[]>,
): Promise<{ readonly found: readonly T[]; readonly next: Uuid | undefined }> {
  const after = visit.query('after');
  const all = await ask({ after: isUuid(after) ? after : undefined, limit: PAGE + 1 });
  const found = all.slice(0, PAGE);
  return { found, next: all.length > PAGE ? found.at(-1)?.id : undefined };
}
