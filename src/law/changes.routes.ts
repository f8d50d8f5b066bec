// Changing the law data on the web. Everybody reads what was published; knowledge editors draft and decide.
import { isUuid, type Uuid } from '../base/ids.ts';
import type { Json } from '../base/canonical-json.ts';
import { utcDay } from '../base/time.ts';
import { questionFrame } from '../people/act.pages.ts';
import { actInAgency, asking, type AnyAct } from '../people/act.routes.ts';
import type { People } from '../people/people.acts.ts';
import { inAgency } from '../people/policy.ts';
import { readAll } from '../web/fields/field.ts';
import { CHANGE_DECISION } from './change-decision.ts';
import { agency, signedIn, type PageRoute, type SignedInVisit } from '../people/visit.routes.ts';
import { factNow } from './apply-change.ts';
import { changeDraftRoutes } from './change-draft.routes.ts';
import { changesPage, choosePage, proposalPage } from './changes.pages.ts';
import { differencesBetween } from './differences.ts';
import { needsAnother, publish, sendBack, tryChange, withdraw, type Editing } from './proposal.acts.ts';
import { proposalById, proposals, type Proposal } from './proposal.store.ts';
import { valuesOf, type LawVersion } from './published.acts.ts';
import { findRecord, isList, isObject, textOf, titleOf } from './values.ts';
import { textsOfVersion, versions } from './version.store.ts';
import type { Path } from './yaml-file.ts';

const LISTED = 100;
const WAITING = 500;

export function changesRoutes(editing: Editing & { readonly people: People }): PageRoute[] {
  const act = (step: string, open: (visit: SignedInVisit, id: Uuid) => Promise<Response>): PageRoute =>
    agency('changeLaw', 'POST', `/law/changes/:change/${step}`, (visit) => {
      const id = visit.param('change');
      return isUuid(id) ? open(visit, id) : visit.notFound();
    });
  return [
    signedIn('GET', '/law/changes', (visit) => list(editing, visit)),
    agency('changeLaw', 'GET', '/law/records/:kind/:record/change', (visit) => choose(editing, visit)),
    ...changeDraftRoutes(editing),
    signedIn('GET', '/law/changes/:change', (visit) => {
      const id = visit.param('change');
      return isUuid(id) ? shown(editing, visit, id) : visit.notFound();
    }),
    ...actInAgency(editing.people, ['changeLaw', '/law/changes/:change/decide'], (visit, method) =>
      deciding(editing, visit, method),
    ),
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

async function shown(editing: Editing, visit: SignedInVisit, id: Uuid): Promise<Response> {
  const { people, law } = editing;
  const { person, frame } = visit;
  const proposal = await people.db.asPerson(person.id, (tx) => proposalById(tx, id));
  if (proposal === undefined) return visit.notFound();
  const version = await law.latest();
  const day = utcDay(people.clock());
  const view = proposalPage(frame.say, {
    proposal,
    values: valuesOf(version.texts),
    trial: proposal.outcome === undefined ? tryChange(version, proposal.change, day) : undefined,
    differences: await differencesOf(editing, visit, proposal, version),
    viewer: { id: person.id, mayEdit: mayEdit(visit) },
    done: visit.query('done'),
  });
  return visit.page(view);
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

async function deciding(
  editing: Editing,
  visit: SignedInVisit,
  method: 'GET' | 'POST',
): Promise<AnyAct | Response> {
  const { people, law } = editing;
  const { person, frame } = visit;
  const { say } = frame;
  const words = say.lawChange;
  const id = visit.param('change');
  const proposal = isUuid(id) ? await people.db.asPerson(person.id, (tx) => proposalById(tx, id)) : undefined;
  if (proposal === undefined) return visit.notFound();
  const place = `/law/changes/${proposal.id}`;
  const isOwn = proposal.proposedBy === person.id;
  if (isOwn && method === 'POST') throw needsAnother();
  if (isOwn || proposal.outcome !== undefined) return visit.go(place); // its page says why
  const version = await law.latest();
  const about = { fits: tryChange(version, proposal.change, utcDay(people.clock())).ok };
  const title = words.proposalTitle(titleOf(valuesOf(version.texts), proposal.record));
  const crumbs = [
    { words: say.law.title, href: '/law' },
    { words: words.title, href: '/law/changes' },
    { words: title, href: place },
    { words: words.decide },
  ];
  return asking<typeof CHANGE_DECISION>({
    fields: CHANGE_DECISION,
    about,
    address: `${place}/decide`,
    caption: title,
    button: words.decideButton,
    frame: questionFrame({ place: 'law', crumbs }),
    act: async (body) => {
      const { answer, why = '' } = readAll(CHANGE_DECISION, body, about);
      if (answer === 'publish') {
        await publish(editing, person, proposal.id);
        return `${place}?done=published`;
      }
      await sendBack(editing, person, proposal.id, why);
      return `${place}?done=returned`;
    },
  });
}
