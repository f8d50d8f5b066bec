// What the page of an act asks, by what its row demands; and the form read back.
import { isRfc3339 } from '../base/time.ts';
import { GROUNDS } from './grounds.ts';
import type { GuardFacts } from './guards.ts';
import { wasSent } from './guards.ts';
import { ACTUAL, actDetail, DESIRED, type ActDetail, type ActGiven } from './life.ts';
import { sideOf, type Guard, type Row } from './machine.ts';

export const ACT_FIELDS = [
  'reason',
  'ground',
  'items',
  'conditions',
  'callAuthority',
  'callNumber',
  'callSpoke',
  'channel',
  'notifiedTo',
  'notNotified',
  'exhibits',
  'digests',
  'preservation',
  'reference',
  'evidence',
  'occurred',
  'zone',
] as const;

export type ActField = (typeof ACT_FIELDS)[number];

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

/** In the order in which they are asked. */
export function fieldsOf(
  row: AnyRow,
  facts: Pick<GuardFacts, 'preservations' | 'request' | 'form'>,
): ActField[] {
  const has = (guard: Guard): boolean => row.guards.includes(guard);
  const asked: { readonly [field in ActField]: boolean } = {
    reason: has('reasonGiven') || WITH_WORDS.has(row.act),
    ground: has('groundGiven'),
    items: has('itemsNamed') || has('itemsSettled'),
    conditions: row.act === 'proposeConditions',
    callAuthority: has('directoryNumber'),
    callNumber: has('directoryNumber'),
    callSpoke: has('directoryNumber'),
    channel: row.act === 'transmit',
    notifiedTo: has('authorityNotified') && facts.form.id === 'epoc',
    notNotified: has('authorityNotified') && facts.form.id === 'epoc',
    exhibits: has('exhibitsNamed'),
    digests: has('digestsMatch'),
    preservation: has('preservationSettled') && facts.preservations.length > 0,
    reference: WITH_REFERENCE.has(row.act),
    evidence: has('evidenceGiven'),
    occurred: has('evidenceGiven'),
    zone: has('evidenceGiven'),
  };
  return ACT_FIELDS.filter((field) => asked[field]);
}

/** Beside which field the page says what a guard found. */
export const FIELD_OF: { readonly [guard in Guard]?: ActField } = {
  reasonGiven: 'reason',
  evidenceGiven: 'evidence',
  groundGiven: 'ground',
  itemsNamed: 'items',
  itemsSettled: 'items',
  authorityNotified: 'notifiedTo',
  preservationSettled: 'preservation',
  directoryNumber: 'callNumber',
  exhibitsNamed: 'exhibits',
  digestsMatch: 'digests',
};

/** True when the act is the sender's, who says what is wanted; else the receiver's, who says what became of it. */
export function isOfSender(direction: 'outgoing' | 'incoming', row: AnyRow): boolean {
  return (direction === 'outgoing') === (sideOf(row) === 'ours');
}

export interface ReadAct {
  readonly given: ActGiven;
  /** A field whose text is not of the form that it must have. */
  readonly wrong: 'occurred' | 'details' | undefined;
}

export function readAct(act: string, form: URLSearchParams, items: readonly number[]): ReadAct {
  const text = (name: ActField): string | undefined => {
    const value = form.get(name)?.trim() ?? '';
    return value === '' ? undefined : value;
  };
  const lines = (name: ActField): string[] =>
    (text(name) ?? '').split(/\r?\n/).flatMap((one) => one.trim() || []);
  const [authority, number, spokeTo] = [text('callAuthority'), text('callNumber'), text('callSpoke')];
  const ground = text('ground');
  const detail = {
    ...itemsIn(form, items, ground),
    ...(ground === undefined ? {} : { ground }),
    ...named('conditions', text('conditions')),
    ...named('channel', text('channel')),
    ...named('reference', text('reference')),
    ...named('preservation', text('preservation')),
    ...(authority === undefined || number === undefined || spokeTo === undefined
      ? {}
      : { callBack: { authority, number, spokeTo } }),
    ...(text('notifiedTo') === undefined && text('notNotified') === undefined
      ? {}
      : {
          notified: { ...named('authority', text('notifiedTo')), ...named('notNeeded', text('notNotified')) },
        }),
    ...(lines('exhibits').length === 0 ? {} : { exhibits: lines('exhibits') }),
    ...(form.get('digests') === 'yes' ? { digestsMatch: true } : {}),
  };
  const parsed = actDetail.safeParse(detail);
  const occurredAt = text('occurred');
  const isTime = occurredAt === undefined || isRfc3339(occurredAt);
  return {
    given: {
      act,
      occurredAt: isTime ? occurredAt : undefined,
      zone: text('zone'),
      evidence: text('evidence'),
      reason: text('reason'),
      detail: parsed.data,
    },
    wrong: !isTime ? 'occurred' : parsed.success ? undefined : 'details',
  };
}

function named<Name extends string>(name: Name, value: string | undefined): { [name in Name]?: string } {
  return value === undefined ? {} : ({ [name]: value } as { [name in Name]: string }); // its one member
}

type SaidOfItem = NonNullable<ActDetail['items']>[number];

/** One select an item: `item.3` is what is said of the third. */
function itemsIn(
  form: URLSearchParams,
  items: readonly number[],
  given: string | undefined,
): Pick<ActDetail, 'items'> {
  const ground = GROUNDS.find((one) => one === given);
  const said = items.flatMap((item): SaidOfItem[] => {
    const value = form.get(`item.${item}`) ?? '';
    const desired = DESIRED.find((one) => one === value);
    const actual = ACTUAL.find((one) => one === value);
    if (desired !== undefined) return [{ item, desired }];
    if (actual === undefined) return [];
    return [{ item, actual, ...(actual === 'refused' && ground !== undefined ? { ground } : {}) }];
  });
  return said.length === 0 ? {} : { items: said };
}

/** The acts that a person may see: those of this moment that the machine has and that history does not rule out. */
export function isOffered(row: AnyRow, { events }: Pick<GuardFacts, 'events'>): boolean {
  if (row.act === 'change' || row.who === 'system') return false;
  if (row.act === 'receive') return !events.some(({ act }) => act === 'receive');
  if (row.guards.includes('neverSent')) return !wasSent(events);
  if (row.guards.includes('wasSent')) return wasSent(events);
  return true;
}
