// admissibility.yaml: what a State of use asks of electronic evidence.
import * as z from 'zod';
import { confidence, head, id, organisation, partialDate, state, text } from './common.ts';

const KINDS = ['certificate', 'presumption', 'rule', 'free_evaluation', 'integrity_procedure'] as const;

export const admissibilityFile = z.strictObject({
  ...head,
  note: text,
  vocabulary: z.strictObject({
    kind: z.record(z.enum(KINDS), text),
    common_certificate: z.array(text).length(9),
  }),
  common_certificate_note: text,
  entries: z.array(
    z.strictObject({
      id,
      state: state.nullable(),
      organisation: organisation.optional(),
      territory: text.optional(),
      law: text,
      provision: text,
      kind: z.enum(KINDS),
      requirements: z.array(text).min(1),
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
              confidence: confidence.optional(),
            }),
          )
          .optional(),
        confidence: confidence.optional(),
      }),
      note: text.optional(),
      sources: z.array(id).min(1),
      as_of: partialDate.optional(),
      confidence,
    }),
  ),
});

export type AdmissibilityFile = z.infer<typeof admissibilityFile>;
