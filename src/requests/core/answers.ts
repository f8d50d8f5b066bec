// Typed answers, one schema a type of field. What is stored and what is sent is the same JSON.
import { isIP } from 'node:net';
import * as z from 'zod';
import { isRfc3339 } from '../../base/time.ts';
import { isDay } from '../../law/day.ts';
import type { AssistanceKind, FieldType, FormField } from '../../law/model-form.ts';
import { dataCategory } from '../../law/schema/common.ts';
import { STATE_CODES } from '../../law/states.ts';
import { DETAIL_OPTIONS, EVIDENCE_TYPES, type Detail } from './evidence.ts';
import { ALGORITHMS, MAX_HASHES } from './hash-lines.ts';
import { checkIdentifier } from './identifier-check.ts';
import { MAX_IDENTIFIERS } from './identifier-lines.ts';
import { IDENTIFIER_KINDS } from './identifier.ts';

/** Asked for in one request: of a list, and so of all that has a number (no form has two lists). */
export const MAX_ITEMS = 200;
const MAX_LIST = 200;

export const PERSON_ROLES = [
  'suspect',
  'accused',
  'convicted',
  'victim',
  'witness',
  'holder',
  'other',
] as const;
export const DURATION_UNITS = ['hour', 'day', 'month', 'year'] as const;

/** What XML 1.0 can carry (section 2.2) and PostgreSQL can keep; not white space alone. */
const CHARACTERS =
  /^[\t\n\r ]*[\u{21}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}][\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u;
const written = z.string().regex(CHARACTERS, 'text without control characters expected').trim().min(1);

export const line = written.max(1000);
export const paragraph = written.max(20_000);
const DAY = 'a day such as 2026-11-26 expected';
export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, DAY)
  .refine(isDay, DAY);
const TIME = 'a time with its offset, such as 2026-11-26T14:20:05+01:00, expected';
export const time = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/, TIME)
  .refine(isRfc3339, TIME);
const MOMENT =
  'a day such as 2026-11-26, or a time with its offset such as 2026-11-26T14:20:05+01:00, expected';
/** Where days suffice they are said as days: the clock they are counted by is that of whoever holds the data. */
const moment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2}))?$/, MOMENT)
  .refine((value) => (value.includes('T') ? isRfc3339(value) : isDay(value)), MOMENT);
const STATE = 'an ISO 3166-1 alpha-2 code expected';
/** By name, so that the schemas for other programs say which there are. */
export const state = z.enum(STATE_CODES as readonly [string, ...string[]], STATE);
/** As typed; the same number is told from another by `checkIdentifier`. */
const phone = line.refine(
  (value) => checkIdentifier({ kind: 'phone', value }).ok,
  'a number with its country, such as +44 20 7946 0958, expected',
);
const email = line.refine((value) => checkIdentifier({ kind: 'email', value }).ok, 'a mail address expected');

const party = z.strictObject({
  organisation: line,
  person: line.optional(),
  role: line.optional(),
  address: line.optional(),
  phone: phone.optional(),
  mobile: phone.optional(),
  fax: phone.optional(),
  email: email.optional(),
  hours: line.optional(),
  zone: line.optional(),
});

const contact = z.strictObject({
  name: line,
  title: line.optional(),
  function: line.optional(),
  phone: phone.optional(),
  mobile: phone.optional(),
  email: email.optional(),
});

const person = z.strictObject({
  name: line,
  born: line.optional(),
  nationality: state.optional(),
  location: line.optional(),
  role: z.enum(PERSON_ROLES),
});

export const identifier = z
  .strictObject({
    kind: z.enum(IDENTIFIER_KINDS),
    value: line,
    port: line.optional(),
    from: line.optional(),
    to: line.optional(),
  })
  // What is no address at all is none; whether somebody outside has it, a check says.
  .refine(({ kind, value }) => kind !== 'ip' || isIP(value.trim()) !== 0, 'an IP address expected');

const { depth, lock, image_format: imageFormat, digest, tenant_role: tenantRole } = DETAIL_OPTIONS;

/** What a kind of evidence needs to be said besides (`evidence-types.ts`). */
export const itemDetails = z.strictObject({
  logs: line.optional(),
  filters: line.optional(),
  protected: line.optional(),
  system: line.optional(),
  clock: line.optional(),
  tool: line.optional(),
  model: line.optional(),
  place: line.optional(),
  rights: line.optional(),
  depth: z.enum(depth).optional(),
  lock: z.enum(lock).optional(),
  seizure: line.optional(),
  image_format: z.enum(imageFormat).optional(),
  digest: z.enum(digest).optional(),
  carrier: line.optional(),
  chain: line.optional(),
  tenant_role: z.enum(tenantRole).optional(),
} satisfies Record<Detail, z.ZodType>);

/**
 * What one measure is to bring: the data, of whom, held by whom, from when to when, and why. It is saved as it is written: who
 * holds it and why may lack in a draft, and what lacks does not go out (`checks.ts`).
 */
export const item = z.strictObject({
  /** Kind of evidence; without it, the usual one of the category. */
  type: z.enum(EVIDENCE_TYPES).optional(),
  category: dataCategory,
  identifiers: z.array(identifier).max(MAX_IDENTIFIERS),
  holder: line.optional(),
  service: line.optional(),
  /** From the first to the last, which is within it where it is a day. */
  from: moment.optional(),
  to: moment.optional(),
  /** What of the category, in words or by the ids of an option set. */
  wanted: z.array(line).max(MAX_LIST),
  reason: paragraph.optional(),
  format: line.optional(),
  details: itemDetails.optional(),
  /** Ticket of an earlier preservation, and until when it holds. */
  preservation: line.optional(),
});

export type Item = z.infer<typeof item>;
export type ListedPerson = z.infer<typeof person>;
export type Party = z.infer<typeof party>;
export type Contact = z.infer<typeof contact>;

/** `signature` and `constant` are not answered: one is made by signing, the other stands in the form. */
export const ANSWER_SCHEMAS = {
  text: line,
  longtext: paragraph,
  boolean: z.boolean(),
  date: day,
  datetime: time,
  date_range: z
    .strictObject({ from: day, to: day })
    .refine(({ from, to }) => from <= to, 'ends before it begins'),
  duration: z.strictObject({
    length: z.int().positive().max(100_000),
    unit: z.enum(DURATION_UNITS),
  }),
  state,
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z\d]{2,8})*$/, 'a language code such as fr expected'))
    .min(1)
    .max(20),
  address: line,
  phone,
  email,
  party,
  contact,
  person_list: z.array(person).min(1).max(MAX_LIST),
  identifier_list: z.array(identifier).min(1).max(MAX_IDENTIFIERS),
  item_list: z.array(item).min(1).max(MAX_ITEMS),
  list: z.array(line).min(1).max(MAX_LIST),
  hash_list: z
    .array(
      z.strictObject({
        file: line,
        algorithm: z.enum(ALGORITHMS),
        digest: z.string().regex(/^[0-9a-f]{64,128}$/),
      }),
    )
    .min(1)
    .max(MAX_HASHES),
  reference: line,
} as const;

type Answered = keyof typeof ANSWER_SCHEMAS;
export type Answer = z.infer<(typeof ANSWER_SCHEMAS)[Answered]> | readonly string[] | readonly Asked[];
/** By field id. A field without an answer is absent, never empty. */
export type Answers = Readonly<Record<string, Answer>>;

/** Assistance that is no data: its kind, and the answers to what that kind asks. */
export interface Measure {
  readonly measure: string;
  readonly answers: Answers;
}

/** What one item of a request asks for. */
export type Asked = Item | Measure;

export function isAnswered(type: FieldType): boolean {
  return type !== 'constant' && type !== 'signature';
}

/** Undefined for fields that nobody answers. */
export function answerSchema(field: FormField): z.ZodType<Answer> | undefined {
  const ids = field.options.map(({ id }) => id);
  const one = z.enum(ids, { error: `one of ${ids.join(', ')} expected` });
  switch (field.type) {
    case 'choice':
      return one;
    case 'multichoice':
      return z
        .array(one)
        .min(1)
        .refine((list) => new Set(list).size === list.length, 'each only once')
        .meta({ uniqueItems: true });
    case 'constant':
    case 'signature':
      return undefined;
    case 'item_list':
      return z
        .array(askedSchema(field.kinds ?? []))
        .min(1)
        .max(MAX_ITEMS);
    default:
      return ANSWER_SCHEMAS[field.type];
  }
}

/** Strict: answers to these fields alone, none of which must be there. */
export function answersSchema(fields: readonly FormField[]): z.ZodType<Answers> {
  const shape = fields.flatMap((field) => {
    const schema = answerSchema(field);
    return schema === undefined ? [] : [[field.id, schema.optional()] as const];
  });
  // An answer that is absent is absent: `optional` lets nothing else in, JSON has no `undefined`.
  return z.strictObject(Object.fromEntries(shape)) as unknown as z.ZodType<Answers>;
}

/** An item says itself what it is: what is wrong with it is said of that, and not of what else it might have been. */
function askedSchema(kinds: readonly AssistanceKind[]): z.ZodType<Asked> {
  const measure = z.looseObject({ measure: z.enum(kinds.map(({ id }) => id)) });
  return z.unknown().transform((value, context): Asked => {
    const isOfKind = kinds.length > 0 && typeof value === 'object' && value !== null && 'measure' in value;
    const named = isOfKind ? measure.safeParse(value) : undefined;
    const kind = kinds.find(({ id }) => id === named?.data?.measure);
    const schema = kind === undefined ? undefined : measureSchema(kind);
    const parsed = named?.success === false ? named : (schema ?? item).safeParse(value);
    if (parsed.success) return parsed.data as Asked; // of the one schema or the other
    for (const issue of parsed.error.issues) context.issues.push({ ...issue, input: value } as never); // as zod made it
    return z.NEVER;
  });
}

function measureSchema({ id, fields }: AssistanceKind): z.ZodType<Measure> {
  return z.strictObject({ measure: z.literal(id), answers: answersSchema(fields) });
}
