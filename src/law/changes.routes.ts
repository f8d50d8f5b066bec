// Changing the law data on the web. Everybody reads what was published; knowledge editors draft and decide.
import { isUuid, type Uuid } from '../base/ids.ts';
import type { Json } from '../base/canonical-json.ts';
import { inAgency } from '../people/policy.ts';
import { agency, signedIn, type PageRoute, type SignedInVisit } from '../people/visit.routes.ts';
import type { Messages } from '../web/messages.ts';
import { factNow } from './apply-change.ts';
import {
  changeIn,
  formFrom,
  formOf,
  pageOfFault,
  seenNow,
  valueText,
  wrongDates,
  type Form,
} from './change-form.ts';
import * as formPages from './change-form.pages.ts';
import { changesPage, choosePage, proposalPage } from './changes.pages.ts';
import type { FieldFault } from './check-values.ts';
import { differencesBetween } from './differences.ts';
import { propose, publish, sendBack, tryChange, withdraw, type Editing } from './proposal.acts.ts';
import { proposalById, proposals, type Proposal } from './proposal.store.ts';
import { valuesOf, type LawVersion } from './published.acts.ts';
import { findRecord, isList, isObject, textOf, titleOf, type LawValues } from './values.ts';
import { textsOfVersion, versions } from './version.store.ts';
import type { Path } from './yaml-file.ts';

const LISTED = 100;
const WAITING = 500;

export function changesRoutes(editing: Editing): PageRoute[] {
  const act = (step: string, open: (visit: SignedInVisit, id: Uuid) => Promise<Response>): PageRoute =>
    agency('changeLaw', 'POST', `/law/changes/:change/${step}`, (visit) => {
      const id = visit.param('change');
      return isUuid(id) ? open(visit, id) : visit.notFound();
    });
  return [
    signedIn('GET', '/law/changes', (visit) => list(editing, visit)),
    agency('changeLaw', 'GET', '/law/changes/new', (visit) => start(editing, visit)),
    agency('changeLaw', 'POST', '/law/changes/new', (visit) => draft(editing, visit)),
    agency('changeLaw', 'GET', '/law/records/:kind/:record/change', (visit) => choose(editing, visit)),
    signedIn('GET', '/law/changes/:change', (visit) => {
      const id = visit.param('change');
      return isUuid(id) ? shown(editing, visit, id) : visit.notFound();
    }),
    act('decide', (visit, id) => decide(editing, visit, id)),
    act('withdraw', async (visit, id) => {
      await withdraw(editing, visit.person, id);
      return visit.go(`/law/changes/${id}?done=withdrawn`);
    }),
  ];
}

export function mayEdit(visit: SignedInVisit): boolean {
  return inAgency(visit.person.roles, 'changeLaw') !== 'no';
}

async function list({ people, law }: Editing, visit: SignedInVisit): Promise<Response> {
  const { texts } = await law.latest();
  const values = valuesOf(texts);
  const { person, frame } = visit;
  const view = await people.db.asPerson(person.id, async (tx) => {
    const lines = await versions(tx, { limit: LISTED });
    const ids = [...lines.flatMap(({ proposal }) => proposal ?? []), ...(lines[0]?.setAside ?? [])];
    const made =
      ids.length === 0 ? [] : await proposals(tx, { ids, order: 'newestFirst', limit: 2 * LISTED });
    const waiting = mayEdit(visit)
      ? await proposals(tx, { outcome: 'open', order: 'oldestFirst', limit: WAITING })
      : undefined;
    return changesPage(frame.say, { values, versions: lines, made, waiting });
  });
  return visit.page(view);
}

/** The first page of a draft: from nothing, of one value of a record, or again from what was sent back. */
async function start({ people, law }: Editing, visit: SignedInVisit): Promise<Response> {
  const values = valuesOf((await law.latest()).texts);
  let params = visit.queries();
  const again = visit.query('again');
  if (isUuid(again)) {
    const before = await people.db.asPerson(visit.person.id, (tx) => proposalById(tx, again));
    if (before === undefined) return visit.notFound();
    params = formFrom(before.change, before.reason);
    params.set('revises', before.id);
  }
  const form = formOf(params);
  if (form === undefined || !isPossible(form, values)) return visit.notFound();
  const was = seenNow(form, values);
  if (!params.has('value') && was !== null) params.set('value', valueText(was));
  return visit.page(formPages.factPage(visit.frame.say, { form, values, was, errors: {} }));
}

function isPossible({ what, said }: Form, values: LawValues): boolean {
  switch (what) {
    case 'party':
    case 'declaration':
      return findRecord(values, `instrument ${said('instrument')}`) !== undefined;
    case 'value':
      return findRecord(values, said('record')) !== undefined;
    case 'record':
      return said('record') === '' || findRecord(values, said('record')) !== undefined;
  }
}

async function draft(editing: Editing, visit: SignedInVisit): Promise<Response> {
  const params = await visit.form();
  const form = formOf(params);
  if (form === undefined) return visit.notFound();
  const version = await editing.law.latest();
  const values = valuesOf(version.texts);
  // A standing or a reservation is of the State that was chosen on the first page only.
  const isFirst = form.said('step') === 'grounds';
  if (isFirst && form.what !== 'value') params.set('was', JSON.stringify(seenNow(form, values)));
  const { change, faults } = changeIn(form, values);
  const day = new Date(editing.people.clock()).toISOString().slice(0, 10);
  const trial = tryChange(version, change, day);
  const all = [...faults, ...(trial.ok ? [] : trial.faults)];
  const { say } = visit.frame;
  const drafting = { form, values, was: JSON.parse(form.said('was') || 'null') as Json };
  const atFact = all.filter((one) => pageOfFault(one) === 'fact');
  const factErrors = errorsOf(say, form, atFact);
  if (isFirst) {
    // What the fact rests on is asked next: until then only the fact itself can be at fault.
    const known = {
      ...(faults.length > 0 ? errorsOf(say, form, faults) : stateError(say, form)),
      ...dateErrors(say, form, 'fact'),
    };
    return Object.keys(known).length > 0
      ? visit.page(formPages.factPage(say, { ...drafting, errors: known }), 422)
      : visit.page(formPages.groundsPage(say, { ...drafting, errors: {} }));
  }
  const reason = form.said('reason');
  const atGrounds = errorsOf(
    say,
    form,
    all.filter((one) => pageOfFault(one) === 'grounds'),
  );
  Object.assign(atGrounds, dateErrors(say, form, 'grounds'));
  if (reason === '') atGrounds['reason'] = say.form.needed(say.lawChange.reason);
  if (Object.keys(atGrounds).length > 0)
    return visit.page(formPages.groundsPage(say, { ...drafting, errors: atGrounds }), 422);
  if (!trial.ok || atFact.length > 0)
    return visit.page(formPages.factPage(say, { ...drafting, errors: factErrors }), 422);
  if (form.said('step') !== 'propose')
    return visit.page(formPages.checkPage(say, { form }, trial.differences));
  const revises = form.said('revises');
  const made = await propose(editing, visit.person, {
    change,
    reason,
    revises: isUuid(revises) ? revises : undefined,
  });
  return made.ok
    ? visit.go(`/law/changes/${made.id}?done=proposed`)
    : visit.page(formPages.factPage(say, { ...drafting, errors: errorsOf(say, form, made.faults) }), 422);
}

function stateError(say: Messages, { what, said }: Form): { [field: string]: string } {
  if (what !== 'party' && what !== 'declaration') return {};
  return said('state') === '' ? { state: say.form.needed(say.lawChange.state) } : {};
}

function dateErrors(say: Messages, form: Form, page: 'fact' | 'grounds'): { [field: string]: string } {
  return Object.fromEntries(wrongDates(form, page).map((name) => [name, say.lawChange.dateWrong]));
}

/** By field of the form; what belongs to none is said of the first. */
function errorsOf(say: Messages, { what }: Form, faults: readonly FieldFault[]): { [field: string]: string } {
  const first = { value: 'value', party: 'state', declaration: 'article', record: 'value' }[what];
  const errors: { [field: string]: string } = {};
  for (const fault of faults) {
    const last = fault.field.split(', ').at(-1) ?? '';
    const isOwn = [
      'state',
      'status',
      'article',
      'effect',
      'entry_into_force',
      'from',
      'until',
      'as_of',
      'confidence',
    ].includes(last);
    const name =
      isOwn && what !== 'value' && what !== 'record'
        ? last
        : pageOfFault(fault) === 'grounds'
          ? groundField(fault)
          : first;
    errors[name] ??= name === last ? fault.message : say.lawChange.fault(fault.field, fault.message);
  }
  return errors;
}

function groundField({ field }: FieldFault): string {
  const words = field.split(', ');
  if (words.includes('as_of')) return 'as_of';
  if (words.includes('confidence')) return 'confidence';
  return words.includes('kind') ? 'source_kind' : words.includes('url') ? 'url' : 'title';
}

async function choose({ law }: Editing, visit: SignedInVisit): Promise<Response> {
  const record = `${visit.param('kind')} ${visit.param('record')}`;
  const values = valuesOf((await law.latest()).texts);
  const found = findRecord(values, record);
  if (found === undefined) return visit.notFound();
  const texts: { path: string; field: string; text: string }[] = [];
  const walk = (value: Json, path: Path): void => {
    if (path.at(-1) === 'reviewed') return;
    if (isObject(value)) for (const [key, one] of Object.entries(value)) walk(one, [...path, key]);
    else if (isList(value) && value.some((one) => typeof one === 'object'))
      value.forEach((one, i) => walk(one, [...path, i]));
    else if (!UNCHOSEN.has(String(path.at(-1))) && path.at(-1) !== found.list.idKey)
      texts.push({ path: JSON.stringify(path), field: path.join(', '), text: shortText(value) });
  };
  walk(found.value, []);
  return visit.page(choosePage(visit.frame.say, record, titleOf(values, record), texts));
}

/** They change with the fact they belong to. */
const UNCHOSEN = new Set(['source', 'sources', 'confidence', 'as_of', 'article_confidence']);

function shortText(value: Json): string {
  if (value === null) return '–';
  return isList(value) ? value.map(textOf).join(', ') : textOf(value);
}

async function shown(
  editing: Editing,
  visit: SignedInVisit,
  id: Uuid,
  errors: { readonly [field: string]: string } = {},
): Promise<Response> {
  const { people, law } = editing;
  const { person, frame } = visit;
  const proposal = await people.db.asPerson(person.id, (tx) => proposalById(tx, id));
  if (proposal === undefined) return visit.notFound();
  const version = await law.latest();
  const day = new Date(people.clock()).toISOString().slice(0, 10);
  const view = proposalPage(frame.say, {
    proposal,
    values: valuesOf(version.texts),
    trial: proposal.outcome === undefined ? tryChange(version, proposal.change, day) : undefined,
    differences: await differencesOf(editing, visit, proposal, version),
    viewer: { id: person.id, mayEdit: mayEdit(visit) },
    errors,
    done: visit.query('done'),
  });
  return visit.page(view, Object.keys(errors).length > 0 ? 422 : 200);
}

/** What it did when it was published; for what was not, the one fact it was about. */
async function differencesOf(
  { people }: Editing,
  visit: SignedInVisit,
  { id, outcome, change, record }: Proposal,
  version: LawVersion,
): Promise<ReturnType<typeof differencesBetween>> {
  if (outcome !== 'published') {
    const now = factNow(valuesOf(version.texts), change);
    const value = 'value' in change ? change.value : change.kind === 'party' ? change.status : change.effect;
    const before = now === null ? undefined : shortText(now);
    return [
      { record, title: record, field: '', before, after: value === null ? undefined : shortText(value) },
    ];
  }
  return people.db.asPerson(visit.person.id, async (tx) => {
    const lines = await versions(tx, { limit: 1, proposal: id });
    const [line] = lines;
    if (line === undefined) return [];
    const [before, after] = [
      await textsOfVersion(tx, line.number - 1),
      await textsOfVersion(tx, line.number),
    ];
    return differencesBetween(valuesOf(before), valuesOf(after));
  });
}

async function decide(editing: Editing, visit: SignedInVisit, id: Uuid): Promise<Response> {
  const form = await visit.form();
  const words = visit.frame.say.lawChange;
  const why = (form.get('why') ?? '').trim();
  switch (form.get('answer')) {
    case 'publish':
      await publish(editing, visit.person, id);
      return visit.go(`/law/changes/${id}?done=published`);
    case 'return':
      if (why === '') return shown(editing, visit, id, { why: visit.frame.say.form.needed(words.why) });
      await sendBack(editing, visit.person, id, why);
      return visit.go(`/law/changes/${id}?done=returned`);
    default:
      return shown(editing, visit, id, { answer: words.choose });
  }
}
