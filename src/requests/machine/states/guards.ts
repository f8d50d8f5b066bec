// What must hold before an act, each with the article or rule that it rests on. Pure: `life.acts.ts` gathers the facts.
import type { Wording } from '../../../law/sentence.ts';
import type { AuthorityRank } from '../../../law/competence.ts';
import { codeOf, FORCE_UNKNOWN, mayBeExplained, type RequestFinding } from '../way/request-finding.ts';
import { competenceFindings, isOpen, kindFindings, signingAs, thresholdFindings } from '../way/competence.ts';
import { categoriesOf, issuerIn } from '../../core/form.ts';
import { namedIn } from '../../core/named.ts';
import { awaitsRecord, hasCome, isPersonInformed } from './carriage.ts';
import { accessDays, isAccessInTime } from '../../core/eu-system.ts';
import { deadlineProblem, linksOf, linksProblem } from './deadline.ts';
import { isSettled, type RequestItem } from './life.ts';
import { capacitiesOf, capacityIn, receiptIn } from './capacity.ts';
import { holds, standing, wasSent, type Actor, type Check, type GuardFacts } from './guard-facts.ts';
import type { Guard } from './machine.ts';
import { validationOf } from './validation.ts';
import { GUARD_REFS } from './guard-refs.ts';
import { certificatePresent, costsSaid, countMatches, feedbackSaid, restrictionsRecorded } from './ending.ts';
import {
  assigneeNamed,
  groundOfEach,
  groundOfText,
  notVerifier,
  orderOrReason,
  windowOver,
} from './executing.ts';
import { languageDiffers, languageTaken, meansAllowed, sentAsSigned, wayAllowed } from './sending.ts';

/** What stands in the way: the rule, and what was found instead. */
export interface Hindrance {
  readonly guard: Guard;
  readonly ref: string;
  readonly found: string;
  /** What the law data say of it, for people. */
  readonly why?: Wording | undefined;
}

/** Those that do not hold, in the order of the table. */
export function hindrances(guards: readonly Guard[], facts: GuardFacts): Hindrance[] {
  return guards.flatMap((guard) => {
    const found = GUARD_CHECKS[guard](facts);
    if (found === undefined) return [];
    return [typeof found === 'string' ? { guard, ref: GUARD_REFS[guard], found } : { guard, ...found }];
  });
}

const GUARD_CHECKS: { readonly [guard in Guard]: Check } = {
  complete: (facts) => {
    const blocking = blockers(facts).filter(({ what }) => !mayBeExplained(what));
    if (blocking.length === 0) return undefined;
    return {
      found: blocking.map(({ what, field }) => `${codeOf(what)} (${field})`).join(', '),
      ref: [...new Set(blocking.map(({ ref }) => ref))].join('; '),
    };
  },
  preservationOrReason: (facts) => {
    const bare = blockers(facts)
      .map(({ what }) => what)
      .filter((what) => mayBeExplained(what) && facts.request.version.explained[codeOf(what)] === undefined);
    return holds(bare.length === 0, `no reason: ${[...new Set(bare.map(codeOf))].join(', ')}`);
  },
  reasonGiven: ({ reason }) => holds(reason !== undefined, 'no reason'),
  evidenceGiven: ({ evidence }) => holds(evidence !== undefined, 'nothing that shows it'),
  capacitySaid: ({ form, request, detail: { capacity } }) => {
    const may = capacitiesOf(form.id, request.version.answers);
    if (may.length === 0) return holds(capacity === undefined, `${capacity} of what is no European order`);
    const isOne = capacity !== undefined && may.includes(capacity);
    return holds(isOne, `${capacity ?? 'nothing'}, where it may be ${may.join(', ')}`);
  },
  capacityCorrected: ({ events, reason, detail: { capacity } }) => {
    if (receiptIn(events) === undefined) return 'nothing that was received';
    const before = capacityIn(events);
    if (before === undefined) return undefined;
    return before === capacity ? `${before}, as before` : holds(reason !== undefined, 'no reason');
  },
  groundGiven: ({ detail }) =>
    holds(
      detail.ground !== undefined || (detail.items ?? []).some(({ ground }) => ground !== undefined),
      'no ground',
    ),
  groundOfEach,
  groundOfText,
  notDrafter: ({ actor, writers }) => holds(!writers.includes(actor.id), 'somebody who wrote some of it'),
  competent: ({ form, competence, request, actor }) => {
    const { answers } = request.version;
    const rank = rankOf(actor);
    const issuer = issuerIn(form, answers);
    const named = signingAs(issuer, rank);
    const as = named && { ...named, isEmergency: issuer?.isUnvalidated };
    const found = [
      ...competenceFindings(competence, form, answers, as ?? { rank }),
      ...kindFindings(competence, form, answers, as ?? { rank }),
    ];
    const beyond =
      as === undefined ? found[0] : found.find(({ verdict }) => verdict !== undefined && !isOpen(verdict));
    if (beyond === undefined) return undefined;
    const { rule, verdict } = beyond;
    const about = 'kind' in beyond ? beyond.kind : beyond.category;
    return {
      found:
        as === undefined
          ? `${rank}, whom the order names neither as issuing nor as validating it`
          : `${rank}, ${about}: ${verdict}`,
      ref: rule === undefined ? GUARD_REFS.competent : `${rule.instrument}, Art. ${rule.article}`,
    };
  },
  offenceThreshold: ({ form, competence, request }) => {
    const { answers } = request.version;
    const below = thresholdFindings(competence, form, answers, form.offence?.(answers) ?? {}).find(
      ({ verdict }) => verdict === 'notMet' || verdict === 'unknown',
    );
    if (below === undefined) return undefined;
    const { threshold, category, verdict } = below;
    return { found: `${category}: ${verdict}`, ref: `${threshold.instrument}, Art. ${threshold.article}` };
  },
  signed: (facts) => holds(standing(facts).length > 0, 'no signature of this version that stands'),
  basisInForce: ({ basis, request }) => {
    if (basis === undefined) return 'no State named';
    const lacking = basis.find(({ verdict }) => verdict === 'no');
    if (lacking !== undefined) return { found: `not in force for ${lacking.state}`, ref: lacking.instrument };
    const unknown = basis.find(({ verdict }) => verdict === 'unknown');
    if (unknown === undefined || request.version.explained[FORCE_UNKNOWN] !== undefined) return undefined;
    return {
      found: `not known whether it is in force for ${unknown.state}, and no reason`,
      ref: unknown.instrument,
    };
  },
  channelAllowed: wayAllowed,
  meansTaken: meansAllowed,
  languageTaken,
  languageDiffers,
  sentAsSigned,
  authorityNotified: ({ form, request, detail }) => {
    const asked = categoriesOf(form, request.version.answers);
    const isNotified =
      form.order === 'production' && (asked.includes('traffic') || asked.includes('content'));
    return holds(!isNotified || detail.notified !== undefined, 'neither a notice nor why there is none');
  },
  itemsNamed: ({ detail, items }) =>
    holds(
      detail.items !== undefined && detail.items.every(({ item }) => items.some((one) => one.item === item)),
      detail.items === undefined ? 'no item' : 'an item that is not in it',
    ),
  itemsSettled: (facts) => {
    const open = afterwards(facts).filter(
      ({ desired, actual }) => desired === 'wanted' && !isSettled(actual),
    );
    return holds(open.length === 0, `no answer for item ${open.map(({ item }) => item).join(', ')}`);
  },
  onlyTells: ({ form }) => holds(form.onlyTells, 'something to be executed'),
  caseHandedOver: ({ handedTo }) =>
    holds(handedTo !== undefined, 'no authority that has taken the case over'),
  neverSent: ({ events }) => holds(!wasSent(events), 'it was sent'),
  wasSent: ({ events }) => holds(wasSent(events), 'it was never sent'),
  preservationSettled: ({ preservations, detail }) =>
    holds(
      preservations.length === 0 || detail.preservation !== undefined,
      `preservation ${preservations.join(', ')} still runs`,
    ),
  emergencyCase: ({ request }) => holds(request.urgency === 'emergency', `urgency ${request.urgency}`),
  directoryNumber: ({ detail, directoryNumbers }) =>
    holds(
      detail.callBack !== undefined && directoryNumbers.map(digits).includes(digits(detail.callBack.number)),
      detail.callBack === undefined ? 'no call' : 'a number that is not in the directory',
    ),
  identifiersNamed: ({ form, request, detail }) =>
    holds(
      detail.identifiers !== undefined || namedIn(form, request.version.answers).identifiers.length > 0,
      'nobody named',
    ),
  anotherVerifier: ({ actor, events, writers }) =>
    holds(
      !events.some(({ act, byPerson }) => VERIFYING.has(act) && byPerson === actor.id) &&
        !writers.includes(actor.id),
      'somebody who registered or verified it',
    ),
  papersReceived: ({ events }) =>
    holds(
      !events.some(({ act }) => act === 'actUrgently') || events.some(({ act }) => act === 'receivePapers'),
      'an emergency without its papers',
    ),
  exhibitsNamed: ({ detail: { exhibits }, events, request: { state }, limits }) => {
    if (exhibits === undefined) return 'no exhibit';
    // After another answer they are what that answer brought; and each link ends when it is fetched.
    if (state !== 'evidenceReceived' || linksOf(limits).length > 0) return undefined;
    const came = events.filter(({ act }) => act === 'receiveEvidence');
    const known = new Set(came.flatMap(({ detail }) => detail.exhibits ?? []));
    return holds(!exhibits.every((one) => known.has(one)), 'exhibits that are all recorded as received');
  },
  digestsMatch: ({ detail, reason }) =>
    holds(
      detail.digestsMatch === true || (detail.digestsMatch === undefined && reason !== undefined),
      detail.digestsMatch === false ? 'different digests' : 'digests not compared, and no reason',
    ),
  countMatches,
  certificatePresent,
  restrictionsRecorded,
  costsSaid,
  feedbackSaid,
  assigneeNamed,
  orderOrReason,
  notVerifier,
  windowOver,
  goesFirst: ({ form, request }) =>
    holds(
      request.urgency === 'emergency' && issuerIn(form, request.version.answers)?.isUnvalidated === true,
      'no emergency in which the order goes before its validation',
    ),
  validationAwaited: ({ events }) => holds(validationOf(events).is === 'awaited', 'no order that awaits it'),
  validationInTime: ({ events, validateBy, now }) => {
    const isOver = validateBy !== undefined && now >= validateBy && validationOf(events).is === 'awaited';
    return holds(!isOver, `not validated by ${validateBy?.toISOString() ?? ''}`);
  },
  validationSettled: ({ events }) => holds(validationOf(events).is !== 'awaited', 'an order that awaits it'),
  validated: ({ events }) => {
    const { is } = validationOf(events);
    return holds(is === 'none' || is === 'granted', 'an order that nobody validated');
  },
  mayValidate: ({ form, competence, request, actor }) => {
    const validator = rankOf(actor);
    const rank = issuerIn(form, request.version.answers)?.kinds[0] ?? 'other';
    const beyond = competenceFindings(competence, form, request.version.answers, {
      rank,
      validatedBy: validator,
    }).find(({ verdict }) => verdict !== 'may');
    return beyond && `${validator}, ${beyond.category}: ${beyond.verdict}`;
  },
  signedBySelf: (facts) => {
    const { actor } = facts;
    const own = standing(facts).filter(({ person }) => person === actor.id);
    if (own.some(({ role }) => role !== actor.role)) return 'somebody who issued it';
    return holds(own.length > 0, 'no signature of theirs of this version that stands');
  },
  obtainedSettled: ({ events, unrestricted }) =>
    holds(
      validationOf(events).is !== 'refused' || unrestricted.length === 0,
      `exhibit ${unrestricted.slice(0, 5).join(', ')} neither destroyed nor restricted`,
    ),
  endGiven: ({ detail }) => holds(detail.endsAt !== undefined, 'no end'),
  endPassed: () => 'asked of preservations alone', // `preservation-step.ts`
  productionLinked: ({ detail }) => holds(detail.production !== undefined, 'no request for the data'),
  carriageSaid: ({ form, detail }) =>
    holds(!form.goesBySystem || detail.carried !== undefined, 'not said by which means it went'),
  linkStated: ({ detail }) => holds(detail.link !== undefined, 'no day until which it may be fetched'),
  accessInTime: ({ detail, occurredAt, zone, reason }) => {
    if (detail.link === undefined) return undefined;
    const days = accessDays(occurredAt, zone, detail.link.until);
    return holds(isAccessInTime(days, reason !== undefined), `${days} days`);
  },
  alternativeRecorded: ({ events }) =>
    holds(!awaitsRecord(events), 'something that went by other means and is not recorded there'),
  noticeDecided: ({ form, items, notices }) =>
    holds(!isPersonInformed(form.id) || !hasCome(items) || notices > 0, 'data that came, and nobody to tell'),
  deadlineGiven: deadlineProblem,
  linksNamed: linksProblem,
  mayRelease: () => 'asked of preservations alone', // `preservation-step.ts`
};

function rankOf({ role }: Pick<Actor, 'role'>): AuthorityRank {
  return role === 'judge' || role === 'prosecutor' ? role : 'other';
}

const VERIFYING = new Set(['checkAuthenticity', 'verifyByCallBack', 'actUrgently']);

function blockers({ findings }: GuardFacts): RequestFinding[] {
  return findings.filter(({ level }) => level === 'block');
}

/** The items as the act leaves them. */
function afterwards({ items, detail }: GuardFacts): Pick<RequestItem, 'item' | 'desired' | 'actual'>[] {
  return items.map((one) => {
    const said = detail.items?.find(({ item }) => item === one.item);
    return { item: one.item, desired: said?.desired ?? one.desired, actual: said?.actual ?? one.actual };
  });
}

/** The same number however it is grouped. */
function digits(number: string): string {
  return number.replaceAll(/[^\d+]/g, '');
}
