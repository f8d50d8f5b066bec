// What both kinds of records of an order look like as JSON.
import { z } from 'zod';
import { instant } from '../../people/visit.api.ts';
import { EVIDENCE_MAX, type Recorded } from './order-record.ts';

export const day = z.iso.date();
export const evidence = z.string().trim().min(1).max(EVIDENCE_MAX).describe('What shows it.');
export const whyMistaken = z
  .string()
  .trim()
  .min(1)
  .max(EVIDENCE_MAX)
  .describe('Why: what the mistake was. It counts no more.');

export const recordedShape = z.object({
  on: day.nullable().describe('When it happened. Null: it says that the record is a mistake.'),
  evidence: z.string(),
  by: z.string().nullable(),
  through: z.string().nullable(),
  at: instant,
});

export function recordedJson(one: Recorded): z.input<typeof recordedShape> {
  return {
    on: one.on ?? null,
    evidence: one.evidence,
    by: one.by ?? null,
    through: one.through ?? null,
    at: one.at.toISOString(),
  };
}
