// parties.yaml: who is bound by each instrument, since when, with which declarations.
import * as z from 'zod';
import {
  cited,
  day,
  head,
  id,
  maybeCited,
  organisation,
  partialDate,
  reviewed,
  source,
  state,
  text,
  validity,
} from './common.ts';

export const PARTY_STATUSES = ['party', 'ratified', 'signatory', 'invited', 'bound', 'not_bound'] as const;

/** What a State may ask to be assured of before it helps. Only where its own words, on record, ask for it. */
export const ASSURANCES = [
  'reciprocity',
  'speciality', // used for the stated purpose alone
  'data_protection',
  'return', // returned or destroyed afterwards
  'costs',
  'no_death_penalty',
] as const;

export type Assurance = (typeof ASSURANCES)[number];

export const assurances = z.array(z.enum(ASSURANCES)).min(1).max(ASSURANCES.length).optional();

const count = z.int().nonnegative();

export const partiesFile = z.strictObject({
  ...head,
  status_vocabulary: z.record(z.enum(PARTY_STATUSES), text),
  totals: z.strictObject({
    state_records_confirmed: count,
    state_records_recalled: count,
    organisation_records_confirmed: count,
  }),
  /** Codes of ISO 3166-1 that are no State of their own: part of one, under its law, or a territory of one. */
  territories: z
    .array(
      z.strictObject({
        states: z.array(state).min(1),
        of: state,
        is: z.enum(['part', 'territory']),
        note: text.optional(),
        ...cited,
      }),
    )
    .optional(),
  instruments: z.array(
    z.strictObject({
      instrument: id,
      note: text.optional(),
      /** What the depositary counts; `unidentified` of them are not known by name, `later` are ours but came after. */
      published_total: z
        .strictObject({
          parties: count.optional(),
          signatures: count.optional(),
          signatories: count.optional(),
          ratifications: count.optional(),
          unidentified: count.optional(),
          later: z.array(state).optional(),
          ...maybeCited,
          as_of: partialDate,
          source,
        })
        .optional(),
      known_gaps: z.array(text).optional(),
      groups: z.array(
        z.strictObject({
          status: z.enum(PARTY_STATUSES),
          ...cited,
          as_of: partialDate,
          note: text.optional(),
          states: z.array(state).min(1),
          organisations: z.array(organisation).optional(),
          entry_into_force: z.record(state, partialDate).optional(),
          /** Who has left or gave notice: the first day on which it is no longer bound. */
          until: z.record(state, partialDate).optional(),
          /** What one State of the list rests on, where that is something else than the others do. */
          own: z
            .record(
              state,
              z.strictObject({
                source,
                as_of: partialDate.optional(),
                read: day.optional(),
                reviewed: reviewed.optional(),
              }),
            )
            .optional(),
        }),
      ),
      declarations: z
        .array(
          z.strictObject({
            state,
            article: z.string().regex(/^[0-9][0-9a-z()]*$/),
            effect: text,
            /** The State does not apply the article: nothing that rests on it reaches it. */
            closes: z.literal(true).optional(),
            assurances,
            ...validity,
            ...cited,
          }),
        )
        .optional(),
    }),
  ),
});

export type PartiesFile = z.infer<typeof partiesFile>;
