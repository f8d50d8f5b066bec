// A change of one fact, as a knowledge editor proposes it: what was, what is to be, and what that rests on.
import * as z from 'zod';
import type { Json } from '../base/canonical-json.ts';
import { confidence, id, partialDate, state, text, validity } from './schema/common.ts';
import { assurances, PARTY_STATUSES } from './schema/parties.ts';

const MAX_JSON = 60_000;

const json: z.ZodType<Json> = z
  .json()
  .refine((value) => JSON.stringify(value).length <= MAX_JSON, `at most ${MAX_JSON} characters expected`);
/** What the proposer saw. null: there was nothing. A change whose past has changed is drafted anew. */
const was = json.nullable();

/** A source of the file's register by its id; one that is not there yet comes with its title and kind. */
const source = z.strictObject({
  id,
  title: text.optional(),
  url: z.url({ protocol: /^https?$/ }).optional(),
  kind: z
    .enum(['official', 'official-mirror', 'treaty-text', 'secondary', 'press', 'dataset', 'provider'])
    .optional(),
});

const grounds = { source, as_of: partialDate, confidence };

const record = z
  .string()
  .regex(/^[a-z-]{2,20} [A-Za-z0-9][A-Za-z0-9_./()+-]{0,79}$/, 'a record such as clock bc29.hold expected');
const path = z
  .array(z.union([z.string().min(1).max(80), z.int().min(0).max(9999)]))
  .min(1)
  .max(12);
export const ARTICLE = /^[0-9][0-9a-z()]{0,30}$/;
const article = z.string().regex(ARTICLE, 'an article such as 29(4) expected');

export const changeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('value'), record, path, was, value: json, ...grounds }),
  z.strictObject({
    kind: z.literal('party'),
    instrument: id,
    state,
    status: z.enum(PARTY_STATUSES),
    entry_into_force: partialDate.optional(),
    /** The first day on which it is no longer bound. */
    until: partialDate.optional(),
    was,
    ...grounds,
  }),
  z.strictObject({
    kind: z.literal('declaration'),
    instrument: id,
    state,
    article,
    effect: text,
    /** The State does not apply the article. */
    closes: z.literal(true).optional(),
    assurances,
    ...validity,
    was,
    ...grounds,
  }),
  /** A whole record, new or rewritten; null takes it away. `sources`: what else it cites that is new. */
  z.strictObject({
    kind: z.literal('record'),
    record,
    was,
    value: json.nullable(),
    sources: z.record(id, source.omit({ id: true })).optional(),
    ...grounds,
  }),
]);

export type Change = z.infer<typeof changeSchema>;
export type ChangeOf<Kind extends Change['kind']> = Extract<Change, { kind: Kind }>;
export type Grounds = Pick<Change, 'source' | 'as_of' | 'confidence'>;

export const SOURCE_KINDS = source.shape.kind.unwrap().options;

/** The record that a change is about, as searches name it. */
export function recordOf(change: Change): string {
  return 'record' in change ? change.record : `parties ${change.instrument}`;
}

/** Where within the record: `groups, FR`, `provisions, 3, gives`. Empty for the whole. */
export function placeOf(change: Change): readonly (string | number)[] {
  switch (change.kind) {
    case 'value':
      return change.path;
    case 'party':
      return [change.state];
    case 'declaration':
      return ['declarations', change.state, change.article];
    case 'record':
      return [];
  }
}
