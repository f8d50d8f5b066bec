// Drafting a change on the web: one question after the other, checked as it is answered, kept as a draft until it is proposed.
import { isUuid, type Uuid } from '../base/ids.ts';
import { utcDay } from '../base/time.ts';
import { questionFrame } from '../people/act.pages.ts';
import { actInAgency, asking, type AnyAct, type Unseen } from '../people/act.routes.ts';
import type { People } from '../people/people.acts.ts';
import type { PageRoute, SignedInVisit } from '../people/visit.routes.ts';
import type { Body, Fields } from '../web/fields/field.ts';
import { isOfFact, QUESTIONS, questionOfFault, questionsOf, type Question } from './change-ask.ts';
import {
  ANY_KIND,
  changeIn,
  DRAFT_GROUNDS,
  formFrom,
  formOf,
  isGround,
  newRecordAddress,
  partyAddress,
  pathIn,
  rewriteAddress,
  valueAddress,
  type Form,
  type Texts,
  type What,
} from './change-form.ts';
import { changeFields, formBy, type ChangeOf } from './change-fields.pages.ts';
import { changeChecked } from './change-form.pages.ts';
import type { FieldFault } from './check-values.ts';
import { RECORD_KINDS } from './model.ts';
import { propose, tryChange, type Editing, type Trial } from './proposal.acts.ts';
import { proposalById } from './proposal.store.ts';
import { valuesOf, type LawVersion } from './published.acts.ts';
import { findRecord, valueAt, type LawValues } from './values.ts';

type Drafting = Editing & { readonly people: People };

/** Of what a change is, as its address says it. */
interface Named {
  readonly what: What;
  readonly texts: Texts;
  /** What stands in the fields at first. */
  readonly first: Texts;
  readonly address: string;
  /** The proposal that was sent back. */
  readonly revises?: Uuid;
}

/** A value of a record, a record, a State, and what was sent back. */
export function changeDraftRoutes(editing: Drafting): PageRoute[] {
  const mount = (
    path: string,
    named: (visit: SignedInVisit) => Named | undefined | Promise<Named | undefined>,
  ): PageRoute[] =>
    actInAgency(editing.people, ['changeLaw', path], async (visit) => {
      const found = await named(visit);
      return found === undefined ? visit.notFound() : changeAsked(editing, visit, found);
    });
  return [
    ...mount('/law/records/:kind/:record/change/:path', (visit) => {
      const [record, path] = [recordIn(visit), visit.param('path')];
      // Of a confidence there is one thing to say: that somebody has read the source.
      const first: Texts = path.endsWith('"confidence"]') ? { value: 'confirmed' } : {};
      return { what: 'value', texts: { record, path }, first, address: valueAddress(record, path) };
    }),
    ...mount('/law/records/:kind/:record/rewrite', (visit) => {
      const record = recordIn(visit);
      return { what: 'record', texts: { record }, first: {}, address: rewriteAddress(record) };
    }),
    ...mount('/law/changes/new/record/:kind', (visit) => {
      const kind = RECORD_KINDS.find((one) => one === visit.param('kind'));
      if (kind === undefined && visit.param('kind') !== ANY_KIND) return undefined;
      const first: Texts = kind === undefined ? {} : { record_kind: kind };
      return { what: 'record', texts: {}, first, address: newRecordAddress(kind ?? ANY_KIND) };
    }),
    ...(['party', 'declaration'] as const).flatMap((what) =>
      mount(`/law/changes/new/${what}/:instrument`, (visit) => {
        const instrument = visit.param('instrument');
        return { what, texts: { instrument }, first: {}, address: partyAddress(what, instrument) };
      }),
    ),
    ...mount('/law/changes/:change/again', (visit) => sentBack(editing, visit)),
  ];
}

function recordIn(visit: SignedInVisit): string {
  return `${visit.param('kind')} ${visit.param('record')}`;
}

const OF_THE_FACT = ['record', 'path', 'instrument'] as const;

/** Drafted again as it was. */
async function sentBack({ people }: Editing, visit: SignedInVisit): Promise<Named | undefined> {
  const id = visit.param('change');
  const before = isUuid(id)
    ? await people.db.asPerson(visit.person.id, (tx) => proposalById(tx, id))
    : undefined;
  if (before === undefined) return undefined;
  const { what, texts: all } = formFrom(before.change, before.reason);
  const isOfFactItself = (name: string): boolean => OF_THE_FACT.some((one) => one === name);
  const some = (isIt: (name: string) => boolean): Texts =>
    Object.fromEntries(Object.entries(all).filter(([name]) => isIt(name)));
  return {
    what,
    texts: some(isOfFactItself),
    first: some((name) => !isOfFactItself(name)),
    address: `/law/changes/${before.id}/again`,
    revises: before.id,
  };
}

function isPossible({ what, said }: Form, values: LawValues): boolean {
  switch (what) {
    case 'party':
    case 'declaration':
      return findRecord(values, `instrument ${said('instrument')}`) !== undefined;
    case 'value': {
      const [found, path] = [findRecord(values, said('record')), pathIn(said('path'))];
      return found !== undefined && path.length > 0 && valueAt(found.value, path) !== undefined;
    }
    case 'record':
      return said('record') === '' || findRecord(values, said('record')) !== undefined;
  }
}

async function changeAsked(
  editing: Drafting,
  visit: SignedInVisit,
  { what, texts, first, address, revises }: Named,
): Promise<AnyAct | Response> {
  const { say } = visit.frame;
  const version = await editing.law.latest();
  const values = valuesOf(version.texts);
  if (!isPossible(formOf(what, texts), values)) return visit.notFound();
  const of: ChangeOf = { what, texts, values, first };
  const day = utcDay(editing.people.clock());
  const whole = (body: Body) => tried({ version, values, day }, formBy(of, body));
  const crumbs = [
    { words: say.law.title, href: '/law' },
    { words: say.lawChange.title, href: '/law/changes' },
    { words: say.lawChange.factTitle[what] },
  ];
  const told = (form: Form, fault: FieldFault | undefined): Unseen | undefined => {
    if (fault === undefined) return undefined;
    const question = questionOfFault(form, fault);
    return { question, words: say.lawChange.fault(fault.field, fault.message) };
  };
  return asking<Fields>({
    fields: changeFields(of),
    about: undefined as never, // no limit hangs on anything
    address,
    caption: '',
    button: say.lawChange.propose,
    frame: questionFrame({ place: 'law', crumbs }),
    weighed: async (body, name) => {
      const form = formBy(of, body);
      if (name === undefined) return told(form, whole(body).fault);
      return told(form, isLastOfFact(form, name) ? factFault({ version, values, day }, form) : undefined);
    },
    checked: async (body) => {
      const { trial } = whole(body);
      return changeChecked(say, trial.ok ? trial.differences : []);
    },
    act: async (body, id) => {
      const form = formBy(of, body);
      const { change, fault } = whole(body);
      const unseen = told(form, fault);
      if (unseen !== undefined) return unseen;
      const made = await propose(editing, visit.person, { change, reason: form.said('reason'), revises, id });
      if (made.ok) return `/law/changes/${made.id}?done=proposed`;
      return told(form, made.faults[0]) ?? '/law/changes';
    },
  });
}

interface Data {
  readonly version: LawVersion;
  readonly values: LawValues;
  readonly day: string;
}

interface Tried {
  readonly change: unknown;
  readonly trial: Trial;
  /** The first thing that is wrong with it. */
  readonly fault: FieldFault | undefined;
}

function tried({ version, values, day }: Data, form: Form): Tried {
  const { change, faults } = changeIn(form, values);
  const trial = tryChange(version, change, day);
  const [fault] = [...faults, ...(trial.ok ? [] : trial.faults)];
  return { change, trial, fault };
}

/** What the data make of the fact, before anybody is asked what it rests on. */
function factFault({ version, values, day }: Data, form: Form): FieldFault | undefined {
  const { change, faults } = changeIn(form, values, DRAFT_GROUNDS);
  const trial = tryChange(version, change, day);
  return [...faults, ...(trial.ok ? [] : trial.faults)].find((one) => !isGround(one));
}

function isLastOfFact(form: Form, name: string): boolean {
  const of: readonly Question[] = questionsOf(form).filter((one) => isOfFact(form, one));
  return of.at(-1) === QUESTIONS.find((one) => one === name);
}
