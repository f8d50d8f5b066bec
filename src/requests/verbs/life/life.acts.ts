// The one way in which the state of a request changes: an act of its machine, by somebody who may, with nothing in the way,
// recorded in the same transaction.
import { newUuid, type Uuid } from '../../../base/ids.ts';
import { utcDay } from '../../../base/time.ts';
import { Refusal } from '../../../base/refusal.ts';
import { leadsOnlyIn } from '../../../evidence/packages/leads-only.ts';
import { numbersBefore } from '../../../law/contact.store.ts';
import type { DirectoryNumber } from '../../../law/contact.ts';
import { allOf, articleInForceOn, instrumentOf } from '../../../law/look-up.ts';
import type { ClockStep } from '../../../law/clocks/run.ts';
import { isStateCode } from '../../../law/states.ts';
import type { Knowledge } from '../../../law/model.ts';
import { knowledgeOn } from '../../../law/on-day.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import type { CaseOfMember } from '../../../people/case-member.store.ts';
import { roleInCase } from '../../../people/case-member.store.ts';
import type { People } from '../../../people/people.acts.ts';
import type { Person } from '../../../people/person.ts';
import { isOffered, recordedIn } from './offered.ts';
import { withAssignee } from './assignee.acts.ts';
import { withFiles } from './carriage.acts.ts';
import { confirmFirst } from './confirmed.acts.ts';
import { allFindings, findingsOf } from '../drafting/checks/checks.ts';
import { clocksOf } from '../../machine/clocks/clock.store.ts';
import type { StoredClock } from '../../machine/clocks/stored.ts';
import { isOpen } from '../../machine/clocks/clock.acts.ts';
import { followRequest, REQUEST_OVER } from '../../machine/clocks/follow.acts.ts';
import { articleOf, countWanted, type LegalForm, goesToProvider } from '../../core/form.ts';
import { formOf } from '../../forms/index.ts';
import {
  endAuthority,
  endingAuthority,
  endsAuthority,
  endsTheirs,
  endTheirs,
  type Ends,
} from '../../machine/signature/end-authority.acts.ts';
import type { RunningLimit } from '../../machine/states/deadline.ts';
import { preservationsOpen } from '../../machine/states/ending.ts';
import { competenceToday, refuseProgram, toldOf } from './given.acts.ts';
import type { GuardFacts } from '../../machine/states/guard-facts.ts';
import { groundsOfText } from '../../machine/states/grounds.ts';
import { holdAsSent } from './hold-asked.acts.ts';
import { holdAsReceived } from './hold-received.acts.ts';
import { decide, itemsAfter, voidsSignatures, type Told } from '../../machine/states/life-step.ts';
import { hasGround, type ActGiven, type LifeEvent, type RequestItem } from '../../machine/states/life.ts';
import * as store from '../../machine/states/life.store.ts';
import { nextRows, sideOf, type Guard, type Row } from '../../machine/states/machine.ts';
import { machineOf } from '../../machine/states/machines.ts';
import { VALIDATION_CLOCK, validationOf } from '../../machine/states/validation.ts';
import { preservation } from '../../machine/states/preservation.ts';
import { noRequest, stateOfCase, type RequestRecord } from '../../core/request.ts';
import { lockedRequest, requestOf } from '../../machine/states/request.store.ts';
import { keepWording, legalOf, setWording } from '../../machine/states/wording.store.ts';
import { isWrittenNow } from '../../machine/states/written.ts';
import { meansTaken } from '../drafting/checks/means-taken.ts';
import { settingOf } from '../drafting/checks/setting.store.ts';
import type { Checked, Setting } from '../../machine/way/practice.ts';
import { competentIn, languagesSurelyTaken } from '../../machine/way/practice-state.ts';
import { waysOf } from '../../machine/way/ways.ts';
import { askForCopy } from './counterpart-copy.acts.ts';
import { copiesOf, type CounterpartCopy } from '../../machine/way/counterpart-copy.store.ts';
import { copyWanted, type CopyWanted } from '../../machine/way/counterpart-copy.ts';
import { sentDigests, meansOf } from '../../machine/states/sending.ts';
import type { Day } from '../../../law/day.ts';

export interface Acting {
  readonly people: People;
  readonly person: Person;
  readonly file: CaseOfMember;
  readonly law: Knowledge;
}

export interface RequestActGiven extends ActGiven {
  /** Of the request within its case. */
  readonly number: number;
}

/** A request and all that its life hangs on, as things are in this transaction. */
export interface RequestLife {
  readonly request: RequestRecord;
  readonly legal: LegalForm;
  /** How many things it asks for. */
  readonly asked: number;
  readonly facts: Omit<GuardFacts, 'occurredAt' | 'zone' | 'evidence' | 'reason' | 'detail'>;
  /** Where the other side may be called back, by authority. */
  readonly directory: readonly DirectoryNumber[];
  readonly items: readonly RequestItem[];
  readonly events: readonly LifeEvent[];
  /** What surrounds it; undefined for one of another State to us. */
  readonly setting: Setting | undefined;
  /** The copy that is made of it for an authority of the other State when it leaves; undefined: none is. */
  readonly copy: CopyWanted | undefined;
  /** Those that there are. */
  readonly copies: readonly CounterpartCopy[];
}

export interface Taken {
  readonly request: RequestRecord;
  /** Number of the event. */
  readonly event: number;
}

/** Refusals: notFound, conflict (not in this state), notAllowed (not by this person, or a guard), badInput. */
export function takeAct(acting: Acting, given: RequestActGiven): Promise<Taken> {
  return endingAuthority(acting.people, acting.person, (tx, ends) => actIn(tx, acting, given, ends));
}

/** The same within a transaction that does more. */
export async function actIn(tx: Tx, acting: Acting, given: RequestActGiven, ends?: Ends): Promise<Taken> {
  const { people, person, file } = acting;
  const said = toldOf(given, people.clock());
  const life = await lifeOf(tx, acting, given.number, 'lock');
  const { request } = life;
  const known = given.id && (await store.eventUnder(tx, request.id, given.id));
  if (known !== undefined) return { request, event: known };
  const row = decide(request, given.act, { ...life.facts, ...said });
  if (!isOffered(row, life.facts)) throw notOffered(life, row.act);
  refuseProgram(people, row);
  const carried = row.guards.includes('carriageSaid') ? await withFiles(tx, file, request, said) : said;
  const sending = row.guards.includes('meansTaken') ? withMeans(life.facts, carried) : carried;
  const named = row.guards.includes('assigneeNamed')
    ? await withAssignee(tx, file, request, sending)
    : sending;
  const told = row.guards.includes('sentAsSigned') ? withDigests(life.facts, named) : named;
  const items = itemsAfter(request.direction, row, life, told);
  const { id = newUuid(people.clock, people.random) } = given;
  if (endsAuthority(request.direction, row))
    await endAuthority(tx, ends, acting, { request, cause: row.act });
  if (endsTheirs(request.direction, row))
    endTheirs(ends, acting, request, { ...told, event: id, evidence: told.evidence ?? '' });
  const at = new Date(people.clock());
  const event = await store.insertEvent(tx, {
    id,
    request: request.id,
    caseId: file.id,
    version: request.version.number,
    act: given.act,
    from: row.from,
    to: row.to,
    side: sideOf(row),
    by: person.id,
    at,
    through: people.through,
    ...told,
  });
  if (row.to !== row.from) await store.setState(tx, request.id, row.to, at);
  const wording = await wordedFrom(tx, life, row, at);
  if (voidsSignatures(request.direction, row)) await store.voidSignatures(tx, request.id, at, given.act);
  await store.writeItems(tx, { request: request.id, caseId: file.id, event }, life.items, items);
  if (row.guards.includes('capacitySaid'))
    await holdAsReceived(tx, acting, { ...life.facts, request, isOver: REQUEST_OVER.includes(row.to) }, told);
  await followRequest(tx, acting, { ...life, items }, { event: id, row, ...told });
  await confirmFirst(tx, acting, request, { event: id, row, ...told });
  if (row.act === 'transmit') {
    await holdAsSent(tx, acting, life.legal, request);
    if (life.copy !== undefined) await askForCopy(tx, acting, request, life.copy, id);
  }
  return { request: { ...request, state: row.to, stateSince: at, wording }, event };
}

/** Once it is written no longer, it is read as it was asked then. */
async function wordedFrom(
  tx: Tx,
  { request, legal }: RequestLife,
  row: Row<string, string>,
  at: Date,
): Promise<string | undefined> {
  if (!isWrittenNow({ state: row.from }) || isWrittenNow({ state: row.to })) return request.wording;
  const digest = await keepWording(tx, legal.record, at);
  await setWording(tx, request.id, digest);
  return digest;
}

/** By which means it left is kept with the act, where it was said before. */
function withMeans({ request }: Pick<GuardFacts, 'request'>, told: Told): Told {
  const means = meansOf({ request, detail: told.detail });
  return means === undefined ? told : { ...told, detail: { ...told.detail, means } };
}

/** What left is kept with the act by the digests of what was signed. */
function withDigests(facts: Pick<GuardFacts, 'signatures' | 'request'>, told: Told): Told {
  const sent = sentDigests(facts);
  return sent === undefined ? told : { ...told, detail: { ...told.detail, sent } };
}

function notOffered({ request: { state, direction }, events }: RequestLife, act: string): Refusal {
  return recordedIn(act, direction, events) === undefined
    ? new Refusal('conflict.actNotNow', { act, state })
    : new Refusal('conflict.actOnRecord', { act });
}

/** What stands in the way of each act that could come next, without what the act itself would tell. Refusals: notFound. */
export async function lifeOf(tx: Tx, acting: Acting, number: number, lock?: 'lock'): Promise<RequestLife> {
  const { people, person, file, law } = acting;
  const request = await (lock === undefined ? requestOf : lockedRequest)(tx, file.id, number);
  const role = await roleInCase(tx, file.id, person.id);
  const form = formOf(request?.form);
  if (request === undefined || role === undefined || form === undefined) throw noRequest(number);
  const { legal } = await legalOf(tx, form, request, law);
  const { answers, explained } = request.version;
  const [items, events, writers, signatures, running] = [
    await store.itemsOfRequest(tx, request.id),
    await store.eventsOf(tx, request.id),
    await store.writersOf(tx, request.id),
    await store.signatureMarks(tx, request.id),
    await store.runningPreservations(tx, request.id, RUNNING),
  ];
  const draft = { legal, answers, explained };
  const today = utcDay(people.clock());
  const setting =
    request.direction === 'outgoing' ? await settingOf(tx, file, { request, legal, law }, today) : undefined;
  const findings = setting === undefined ? findingsOf(draft, law) : allFindings(draft, law, setting);
  const directory = await numbersOfTheirs(tx, request, law);
  const validation = validationOf(events).is;
  const clocks = await clocksOf(tx, { request: request.id });
  const facts = {
    request,
    actor: { id: person.id, role, roles: person.roles },
    form,
    competence: competenceToday(acting),
    findings,
    writers,
    signatures,
    items,
    events,
    preservations: preservationsOpen(running, events),
    basis: basisOf(acting, request, legal),
    ways: (day: Day) => (setting === undefined ? [] : waysOf({ draft, setting, law }, day)),
    meansTaken: setting === undefined ? [] : meansTaken({ draft, setting, law: knowledgeOn(law, today) }),
    languages: languagesOf({ draft, setting, law: knowledgeOn(law, today) }),
    directoryNumbers: directory.map(({ number: one }) => one),
    unrestricted: validation === 'refused' ? await unrestrictedOf(tx, request.id) : [],
    received: isAhead(request, 'restrictionsRecorded') ? await store.exhibitsHeldOn(tx, request.id) : [],
    matched: isAhead(request, 'countMatches') ? await store.itemsMatched(tx, request.id) : [],
    validateBy: validation === 'awaited' ? validateBy(clocks) : undefined,
    limits: limitsOf(clocks, items),
    refusedBy:
      request.direction === 'incoming'
        ? groundsOfText(instrumentOf(law, legal.record.instrument))
        : undefined,
    notices: await store.noticesPlanned(tx, request.id),
    handedTo: request.direction === 'outgoing' ? await store.caseHandedTo(tx, file.id) : undefined,
    now: new Date(people.clock()),
  };
  const asked = countWanted(form, answers);
  const copy = setting && copyWanted({ legal, setting, law: knowledgeOn(law, today) });
  const copies = setting === undefined ? [] : await copiesOf(tx, request.id);
  return { request, legal, asked, facts, directory, items, events, setting, copy, copies };
}

/** Whether one of the acts that may come next asks for it. */
function isAhead({ direction, state }: RequestRecord, guard: Guard): boolean {
  return nextRows(machineOf(direction), state).some(({ guards }) => guards.includes(guard));
}

/** Of a request of ours to an authority. What goes to a provider goes in a language that its own law or terms say. */
function languagesOf(
  about: Pick<Checked, 'draft' | 'law'> & { readonly setting: Setting | undefined },
): GuardFacts['languages'] {
  const { setting, draft } = about;
  if (setting === undefined || goesToProvider(draft.legal.form)) return { taken: undefined, had: [] };
  const here = competentIn({ ...about, setting });
  return { taken: languagesSurelyTaken({ ...about, setting }, here), had: setting.languages };
}

/** How the instrument of the form stands for us and for the State that is asked, today. */
function basisOf(
  { people, file, law }: Acting,
  { counterpart }: RequestRecord,
  { record }: LegalForm,
): GuardFacts['basis'] {
  if (counterpart === undefined) return undefined;
  const instrument = instrumentOf(law, record.instrument);
  if (instrument === undefined) return []; // the law of one State
  const day = new Date(people.clock()).toISOString().slice(0, 10);
  const own = stateOfCase(file);
  const both = [...(isStateCode(own) ? [own] : []), counterpart];
  return both.map((state) => ({
    state,
    instrument: instrument.id,
    verdict: allOf(
      articleInForceOn(knowledgeOn(law, day), instrument, { article: articleOf(record), state, day }),
    ),
  }));
}

/** Where the other side may be called back: numbers that stood in the directory before its message came. */
function numbersOfTheirs(tx: Tx, { direction, counterpart, begunAt }: RequestRecord, law: Knowledge) {
  if (direction !== 'incoming') return [];
  const theirs = law.authorities.filter(({ state }) => state === counterpart);
  return numbersBefore(
    tx,
    theirs.map(({ id }) => id),
    begunAt,
  );
}

/** Exhibits that came on it, are still held, and may be used as evidence. */
async function unrestrictedOf(tx: Tx, request: Uuid): Promise<string[]> {
  const held = await store.exhibitsHeldOn(tx, request);
  return held.filter(({ conditions }) => leadsOnlyIn(conditions).length === 0).map(({ number }) => number);
}

/** Those that run; and where something did not come, those of an order that is reviewed. */
export function limitsOf(
  clocks: readonly Pick<StoredClock, 'id' | 'rule' | 'run' | 'at'>[],
  items: readonly RequestItem[],
): RunningLimit[] {
  const isShort = items.some(({ desired, actual }) => desired === 'wanted' && hasGround(actual));
  return clocks
    .filter((clock) => clock.run.status === 'running' || (isShort && isOpen(clock)))
    .map(({ id, rule, run, at }) => ({
      id,
      rule,
      timesSet: Math.max(0, ...run.readings.map(({ steps }) => steps.filter(isSet).length)),
      end: run.earliest === undefined ? undefined : new Date(run.earliest),
      zone: at.zone,
    }));
}

function isSet({ step }: ClockStep): boolean {
  return step === 'extended' || step === 'deadlineSet';
}

function validateBy(clocks: readonly StoredClock[]): Date | undefined {
  const end = clocks.findLast(({ rule, run }) => rule.id === VALIDATION_CLOCK && run.status !== 'done')?.run
    .latest;
  return end === undefined ? undefined : new Date(end);
}

const RUNNING = preservation.states.filter((state) => !preservation.final.includes(state));
