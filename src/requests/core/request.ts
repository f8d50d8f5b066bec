// A request on its way to being sent: a form, and the answers as they stand.
import { Refusal } from '../../base/refusal.ts';
import type { Uuid } from '../../base/ids.ts';
import type { StateCode } from '../../law/states.ts';
import type { LetterLanguage } from './letter-language.ts';
import type { Answers } from './answers.ts';
import type { OpenSearch } from './open-search.ts';
import type { Means } from './means.ts';
import type { Origin } from './origin.ts';

export const URGENCIES = ['normal', 'urgent', 'emergency'] as const;

type Urgency = (typeof URGENCIES)[number];

export interface UrgencyBounds {
  readonly least: Urgency;
  readonly most: Urgency;
}

/** The urgency that was chosen, or the nearest that the answers allow: a request is not at odds with what it says. */
export function urgencyWithin(chosen: Urgency, bounds: UrgencyBounds | undefined): Urgency {
  if (bounds === undefined) return chosen;
  const place = (one: Urgency): number => URGENCIES.indexOf(one);
  if (place(chosen) < place(bounds.least)) return bounds.least;
  return place(chosen) > place(bounds.most) ? bounds.most : chosen;
}

export const EMERGENCY: UrgencyBounds = { least: 'emergency', most: 'emergency' };

export interface RequestRecord {
  readonly id: Uuid;
  readonly caseId: Uuid;
  /** Counted within the case: `FR-2026-000012/R4` is its fourth. */
  readonly number: number;
  readonly form: string;
  readonly begunAt: Date;
  /** Ours to another, or another's to us. */
  readonly direction: 'outgoing' | 'incoming';
  /** A state of its machine (`machines/`). */
  readonly state: string;
  readonly stateSince: Date;
  /** The State on the other side, where it is known. */
  readonly counterpart: StateCode | undefined;
  readonly urgency: Urgency;
  /** Somebody must not learn that it exists. */
  readonly isRestricted: boolean;
  /** In which language its answers were written. */
  readonly writtenIn: LetterLanguage;
  /** In which its letter goes out: that letter is what is signed. */
  readonly letterIn: LetterLanguage;
  /** Authority of the directory that is sent a copy of what goes to a provider; undefined: nobody has chosen one. */
  readonly copyFor?: string | undefined;
  /** Digest of the wording of the form on which it was begun, where that was kept. */
  readonly begunWording?: string | undefined;
  /** And of the one by which it is read once its answers are no longer written. */
  readonly wording?: string | undefined;
  /** By which means it is sent, or came; undefined: nobody has said so. */
  readonly means?: Means | undefined;
  /** What it was begun from. */
  readonly origin: Origin | undefined;
  readonly version: RequestVersion;
}

export interface RequestVersion {
  readonly number: number;
  readonly answers: Answers;
  readonly explained: Readonly<Record<string, string>>;
  /** Of open sources, where it is recorded. Internal: it goes out with nothing. */
  readonly openSearch?: OpenSearch | undefined;
  /** The page of questions that was saved; none in the first version. */
  readonly page: string | undefined;
  readonly savedBy: string | undefined;
  readonly savedAt: Date;
}

export function requestReference(caseReference: string, number: number): string {
  return `${caseReference}/R${number}`;
}

/** Cases are named after the State of the installation: `FR-2026-000012`. */
export function stateOfCase({ reference }: { readonly reference: string }): string {
  return reference.slice(0, 2);
}

/** What two people answered at the same time, of the fields that both had before them. */
export function overwritten(fields: readonly string[], base: Answers, now: Answers): string[] {
  return fields.filter((id) => JSON.stringify(base[id]) !== JSON.stringify(now[id]));
}

/** Of what is kept: `FR-2026-000012/P2`. */
export function preservationReference(caseReference: string, number: number): string {
  return `${caseReference}/P${number}`;
}

export function noRequest(number: number): Refusal {
  return new Refusal('notFound.requestInCase', { number });
}
