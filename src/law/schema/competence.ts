// competence.yaml: which authority may authorise which data under which instrument, and for which offences.
import * as z from 'zod';
import { cited, dataCategory, head, id, text, validity } from './common.ts';

export const AUTHORITY_RANKS = ['judge', 'prosecutor', 'other'] as const;
const rank = z.enum(AUTHORITY_RANKS);
const answer = z.enum(['may', 'validated', 'may_not', 'domestic_law']);

const base = {
  id,
  instrument: id,
  forms: z.array(id).min(1),
  categories: z.array(dataCategory),
  article: text,
  note: text.optional(),
  ...validity,
  ...cited,
};

export const competenceFile = z.strictObject({
  ...head,
  note: text,
  other_instruments: z.record(id, text),
  rules: z.array(
    z.strictObject({
      ...base,
      /** Kinds of assistance of the forms, which ask for no data. */
      kinds: z.array(id).min(1).optional(),
      authorities: z.strictObject({ judge: answer, prosecutor: answer, other: answer }),
      validated_by: z.array(rank).min(1).optional(),
      emergency_without_validation: z
        .strictObject({ article: text, hours: z.int().positive().max(1000) })
        .optional(),
    }),
  ),
  thresholds: z.array(
    z.discriminatedUnion('kind', [
      z.strictObject({ ...base, kind: z.literal('any_offence') }),
      z.strictObject({ ...base, kind: z.literal('similar_domestic_case') }),
      z.strictObject({
        ...base,
        kind: z.literal('years_or_listed'),
        min_max_years: z.number().positive().max(100),
        /** Offence categories of forms.yaml, listed if committed by means of an information system. */
        listed_by_system: z.array(id),
        listed_always: z.array(id),
      }),
    ]),
  ),
});

export type CompetenceFile = z.infer<typeof competenceFile>;
