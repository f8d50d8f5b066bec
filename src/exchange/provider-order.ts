// An installation of a provider: who we are (legal entities, services), what an order names, and what is recorded of it before it is
// registered: that its data are kept, and whose account each identifier is.
import { z } from 'zod';
import type { Uuid } from '../base/ids.ts';
import { STATEMENT_MAX } from '../evidence/packages/records.ts';
import type { DataCategory } from '../law/model.ts';
import type { TypedIdentifier } from '../requests/core/identifier.ts';
import { sameName } from '../requests/machine/way/holder.ts';
import { oneOf } from '../web/fields/choice.ts';
import { onlyIf, optional, type Fields } from '../web/fields/field.ts';
import { lines } from '../web/fields/lines.ts';
import { pick } from '../web/fields/pick.ts';
import { text } from '../web/fields/text.ts';
import { visiblePlain } from '../web/safe-text.ts';

export const PROVIDER_OURS = 'provider';
const LINES_MAX = 200;
const NAME_MAX = 200;

/** As an administrator keeps it. */
export const providerOurs = z.strictObject({
  entities: z.array(z.string().min(1).max(NAME_MAX)).max(LINES_MAX),
  services: z.array(z.string().min(1).max(NAME_MAX)).max(LINES_MAX),
});
export type ProviderOurs = z.infer<typeof providerOurs>;
export const NOTHING_OURS: ProviderOurs = { entities: [], services: [] };
export const OURS = ['entities', 'services'] as const;
export type Ours = (typeof OURS)[number];

export function oursField(which: Ours) {
  return lines({
    ask: (say) => say.providerOrders.ours[which].ask,
    hint: (say) => say.providerOrders.ours[which].hint,
    lineMax: NAME_MAX,
    max: LINES_MAX,
    wrong: (say) => say.providerOrders.ours.wrong,
    means:
      which === 'entities' ? 'Our legal entities, as orders name them.' : 'Our services, by their names.',
  });
}

/** How our records are made: the certificate of what is handed out. */
export const RECORDS_ASKED = {
  statement: text<{ readonly statement: string }>({
    ask: (say) => say.providerOrders.ours.records.ask,
    hint: (say) => say.providerOrders.ours.records.hint,
    preset: ({ statement }) => statement,
    max: STATEMENT_MAX,
    rows: 8,
    wrong: (say) => say.providerOrders.ours.records.wrong,
    means: 'How the records are made in the ordinary course.',
  }),
} satisfies Fields;

/** ours: one of those named is · others: none is · notNamed: none is named, or the order could not be read. */
export type Check = 'ours' | 'others' | 'notNamed';

export function checkOf(named: readonly string[], ours: readonly string[]): Check {
  if (named.length === 0) return 'notNamed';
  return named.some((one) => ours.some((own) => sameName(own, one))) ? 'ours' : 'others';
}

export const KEPT_AS = ['kept', 'nothing', 'unable'] as const;
export type KeptAs = (typeof KEPT_AS)[number];

export interface ProviderOrder {
  /** Of the message. */
  readonly id: Uuid;
  readonly conversation: Uuid;
  readonly peerOrigin: string;
  /** As it was registered. */
  readonly request: { readonly case: string; readonly number: number } | undefined;
  readonly reference: string;
  readonly urgency: 'normal' | 'urgent' | 'emergency';
  readonly arrivedAt: Date;
  /** SHA-256 of the signed header. */
  readonly digest: string;
  readonly seq: number;
  readonly readAt: Date;
  /** Undefined: its data could not be read. */
  readonly form: string | undefined;
  readonly entities: readonly string[];
  readonly services: readonly string[];
  readonly identifiers: readonly TypedIdentifier[];
  readonly categories: readonly DataCategory[];
  readonly secrecy: string | undefined;
  /** When the instruction to keep was given; undefined: the order asks for none. */
  readonly keepFrom: Date | undefined;
  readonly kept: Kept | undefined;
}

interface Kept {
  readonly as: KeptAs;
  readonly at: Date;
  readonly by: string;
  readonly through: string | undefined;
  readonly reference: string | undefined;
  readonly reason: string | undefined;
}

export function isToKeep({ keepFrom, kept }: Pick<ProviderOrder, 'keepFrom' | 'kept'>): boolean {
  return keepFrom !== undefined && kept === undefined;
}

/** Whose account an identifier is. */
export interface Mapped {
  /** Of the identifier within the order, from 1. */
  readonly place: number;
  /** Undefined: there is no such account. */
  readonly account: string | undefined;
  readonly by: string;
  readonly through: string | undefined;
  readonly at: Date;
}

const TEXT_MAX = 4000;

/** How the instruction to keep was carried out. */
export const KEEPING = {
  outcome: oneOf(KEPT_AS, {
    ask: (say) => say.providerOrders.keep.ask,
    words: (say, value) => say.providerOrders.keep.outcomes[value],
    means: 'Whether the data are kept, there are none, or they cannot be kept.',
  }),
  reference: optional(
    text({
      ask: (say) => say.providerOrders.keep.reference,
      hint: (say) => say.providerOrders.keep.referenceHint,
      max: 200,
      wrong: (say) => say.form.tooLong(say.providerOrders.keep.reference, 200),
      means: 'Our own number of it.',
    }),
    (say) => say.portal.noText,
  ),
  reason: onlyIf(
    ({ outcome }) => outcome !== 'kept',
    text({
      ask: (say) => say.providerOrders.keep.reason,
      max: TEXT_MAX,
      rows: 4,
      wrong: (say) => say.form.fillIn(say.providerOrders.keep.reason),
      tooLong: (say) => say.form.tooLong(say.providerOrders.keep.reason, TEXT_MAX),
      means: 'Why not.',
    }),
  ),
} satisfies Fields;

interface MappingAbout {
  readonly identifiers: readonly TypedIdentifier[];
}

interface Numbered {
  readonly place: number;
  readonly value: string;
}

const FOUND = ['account', 'none'] as const;

export const MAPPING = {
  place: pick<Numbered, number, MappingAbout>({
    ask: (say) => say.providerOrders.accounts.which,
    list: ({ identifiers }) => identifiers.map(({ value }, i) => ({ place: i + 1, value })),
    id: ({ place }) => place,
    words: (_say, { value }) => visiblePlain(value, 200),
    wrong: (say) => say.form.choose,
    ids: z.int().min(1).max(1000),
    means: 'Which identifier, by its place in the order, from 1.',
  }),
  found: oneOf(FOUND, {
    ask: (say) => say.providerOrders.accounts.ask,
    words: (say, value) => say.providerOrders.accounts.found[value],
    means: 'Whether there is such an account.',
  }),
  account: onlyIf(
    ({ found }) => found === 'account',
    text({
      ask: (say) => say.providerOrders.accounts.account,
      hint: (say) => say.providerOrders.accounts.accountHint,
      max: 500,
      wrong: (say) => say.form.fillIn(say.providerOrders.accounts.account),
      tooLong: (say) => say.form.tooLong(say.providerOrders.accounts.account, 500),
      means: 'Our own reference of the account.',
    }),
  ),
} satisfies Fields;
