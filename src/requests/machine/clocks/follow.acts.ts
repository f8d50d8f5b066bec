// What an act on a request, or on a preservation, is for the clocks.
import type { Uuid } from '../../../base/ids.ts';
import { allOf, articleInForceOn, instrumentOf } from '../../../law/look-up.ts';
import type { DataCategory, Knowledge } from '../../../law/model.ts';
import { knowledgeOn } from '../../../law/on-day.ts';
import { isStateCode } from '../../../law/states.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import type { CaseOfMember } from '../../../people/case-member.store.ts';
import type { People } from '../../../people/people.acts.ts';
import { categoryAsked } from '../../core/request-items.ts';
import { categoriesOf, issuerIn, type LegalForm } from '../../core/form.ts';
import {
  capacityIn,
  hasNotice,
  isReceiptOf,
  receiptIn,
  saysCapacity,
  SAYING_CAPACITY,
} from '../states/capacity.ts';
import { hasCome } from '../states/carriage.ts';
import { hourOf } from '../states/deadline.ts';
import { missingOf, type ActDetail, type LifeEvent, type RequestItem } from '../states/life.ts';
import { rowFor, sideOf, type Row } from '../states/machine.ts';
import { machineOf } from '../states/machines.ts';
import { preservation as preservationMachine } from '../states/preservation.ts';
import type { RequestRecord } from '../../core/request.ts';
import { receiptExpected } from './alarm.ts';
import { alarmHours } from './alarm-setting.acts.ts';
import { moveClocks, RECEIPT_SHOWN, type ClockTools, type Moved } from './clock.acts.ts';
import { isOrder } from '../../forms/index.ts';
import { ALL_ANSWERED } from '../../core/clocks.ts';

export interface FollowTools {
  readonly people: Pick<People, 'clock' | 'random'>;
  readonly law: Knowledge;
  readonly file: Pick<CaseOfMember, 'id' | 'reference'>;
}

/** An act that was recorded. */
export interface Recorded {
  /** Id of its event. */
  readonly event: Uuid;
  readonly row: Row<string, string>;
  readonly occurredAt: Date;
  readonly zone: string;
  readonly detail: ActDetail;
}

/** Where nothing of a request runs any more. What follows an answer (informing the person) still does. */
export const REQUEST_OVER = ['refused', 'declined', 'withdrawn', 'notGenuine', 'receiptConfirmed', 'closed'];

export async function followRequest(
  tx: Tx,
  tools: FollowTools,
  life: FollowedRequest,
  recorded: Recorded,
): Promise<void> {
  await moveClocks(tx, toolsOf(tools), movedRequest(tools, life, recorded, await alarmHours(tx)));
}

/** What an act on a request is for its clocks. Pure. `hours`: within which a receipt is expected. */
export function movedRequest(
  tools: FollowTools,
  life: FollowedRequest,
  recorded: Recorded,
  hours: Parameters<typeof receiptExpected>[1],
): Moved {
  const { row, detail } = recorded;
  const moved = movedBy(tools, recorded, { ...life, isOfOrder: isOrder(life.request.form) });
  return {
    ...ofRequest(tools, life, detail),
    ...moved,
    ...(row.act === SAYING_CAPACITY ? lateRole(tools, life, recorded, hours) : {}),
    names: [...moved.names, ...(endsWaiting(row) ? [RECEIPT_SHOWN] : [])],
    receipt: row.act === 'transmit' ? receiptExpected(life.request.urgency, hours) : undefined,
    isOver: REQUEST_OVER.includes(row.to),
    lastDay: detail.link?.until,
    // Whatever else is told with an act, only that a day was set moves one.
    deadline: row.clockEvents.includes('extended') ? deadlineOf(detail) : undefined,
    fetched: detail.fetched,
    isOfSome: OF_SOME.includes(row.act),
    stillDue: row.clockEvents.includes(ALL_ANSWERED) ? stillDue(life) : undefined,
  };
}

/** Its time runs from the receipt, as if the role had been said then. */
function lateRole(
  tools: FollowTools,
  life: FollowedRequest,
  { event, occurredAt }: Recorded,
  hours: Parameters<typeof receiptExpected>[1],
): Pick<Moved, 'late'> & Partial<Pick<Moved, 'event' | 'at' | 'zone'>> {
  const { events, request } = life;
  const receipt = receiptIn(events);
  if (receipt === undefined) return {};
  const since = events.flatMap((one, i) => {
    const row = saysCapacity(one) ? undefined : rowFor(machineOf(request.direction), one.from, one.act);
    if (row === undefined) return [];
    const before = { ...life, events: events.slice(0, i) };
    return [movedRequest(tools, before, { ...one, event: one.id, row }, hours)];
  });
  return {
    event: receipt.id,
    at: receipt.occurredAt,
    zone: receipt.zone,
    late: { said: { event, at: occurredAt }, roles: events.filter(saysCapacity).map(({ id }) => id), since },
  };
}

/** The data of the items that are not answered yet. What is asked for and is no data is none of these. */
function stillDue({ request, legal, items }: FollowedRequest): readonly DataCategory[] {
  return missingOf(items, isOrder(request.form)).flatMap(
    (number) => categoryAsked(request.version.answers, legal.form.roles.items, number) ?? [],
  );
}

function deadlineOf({ deadline }: ActDetail): Moved['deadline'] {
  return deadline && { ...deadline, endsAt: hourOf(deadline) };
}

/** What is refused of some items stops nothing of the others: Regulation (EU) 2023/1543, Art. 12(4). */
const OF_SOME = ['refuseInPart', 'acceptInPart'];

function endsWaiting(row: Row<string, string>): boolean {
  if (row.from !== 'transmitted') return false;
  // That the notified authority has its notice says nothing of the addressee; and where nobody validated it, nobody waits any more.
  return row.to !== 'transmitted' || (sideOf(row) === 'theirs' && row.act !== 'noticeReceived');
}

export interface FollowedRequest {
  readonly request: Pick<RequestRecord, 'id' | 'form' | 'direction' | 'counterpart' | 'urgency' | 'version'>;
  readonly legal: Pick<LegalForm, 'record' | 'form'>;
  readonly events: readonly LifeEvent[];
  /** As the act leaves them. */
  readonly items: readonly Pick<RequestItem, 'item' | 'desired' | 'actual' | 'ground'>[];
}

/** `detail`: of the act that is under way. */
function ofRequest(
  tools: FollowTools,
  { request, legal, events }: Omit<FollowedRequest, 'items'>,
  detail: ActDetail = {},
) {
  const said = [...events.map((one) => one.detail.notified), detail.notified].findLast(
    (one) => one !== undefined,
  );
  const capacity = detail.capacity ?? capacityIn(events);
  return {
    of: { request: request.id },
    direction: request.direction,
    theirs: request.counterpart,
    subject: {
      kind: 'request' as const,
      form: request.form,
      instrument: legal.record.instrument,
      categories: categoriesOf(legal.form, request.version.answers),
      answers: request.version.answers,
      isEmergency: request.urgency === 'emergency',
      isNotified: capacity === undefined ? said && said.authority !== undefined : hasNotice(capacity),
      isUrgent: request.urgency !== 'normal',
      areBound: (within: { readonly instrument: string; readonly article: string }) =>
        areBound(tools, request.counterpart, within),
      isDomestic: request.counterpart === ownState(tools),
      isUnvalidated: issuerIn(legal.form, request.version.answers)?.isUnvalidated ?? false,
      isIncoming: request.direction === 'incoming',
    },
  };
}

/** That the person concerned was told, or need not be: a step of a notice, not an act of the request's life. */
export async function followNotice(
  tx: Tx,
  tools: FollowTools,
  life: Omit<FollowedRequest, 'items'>,
  { notice, name, at }: { readonly notice: Uuid; readonly name: string; readonly at: Date },
): Promise<void> {
  const moved = {
    caseId: tools.file.id,
    ours: ownState(tools),
    event: notice,
    names: [name],
    at,
    zone: 'UTC',
  };
  await moveClocks(tx, toolsOf(tools), {
    ...ofRequest(tools, life),
    ...moved,
    isNotice: true,
    isOver: false,
  });
}

/** A letter about a request, which has a life of its own, is an event of the clocks of that request. */
export async function followLetter(
  tx: Tx,
  tools: FollowTools,
  life: Omit<FollowedRequest, 'items'>,
  { event, name, occurredAt: at, zone }: Omit<Recorded, 'row' | 'detail'> & { readonly name: string },
): Promise<void> {
  const moved = { caseId: tools.file.id, ours: ownState(tools), event, names: [name], at, zone };
  await moveClocks(tx, toolsOf(tools), { ...ofRequest(tools, life), ...moved, isOver: false });
}

/** As far as the clocks know it. */
export interface HeldData {
  readonly id: Uuid;
  readonly direction: 'outgoing' | 'incoming';
  /** Of the request that asked for it. */
  readonly form: string | undefined;
  readonly instrument: string | undefined;
  readonly state: string | undefined;
  readonly categories: readonly DataCategory[];
}

export async function followPreservation(
  tx: Tx,
  tools: FollowTools,
  held: HeldData,
  recorded: Recorded,
): Promise<void> {
  await moveClocks(tx, toolsOf(tools), movedPreservation(tools, held, recorded));
}

/** What an act on a preservation is for its clocks. Pure. */
export function movedPreservation(tools: FollowTools, held: HeldData, recorded: Recorded): Moved {
  const { row, detail } = recorded;
  return {
    ...movedBy(tools, recorded),
    of: { preservation: held.id },
    direction: held.direction,
    theirs: held.state,
    isOver: preservationMachine.final.some((state) => state === row.to),
    endsAt: detail.endsAt === undefined ? undefined : new Date(detail.endsAt),
    isExtension: row.act === 'extend',
    subject: {
      kind: 'preservation',
      form: held.form,
      instrument: held.instrument,
      categories: held.categories,
      isEmergency: false,
      isNotified: undefined,
      isDomestic: held.state === ownState(tools),
    },
  };
}

/** What a row may be for the clocks, where only some of its acts are. */
const ONLY_WHERE: {
  readonly [name: string]: ((detail: ActDetail, of: Known) => boolean) | undefined;
} = {
  data_produced: haveComeNow,
  all_answered: ({ link, items: said }, { items, isOfOrder }) =>
    // Behind a link lies all of it, unless it is said what does.
    (link !== undefined && said === undefined) || missingOf(items, isOfOrder).length === 0,
  // An objection is one that another State's law forbids it: Regulation (EU) 2023/1543, Art. 17.
  reasoned_objection_filed: ({ ground, items: said }) =>
    [ground, ...(said ?? []).map((one) => one.ground)].includes('third-country-law'),
  sent_by_other_means: ({ carried }) => carried?.by === 'other',
  evidence_made_available_by_link: ({ link }) => link !== undefined,
  // Whose question it is: of the addressee, or of the authority that enforces (Regulation (EU) 2023/1543, Art. 10(6) and 16(7)).
  issuing_authority_received_annex_iii: (_, { events }) => !isEnforced(events),
  issuing_authority_received_question: (_, { events }) => isEnforced(events),
};

type Known = Pick<FollowedRequest, 'events' | 'items'> & { readonly isOfOrder: boolean };

/** Data of an item came with this act, and not only word of it; where nothing is asked item by item, the act itself says so. */
function haveComeNow({ items: said }: ActDetail, { events, items }: Known): boolean {
  if (items.length === 0 || hasCome(said ?? [])) return true;
  const isToldBefore = events.some(({ side, detail }) => side === 'theirs' && hasCome(detail.items ?? []));
  return hasCome(items) && !isToldBefore;
}

function isEnforced(events: readonly LifeEvent[]): boolean {
  return events.some(({ act }) => act === 'askEnforcement');
}

function areBound(
  { law, people, file }: FollowTools,
  theirs: string | undefined,
  { instrument: id, article }: { readonly instrument: string; readonly article: string },
): boolean {
  const instrument = instrumentOf(law, id);
  const day = new Date(people.clock()).toISOString().slice(0, 10);
  return (
    instrument !== undefined &&
    [ownState({ file }), theirs].every(
      (state) =>
        state !== undefined &&
        isStateCode(state) &&
        allOf(articleInForceOn(knowledgeOn(law, day), instrument, { article, state, day })) === 'yes',
    )
  );
}

function movedBy(
  { file }: FollowTools,
  { event, row, occurredAt, zone, detail }: Recorded,
  known: Known = { events: [], items: [], isOfOrder: false },
) {
  return {
    caseId: file.id,
    ours: ownState({ file }),
    event,
    names: row.clockEvents
      .filter((name) => ONLY_WHERE[name]?.(detail, known) ?? true)
      .filter((name) => !saysCapacity(row) || isReceiptOf(name, detail.capacity)),
    at: occurredAt,
    zone,
  };
}

function toolsOf({ people, law }: FollowTools): ClockTools {
  return { clock: people.clock, random: people.random, law };
}

/** Cases are named after the State of the installation: `FR-2026-000012`. */
function ownState({ file }: Pick<FollowTools, 'file'>): string {
  return file.reference.slice(0, 2);
}
