// channels.yaml: the ways to ask, when each applies, and the planner's own rules.
import * as z from 'zod';
import { cited, confidence, dataCategory, head, id, maybeCited, state, text, wording } from './common.ts';

export const PREDICATES = [
  'both_party_to',
  'both_party_to_any',
  'both_bound_by',
  'requesting_bound_by',
  'provider_addressee_in',
  'in_force',
  'no_reservation',
  'no_other_treaty',
  'pair',
  'both_members',
  'provider_policy',
  'provider_law',
  'provider_establishment_in',
  'provider_offers_services_in',
  'bilateral_treaty',
  'reciprocity_accepted',
  'data_location_known',
  'consent',
  'urgency',
  'always',
] as const;

export const URGENCIES = ['normal', 'urgent', 'emergency_life'] as const;

/** The planner's rules; each is a piece of `src/channels/` with an acceptance and a refusal test. */
export const PLANNER_RULES = [
  'preserve-first',
  'least-intrusive',
  'domestic-before-foreign',
  'evidence-flag',
  'real-time',
  'unknown-party-status',
  'recalled-basis',
  'not-in-force',
  'location-unknown',
] as const;

/** What a question is checked against before anything is sent: tips of the paper, and of practice. */
export const CHECKS = [
  'open-source',
  'affiliate',
  'preserve',
  'direct-copy',
  'cyber-unit',
  'identifiers',
  'ip-precision',
  'holder',
  'language',
  'dual-criminality',
  'urgency',
  'emergency',
  'evidence-form',
  'privilege',
  'proportionality',
] as const;

const TIERS = ['unilateral', 'expedited', 'direct', 'formal', 'informal'] as const;
const yes = z.literal(true);

/** All that one clause names must hold. */
const clause = z
  .strictObject({
    both_party_to: id.optional(),
    both_party_to_any: z.array(id).min(1).optional(),
    both_bound_by: id.optional(),
    requesting_bound_by: id.optional(),
    provider_addressee_in: id.optional(),
    in_force: id.optional(),
    no_reservation: z
      .string()
      .regex(/^[a-z0-9-]+:[0-9a-z()]+$/)
      .optional(),
    /** General treaties on mutual assistance, beside a bilateral one. */
    no_other_treaty: z.array(id).min(1).optional(),
    pair: z.tuple([state, state]).optional(),
    both_members: id.optional(),
    provider_policy: z.enum(['voluntary_foreign_requests', 'emergency_disclosure']).optional(),
    /** The law of the provider's State lets it tell its own government in an emergency. */
    provider_law: z.literal('emergency_own_government').optional(),
    provider_establishment_in: z.literal('requesting_state').optional(),
    provider_offers_services_in: z.literal('requesting_state').optional(),
    bilateral_treaty: yes.optional(),
    reciprocity_accepted: yes.optional(),
    data_location_known: yes.optional(),
    consent: yes.optional(),
    urgency: z.enum(URGENCIES).optional(),
    always: yes.optional(),
    /** Only for these categories. */
    data_categories: z.array(dataCategory).min(1).optional(),
    label: text.optional(),
  })
  .refine((one) => Object.keys(one).length > 0, 'a condition expected');

const appliesWhen = z.union([
  z.strictObject({ any_of: z.array(clause).min(1) }),
  z.strictObject({ all_of: z.array(clause).min(1) }),
]);

const clock = z.strictObject({
  what: id,
  value: z.int().positive(),
  unit: z.enum(['hour', 'day', 'working_day']),
  bound: z.enum(['max', 'min', 'target']),
  basis: text,
});

const duration = z.strictObject({
  text,
  ...cited,
  typical_days: z.int().positive().optional(),
  max_days: z.int().positive().optional(),
  max_hours: z.int().positive().optional(),
});

export const channelsFile = z.strictObject({
  ...head,
  sources: z.array(id),
  note: text,
  predicates: z.record(z.enum(PREDICATES), text),
  use_vocabulary: z.record(z.enum(['yes', 'intelligence_only', 'depends']), text),
  tiers: z.record(z.enum(TIERS), text),
  planner_rules: z.array(z.strictObject({ id: z.enum(PLANNER_RULES), rule: text, basis: text })),
  checks: z.array(z.strictObject({ id: z.enum(CHECKS), tip: text, basis: text, ...cited })),
  channels: z.array(
    z.strictObject({
      id,
      name: text,
      tier: z.enum(TIERS),
      may_send: z.array(text).min(1),
      /** Who must authorise, where the instrument says it; else the measure's usual authority is shown. */
      authorisation: z
        .array(
          z.strictObject({
            data_categories: z.array(dataCategory).min(1).optional(),
            for: z.literal('preservation').optional(),
            text,
          }),
        )
        .optional(),
      addressee: text,
      data_categories: z.array(dataCategory).min(1),
      legal_bases: z.array(text).min(1),
      applies_when: appliesWhen,
      prerequisites: z.array(text),
      typical_duration: z.array(duration).min(1),
      use_in_evidence: z.strictObject({ value: z.enum(['yes', 'intelligence_only', 'depends']), text }),
      clocks: z.array(clock).optional(),
      steps: z.array(text).optional(),
      limits: z.array(text).optional(),
      ...wording,
      ...maybeCited,
      confidence,
    }),
  ),
});

export type ChannelsFile = z.infer<typeof channelsFile>;
