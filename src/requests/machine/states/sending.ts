// What must hold of what leaves: by which way, in which language, and that it is what was signed. Pure.
import { isSameLanguage } from '../../../web/language-names.ts';
import { utcDay } from '../../../base/time.ts';
import type { PracticeCode } from '../way/practice.ts';
import { notTaking, type Means } from '../../core/means.ts';
import { holds, standing, type Check, type GuardFacts } from './guard-facts.ts';
import type { ActDetail } from './life.ts';

/** Another way than the law data have: a reason says which. */
export const OTHER_WAY = 'other';

/**
 * The planner has it open for this request that day. Where it does not know, or the law data have no such way, whoever sends it says
 * why: that reason is kept with the act.
 */
export const wayAllowed: Check = ({ detail, ways, occurredAt, reason }) => {
  const { channel } = detail;
  if (channel === undefined) return 'no way named';
  const way = ways(utcDay(occurredAt.getTime())).find((one) => one.channel === channel);
  if (way === undefined)
    return channel === OTHER_WAY
      ? holds(reason !== undefined, 'a way that the law data do not have, and no reason')
      : `no way of the law data: ${channel}`;
  const { verdict, ref, why } = way;
  const about = why === undefined ? channel : `${channel}: ${String(why)}`;
  if (verdict === 'closed') return { ref, found: `closed: ${about}`, why };
  if (verdict === 'open' || way.isOfItsRequest === true || reason !== undefined) return undefined;
  return { ref, found: `not known to be open, and no reason: ${about}`, why };
};

/** By which means it leaves: as is said with the act, or was said before. Undefined: nobody said it. */
export function meansOf({ detail, request }: Pick<GuardFacts, 'detail' | 'request'>): Means | undefined {
  return detail.means ?? (detail.carried?.by === 'system' ? 'e_codex' : request.means);
}

/** Check 15 as it stands when it leaves, by the means that are said then. */
export const meansAllowed: Check = (facts) => {
  const { meansTaken = [], request, reason } = facts;
  if (meansTaken.length === 0 || reason !== undefined) return undefined;
  const means = meansOf(facts);
  const { explained } = request.version;
  if (means === undefined)
    return holds(
      explained['meansNotSaid' satisfies PracticeCode] !== undefined,
      'not said by which means it goes',
    );
  const [first] = notTaking(meansTaken, means);
  if (first === undefined || explained['meansNotAccepted' satisfies PracticeCode] !== undefined)
    return undefined;
  return `${first.name} takes ${first.means.join(', ')}; found ${means}`;
};

/** Check 15 as it stands when it leaves: the directory may have changed since it was signed. */
export const languageTaken: Check = ({ findings, request }) => {
  const found = findings.find(({ what }) => what.kind === 'practice' && what.code === 'notInLanguage');
  if (found === undefined || request.version.explained['notInLanguage'] !== undefined) return undefined;
  return { ref: found.ref, found: 'in no language that they take, and no reason' };
};

/** Nothing is translated that they can read as it is. Where nobody knows what they take, it may be. */
export const languageDiffers: Check = ({ languages: { taken, had } }) =>
  holds(
    taken === undefined || !taken.some((tag) => had.some((one) => isSameLanguage(one, tag))),
    `they take ${taken?.join(', ') ?? ''}`,
  );

/** Of the first signature that stands; undefined: none does. */
export function sentDigests(facts: Pick<GuardFacts, 'signatures' | 'request'>): ActDetail['sent'] {
  return standing(facts).find(({ digests }) => digests !== undefined)?.digests;
}

/** Digests of what left, where whoever sends it names them: those of what was signed. The act keeps them in any case. */
export const sentAsSigned: Check = (facts) => {
  const { sent } = facts.detail;
  if (sent === undefined) return undefined;
  const isSigned = standing(facts).some(
    ({ digests }) => digests?.document === sent.document && digests.data === sent.data,
  );
  return holds(isSigned, 'digests of something else than what was signed');
};
