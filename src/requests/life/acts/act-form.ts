// What the page of an act asks, by what its row demands; and the form read back.
import { isUuid } from '../../../base/ids.ts';
import { readMoment, timeGiven, type MomentProblem } from '../../../web/moment.ts';
import { dayGiven } from '../../../web/day-field.ts';
import { isDay } from '../../../law/day.ts';
import { isZone } from '../../../web/zones.ts';
import type { DirectoryNumber } from '../../../law/contact.ts';
import { linksOf, movableOf } from '../carriage/deadline.ts';
import { carriedIn, meansIn } from '../carriage/sending-form.ts';
import { GROUNDS } from '../grounds.ts';
import type { GuardFacts } from '../guard-facts.ts';
import { isAnswerHere, withoutRestriction } from '../ending/ending.ts';
import { endingIn } from '../ending/ending-form.ts';
import { wasSent } from '../guard-facts.ts';
import { ACTUAL, actDetail, DESIRED, hasGround, type ActDetail, type ActGiven } from '../life.ts';
import { sideOf, type Guard, type Row } from '../machine/machine.ts';
import { isOrder } from '../../forms/index.ts';

/** In the order in which they are asked: first what names nobody. */
const ACT_FIELDS = [
  'capacity',
  'call',
  'ground',
  'channel',
  'means',
  'digests',
  'restrictions',
  'certificate',
  'costs',
  'costAmount',
  'costBearer',
  'feedback',
  'occurred',
  'timeLimit',
  'carried',
  'whyOther',
  'until',
  'exhibits',
  'fetched',
  'items',
  'grounds',
  'notes',
  'conditions',
  'certificateWhat',
  'certificateNone',
  'feedbackWords',
  'assignedTo',
  'callSpoke',
  'inWhat',
  'recipient',
  'setBy',
  'lastDay',
  'lastHour',
  'notifiedTo',
  'notNotified',
  'preservation',
  'reference',
  'reason',
  'evidence',
] as const;

export type ActField = (typeof ACT_FIELDS)[number];

/** What may name somebody or grow long stands in no address. */
export const POSTED_FIELDS: readonly ActField[] = ACT_FIELDS.slice(ACT_FIELDS.indexOf('exhibits'));

/** Acts of the other side that come with words of theirs, though none are demanded. */
const WITH_WORDS = new Set([
  'refuse',
  'refuseInPart',
  'postpone',
  'reportItems',
  'reportExecuted',
  'receiveClarification',
]);
/** Acts with which the other side gives its own number. */
const WITH_REFERENCE = new Set(['deliver', 'acknowledge']);

type AnyRow = Row<string, string>;

export type FieldFacts = Pick<
  GuardFacts,
  'preservations' | 'request' | 'form' | 'limits' | 'events' | 'items' | 'received'
>;

/** What it may have to say, in the order in which it is asked. */
export function fieldsOf(
  row: AnyRow,
  facts: FieldFacts,
  /** The program compares the digests itself. */
  isCompared = false,
): ActField[] {
  const has = (guard: Guard): boolean => row.guards.includes(guard);
  const bySystem = facts.form.goesBySystem;
  const hasCosts = has('costsSaid') && wasSent(facts.events);
  const hasFeedback = has('feedbackSaid') && isAnswerHere(facts);
  const hasItems = has('itemsNamed') || has('itemsSettled');
  const asked: { readonly [field in ActField]: boolean } = {
    reason:
      has('reasonGiven') ||
      BY_REASON.some((guard) => guard !== 'accessInTime' && has(guard)) ||
      WITH_WORDS.has(row.act) ||
      (has('accessInTime') && bySystem),
    capacity: has('capacitySaid'),
    ground: has('groundGiven') && !hasItems,
    items: hasItems,
    grounds: hasItems && (has('groundGiven') || tellsGrounds(facts, row)),
    notes: hasItems && !isOfSender(facts.request.direction, row),
    conditions: row.act === 'proposeConditions',
    call: has('directoryNumber'),
    callSpoke: has('directoryNumber'),
    channel: has('channelAllowed'),
    // What goes through the system of the Union, or not, is asked for itself.
    means: has('meansTaken') && !bySystem,
    carried: has('carriageSaid') && bySystem,
    whyOther: has('carriageSaid') && bySystem,
    inWhat: has('carriageSaid') && bySystem,
    recipient: has('carriageSaid') && bySystem,
    until: has('linkStated') || (has('accessInTime') && bySystem),
    timeLimit: has('deadlineGiven') && movableOf(facts.limits).length > 1,
    lastDay: has('deadlineGiven'),
    lastHour: has('deadlineGiven'),
    setBy: has('deadlineGiven'),
    fetched: has('linksNamed') && linksOf(facts.limits).length > 1,
    notifiedTo: has('authorityNotified') && facts.form.order === 'production',
    notNotified: has('authorityNotified') && facts.form.order === 'production',
    exhibits: has('exhibitsNamed'),
    digests: has('digestsMatch') && !isCompared,
    restrictions: has('restrictionsRecorded') && withoutRestriction(facts).length > 0,
    certificate: has('certificatePresent'),
    certificateWhat: has('certificatePresent'),
    certificateNone: has('certificatePresent'),
    costs: hasCosts,
    costAmount: hasCosts,
    costBearer: hasCosts,
    feedback: hasFeedback,
    feedbackWords: hasFeedback,
    assignedTo: has('assigneeNamed'),
    preservation: has('preservationSettled') && facts.preservations.length > 0,
    reference: WITH_REFERENCE.has(row.act),
    evidence: has('evidenceGiven'),
    occurred: has('evidenceGiven'),
  };
  return ACT_FIELDS.filter((field) => asked[field]);
}

/** Who answers an order says of each item that does not come why: Regulation (EU) 2023/1543, Art. 10(8) and Annex III. */
function tellsGrounds({ form, request }: Pick<GuardFacts, 'form' | 'request'>, row: AnyRow): boolean {
  return isOrder(form.id) && !isOfSender(request.direction, row);
}

/** May stay empty. */
export function isOptional({ guards }: AnyRow, field: ActField): boolean {
  switch (field) {
    case 'notes':
    case 'means': // where nothing is on record of whoever receives it
    case 'reference':
    case 'recipient':
    case 'feedbackWords':
    case 'fetched': // none: it came by another way
    case 'lastHour': // to the end of the day
    case 'notifiedTo': // then it is asked why none was
      return true;
    case 'grounds': // the other side may not have said it; then the item stays due
      return !guards.includes('groundGiven') && !guards.includes('groundOfEach');
    case 'until':
      return !guards.includes('linkStated');
    case 'reason':
      return !guards.includes('reasonGiven') && !BY_REASON.some((guard) => guards.includes(guard));
    default:
      return false;
  }
}

/** A reason lets these hold, and is asked for only where they would not hold without. */
export const BY_REASON: readonly Guard[] = [
  'channelAllowed',
  'meansTaken',
  'accessInTime',
  'capacityCorrected',
  'digestsMatch',
  'countMatches',
  'orderOrReason',
  'windowOver',
];

/** What answers a guard: it is asked when the last of these that the page has is. */
export const FIELDS_OF: { readonly [guard in Guard]?: readonly ActField[] } = {
  reasonGiven: ['reason'],
  evidenceGiven: ['evidence'],
  capacitySaid: ['capacity'],
  capacityCorrected: ['capacity', 'reason'],
  groundGiven: ['ground', 'items', 'grounds'],
  groundOfEach: ['ground', 'items', 'grounds'],
  itemsNamed: ['items'],
  itemsSettled: ['items'],
  channelAllowed: ['channel', 'reason'],
  meansTaken: ['means', 'reason'],
  authorityNotified: ['notifiedTo', 'notNotified'],
  preservationSettled: ['preservation'],
  carriageSaid: ['carried', 'whyOther', 'inWhat'],
  linkStated: ['until'],
  accessInTime: ['until', 'reason'],
  deadlineGiven: ['timeLimit', 'setBy', 'lastDay'],
  linksNamed: ['fetched'],
  directoryNumber: ['call', 'callSpoke'],
  exhibitsNamed: ['exhibits'],
  digestsMatch: ['digests', 'reason'],
  countMatches: ['reason'],
  orderOrReason: ['reason'],
  windowOver: ['reason'],
  certificatePresent: ['certificate', 'certificateWhat', 'certificateNone'],
  restrictionsRecorded: ['restrictions'],
  costsSaid: ['costs', 'costAmount', 'costBearer'],
  feedbackSaid: ['feedback', 'feedbackWords'],
  assigneeNamed: ['assignedTo'],
};

/** True when the act is the sender's, who says what is wanted; else the receiver's, who says what became of it. */
export function isOfSender(direction: 'outgoing' | 'incoming', row: AnyRow): boolean {
  return (direction === 'outgoing') === (sideOf(row) === 'ours');
}

export interface ReadAct {
  readonly given: ActGiven;
  /** What is not of the form that it must have. */
  readonly wrong:
    | { readonly occurred: MomentProblem }
    | 'until'
    | 'lastDay'
    | 'lastHour'
    | 'details'
    | undefined;
}

/** What its page offered to choose from. */
export interface ActChoices {
  readonly items: readonly number[];
  readonly directory: readonly DirectoryNumber[];
}

/** `now`: nothing that is recorded may come later. */
export function readAct(
  act: string,
  form: URLSearchParams,
  { items, directory }: ActChoices,
  now: number,
): ReadAct {
  const text = (name: ActField): string | undefined => {
    const value = form.get(name)?.trim() ?? '';
    return value === '' ? undefined : value;
  };
  const called = directory.find((one) => numberId(one) === text('call'));
  const spokeTo = text('callSpoke');
  const exhibits = form.getAll('exhibits').filter((one) => one.trim() !== '');
  const ground = text('ground');
  const until = dayGiven(form, 'until');
  const lastDay = dayGiven(form, 'lastDay');
  const hour = hourGiven(form);
  const detail = {
    ...itemsIn(form, items),
    ...named('capacity', text('capacity')),
    ...(ground === undefined ? {} : { ground }),
    ...named('conditions', text('conditions')),
    ...named('channel', text('channel')),
    ...meansIn(text('means')),
    ...carriedIn(form, text),
    ...(until === '' ? {} : { link: { until } }),
    ...deadlineIn(lastDay, hour, text),
    ...(form.has('fetched') ? { fetched: form.getAll('fetched').filter(isUuid) } : {}),
    ...endingIn(text),
    ...named('reference', text('reference')),
    ...named('preservation', text('preservation')),
    ...(called === undefined || spokeTo === undefined ? {} : { callBack: { ...called, spokeTo } }),
    ...(text('notifiedTo') === undefined && text('notNotified') === undefined
      ? {}
      : {
          notified: { ...named('authority', text('notifiedTo')), ...named('notNeeded', text('notNotified')) },
        }),
    ...(exhibits.length === 0 ? {} : { exhibits }),
    ...(form.get('digests') === 'yes' ? { digestsMatch: true } : {}),
  };
  const parsed = actDetail.safeParse(detail);
  const occurred = readMoment(form, 'occurred', { latest: now });
  return {
    given: {
      act,
      occurredAt: occurred.kind === 'moment' ? occurred.at : undefined,
      zone: occurred.kind === 'moment' || occurred.kind === 'now' ? occurred.zone : undefined,
      evidence: text('evidence'),
      reason: text('reason'),
      detail: parsed.data,
    },
    wrong:
      occurred.kind === 'wrong'
        ? { occurred: occurred.problem }
        : until !== '' && !isDay(until)
          ? 'until'
          : lastDay !== '' && !isDay(lastDay)
            ? 'lastDay'
            : hour === 'wrong'
              ? 'lastHour'
              : parsed.success
                ? undefined
                : 'details',
  };
}

/** Nothing while it is not wholly said. */
function deadlineIn(
  lastDay: string,
  hour: Hour | 'wrong' | undefined,
  text: (name: ActField) => string | undefined,
): Pick<ActDetail, 'deadline'> {
  const [timeLimit, setBy] = [text('timeLimit'), text('setBy')];
  // What is no id is none of those that run.
  if (lastDay === '' || setBy === undefined || (timeLimit !== undefined && !isUuid(timeLimit))) return {};
  const until = hour === undefined || hour === 'wrong' ? {} : { hour };
  return { deadline: { lastDay, setBy, ...until, ...(timeLimit === undefined ? {} : { timeLimit }) } };
}

type Hour = NonNullable<NonNullable<ActDetail['deadline']>['hour']>;

/** Undefined: to the end of the day. */
export function hourGiven(form: URLSearchParams): Hour | 'wrong' | undefined {
  const text = (form.get('lastHour.time') ?? '').trim();
  if (text === '') return undefined;
  const [time, zone] = [timeGiven(text), form.get('lastHour.zone') ?? ''];
  return time === undefined || !isZone(zone) ? 'wrong' : { time, zone };
}

/** Of a number, whatever else comes to stand in the directory while the questions are answered. */
export function numberId({ authority, number }: DirectoryNumber): string {
  return `${authority}/${number.replaceAll(/[^\d+]/g, '')}`;
}

function named<Name extends string>(name: Name, value: string | undefined): { [name in Name]?: string } {
  return value === undefined ? {} : ({ [name]: value } as { [name in Name]: string }); // its one member
}

type SaidOfItem = NonNullable<ActDetail['items']>[number];

/** One select an item: `items.3` is what is said of the third, `grounds.3` why it does not come, and `notes.3` the same in words. */
export function itemsIn(form: URLSearchParams, items: readonly number[]): Pick<ActDetail, 'items'> {
  const said = items.flatMap((item): SaidOfItem[] => {
    const value = form.get(`items.${item}`) ?? '';
    const desired = DESIRED.find((one) => one === value);
    const actual = ACTUAL.find((one) => one === value);
    if (desired !== undefined) return [{ item, desired }];
    if (actual === undefined) return [];
    const ground = GROUNDS.find((one) => one === form.get(`grounds.${item}`));
    const note = (form.get(`notes.${item}`) ?? '').trim();
    const why = { ...(ground === undefined ? {} : { ground }), ...(note === '' ? {} : { note }) };
    return [{ item, actual, ...(hasGround(actual) ? why : {}) }];
  });
  return said.length === 0 ? {} : { items: said };
}

/** Of which of these it is said that they do not come, or not wholly. */
export function lackingIn(form: URLSearchParams, items: readonly number[]): number[] {
  const said = itemsIn(form, items).items ?? [];
  return said.filter(({ actual }) => hasGround(actual)).map(({ item }) => item);
}
