// What may leave the house in a package, and who decides it. Rules alone.
import type { Uuid } from '../../base/ids.ts';
import { inCase } from '../../people/policy.ts';
import type { CaseRole } from '../../people/roles.ts';
import type { Authority } from '../../verify/event.ts';
import type { LastCheck } from '../exhibits/exhibit.ts';
import type { RecordsCertified } from './records.ts';
import { isForLeadsOnly } from './leads-only.ts';

/** An exhibit as the question "which exhibits?" shows it. */
export interface ShareLine {
  readonly number: string;
  readonly item: number;
  readonly title: string;
  readonly files: number;
  readonly bytes: number;
  readonly conditions: readonly string[];
  /** Of them, those that a formal request has lifted. */
  readonly lifted: readonly string[];
  readonly isHeld: boolean;
  readonly lastCheck: LastCheck;
}

type Obstacle = 'destroyed' | 'checkFailed' | 'leadsOnly';

/** Why it may not leave; undefined when it may. */
export function obstacleOf({ isHeld, lastCheck, conditions, lifted }: ShareLine): Obstacle | undefined {
  if (!isHeld) return 'destroyed';
  if (lastCheck?.isIntact === false) return 'checkFailed';
  return isForLeadsOnly(conditions, lifted) ? 'leadsOnly' : undefined;
}

export const BASES = ['request', 'order', 'warrant', 'law', 'consent'] as const;

export const HANDS_OVER = ['copy', 'custody'] as const;
type HandsOver = (typeof HANDS_OVER)[number];

/** What somebody asks to hand over, complete. */
export interface Share {
  readonly exhibits: readonly string[];
  readonly receiver: { readonly name: string; readonly state: string };
  /** age recipient: the file is encrypted to it. */
  readonly recipient: string | undefined;
  readonly handsOver: HandsOver;
  /** Names and other private text of the events go with it. */
  readonly withDetails: boolean;
  readonly basis: Authority;
  readonly purpose: string;
  /** On what ground exhibits whose use is limited may leave. */
  readonly ground: string | undefined;
  /** Of what was asked and is not in it: only where the records are certified. */
  readonly leftOut?: string | undefined;
}

/** As it stands in the list of the case. */
export interface SharedPackage extends Share {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly askedBy: { readonly id: Uuid; readonly name: string };
  readonly askedAt: Date;
  readonly needsSecond: boolean;
  readonly outcome: 'confirmed' | 'withdrawn' | undefined;
  readonly decidedBy: string | undefined;
  /** The certificate that goes with it. */
  readonly records: RecordsCertified | undefined;
  readonly made: MadeShare | undefined;
  readonly removedAt: Date | undefined;
  /** Of the job that makes it, while it is known. */
  readonly job: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled' | undefined;
}

export interface MadeShare {
  readonly at: Date;
  /** Of `package.note`: read out over the telephone, it names this package and no other. */
  readonly noteSha256: string;
  readonly bag: string;
  readonly files: number;
  /** Of the file that is downloaded. */
  readonly bytes: number;
}

export type ShareState = 'asked' | 'withdrawn' | 'making' | 'notMade' | 'made' | 'removed';

export function stateOf({ outcome, made, removedAt, job }: SharedPackage): ShareState {
  if (outcome === undefined) return 'asked';
  if (outcome === 'withdrawn') return 'withdrawn';
  if (removedAt !== undefined) return 'removed';
  if (made !== undefined) return 'made';
  return job === 'waiting' || job === 'running' ? 'making' : 'notMade';
}

/** Whether another person must confirm what somebody in this role asks for. What leaves a compartment always is. */
export function needsSecond(role: CaseRole, file: { readonly isCompartmented: boolean }): boolean {
  return file.isCompartmented || inCase(role, 'shareEvidence') === 'second';
}

/** In groups of four, as one reads it out. */
export function spokenDigest(hex: string): string {
  return hex.replace(/(.{4})(?=.)/g, '$1 ');
}

/** As it is downloaded. */
export function sentName({ made, recipient }: Pick<SharedPackage, 'made' | 'recipient'>): string {
  return `${made?.bag ?? ''}${recipient === undefined ? '.zip' : '.zip.age'}`;
}
