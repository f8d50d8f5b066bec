// A case file: what everything else hangs on. Its reference is `FR-2026-000012`: State, year, number.
import { z } from 'zod';
import type { Uuid } from '../base/ids.ts';

export const TITLE_LENGTH_MAX = 200;

export const caseTitle = z
  .string()
  .trim()
  .min(1)
  .max(TITLE_LENGTH_MAX)
  .refine((text) => text.isWellFormed() && !/[\p{Cc}\p{Cf}]/u.test(text));

export interface CaseFile {
  readonly id: Uuid;
  readonly reference: string;
  readonly title: string;
  readonly exhibits: number;
  readonly createdAt: Date;
}

export function caseReference(state: string, year: number, number: number): string {
  return `${state}-${year}-${String(number).padStart(6, '0')}`;
}

export function isCaseReference(text: string): boolean {
  return /^[A-Z]{2}-\d{4}-\d{6,}$/.test(text);
}
