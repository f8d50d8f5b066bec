// measures.yaml: the ten investigative measures of para 8 of the background paper.
import * as z from 'zod';
import { cited, confidence, dataCategory, head, id, maybeCited, text, validity } from './common.ts';

const basis = z.strictObject({
  domestic: text.nullable(),
  cooperation: text.nullable(),
  note: text.optional(),
  ...validity,
  ...cited,
});

export const measuresFile = z.strictObject({
  ...head,
  paragraph: text,
  source_for_list: z.strictObject(cited),
  data_categories: z.record(dataCategory, text),
  intrusiveness_scale: z.record(z.enum(['1', '2', '3', '4', '5']), text),
  note: text,
  confidence_of_editorial_fields: confidence,
  measures: z
    .array(
      z.strictObject({
        id,
        order: z.int().min(1).max(10),
        name: text,
        paragraph_8_wording: text,
        definition: text,
        legal_basis: z.strictObject({
          'coe-ets-185': basis,
          'un-cybercrime-2024': basis,
          other: z.array(text),
        }),
        intrusiveness: z.strictObject({ level: z.int().min(1).max(5), scale: text, reason: text }),
        typical_authorisation: z.array(text),
        safeguards: z.array(text),
        yields: z.array(dataCategory),
        acts_on: z.array(dataCategory),
        clocks: z
          .strictObject({
            domestic_max_days: z.int().positive(),
            on_request_min_days: z.int().positive(),
            epoc_pr_days: z.int().positive(),
            epoc_pr_extension_days: z.int().positive(),
          })
          .optional(),
        planner_note: text,
        ...validity,
        ...maybeCited,
      }),
    )
    .length(10),
});

export type MeasuresFile = z.infer<typeof measuresFile>;
