// authorities-model.yaml: the directory of authorities. null means not known, never "none".
import * as z from 'zod';
import {
  cited,
  confidence,
  head,
  id,
  partialDate,
  reviewed,
  source,
  state,
  text,
  validity,
} from './common.ts';

const field: z.ZodType<unknown> = z.strictObject({
  type: text,
  required: z.boolean().optional(),
  meaning: text.optional(),
  values: z.array(text).optional(),
  item: z.union([text, z.record(id, z.union([text, z.array(text)]))]).optional(),
  fields: z.array(text).optional(),
  default: z.boolean().optional(),
});

const AUTHORITY_FUNCTIONS = ['receive', 'execute', 'transmit', 'translate'] as const;

const ROLES = [
  'mla',
  'extradition',
  'contact_24_7',
  'police_cooperation',
  'eio_issuing',
  'eio_executing',
  'epoc_issuing',
  'epoc_enforcing',
  'spontaneous_information',
  'preservation',
  'designated_authority',
  'asset_recovery',
  'transfer_of_prisoners',
  'cybercrime_unit', // paragraph 63(c) of the background paper
] as const;

/** A name of the IANA time zone database, such as Europe/Paris. */
const zone = z.string().refine(isTimeZone, 'a time zone such as Europe/Paris expected');
const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 08:30 expected');
const hours = z.strictObject({
  days: z.array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])).min(1),
  from: clock,
  to: clock,
});

function isTimeZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const template = z.strictObject({
  id,
  title: text,
  basis: text,
  ...cited,
  items: z.array(z.strictObject({ id, text })).min(1),
});

/** Versions that were published before templates had titles hold them by name. */
function titled(all: unknown): unknown {
  if (typeof all !== 'object' || all === null || Array.isArray(all)) return all;
  return Object.entries(all).map(([key, one]: [string, object]) => ({ id: key, title: key, ...one }));
}

export const authoritiesFile = z.strictObject({
  ...head,
  based_on: z.array(text),
  sources: z.array(id),
  model: z.record(id, field),
  request_templates: z.preprocess(titled, z.array(template)),
  entries_note: text,
  entries: z.array(
    z.strictObject({
      id,
      ...validity,
      state,
      territory: text.optional(),
      name: text,
      functions: z.array(z.enum(AUTHORITY_FUNCTIONS)).min(1),
      roles: z.array(z.enum(ROLES)).min(1),
      instruments: z.array(text).min(1),
      available_24_7: z.boolean().nullable(),
      languages: z.array(text).nullable(),
      urgent_channel: text.nullable(),
      accepted_transmission: z.array(text).nullable(),
      required_content: z.array(text).nullable(),
      /** How a request must look, and into what it must be translated. */
      form: text.optional(),
      translation: text.optional(),
      office_hours: z.strictObject({ timezone: zone, weekly: z.array(hours).min(1).max(7) }).optional(),
      /** null: the source bears no date. */
      as_of: partialDate.nullable(),
      note: text.optional(),
      source,
      confidence: z.union([confidence, z.literal('state_notified')]),
      reviewed: reviewed.optional(),
    }),
  ),
});

export type AuthoritiesFile = z.infer<typeof authoritiesFile>;
