// What a guard may look at, and the shape of its answer.
import type { Uuid } from '../../../base/ids.ts';
import type { Competences } from '../../../law/competence.ts';
import type { Day } from '../../../law/day.ts';
import type { Wording } from '../../../law/sentence.ts';
import type { AgencyRole, CaseRole } from '../../../people/roles.ts';
import type { RequestFinding } from '../way/request-finding.ts';
import type { WayStanding } from '../way/ways.ts';
import type { Form } from '../../core/form.ts';
import type { MeansTaken } from '../../core/means.ts';
import type { RequestRecord } from '../../core/request.ts';
import type { RunningLimit } from './deadline.ts';
import type { GroundCode } from './grounds.ts';
import type { ActDetail, LifeEvent, RequestItem, SignatureMark } from './life.ts';

export interface Actor {
  readonly id: Uuid;
  /** In the case. */
  readonly role: CaseRole;
  readonly roles: readonly AgencyRole[];
}

interface Standing {
  readonly state: string;
  readonly instrument: string;
  /** Unknown is not no: a reason stands in its place, which whoever signs has read. */
  readonly verdict: 'yes' | 'no' | 'unknown';
}

export interface GuardFacts {
  readonly request: Pick<RequestRecord, 'direction' | 'version' | 'urgency' | 'state' | 'means'>;
  readonly actor: Actor;
  readonly form: Form;
  readonly competence: Competences;
  readonly findings: readonly RequestFinding[];
  /** Everybody who wrote any of it. */
  readonly writers: readonly Uuid[];
  readonly signatures: readonly SignatureMark[];
  readonly items: readonly RequestItem[];
  readonly events: readonly LifeEvent[];
  /** Numbers of preservations that still run, of which it is to be said what becomes of them. */
  readonly preservations: readonly number[];
  /** Of the authority that was called, as they stood in the directory before. */
  readonly directoryNumbers: readonly string[];
  /** How its instrument stands for each of the two States today; undefined where the other is not named. */
  readonly basis: readonly Standing[] | undefined;
  /** How each way of the planner stands for it on a day, the open ones first. */
  readonly ways: (day: Day) => readonly WayStanding[];
  /** Who receives it, and by which means, where the record says so. */
  readonly meansTaken?: readonly MeansTaken[];
  /** Those that the State that is asked takes, as far as its directory says, and those in which it can be had whole. */
  readonly languages: { readonly taken: readonly string[] | undefined; readonly had: readonly string[] };
  /** Exhibits that came on it and may still be used freely. */
  readonly unrestricted: readonly string[];
  /** Exhibits that came on it, or go out on it, and are held, with the restrictions on their use. */
  readonly received: readonly { readonly number: string; readonly conditions: readonly string[] }[];
  /** Items that a file of a formal answer was matched with. */
  readonly matched: readonly number[];
  /** The first moment after the time for its validation; undefined: none is awaited, or no rule gives a time. */
  readonly validateBy: Date | undefined;
  /** By which of them we may refuse it; undefined: the law data do not have the grounds of the text that it rests on. */
  readonly refusedBy?: readonly GroundCode[] | undefined;
  /** Its time limits that run. */
  readonly limits: readonly RunningLimit[];
  /** Reference of the case there, where another authority has taken it over. */
  readonly handedTo?: string | undefined;
  /** How many notices to persons are planned or over. */
  readonly notices: number;
  readonly now: Date;
  readonly occurredAt: Date;
  /** Of whom the act happened to. */
  readonly zone: string;
  readonly evidence: string | undefined;
  readonly reason: string | undefined;
  readonly detail: ActDetail;
}

/** Undefined when it holds; else what was found, with the article where the law data have it. */
export type Check = (
  facts: GuardFacts,
) =>
  | string
  | { readonly ref: string; readonly found: string; readonly why?: Wording | undefined }
  | undefined;

export const holds = (isSo: boolean, found: string): string | undefined => (isSo ? undefined : found);

/** What was signed as it is now. */
export function standing({
  signatures,
  request,
}: Pick<GuardFacts, 'signatures' | 'request'>): SignatureMark[] {
  return signatures.filter(
    ({ version, voidAt }) => version === request.version.number && voidAt === undefined,
  );
}

export function wasSent(events: readonly LifeEvent[]): boolean {
  // What came back undelivered may be written on again, and is then another letter.
  return events.findLast(({ act }) => act === 'transmit' || act === 'returnUndelivered')?.act === 'transmit';
}
