// What whoever acts on a request, or on a preservation, gives with the act, and what holds of each act.
import { utcDay, isRfc3339 } from '../../../base/time.ts';
import { inEnglish, Refusal } from '../../../base/refusal.ts';
import type { Competences } from '../../../law/competence.ts';
import { knowledgeOn } from '../../../law/on-day.ts';
import type { People } from '../../../people/people.acts.ts';
import { refuseProgramTo } from '../../../people/program.ts';
import { isZone } from '../../../web/zones.ts';
import { actDetail, TEXT_MAX, type ActGiven } from '../../machine/states/life.ts';
import type { Acting } from './life.acts.ts';
import type { Told } from '../../machine/states/life-step.ts';
import type { Row } from '../../machine/states/machine.ts';

/** A clock of another house may be a little ahead of ours. */
const AHEAD_MS = 5 * 60_000;

/** Refusals: badInput. */
export function toldOf(
  { occurredAt, zone = 'UTC', evidence, reason, detail = {} }: ActGiven,
  now: number,
): Told {
  if (occurredAt !== undefined && !isRfc3339(occurredAt))
    throw new Refusal('badInput.offsetTime', { found: occurredAt.slice(0, 40) });
  const at = occurredAt === undefined ? now : Date.parse(occurredAt);
  if (at > now + AHEAD_MS) throw new Refusal('badInput.hasHappened');
  if (!isZone(zone)) throw new Refusal('badInput.timeZone', { found: zone.slice(0, 80) });
  const parsed = actDetail.safeParse(detail);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Refusal('badInput.actDetails', {
      path: issue?.path.join('.'),
      found: issue && inEnglish(issue.message),
    });
  }
  return {
    occurredAt: new Date(at),
    zone,
    evidence: text(evidence, TEXT_MAX.evidence),
    reason: text(reason, TEXT_MAX.reason),
    detail: parsed.data,
  };
}

function text(given: string | undefined, max: number): string | undefined {
  const trimmed = given?.trim() ?? '';
  if (trimmed.length > max) throw new Refusal('badInput.textLength', { max, length: trimmed.length });
  return trimmed === '' ? undefined : trimmed;
}

/** What a prosecutor, a judge or the duty officer decides, and that data may go, no program decides in their name. */
export function isForPeople({ who, guards }: Row<string, string>): boolean {
  return who === 'authoriser' || who === 'issuer' || who === 'dutyOfficer' || guards.includes('mayRelease');
}

/** Refusals: notAllowed. */
export function refuseProgram(people: Pick<People, 'through'>, row: Row<string, string>): void {
  if (isForPeople(row)) refuseProgramTo(people, row.act);
}

/** Who may authorise what by the rules of this day. */
export function competenceToday({ law, people }: Pick<Acting, 'law' | 'people'>): Competences {
  return knowledgeOn(law, utcDay(people.clock())).competence;
}
