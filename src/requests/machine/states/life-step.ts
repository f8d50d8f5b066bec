// One step of a request's life, in memory: whether an act may be taken, and what it leaves. `life.acts.ts` does the same in a
// transaction; the property test drives it through both machines.
import { inEnglish, Refusal } from '../../../base/refusal.ts';
import type { GuardFacts } from './guard-facts.ts';
import { hindrances, type Hindrance } from './guards.ts';
import { isWho } from './actor-roles.ts';
import { groundSaid, type ActDetail, type RequestItem } from './life.ts';
import { rowFor, sideOf, type Guard, type Row } from './machine.ts';
import { machineOf } from './machines.ts';
import { notYours } from './not-yours.ts';
import type { RequestRecord } from '../../core/request.ts';

export interface Told {
  readonly occurredAt: Date;
  readonly zone: string;
  readonly evidence: string | undefined;
  readonly reason: string | undefined;
  readonly detail: ActDetail;
}

type AnyRow = Row<string, string>;
type Standing = Pick<RequestRecord, 'direction' | 'state'>;

/** What holds of an act that says what became of items. */
const OF_ITEMS: readonly Guard[] = ['groundOfEach'];

/** Refusals: conflict (not in this state), badInput (no such act), notAllowed (not by this person, or a guard). */
export function decide(standing: Standing, act: string, facts: GuardFacts): AnyRow {
  const row = rowFor(machineOf(standing.direction), standing.state, act);
  if (row === undefined) throw notNow(standing, act);
  if (!isWho(facts.actor, row.who)) throw notYours(row);
  // Whichever act says of an item that it does not come.
  const guards = new Set([...row.guards, ...OF_ITEMS.filter(() => facts.detail.items !== undefined)]);
  const [first] = hindrances([...guards], facts);
  if (first !== undefined) throw new Hindered(first);
  return row;
}

/** Who takes it back to where it is written on makes void what was signed. */
export function voidsSignatures(direction: RequestRecord['direction'], { from, to }: AnyRow): boolean {
  return to === machineOf(direction).initial && from !== to;
}

/** Acts with which the sender says for the first time what is wanted. */
const ASKING = new Set(['transmit', 'register', 'actUrgently']);

/**
 * Neither side sets the other's: an act of the sender moves `desired` alone, one of the receiver `actual` alone. What was said
 * earlier and is recorded later does not stand above what was said last. Refusals: notAllowed.
 */
export function itemsAfter(
  direction: RequestRecord['direction'],
  row: AnyRow,
  { items, asked }: { readonly items: readonly RequestItem[]; readonly asked: number },
  { detail, occurredAt }: Pick<Told, 'detail' | 'occurredAt'>,
): readonly RequestItem[] {
  const isSender = (direction === 'outgoing') === (sideOf(row) === 'ours');
  // A receiver registers when it may; whatever the sender said since it asked is newer than its asking.
  const since = direction === 'outgoing' ? occurredAt : new Date(0);
  const known = ASKING.has(row.act) ? asAsked(items, asked, since) : items;
  const said = detail.items ?? [];
  if (said.some((one) => (isSender ? (one.actual ?? one.ground) : one.desired) !== undefined))
    throw new Refusal(isSender ? 'notAllowed.itemWanted' : 'notAllowed.itemBecame');
  const missing = said.find(({ item }) => !known.some((one) => one.item === item));
  if (missing !== undefined)
    throw new Refusal('badInput.itemOfRequest', { count: known.length, item: missing.item });
  return known.map((one) => {
    const of = said.find(({ item }) => item === one.item);
    if (of?.desired !== undefined && occurredAt >= one.desiredAt)
      return { ...one, desired: of.desired, desiredAt: occurredAt };
    if (of?.actual !== undefined && (one.actualAt === undefined || occurredAt >= one.actualAt)) {
      const ground = groundSaid(of, detail);
      return { ...one, actual: of.actual, actualAt: occurredAt, ground, note: of.note };
    }
    return one;
  });
}

/** With those that are new; without those of an earlier sending that are asked for no longer and never were answered. */
function asAsked(items: readonly RequestItem[], asked: number, at: Date): RequestItem[] {
  const none = { actual: undefined, actualAt: undefined, ground: undefined, note: undefined };
  return [
    ...items.filter(({ item, actual }) => item <= asked || actual !== undefined),
    ...Array.from({ length: asked }, (_, i) => i + 1)
      .filter((item) => !items.some((one) => one.item === item))
      .map((item) => ({ item, desired: 'wanted' as const, desiredAt: at, ...none })),
  ];
}

function notNow({ state, direction }: Standing, act: string): Refusal {
  const from = machineOf(direction)
    .rows.filter((row) => row.act === act)
    .map((row) => row.from);
  return from.length === 0
    ? new Refusal('badInput.requestAct', { act: act.slice(0, 80) })
    : new Refusal('conflict.requestState', { states: from.join(', '), state });
}

/** A guard stands in the way: said as its page says it, and in English as it was found. */
export class Hindered extends Refusal {
  readonly guard: Hindrance['guard'];

  constructor({ guard, ref, found }: Hindrance) {
    super('notAllowed.hindered', {
      guard,
      ref: /^[a-z]+(?:-[a-z]+)?-\d/.test(ref) ? ref : inEnglish(ref), // a law, or a rule of this program in words
      found: { said: `requestLife.guards.${guard}`, english: found },
    });
    this.guard = guard;
  }
}
