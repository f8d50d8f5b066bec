// admissibility.yaml: what a State of use asks of electronic evidence.
import * as z from 'zod';
import {
  confidence,
  head,
  id,
  language,
  organisation,
  ownGrounds,
  partialDate,
  reviewed,
  state,
  text,
  wording,
} from './common.ts';

const KINDS = ['certificate', 'presumption', 'rule', 'free_evaluation', 'integrity_procedure'] as const;

/** What a custody log can show of an exhibit; `src/court/` computes each. */
export const CUSTODY_FACTS = [
  'origin',
  'taker',
  'authority',
  'method',
  'protected',
  'allRead',
  'hash',
  'sourceHash',
  'sameHash',
  'unbroken',
  'stages',
  'request',
  'forEvidence',
] as const;

/** What of the custody log a line of a certificate is drafted from; the person who signs checks it. */
export const FILLS = ['record', 'source', 'device', 'method', 'hash', 'match', 'taker', 'protected'] as const;

const shownBy = z.array(z.enum(CUSTODY_FACTS)).min(1);

export const admissibilityFile = z.strictObject({
  ...head,
  note: text,
  vocabulary: z.strictObject({
    kind: z.record(z.enum(KINDS), text),
    common_certificate: z.array(text).length(9),
    custody_facts: z.record(z.enum(CUSTODY_FACTS), text),
  }),
  common_certificate_note: text,
  entries: z.array(
    z.strictObject({
      id,
      ...wording,
      state: state.nullable(),
      organisation: organisation.optional(),
      territory: text.optional(),
      law: text,
      /** Of its title, where that is not English. */
      law_language: language.optional(),
      provision: text,
      kind: z.enum(KINDS),
      /** With what of a custody log shows it; a text alone is for a person to state. */
      requirements: z.array(z.union([text, z.strictObject({ text, shown_by: shownBy })])).min(1),
      certificate: z.strictObject({
        needed: z.union([text, z.literal(false)]),
        signatory: text.optional(),
        fields: z
          .array(
            z.strictObject({
              id,
              label: text,
              required: z.enum(['required', 'optional', 'conditional']),
              when: text.optional(),
              fill: z.enum(FILLS).optional(),
              confidence: confidence.optional(),
              ...ownGrounds,
            }),
          )
          .optional(),
        confidence: confidence.optional(),
      }),
      note: text.optional(),
      sources: z.array(id).min(1),
      as_of: partialDate.optional(),
      confidence,
      reviewed: reviewed.optional(),
    }),
  ),
});

export type AdmissibilityFile = z.infer<typeof admissibilityFile>;
