// instruments.yaml: treaties and acts, their dates, and what each article gives.
import * as z from 'zod';
import { cited, confidence, dated, head, id, lengthUnit, state, text, validity } from './common.ts';

export const FUNCTIONS = [
  'general_principles',
  'general_mla',
  'expedited_assistance',
  'preservation',
  'preserved_traffic_disclosure',
  'stored_data',
  'real_time_traffic',
  'interception_content',
  'transborder_access',
  'spontaneous_information',
  'network_24_7',
  'use_limitation',
  'refusal_grounds',
  'central_authority',
  'direct_provider_cooperation',
  'joint_investigation',
  'police_cooperation',
  'video_conference',
  'confidentiality',
  'data_protection',
  'safeguards',
  'domestic_powers',
  'evidence_form',
  'final',
] as const;

export const INSTRUMENT_STATUSES = [
  'binding',
  'binding_not_in_force',
  'model',
  'replaced',
  'adopted_as',
  'arrangement',
] as const;

/** What the offence must be besides its kind; whether a case has the last two is for the reader, no question asks it. */
export const OFFENCE_REQUIREMENTS = [
  'transnational',
  'organised_group',
  'explosive_device',
  'funding',
] as const;

/** `29`, `27(9)(b)`, `18(1)-(3)`, `12-16`, `18 U.S.C. 2523`. */
const article = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9 .()-]{0,39}$/, 'an article such as 27(9)(b) expected');

const provision = z.strictObject({
  function: z.enum(FUNCTIONS),
  article: article.nullable(),
  gives: text,
  note: text.optional(),
  clocks: z
    .array(
      z.strictObject({
        what: id,
        value: z.int().positive(),
        unit: lengthUnit,
        bound: z.enum(['max', 'min', 'target']),
      }),
    )
    .optional(),
  ...cited,
  /** How sure the article number is, where that differs from what it gives. */
  article_confidence: confidence.optional(),
  ...validity,
});

/** What follows where a ground is given. */
export const GROUND_EFFECTS = [
  'may_refuse',
  'may_refuse_or_condition',
  'may_postpone',
  'return',
  'inform_and_execute_without',
  'decline_presence',
  'inform_and_wait',
  'consult',
  'other_measure',
  'cannot_execute',
  'object',
] as const;

const ground = z.strictObject({
  id,
  article: z.string().min(1).max(80),
  text,
  /** Its code among the `refusal-grounds` of `forms.yaml`, where that is not its id. */
  form_code: id.optional(),
  leads_to: z.enum(GROUND_EFFECTS),
  /** The other side is consulted before it is decided on. */
  consult_first: z.boolean().optional(),
  /** It stands against none of the measures that are always available. */
  not_for_always_available: z.boolean().optional(),
  /** Of these measures alone, by their ids in the form. */
  applies_to: z.array(id).min(1).max(40).optional(),
  note: text.optional(),
  ...cited,
});

/** Which offences the instrument covers, where it does not cover all. */
const offences = z.strictObject({
  min_max_years: z.int().positive().optional(),
  types: z.array(id).min(1).optional(),
  requires: z.array(z.enum(OFFENCE_REQUIREMENTS)).optional(),
  article: article.optional(),
  ...validity,
  ...cited,
});

export const instrumentsFile = z.strictObject({
  ...head,
  function_vocabulary: z.record(z.enum(FUNCTIONS), text),
  status_vocabulary: z.record(z.enum(INSTRUMENT_STATUSES), text),
  instruments: z.array(
    z.strictObject({
      id,
      title: text,
      short_title: text,
      kind: z.enum([
        'treaty',
        'directive',
        'regulation',
        'framework_decision',
        'model_law',
        'proposal',
        'bilateral_agreements',
        'bilateral_treaty',
      ]),
      organisation: text,
      depositary: text.nullable(),
      status: z.enum(INSTRUMENT_STATUSES),
      adopted: dated,
      opened_for_signature: dated.optional(),
      in_force: dated,
      applies_from: dated.optional(),
      /** The first day on which it is no longer in force: terminated, repealed, replaced. */
      ended: dated.optional(),
      transposition_deadline: dated.optional(),
      cited_in_background_paper: text.optional(),
      scope: text.optional(),
      offences: offences.optional(),
      /** What it covered before, each until it was amended. */
      earlier_offences: z.array(offences).min(1).max(20).optional(),
      notes: z.array(text).optional(),
      replaces: z.array(text).optional(),
      replaced_by: z.array(text).optional(),
      /** Of an arrangement: between whom. It binds none of them, and each helps by its own law. */
      members: z.strictObject({ states: z.array(state).min(2), ...cited }).optional(),
      /** The number of its last one: what cites a higher one cites none. */
      last_article: z.strictObject({ value: z.int().min(1).max(2000), ...cited }).optional(),
      /** Each by itself, where the text has a list. */
      grounds: z.array(ground).min(1).max(100).optional(),
      /** Measures that must always be available to whoever asks. */
      always_available: z
        .strictObject({
          article,
          items: z.array(z.strictObject({ id, text })).min(1).max(40),
          ...cited,
        })
        .optional(),
      provisions: z.array(provision),
    }),
  ),
});

export type InstrumentsFile = z.infer<typeof instrumentsFile>;
