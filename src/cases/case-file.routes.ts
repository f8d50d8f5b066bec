// Changing the case file, one thing a page; its notes and its history.
import { isUuid, newUuid, type Uuid } from '../base/ids.ts';
import { idOfForm, keyOf } from '../people/form-key.routes.ts';
import type { People } from '../people/people.acts.ts';
import { inCase, type CaseVisit, type PageRoute } from '../people/visit.routes.ts';
import { dayGiven } from '../web/day-field.ts';
import type { Errors } from '../web/parts.ts';
import * as acts from './case-file.acts.ts';
import * as pages from './case-file.pages.ts';
import {
  CASE_FIELDS,
  day,
  ENTRY_LENGTH_MAX,
  entryText,
  FIELD_LENGTH_MAX,
  fieldText,
  PARTY_ROLES,
  REASON_LENGTH_MAX,
  reasonText,
  type CaseField,
} from './case-file.ts';
import { caseRecord, changesOf, notesOf } from './case-file.store.ts';

const PAGE = 50;

export function caseFileRoutes(people: People): PageRoute[] {
  return [
    ...CASE_FIELDS.flatMap((field) => fieldRoutes(people, field)),
    ...reasonRoutes('/status', statusAsked, (visit, to, reason) =>
      acts.changeStatus(people, visit, { status: to === 'closed' ? 'closed' : 'open', reason }),
    ),
    ...reasonRoutes('/compartment', compartmentAsked, (visit, to, reason) =>
      acts.changeCompartment(people, visit, { isCompartmented: to === 'in', reason }),
    ),
    inCase('changeCase', 'GET', '/cases/:case/parties/add', (visit) =>
      visit.page(pages.partyPage(visit.frame.say, { ...blank(people, visit), text: '', role: undefined })),
    ),
    inCase('changeCase', 'POST', '/cases/:case/parties/add', (visit) => addParty(people, visit)),
    inCase('changeCase', 'GET', '/cases/:case/deadlines/add', (visit) =>
      visit.page(pages.deadlinePage(visit.frame.say, { ...blank(people, visit), text: '', dueOn: '' })),
    ),
    inCase('changeCase', 'POST', '/cases/:case/deadlines/add', (visit) => addDeadline(people, visit)),
    inCase('changeCase', 'POST', '/cases/:case/entries/:id/end', async (visit) => {
      const id = visit.param('id');
      if (isUuid(id)) await acts.endEntry(people, visit, id);
      return toCase(visit);
    }),
    inCase('seeCaseFile', 'GET', '/cases/:case/notes', (visit) =>
      showNotes(people, visit, { text: '', errors: {} }),
    ),
    inCase('seeCaseFile', 'POST', '/cases/:case/notes', (visit) => addNote(people, visit)),
    inCase('seeCaseFile', 'GET', '/cases/:case/history', (visit) => showHistory(people, visit)),
  ];
}

function toCase({ file, go }: Pick<CaseVisit, 'file' | 'go'>): Response {
  return go(`/cases/${file.reference}`);
}

function blank(people: People, { file }: CaseVisit) {
  return { file, key: newUuid(people.clock, people.random), errors: {} };
}

function fieldRoutes(people: People, field: CaseField): PageRoute[] {
  const path = `/cases/:case${pages.fieldPath(field)}` as const;
  return [
    inCase('changeCase', 'GET', path, async (visit) => {
      const { file, person } = visit;
      const record = await people.db.asPerson(person.id, (tx) => caseRecord(tx, file.id));
      return visit.page(pages.fieldPage(visit.frame.say, { file, field, text: record[field], errors: {} }));
    }),
    inCase('changeCase', 'POST', path, async (visit) => {
      const { say } = visit.frame;
      const given = (await visit.form()).get(field) ?? '';
      const text = fieldText[field].safeParse(given);
      if (text.success) {
        await acts.changeField(people, visit, { field, text: text.data });
        return toCase(visit);
      }
      const label = say.caseFile.labels[field];
      const error =
        given.trim() === ''
          ? say.form.needed(say.cases.newWhat)
          : say.form.tooLong(label, FIELD_LENGTH_MAX[field]);
      const asked = { file: visit.file, field, text: given, errors: { [field]: error } };
      return visit.page(pages.fieldPage(say, asked), 422);
    }),
  ];
}

interface ReasonAsked {
  readonly title: string;
  readonly hint: string;
  readonly to: string;
}

function statusAsked({ file, frame: { say } }: CaseVisit): ReasonAsked {
  const words = say.caseFile;
  return file.isClosed
    ? { title: words.reopen, hint: words.reopenHint, to: 'open' }
    : { title: words.close, hint: words.closeHint, to: 'closed' };
}

function compartmentAsked({ file, frame: { say } }: CaseVisit): ReasonAsked {
  const words = say.caseFile;
  const title = file.isCompartmented ? words.compartmentOut : words.compartmentIn;
  return { title, hint: words.compartmentHint, to: file.isCompartmented ? 'out' : 'in' };
}

/** The page says what it leads to; sent twice, it leads there once. */
function reasonRoutes(
  path: '/status' | '/compartment',
  askedOf: (visit: CaseVisit) => ReasonAsked,
  change: (visit: CaseVisit, to: string, reason: string) => Promise<void>,
): PageRoute[] {
  const page = (visit: CaseVisit, reason: string, errors: Errors): Promise<Response> =>
    visit.page(
      pages.reasonPage(visit.frame.say, { ...askedOf(visit), file: visit.file, reason, errors }),
      Object.keys(errors).length > 0 ? 422 : 200,
    );
  return [
    inCase('changeCase', 'GET', `/cases/:case${path}`, (visit) => page(visit, '', {})),
    inCase('changeCase', 'POST', `/cases/:case${path}`, async (visit) => {
      const { say } = visit.frame;
      const form = await visit.form();
      const given = form.get('reason') ?? '';
      const reason = reasonText.safeParse(given);
      if (!reason.success)
        return page(visit, given, { reason: say.form.tooLong(say.caseFile.reason, REASON_LENGTH_MAX) });
      if (reason.data === '') return page(visit, given, { reason: say.form.needed(say.caseFile.reasonWhat) });
      await change(visit, form.get('to') ?? '', reason.data);
      return toCase(visit);
    }),
  ];
}

interface ReadText {
  readonly text: string;
  readonly errors: { [field: string]: string };
}

function readText(
  visit: CaseVisit,
  form: URLSearchParams,
  kind: keyof typeof entryText,
  words: { readonly label: string; readonly what: string },
): ReadText {
  const { say } = visit.frame;
  const given = form.get('text') ?? '';
  const text = entryText[kind].safeParse(given);
  if (!text.success)
    return { text: given, errors: { text: say.form.tooLong(words.label, ENTRY_LENGTH_MAX[kind]) } };
  return { text: text.data, errors: text.data === '' ? { text: say.form.needed(words.what) } : {} };
}

async function addParty(people: People, visit: CaseVisit): Promise<Response> {
  const { say } = visit.frame;
  const words = say.caseFile;
  const form = await visit.form();
  const { text, errors } = readText(visit, form, 'party', { label: words.party, what: words.partyWhat });
  const role = PARTY_ROLES.find((one) => one === form.get('role'));
  if (role === undefined) errors['role'] = say.form.choose;
  const key = keyOf(people, form);
  if (role === undefined || Object.keys(errors).length > 0)
    return visit.page(pages.partyPage(say, { file: visit.file, key, text, role, errors }), 422);
  await acts.addEntry(people, visit, {
    id: idOfForm(people, visit, key),
    entry: { kind: 'party', role, text },
  });
  return toCase(visit);
}

async function addDeadline(people: People, visit: CaseVisit): Promise<Response> {
  const { say } = visit.frame;
  const words = say.caseFile;
  const form = await visit.form();
  const { text, errors } = readText(visit, form, 'deadline', {
    label: words.deadline,
    what: words.deadlineWhat,
  });
  const dueOn = dayGiven(form, 'dueOn');
  if (!day.safeParse(dueOn).success) errors['dueOn'] = words.dueForm;
  const key = keyOf(people, form);
  if (Object.keys(errors).length > 0)
    return visit.page(pages.deadlinePage(say, { file: visit.file, key, text, dueOn, errors }), 422);
  await acts.addEntry(people, visit, {
    id: idOfForm(people, visit, key),
    entry: { kind: 'deadline', dueOn, text },
  });
  return toCase(visit);
}

async function showNotes(people: People, visit: CaseVisit, given: ReadText): Promise<Response> {
  const { file, person } = visit;
  const { found, next } = await pageOf(visit, (page) =>
    people.db.asPerson(person.id, (tx) => notesOf(tx, file.id, page)),
  );
  const asked = { ...blank(people, visit), ...given, notes: found, next };
  return visit.page(
    pages.notesPage(visit.frame.say, asked),
    Object.keys(given.errors).length > 0 ? 422 : 200,
  );
}

async function addNote(people: People, visit: CaseVisit): Promise<Response> {
  const words = visit.frame.say.caseFile;
  const form = await visit.form();
  const given = readText(visit, form, 'note', { label: words.note, what: words.noteWhat });
  if (Object.keys(given.errors).length > 0) return showNotes(people, visit, given);
  await acts.addEntry(people, visit, {
    id: idOfForm(people, visit, keyOf(people, form)),
    entry: { kind: 'note', text: given.text },
  });
  return visit.go(`/cases/${visit.file.reference}/notes`);
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
