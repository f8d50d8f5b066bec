// What must hold before an act, each with the article or rule that it rests on. Pure: `life.acts.ts` gathers the facts.
import type { Uuid } from '../../base/ids.ts';
import { inAgency, inCase } from '../../people/policy.ts';
import type { AgencyRole, CaseRole } from '../../people/roles.ts';
import type { AuthorityRank, Competences } from '../../law/competence.ts';
import { codeOf, FORCE_UNKNOWN, mayBeExplained, type RequestFinding } from '../drafting/checks.ts';
import { competenceFindings, isOpen, kindFindings, signingAs, thresholdFindings } from './competence.ts';
import { categoriesOf, type Form } from '../form.ts';
import { accessDays, awaitsRecord, hasCome, isAccessInTime, isPersonInformed } from './carriage.ts';
import { deadlineProblem, linksProblem, type RunningLimit } from './deadline.ts';
import { isSettled, type ActDetail, type LifeEvent, type RequestItem, type SignatureMark } from './life.ts';
import type { Guard, Who } from './machine.ts';
import type { RequestRecord } from '../request.ts';
import { validationOf } from './validation.ts';

export interface Actor {
  readonly id: Uuid;
  /** In the case. */
  readonly role: CaseRole;
  readonly roles: readonly AgencyRole[];
}

export interface Standing {
  readonly state: string;
  readonly instrument: string;
  /** Unknown is not no: a reason stands in its place, which whoever signs has read. */
  readonly verdict: 'yes' | 'no' | 'unknown';
}

export interface GuardFacts {
  readonly request: Pick<RequestRecord, 'version' | 'urgency' | 'state'>;
  readonly actor: Actor;
  readonly form: Form;
  readonly competence: Competences;
  readonly findings: readonly RequestFinding[];
  /** Everybody who wrote any of it. */
  readonly writers: readonly Uuid[];
  readonly signatures: readonly SignatureMark[];
  readonly items: readonly RequestItem[];
  readonly events: readonly LifeEvent[];
  /** Numbers of preservations that still run. */
  readonly preservations: readonly number[];
  /** Of the authority that was called, as they stood in the directory before. */
  readonly directoryNumbers: readonly string[];
  /** How its instrument stands for each of the two States today; undefined where the other is not named. */
  readonly basis: readonly Standing[] | undefined;
  /** Exhibits that came on it and may still be used freely. */
  readonly unrestricted: readonly string[];
  /** The first moment after the time for its validation; undefined: none is awaited, or no rule gives a time. */
  readonly validateBy: Date | undefined;
  /** Its time limits that run. */
  readonly limits: readonly RunningLimit[];
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

/** What stands in the way: the rule, and what was found instead. */
export interface Hindrance {
  readonly guard: Guard;
  readonly ref: string;
  readonly found: string;
}

/** Whether this person may take acts of that kind at all. */
export function isWho(actor: Pick<Actor, 'role' | 'roles'>, who: Who): boolean {
  const { role, roles } = actor;
  switch (who) {
    case 'drafter':
      return inCase(role, 'draftRequest') === 'yes';
    case 'reviewer':
      return inCase(role, 'reviewRequest') === 'yes';
    case 'authoriser':
      return inCase(role, 'authoriseRequest') === 'yes';
    case 'issuer':
      return inCase(role, 'issueUnvalidated') === 'yes';
    case 'desk':
    case 'counterpart': // what the other side did is recorded by a desk
      return (
        inCase(role, 'sendRequest') === 'yes' ||
        (inCase(role, 'seeRequests') === 'yes' && inAgency(roles, 'handleRequests') === 'yes')
      );
    case 'dutyOfficer':
      return inCase(role, 'seeRequests') === 'yes' && inAgency(roles, 'verifyEmergency') === 'yes';
    case 'translator':
      return role === 'translator';
    case 'custodian':
      return inCase(role, 'addEvidence') === 'yes';
    case 'system':
      return false;
  }
}

/** Those that do not hold, in the order of the table. */
export function hindrances(guards: readonly Guard[], facts: GuardFacts): Hindrance[] {
  return guards.flatMap((guard) => {
    const found = GUARD_CHECKS[guard](facts);
    if (found === undefined) return [];
    return [typeof found === 'string' ? { guard, ref: GUARD_REFS[guard], found } : { guard, ...found }];
  });
}

/** Undefined when it holds; else what was found, with the article where the law data have it. */
type Check = (facts: GuardFacts) => string | { readonly ref: string; readonly found: string } | undefined;

const holds = (isSo: boolean, found: string): string | undefined => (isSo ? undefined : found);

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
  groundGiven: ({ detail }) =>
    holds(
      detail.ground !== undefined || (detail.items ?? []).some(({ ground }) => ground !== undefined),
      'no ground',
    ),
  notDrafter: ({ actor, writers }) => holds(!writers.includes(actor.id), 'somebody who wrote some of it'),
  competent: ({ form, competence, request, actor }) => {
    const { answers } = request.version;
    const rank = rankOf(actor);
    const issuer = form.issuer?.(answers);
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
  authorityNotified: ({ form, request, detail }) => {
    const asked = categoriesOf(form, request.version.answers);
    const isNotified = form.id === 'epoc' && (asked.includes('traffic') || asked.includes('content'));
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
  exhibitsNamed: ({ detail }) => holds(detail.exhibits !== undefined, 'no exhibit'),
  digestsMatch: ({ detail, reason }) =>
    holds(
      detail.digestsMatch === true || (detail.digestsMatch === undefined && reason !== undefined),
      detail.digestsMatch === false ? 'different digests' : 'digests not compared, and no reason',
    ),
  goesFirst: ({ form, request }) =>
    holds(
      request.urgency === 'emergency' && form.issuer?.(request.version.answers).isUnvalidated === true,
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
    const rank = form.issuer?.(request.version.answers).kinds[0] ?? 'other';
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
    holds(form.goesBySystem !== true || detail.carried !== undefined, 'not said by which means it went'),
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

export function wasSent(events: readonly LifeEvent[]): boolean {
  // What came back undelivered may be written on again, and is then another letter.
  return events.findLast(({ act }) => act === 'transmit' || act === 'returnUndelivered')?.act === 'transmit';
}

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

/** What was signed as it is now. */
function standing({ signatures, request }: GuardFacts): SignatureMark[] {
  return signatures.filter(
    ({ version, voidAt }) => version === request.version.number && voidAt === undefined,
  );
}

const OWN_RULE = 'rule of the life cycle: ';

/** No law says it: the sentence that tells what is in the way is the rule already. */
export function isOwnRule(ref: string): boolean {
  return ref.startsWith(OWN_RULE);
}

/** Instrument and article where there is one; else the rule of this program. */
export const GUARD_REFS: { readonly [guard in Guard]: string } = {
  complete: 'checks of the form and its legal basis',
  preservationOrReason: 'background paper, para 57: preserve before asking',
  reasonGiven: 'rule of the life cycle: a decision has a reason',
  evidenceGiven: 'rule of the life cycle: time limits run from evidence',
  groundGiven: 'eu-2023-1543, Annex III, Section D; coe-ets-185, Art. 27(4); un-untoc-2000, Art. 18(21)',
  notDrafter: 'rule of the life cycle: who drafts does not authorise',
  competent: 'rule of the life cycle: a prosecutor or a judge authorises',
  offenceThreshold: 'eu-2023-1543, Art. 5(3) and (4)',
  signed: 'rule of the life cycle: no request leaves unsigned',
  basisInForce: 'rule of the life cycle: a legal basis in force for both States',
  authorityNotified: 'eu-2023-1543, Art. 8',
  itemsNamed: 'rule of the life cycle: answers are given item by item',
  itemsSettled: 'rule of the life cycle: answers are given item by item',
  neverSent: 'rule of the life cycle: what was sent is withdrawn, not dropped',
  wasSent: 'rule of the life cycle: what was never sent is taken up as a draft',
  preservationSettled: 'rule of the life cycle: a preservation does not end silently',
  emergencyCase: 'rule of the life cycle: the emergency path is for emergencies',
  directoryNumber: 'rule of the life cycle: call back at a number of the directory',
  anotherVerifier: 'rule of the life cycle: who verifies does not decide',
  papersReceived: 'rule of the life cycle: an emergency is followed by its papers',
  exhibitsNamed: 'rule of the life cycle: what arrives becomes an exhibit',
  digestsMatch: 'rule of the life cycle: what arrives is checked',
  goesFirst: 'eu-2023-1543, Art. 4(5)',
  validationAwaited: 'eu-2023-1543, Art. 4(5)',
  validationInTime: 'eu-2023-1543, Art. 4(5)',
  validationSettled: 'eu-2023-1543, Art. 4(5)',
  validated: 'eu-2023-1543, Art. 4(5)',
  mayValidate: 'eu-2023-1543, Art. 4(1) and (3)',
  signedBySelf: 'rule of the life cycle: who validates signs, and did not issue',
  obtainedSettled: 'eu-2023-1543, Art. 4(5)',
  endGiven: 'rule of the life cycle: a preservation has an end',
  endPassed: 'rule of the life cycle: a preservation has an end',
  productionLinked: 'eu-2023-1543, Annex V; coe-ets-185, Art. 29(7)',
  carriageSaid: 'eu-2023-1543, Art. 19(1) and (5)',
  linkStated: 'eu-2025-1550, Annex, point 3.3.3',
  accessInTime: 'eu-2025-1550, Annex, point 3.3.3',
  alternativeRecorded: 'eu-2023-1543, Art. 19(6)',
  noticeDecided: 'eu-2023-1543, Art. 13',
  deadlineGiven: 'eu-2023-1543, Art. 10(8); eu-2025-1550, Annex, point 3.3.3',
  linksNamed: 'rule of the life cycle: each link is fetched by its own day',
  mayRelease: 'competence for the data and instrument; who may order may let go',
};
