// legal-records.yaml: national laws, cases, strategies and lessons learned, each tagged so that others find it.
import * as z from 'zod';
import { cited, dataCategory, head, id, language, partialDate, state, text, validity } from './common.ts';

/** What cuts across measures and crimes (paragraphs 17 to 37 of the background paper). */
export const ISSUES = [
  'admissibility',
  'safeguards',
  'private_sector',
  'location_of_data',
  'extraterritoriality',
  'informal_channels',
  'preservation',
  'time',
  'drafting',
  'central_authority',
  'encryption',
  'capacity',
] as const;

const url = z.url({ protocol: /^https?$/ });

const tags = z.strictObject({
  measures: z.array(id).min(1).optional(),
  data_categories: z.array(dataCategory).min(1).optional(),
  /** Instruments, alone or with an article: `coe-ets-185:29`. */
  instruments: z.array(text).min(1).optional(),
  /** Offence categories of forms.yaml. */
  crime_types: z.array(id).min(1).optional(),
  issues: z.array(z.enum(ISSUES)).min(1).optional(),
});

const extract = z.strictObject({
  /** `Article 46bis`, `para 77`. */
  place: text,
  gives: text,
  /** The words themselves, in the language of the law. */
  text: text.optional(),
  language: language.optional(),
  ...validity,
  tags: tags.optional(),
});

const base = {
  id,
  /** null: of an organisation, or of no State. */
  state: state.nullable(),
  organisation: text.optional(),
  title: text,
  title_original: text.optional(),
  language: language.optional(),
  url: url.optional(),
  tags,
  note: text.optional(),
  ...cited,
};

export const legalRecordsFile = z.strictObject({
  ...head,
  note: text,
  issue_vocabulary: z.record(z.enum(ISSUES), text),
  laws: z.array(
    z.strictObject({
      ...base,
      citation: text.optional(),
      in_force: partialDate.nullable(),
      repealed: partialDate.optional(),
      provisions: z.array(extract).min(1),
    }),
  ),
  cases: z.array(
    z.strictObject({
      ...base,
      court: text,
      number: text.optional(),
      decided: partialDate,
      facts: text,
      held: text,
      /** How other States or providers were asked. */
      cooperation: text.optional(),
      electronic_evidence: z.enum(['admitted', 'excluded', 'obtained', 'refused', 'not_decided', 'unknown']),
      extracts: z.array(extract).min(1).optional(),
    }),
  ),
  strategies: z.array(
    z.strictObject({
      ...base,
      adopted: partialDate,
      until: partialDate.optional(),
      aims: z.array(text).min(1),
    }),
  ),
  lessons: z.array(
    z.strictObject({
      ...base,
      /** Where in the source: `paragraph 20`. */
      place: text,
      met: text,
      advice: text.optional(),
    }),
  ),
});

export type LegalRecordsFile = z.infer<typeof legalRecordsFile>;
