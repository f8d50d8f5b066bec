// What a case file says, as JSON: its fields, parties and deadlines; changing them; notes; the history.
import { z } from 'zod';
import { isUuid, type Uuid } from '../base/ids.ts';
import {
  idOf,
  inCase,
  instant,
  pageFrom,
  pageOf,
  paging,
  placeOf,
  type ApiCaseVisit,
  type ApiRoute,
  orNull,
  asIs,
} from '../people/visit.api.ts';
import { addEntry, changeCompartment, changeField, changeStatus, endEntry } from './case-file.acts.ts';
import { bodyOf, readAll } from '../web/fields/field.ts';
import { COMPARTMENT, DEADLINE, NOTE, PARTY, STATUS } from './case-asked.ts';
import { CASE_FIELDS, CHANGES, fieldText, PARTY_ROLES } from './case-file.ts';
import { caseRecord, changesOf, notesOf, openEntries } from './case-file.store.ts';

const fileShape = z
  .object({
    title: z.string(),
    offences: z.string(),
    legalBasis: z.string(),
    parties: z.array(z.object({ id: z.uuid(), name: z.string(), role: z.enum(PARTY_ROLES) })),
    deadlines: z
      .array(z.object({ id: z.uuid(), what: z.string(), dueOn: z.iso.date() }))
      .describe('That are not over.'),
  })
  .meta({ id: 'CaseFile' });

const noteShape = z
  .object({ id: z.uuid(), text: z.string(), by: z.string().describe('Name.'), at: instant })
  .meta({ id: 'CaseNote' });

const changeShape = z
  .object({
    id: z.uuid(),
    what: z.enum(CHANGES),
    before: z.string(),
    after: z.string(),
    reason: orNull(z.string()),
    by: z.string().describe('Name.'),
    at: instant,
  })
  .meta({ id: 'CaseChange' });

const idPlace = z.tuple([z.string().refine(isUuid)]);
/** What a page says of what is changed; nobody reads it here. */
const NOTHING = { hint: '' };
const done = { status: 204, words: 'It is so.', schema: z.undefined() } as const;

export function caseFileApi(): ApiRoute[] {
  return [showing, changing(), closing, setting, adding, ending, listingNotes, writing, listingChanges];
}

const showing = inCase(
  'seeCaseFile',
  {
    method: 'GET',
    path: '/cases/:case/file',
    operation: 'showCaseFile',
    summary: 'Shows what the file of a case says.',
    answer: { status: 200, words: 'The file.', schema: fileShape },
  },
  ({ person, people, file }) =>
    people.db.asPerson(person.id, async (tx) => ({
      ...(await caseRecord(tx, file.id)),
      parties: (await openEntries(tx, file.id, 'party')).map(({ id, text, role }) => ({
        id,
        name: text,
        role: role ?? 'other',
      })),
      deadlines: (await openEntries(tx, file.id, 'deadline')).map(({ id, text, dueOn }) => ({
        id,
        what: text,
        dueOn: dueOn ?? '',
      })),
    })),
);

function changing(): ApiRoute {
  const change = CASE_FIELDS.map((field) =>
    z.strictObject({ field: z.literal(field), text: z.string().max(2000).pipe(fieldText[field]) }),
  );
  return inCase(
    'changeCase',
    {
      method: 'POST',
      path: '/cases/:case/file',
      operation: 'changeCaseFile',
      summary: 'Changes one field of the file of a case. What it said before stays in its history.',
      body: z.union(change).meta({ id: 'CaseFileChange' }),
      answer: done,
    },
    async ({ people, body, ...asked }) => {
      await changeField(people, asked, body);
    },
  );
}

const closing = inCase(
  'changeCase',
  {
    method: 'POST',
    path: '/cases/:case/status',
    operation: 'changeCaseStatus',
    summary: 'Closes or reopens a case.',
    body: bodyOf(STATUS).meta({ id: 'CaseStatusChange' }),
    answer: done,
  },
  async ({ people, body, ...asked }) => {
    await changeStatus(people, asked, readAll(STATUS, body, NOTHING));
  },
);

const setting = inCase(
  'changeCase',
  {
    method: 'POST',
    path: '/cases/:case/compartment',
    operation: 'setCompartment',
    summary: 'Says whether a case shows in nobody else’s searches and counts.',
    description: 'With a key it is closed and not opened: a person does that on the pages.',
    body: bodyOf(COMPARTMENT).meta({ id: 'CaseCompartment' }),
    answer: done,
  },
  async ({ people, body, ...asked }) => {
    await changeCompartment(people, asked, readAll(COMPARTMENT, body, NOTHING));
  },
);

const adding = inCase(
  'changeCase',
  {
    method: 'POST',
    path: '/cases/:case/entries',
    operation: 'addCaseEntry',
    summary: 'Adds a party or a deadline to the file of a case.',
    body: z
      .union([bodyOf(PARTY, { kind: z.literal('party') }), bodyOf(DEADLINE, { kind: z.literal('deadline') })])
      .meta({ id: 'NewCaseEntry' }),
    answer: done,
  },
  async ({ people, body, actKey, ...asked }) => {
    const entry =
      'dueOn' in body
        ? ({ kind: 'deadline', ...readAll(DEADLINE, body, {}) } as const)
        : ({ kind: 'party', ...readAll(PARTY, body, {}) } as const);
    await addEntry(people, asked, { id: idOf(actKey), entry });
  },
);

const ending = inCase(
  'changeCase',
  {
    method: 'POST',
    path: '/cases/:case/entries/:entry/end',
    operation: 'endCaseEntry',
    summary: 'Takes a party out, or says that a deadline was met or has lapsed.',
    description: 'What is ended already stays so. Its history stays.',
    params: z.object({ entry: z.string().refine(isUuid).describe('Its id, from the file.') }),
    answer: done,
  },
  async ({ people, params, ...asked }) => {
    await endEntry(people, asked, params.entry);
  },
);

const listingNotes = inCase(
  'seeCaseFile',
  {
    method: 'GET',
    path: '/cases/:case/notes',
    operation: 'listCaseNotes',
    summary: 'Lists the notes of a case.',
    query: paging,
    answer: { status: 200, words: 'The newest first.', schema: pageOf('CaseNotePage', noteShape) },
  },
  (asked) =>
    listed(
      asked,
      (page) => asked.people.db.asPerson(asked.person.id, (tx) => notesOf(tx, asked.file.id, page)),
      asIs,
    ),
);

const writing = inCase(
  'seeCaseFile',
  {
    method: 'POST',
    path: '/cases/:case/notes',
    operation: 'addCaseNote',
    summary: 'Writes a note. It stays as it is, and never leaves with a package.',
    body: bodyOf(NOTE).meta({ id: 'NewCaseNote' }),
    answer: done,
  },
  async ({ people, body, actKey, ...asked }) => {
    await addEntry(people, asked, {
      id: idOf(actKey),
      entry: { kind: 'note', ...readAll(NOTE, body, {}) },
    });
  },
);

const listingChanges = inCase(
  'seeCaseFile',
  {
    method: 'GET',
    path: '/cases/:case/history',
    operation: 'listCaseChanges',
    summary: 'Lists who changed what in the file of a case, with what it said before.',
    query: paging,
    answer: { status: 200, words: 'The newest first.', schema: pageOf('CaseChangePage', changeShape) },
  },
  (asked) =>
    listed(
      asked,
      (page) => asked.people.db.asPerson(asked.person.id, (tx) => changesOf(tx, asked.file.id, page)),
      asIs,
    ),
);

async function listed<T extends { readonly id: Uuid }, J>(
  { query: { after, limit } }: ApiCaseVisit & { readonly query: z.output<typeof paging> },
  ask: (page: { readonly after: Uuid | undefined; readonly limit: number }) => Promise<T[]>,
  json: (one: T) => J,
): Promise<{ items: J[]; next: string | null }> {
  const found = await ask({ after: placeOf(after, idPlace)?.[0], limit: limit + 1 });
  return pageFrom(found, limit, json, (one) => [one.id]);
}
