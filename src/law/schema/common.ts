// What the schemas of all law files share. Strict everywhere: an unknown key is a fault, not an extension.
import * as z from 'zod';
import { isDay, isPartialDate } from '../day.ts';
import { isStateCode } from '../states.ts';

const MAX_TEXT = 4000;

export const text = z.string().min(1).max(MAX_TEXT);
export const id = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_./()+-]{0,79}$/, 'an identifier of letters, digits and - _ . + expected');
export const day = z.string().refine(isDay, 'a day such as 2026-11-24 expected');
export const partialDate = z
  .string()
  .refine(isPartialDate, 'a date such as 2026-11-24, 2026-11 or 2026 expected');
export const state = z.string().refine(isStateCode, 'an ISO 3166-1 alpha-2 code expected');
/** As other programs send it. */
export const stateCode = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .refine(isStateCode, 'ISO 3166-1 alpha-2.');
/** Organisations that are bound themselves. */
export const organisation = z.enum(['EU']);
export const confidence = z.enum(['confirmed', 'recalled', 'contributed', 'disputed']);
export const source = z.union([id, z.array(id).min(1).max(10)]);
/**
 * Who looked at the fact besides the one who proposed it: a function or an agency, never a person. Absent: nobody yet.
 * `of`: its parts that were looked at, where it was not the whole.
 */
export const reviewed = z.strictObject({
  by: z.string().min(1).max(200),
  on: day,
  of: z.array(z.string().min(1).max(80)).min(1).max(40).optional(),
});
export const cited = {
  source,
  confidence,
  as_of: partialDate.optional(),
  /** When it was read there, where that is another day than that of its source. */
  read: day.optional(),
  reviewed: reviewed.optional(),
};
/** Of a line that rests on something else than its record; without it, on the grounds of the record. */
export const ownGrounds = {
  source: source.optional(),
  as_of: partialDate.optional(),
  read: day.optional(),
  reviewed: reviewed.optional(),
};
/** Of a record that says so only where it differs from what its file says of all. */
export const maybeCited = { ...cited, source: source.optional(), confidence: confidence.optional() };
/** The first day on which it holds, and the first on which it no longer does. */
export const validity = { from: partialDate.optional(), until: partialDate.optional() };
/** And of an earlier wording, the id of what replaced it in the same list. */
export const wording = { ...validity, replaced_by: id.optional() };

/** An instrument, alone or with an article: `coe-ets-185:29(4)`. */
export const INSTRUMENT_ID =
  /^(?:un|coe|eu|cis|las|sco|au|ecowas|comesa|asean|us|gh|cw|oas|mercosur|saarc|cplp|nordic|cn|gb|fr|jp)-[a-z0-9-]+$/;

export const dataCategory = z.enum([
  'subscriber',
  'access',
  'traffic',
  'content',
  'traffic_realtime',
  'content_realtime',
  'domain_registration',
  'device',
  'open_source',
]);

export const dated = z.strictObject({
  value: partialDate.nullable(),
  ...cited,
});

export const lengthUnit = z.enum(['hour', 'day', 'calendar_day', 'working_day', 'week']);

const sourceRegister = z.record(
  id,
  z.strictObject({
    title: text,
    url: z.url({ protocol: /^https?$/ }).optional(),
    /** The day by which it was read: that on which it was entered here. Without it, that on which the file was compiled. */
    read: day.optional(),
    kind: z.enum([
      'official',
      'official-mirror',
      'treaty-text',
      'secondary',
      'press',
      'dataset',
      'provider',
      'recall',
    ]),
  }),
);

/** Keys that every law file has. */
export const head = {
  schema_version: z.literal(1),
  compiled: day,
  source_register: sourceRegister,
};

/** BCP 47: `fr`, `zh-Hans`. */
export const language = z
  .string()
  .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/, 'a language such as fr or zh-Hans expected');
