// What somebody tells when they take an act, and what is kept of it.
import * as z from 'zod';
import { isUuid, type Uuid } from '../../../base/ids.ts';
import { isRfc3339 } from '../../../base/time.ts';
import { isDay } from '../../../law/day.ts';
import { MEANS } from '../../core/means.ts';
import { HELD_IDENTIFIERS_MAX } from '../../core/preservation.ts';
import { approval } from '../messages/message.ts';
import { checkIdentifier } from '../../core/identifier-check.ts';
import { identifierShape } from '../../core/lines-field.ts';
import { CAPACITIES } from './capacity.ts';
import { CURRENCIES, decimalsOf } from '../../../base/currency.ts';
import { GROUNDS } from './grounds.ts';
import type { Side } from './machine.ts';
import { hourShape } from '../../../web/fields/hour.ts';

/** What the sender wants of an item. */
export const DESIRED = ['wanted', 'notNeeded'] as const;
export type Desired = (typeof DESIRED)[number];

/** What the receiver says of it. */
export const ACTUAL = ['executing', 'produced', 'partly', 'none', 'refused', 'notPossible'] as const;
export type Actual = (typeof ACTUAL)[number];

/** Nothing more will come of it, unless the receiver says otherwise. */
export function isSettled(actual: Actual | undefined): boolean {
  return actual !== undefined && actual !== 'executing';
}

/** Annex III of Regulation (EU) 2023/1543, Section D, says why: of what does not come, or not wholly. */
const WITH_GROUND: readonly Actual[] = ['partly', 'refused', 'notPossible'];

export function hasGround(actual: Actual | undefined): boolean {
  return actual !== undefined && WITH_GROUND.includes(actual);
}

/**
 * Numbers of the items that are wanted and not answered yet. Of an order of Regulation (EU) 2023/1543, an item that does not come, or
 * not wholly, is answered with the ground (its Art. 10(8) and Annex III); without one it stays due.
 */
export function missingOf(
  items: readonly Pick<RequestItem, 'item' | 'desired' | 'actual' | 'ground'>[],
  isOfOrder: boolean,
): number[] {
  return items
    .filter(
      ({ desired, actual, ground }) =>
        desired === 'wanted' &&
        !(isSettled(actual) && !(isOfOrder && hasGround(actual) && ground === undefined)),
    )
    .map(({ item }) => item);
}

/** The ground of an act is that of each item which it does not grant, unless the item has its own. */
export function groundSaid(
  { actual, ground }: NonNullable<ActDetail['items']>[number],
  act: Pick<ActDetail, 'ground'>,
): ActDetail['ground'] {
  return ground ?? (hasGround(actual) ? act.ground : undefined);
}

export interface RequestItem {
  /** Counted from 1, as in the answers. */
  readonly item: number;
  readonly desired: Desired;
  readonly desiredAt: Date;
  readonly actual: Actual | undefined;
  readonly actualAt: Date | undefined;
  readonly ground: string | undefined;
  readonly note: string | undefined;
}

/** What a refusal of the whole says of an item that was still due: refused, on its ground. What is recorded of the item itself stays. */
export function underRefusal<Item extends Pick<RequestItem, 'desired' | 'actual' | 'ground'>>(
  one: Item,
  ground: string | undefined,
): Item {
  const isDue = one.desired === 'wanted' && !isSettled(one.actual);
  return isDue ? { ...one, actual: 'refused', ground } : one;
}

/** As they stand: of a request that was refused as a whole, each that was still due is refused. */
export function itemsStanding<Item extends Pick<RequestItem, 'desired' | 'actual' | 'ground' | 'actualAt'>>(
  { state }: { readonly state: string },
  items: readonly Item[],
  events: readonly Pick<LifeEvent, 'act' | 'detail' | 'occurredAt'>[],
): readonly Item[] {
  const refusal = state === 'refused' ? events.findLast(({ act }) => act === 'refuse') : undefined;
  if (refusal === undefined) return items;
  return items.map((one) => {
    const now = underRefusal(one, refusal.detail.ground);
    return now === one ? one : { ...now, actualAt: refusal.occurredAt };
  });
}

const MAX_ITEMS = 200;
const line = z.string().trim().min(1).max(1000);
const note = z.string().trim().min(1).max(4000);
const item = z.int().min(1).max(MAX_ITEMS);
const uuid = z.string().refine(isUuid, 'an id expected');
const time = z
  .string()
  .refine(isRfc3339, 'a time with its offset, such as 2026-11-26T14:20:05+01:00, expected');

/** Why not through the decentralised IT system: Regulation (EU) 2023/1543, Art. 19(5); the codes of the manifest of `forms.yaml`. */
export const WHY_OTHER_MEANS = ['disruption', 'nature', 'size', 'technical', 'forensic'] as const;
export type WhyOtherMeans = (typeof WHY_OTHER_MEANS)[number];

const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 digest in lower-case hexadecimal expected');
const day = z.string().refine(isDay, 'a day, such as 2027-01-31, expected');
const otherMeans = z.strictObject({
  by: z.literal('other'),
  why: z.array(z.enum(WHY_OTHER_MEANS)).min(1),
  inWhat: note,
  recipient: line.optional(),
  files: z
    .array(z.strictObject({ name: line, bytes: z.int().min(0) }))
    .max(200)
    .optional(),
});

/** Who bears the costs. */
export const COST_BEARERS = ['asking', 'asked', 'provider', 'shared'] as const;
export type CostBearer = (typeof COST_BEARERS)[number];
/** Whether what came was of use. */
export const USES = ['yes', 'partly', 'no'] as const;
/** What is said of it at closing; `none`: there is nothing to say. */
export const FEEDBACK_USES = [...USES, 'none'] as const;
export type FeedbackUse = (typeof FEEDBACK_USES)[number];

const someCosts = z
  .strictObject({
    kind: z.literal('some'),
    /** In decimal digits with a point. */
    amount: z.string().regex(/^\d{1,12}(?:\.\d{1,3})?$/, 'an amount such as 1200.50 expected'),
    /** ISO 4217. */
    currency: z.string().refine((one) => CURRENCIES.has(one), 'a currency such as EUR expected'),
    bearer: z.enum(COST_BEARERS),
  })
  .refine(
    ({ amount, currency }) => (amount.split('.')[1] ?? '').length <= decimalsOf(currency),
    'no more decimals than the currency is paid with (ISO 4217) expected',
  );

/** What an act may say beyond evidence and reason. Strict: what is not here is refused. */
export const actDetail = z.strictObject({
  items: z
    .array(
      z.strictObject({
        item,
        desired: z.enum(DESIRED).optional(),
        actual: z.enum(ACTUAL).optional(),
        ground: z.enum(GROUNDS).optional(),
        note: note.optional(),
      }),
    )
    .min(1)
    .max(MAX_ITEMS)
    .optional(),
  ground: z.enum(GROUNDS).optional(),
  /** Id of `channels.yaml`, or `other`. */
  channel: z.string().max(80).optional(),
  /** By which means it left. */
  means: z.enum(MEANS).optional(),
  /** SHA-256 of the letter and the data that left, in hexadecimal. The program keeps them in any case. */
  sent: z.strictObject({ document: sha256Hex, data: sha256Hex }).optional(),
  /** The other side's own number of it. */
  reference: line.optional(),
  /** Called back: authority of the directory, the number dialled, who answered. */
  callBack: z.strictObject({ authority: z.string().max(120), number: line, spokeTo: line }).optional(),
  /** Of an emergency: whose data it is about, where the request has no fields that say it. */
  identifiers: z
    .array(identifierShape.refine((one) => checkIdentifier(one).ok, 'an identifier of its kind expected'))
    .min(1)
    .max(HELD_IDENTIFIERS_MAX)
    .optional(),
  /** Of a request that came: the authority that sent it, and how it says that it is reached. As it says: nobody has checked it. */
  sender: z
    .strictObject({ authority: line.optional(), contact: line.optional(), sentAt: time.optional() })
    .optional(),
  /** The same: who approved it there, and until when it may be acted upon. */
  approval: approval.optional(),
  /** Of an order that came: as whose it was received. */
  capacity: z.enum(CAPACITIES).optional(),
  /** Where the enforcing authority was notified, or why it need not be. */
  notified: z.strictObject({ authority: line.optional(), notNeeded: line.optional() }).optional(),
  exhibits: z.array(line).min(1).max(1000).optional(),
  /** What was compared, of a `verifyEvidence` or `checkResults`. */
  digestsMatch: z.boolean().optional(),
  conditions: note.optional(),
  /** None was stated for those exhibits that carry none. */
  restrictions: z.literal('none').optional(),
  /** Of an answer: the certificate that came with it, or why there is none. */
  certificate: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('came'), what: line }),
      z.strictObject({ kind: z.literal('none'), why: note }),
    ])
    .optional(),
  /** Of the whole request, when it is closed. */
  costs: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('none') }), someCosts]).optional(),
  /** What the other side is told of what came from it. */
  feedback: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('none') }),
      z.strictObject({ kind: z.literal('given'), use: z.enum(USES), words: note.optional() }),
    ])
    .optional(),
  /** Who executes it at home. */
  assignedTo: line.optional(),
  /** The same, where it is a member of the case: then it is their task. */
  assignee: uuid.optional(),
  /** What becomes of a preservation that still runs. */
  preservation: note.optional(),
  endsAt: time.optional(),
  /** Through the decentralised IT system of the Union, or by other means. */
  carried: z.discriminatedUnion('by', [z.strictObject({ by: z.literal('system') }), otherMeans]).optional(),
  /** Where it is fetched from a link: the last day on which it may be. */
  link: z.strictObject({ until: day }).optional(),
  /** Another last day of a time limit that runs, by its id where there are several, to its end or to an hour of it, and who set it. */
  deadline: z
    .strictObject({ timeLimit: uuid.optional(), lastDay: day, hour: hourShape.optional(), setBy: line })
    .optional(),
  /** Of several links, those from which the evidence was fetched, by the ids of their time limits. */
  fetched: z.array(uuid).max(200).optional(),
  /** The request that asks for the data that are preserved. */
  production: uuid.optional(),
});

export type ActDetail = z.infer<typeof actDetail>;

/** In characters. */
export const TEXT_MAX = { evidence: 4000, reason: 20_000 };

export interface ActGiven {
  readonly act: string;
  /** When it took effect, RFC 3339; undefined: now. */
  readonly occurredAt?: string | undefined;
  /** IANA zone of whom it happened to. */
  readonly zone?: string | undefined;
  /** How it is known. */
  readonly evidence?: string | undefined;
  readonly reason?: string | undefined;
  readonly detail?: ActDetail | undefined;
  /** Of the event; what was recorded under it is not recorded again. */
  readonly id?: Uuid | undefined;
}

export interface LifeEvent {
  readonly id: Uuid;
  readonly number: number;
  readonly act: string;
  readonly from: string;
  readonly to: string;
  readonly side: Side;
  /** Undefined for the system, and for somebody who left the case. */
  readonly by: string | undefined;
  readonly byPerson: Uuid | undefined;
  readonly at: Date;
  readonly occurredAt: Date;
  readonly zone: string;
  readonly evidence: string | undefined;
  readonly reason: string | undefined;
  readonly detail: ActDetail;
  /** `key <id>`: another program acted for the person. */
  readonly through?: string | undefined;
  readonly version: number;
}

/** What the life of a request knows of a signature; `signature.ts` has the whole. */
export interface SignatureMark {
  readonly id: Uuid;
  readonly version: number;
  readonly person: Uuid;
  /** Undefined for somebody who left the case. */
  readonly name?: string | undefined;
  readonly role: string;
  readonly at: Date;
  readonly voidAt: Date | undefined;
  /** SHA-256 of what was signed, in hexadecimal. */
  readonly digests?: { readonly document: string; readonly data: string } | undefined;
}
