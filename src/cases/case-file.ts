// What a case file says besides its exhibits: the fields, the parties, deadlines and notes, and the history of changes.
import { z } from 'zod';
import type { Uuid } from '../base/ids.ts';
import { CASE_ROLES, type CaseRole } from '../people/roles.ts';
import { caseTitle, TITLE_LENGTH_MAX } from './case.ts';

export const CASE_FIELDS = ['title', 'offences', 'legalBasis'] as const;
export type CaseField = (typeof CASE_FIELDS)[number];
export const FIELD_LENGTH_MAX: { readonly [field in CaseField]: number } = {
  title: TITLE_LENGTH_MAX,
  offences: 2000,
  legalBasis: 2000,
};

/** Lines of text; no other control or format characters. */
const lines = (max: number) =>
  z
    .string()
    .transform((text) => text.replace(/\r\n?/g, '\n').trim())
    .pipe(
      z
        .string()
        .max(max)
        .refine((text) => text.isWellFormed() && !/[^\P{Cc}\n\t]|\p{Cf}/u.test(text)),
    );

export const fieldText: { readonly [field in CaseField]: z.ZodType<string, string> } = {
  title: caseTitle,
  offences: lines(FIELD_LENGTH_MAX.offences),
  legalBasis: lines(FIELD_LENGTH_MAX.legalBasis),
};

export interface CaseRecord {
  readonly title: string;
  readonly offences: string;
  readonly legalBasis: string;
}

export const PARTY_ROLES = ['suspect', 'victim', 'witness', 'counsel', 'other'] as const;
export type PartyRole = (typeof PARTY_ROLES)[number];

const ENTRY_KINDS = ['party', 'deadline', 'note'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

export const ENTRY_LENGTH_MAX: { readonly [kind in EntryKind]: number } = {
  party: 200,
  deadline: 200,
  note: 5000,
};
export const REASON_LENGTH_MAX = 500;
export const reasonText = lines(REASON_LENGTH_MAX);
export const entryText: { readonly [kind in EntryKind]: z.ZodType<string, string> } = {
  party: lines(ENTRY_LENGTH_MAX.party),
  deadline: lines(ENTRY_LENGTH_MAX.deadline),
  note: lines(ENTRY_LENGTH_MAX.note),
};

export type NewEntry =
  | { readonly kind: 'party'; readonly role: PartyRole; readonly text: string }
  | { readonly kind: 'deadline'; readonly dueOn: string; readonly text: string }
  | { readonly kind: 'note'; readonly text: string };

export interface CaseEntry {
  readonly id: Uuid;
  readonly kind: EntryKind;
  readonly role: PartyRole | undefined;
  readonly text: string;
  readonly dueOn: string | undefined;
  /** Name of who wrote it. */
  readonly by: string;
  readonly at: Date;
}

export const CHANGES = [
  ...CASE_FIELDS,
  'status',
  'compartment',
  'party',
  'deadline',
  'lead',
  'member',
  'transfer',
  'joint',
] as const;
export type Change = (typeof CHANGES)[number];

/** A member as the history keeps one: the role by its name, so that each reader has it in their language. */
export function memberText(role: CaseRole, name: string): string {
  return `${role} ${name}`;
}

export function memberOfText(text: string): { readonly role: CaseRole | undefined; readonly name: string } {
  const at = text.indexOf(' ');
  return { role: CASE_ROLES.find((role) => role === text.slice(0, at)), name: text.slice(at + 1) };
}

export interface CaseChange {
  readonly id: Uuid;
  readonly by: string;
  readonly at: Date;
  readonly what: Change;
  readonly before: string;
  readonly after: string;
  readonly reason: string | undefined;
}

export interface DueDeadline {
  readonly reference: string;
  readonly text: string;
  readonly dueOn: string;
}
