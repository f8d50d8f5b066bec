// Which exhibits a list shows. It is the query of the address, so that a list can be kept and sent.
import { z } from 'zod';
import { dayGiven } from '../../web/day-field.ts';
import type { Method } from '../exhibits/exhibit.ts';

export const KINDS = [
  'file',
  'tree',
  'device',
  'image',
  'stream',
  'package',
] as const satisfies readonly Method[];
export const STATES = ['intact', 'unchecked', 'failed', 'destroyed'] as const;
export const HOLDERS = ['me', 'store'] as const;

const day = z.iso.date().refine((text) => text >= '1970-01-01' && text <= '2200-12-31');
const TEXT_LENGTH_MAX = 100;

/** Values that are none of these mean no filter. */
const one = <T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values).optional().catch(undefined);

const evidenceFilter = z.object({
  text: z
    .string()
    .transform((text) => text.trim().slice(0, TEXT_LENGTH_MAX).toWellFormed().replaceAll('\0', ''))
    .transform((text) => (text === '' ? undefined : text))
    .optional()
    .catch(undefined),
  kind: one(KINDS),
  state: one(STATES),
  holder: one(HOLDERS),
  /** Taken in on this day or later, and on this day or earlier: days of this machine. */
  from: day.optional().catch(undefined),
  until: day.optional().catch(undefined),
});

/** The same from a program, which is told what does not fit. */
export const strictFilter = {
  text: z.string().min(1).max(TEXT_LENGTH_MAX).optional().describe('In what it is, or in its number.'),
  kind: z.enum(KINDS).optional(),
  state: z.enum(STATES).optional(),
  holder: z.enum(HOLDERS).optional().describe('`me`, or the evidence store. Where you may know it.'),
  from: day.optional().describe('Taken in on this day or later.'),
  until: day.optional(),
};

export type EvidenceFilter = Readonly<z.output<typeof evidenceFilter>>;

const DAYS = ['from', 'until'] as const;
export type WrongDays = { readonly [name in (typeof DAYS)[number]]?: string };

export function readFilter(query: URLSearchParams): EvidenceFilter {
  const days = DAYS.map((name) => [name, dayGiven(query, name)]);
  return evidenceFilter.parse({ ...Object.fromEntries(query), ...Object.fromEntries(days) });
}

/** What was given for a day and is none: it filters nothing, and is shown again as it was typed. */
export function wrongDays(query: URLSearchParams): WrongDays {
  const given = DAYS.map((name) => [name, dayGiven(query, name)] as const);
  return Object.fromEntries(given.filter(([, text]) => text !== '' && !day.safeParse(text).success));
}

export function isFiltered(filter: EvidenceFilter | WrongDays): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}

/** `?kind=image&after=…`, or '' when there is nothing to say. */
export function listQuery(filter: EvidenceFilter, after?: string): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...filter, after }))
    if (value !== undefined) query.set(name, value);
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
