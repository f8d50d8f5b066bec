// The predicates of channels.yaml: each turns one key of a clause into conditions. What is not recorded is unknown.
import { remember } from '../base/remember.ts';
import { bilateralBetween, instrumentOf, partyOn } from '../law/look-up.ts';
import type { ChannelRule, Clause, Instrument } from '../law/model.ts';
import { tell, type Sentence, type Wording } from '../law/sentence.ts';
import { noOtherTreaty, noReservation, pair, ruleFact } from './agreements.ts';
import { inForceCondition, takesBilateral, type Basis } from './basis.ts';
import { distanceOf, fromAnswer, type Condition, type OfPair, type Question } from './condition.ts';
import { isAtLeast, said } from './need.ts';
import {
  emergencyPolicy,
  ownGovernment,
  providerAddressee,
  providerEstablishment,
  providerPolicy,
  providerServices,
} from './provider.ts';

type Predicate = Exclude<keyof Clause, 'label' | 'data_categories'>;

/** Keys whose conditions turn on the kind of data; `RULES` gives it to no others. */
const OF_CATEGORY = ['data_categories', 'provider_policy', 'provider_law'] as const;
type OfCategory = (typeof OF_CATEGORY)[number];

export const asksOfCategory = remember(({ when }: ChannelRule): boolean =>
  when.clauses.some((clause) => OF_CATEGORY.some((key) => clause[key] !== undefined)),
);

/** All conditions of a clause; every one must be met. */
export function clauseConditions(
  clause: Clause,
  channel: ChannelRule,
  bases: readonly Basis[],
  question: Question,
): Condition[] {
  const keys = Object.keys(clause).filter((key): key is Predicate => key in RULES);
  const conditions = keys.flatMap((key) => RULES[key]({ clause, channel, bases, question }));
  const only = clause.data_categories;
  if (only === undefined) return conditions;
  const verdict = only.includes(question.category) ? 'yes' : 'no';
  const list = only.map((category) => ({ category }));
  const text = tell('onlyFor', { list });
  return [
    ...conditions,
    {
      predicate: 'data_categories',
      verdict,
      text,
      facts: [ruleFact(channel, text)],
      opensIf: tell('ifOnly', { list }),
    },
  ];
}

interface Asked<Of> {
  readonly clause: Clause;
  readonly channel: ChannelRule;
  readonly bases: readonly Basis[];
  readonly question: Of;
}

const RULES: {
  readonly [key in Predicate]: (asked: Asked<key extends OfCategory ? Question : OfPair>) => Condition[];
} = {
  both_party_to: ({ clause, bases }) => basisConditions(clause.both_party_to, bases),
  both_bound_by: ({ clause, bases }) => basisConditions(clause.both_bound_by, bases),
  both_party_to_any: ({ clause, channel, bases }) => [
    anyBasis(clause.both_party_to_any ?? [], channel, bases),
  ],
  requesting_bound_by: ({ clause, question }) =>
    requestingBound(theInstrument(clause.requesting_bound_by, question), question),
  provider_addressee_in: ({ clause, question }) => [
    providerAddressee(theInstrument(clause.provider_addressee_in, question), question),
  ],
  in_force: ({ clause, question }) => [inForceCondition(theInstrument(clause.in_force, question), question)],
  no_reservation: ({ clause, channel, question }) => [
    noReservation(clause.no_reservation ?? '', channel, question),
  ],
  no_other_treaty: ({ clause, channel, question }) => [
    noOtherTreaty(clause.no_other_treaty ?? [], channel, question),
  ],
  pair: ({ clause, channel, bases, question }) => pair(clause.pair ?? ['', ''], channel, bases, question),
  both_members: ({ clause, question }) => [bothMembers(clause.both_members ?? '', question)],
  provider_policy: ({ clause, question }) => [
    clause.provider_policy === 'emergency_disclosure' ? emergencyPolicy(question) : providerPolicy(question),
  ],
  provider_law: ({ question }) => [ownGovernment(question)],
  provider_establishment_in: ({ question }) => [providerEstablishment(question)],
  provider_offers_services_in: ({ question }) => [providerServices(question)],
  bilateral_treaty: ({ channel, bases, question }) => bilateralTreaty(channel, bases, question),
  reciprocity_accepted: ({ question: { need } }) => [
    answered('reciprocity_accepted', need.reciprocity, tell('aReciprocity'), tell('ifReciprocity')),
  ],
  data_location_known: ({ question }) => [dataLocationKnown(question)],
  consent: ({ question: { need } }) => [
    answered('consent', need.consent, tell('aConsent'), tell('ifConsent')),
  ],
  urgency: ({ clause, question }) => [urgency(clause.urgency ?? 'normal', question)],
  always: ({ channel }) => {
    const fact = ruleFact(channel, tell('alwaysOpen'));
    return [{ predicate: 'always', verdict: 'yes', text: fact.text, facts: [fact], opensIf: '' }];
  },
};

/** The treaty on record between the two; else what the asker says. */
function bilateralTreaty(channel: ChannelRule, bases: readonly Basis[], question: OfPair): Condition[] {
  const { need, to, knowledge } = question;
  const stated = answered('bilateral_treaty', need.bilateralTreaty, tell('aTreaty'), tell('ifTreaty'));
  if (!takesBilateral(channel) || to === undefined || need.bilateralTreaty === true) return [stated];
  const ids = new Set(bilateralBetween(knowledge, need.from, to).map(({ id }) => id));
  const best = bases.find((one) => ids.has(one.instrument) && one.verdict !== 'no');
  if (best === undefined) return [stated];
  return best.conditions.map((one) => ({
    ...one,
    predicate: one.predicate === 'party' ? 'bilateral_treaty' : one.predicate,
  }));
}

function basisConditions(id: string | undefined, bases: readonly Basis[]): Condition[] {
  return [...(bases.find(({ instrument }) => instrument === id)?.conditions ?? [])];
}

/** One of the list is enough; the best one speaks. Bases come best first. */
function anyBasis(ids: readonly string[], channel: ChannelRule, bases: readonly Basis[]): Condition {
  const listed = bases.filter(({ instrument }) => ids.includes(instrument));
  const [best] = listed;
  const names = (verdict: Basis['verdict']) => ({
    list: listed.filter((one) => one.verdict === verdict).map(({ shortTitle }) => shortTitle),
  });
  const verdict = best?.verdict ?? 'unknown';
  const text = {
    yes: tell('commonInForce', names('yes')),
    unknown: tell('maybeCommon', names('unknown')),
    no: tell('noneCommon'),
  }[verdict];
  const isFuture =
    verdict === 'no' && listed.some((one) => one.conditions.some((condition) => condition.isFuture));
  return {
    predicate: 'both_party_to_any',
    verdict,
    text,
    facts: best?.conditions.flatMap(({ facts }) => facts) ?? [ruleFact(channel, text)],
    opensIf: tell('ifBothParties'),
    distance: best === undefined ? 2 : distanceOf(best.conditions),
    ...(isFuture ? { isFuture } : {}),
  };
}

function requestingBound(instrument: Instrument, question: OfPair): Condition[] {
  const answer = partyOn(question.knowledge, instrument, question.need.from, question.day);
  return [
    inForceCondition(instrument, question),
    fromAnswer(
      'requesting_bound_by',
      answer,
      tell('ifStateBound', { state: question.need.from }, instrument.shortTitle),
    ),
  ];
}

function bothMembers(network: string, { need, knowledge }: OfPair): Condition {
  const isStated = need.networks?.includes(network) === true;
  const fact = isStated
    ? said(tell('networkStated', network))
    : {
        at: 'channels.yaml',
        sources: [],
        confidence: 'confirmed' as const,
        asOf: knowledge.compiled,
        text: tell('networkUnknown', network),
      };
  return {
    predicate: 'both_members',
    verdict: isStated ? 'yes' : 'unknown',
    text: fact.text,
    facts: [fact],
    opensIf: tell('ifNetwork', network),
  };
}

function answered(
  predicate: string,
  given: boolean | undefined,
  what: Sentence,
  opensIf: Wording,
): Condition {
  const fact = said(tell(given === undefined ? 'unsaid' : given ? 'saidYes' : 'saidNo', what));
  return {
    predicate,
    verdict: given === undefined ? 'unknown' : given ? 'yes' : 'no',
    text: fact.text,
    facts: [fact],
    opensIf,
  };
}

/** Article 32(b) of the Budapest Convention is about data in another Party. */
function dataLocationKnown({ need: { dataLocation, from } }: OfPair): Condition {
  const isHome = dataLocation.kind === 'known' && dataLocation.state === from;
  const isKnown = dataLocation.kind === 'known' && !isHome;
  const fact = said(
    dataLocation.kind === 'known'
      ? tell(isHome ? 'dataAtHome' : 'dataIn', { state: dataLocation.state })
      : dataLocation.kind === 'several'
        ? tell('dataMayBe', { list: dataLocation.states.map((state) => ({ state })) })
        : tell('dataNowhere'),
  );
  return {
    predicate: 'data_location_known',
    verdict: isKnown ? 'yes' : 'no',
    text: fact.text,
    facts: [fact],
    opensIf: tell('ifDataElsewhere'),
  };
}

const URGENCIES = {
  normal: 'urgencyNormal',
  urgent: 'urgencyUrgent',
  emergency_life: 'urgencyEmergency',
} as const;

function urgency(least: NonNullable<Clause['urgency']>, { need }: OfPair): Condition {
  const isMet = isAtLeast(need.urgency, least);
  const so = tell(URGENCIES[need.urgency]);
  const fact = said(isMet ? tell('urgencyMet', so) : tell('urgencyShort', so, tell(URGENCIES[least])));
  return {
    predicate: 'urgency',
    verdict: isMet ? 'yes' : 'no',
    text: fact.text,
    facts: [fact],
    opensIf: tell('ifUrgency', tell(URGENCIES[least])),
  };
}

function theInstrument(id: string | undefined, { knowledge }: OfPair): Instrument {
  const found = instrumentOf(knowledge, id ?? '');
  if (found === undefined) throw new TypeError(`instrument ${id} passed the checks and is not there`);
  return found;
}
