// The predicates of channels.yaml: each turns one key of a clause into conditions. What is not recorded is unknown.
import { instrumentOf, partyOn } from '../law/look-up.ts';
import type { ChannelRule, Clause, Instrument } from '../law/model.ts';
import { stateName } from '../law/states.ts';
import { noOtherTreaty, noReservation, pair, ruleFact } from './agreements.ts';
import { inForceCondition, type Basis } from './basis.ts';
import { distanceOf, fromAnswer, type Condition, type Question } from './condition.ts';
import { isAtLeast, said } from './need.ts';
import { providerAddressee, providerEstablishment, providerPolicy, providerServices } from './provider.ts';

type Predicate = Exclude<keyof Clause, 'label' | 'data_categories'>;

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
  const text = `This way is for ${only.join(', ')} only`;
  return [
    ...conditions,
    {
      predicate: 'data_categories',
      verdict,
      text,
      facts: [ruleFact(channel, text)],
      opensIf: `only ${only.join(', ')} is asked`,
    },
  ];
}

interface Asked {
  readonly clause: Clause;
  readonly channel: ChannelRule;
  readonly bases: readonly Basis[];
  readonly question: Question;
}

const RULES: { readonly [predicate in Predicate]: (asked: Asked) => Condition[] } = {
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
  provider_policy: ({ question }) => [providerPolicy(question)],
  provider_establishment_in: ({ question }) => [providerEstablishment(question)],
  provider_offers_services_in: ({ question }) => [providerServices(question)],
  bilateral_treaty: ({ question: { need } }) => [
    answered(
      'bilateral_treaty',
      need.bilateralTreaty,
      'A bilateral treaty on mutual legal assistance',
      'a bilateral treaty is found',
    ),
  ],
  reciprocity_accepted: ({ question: { need } }) => [
    answered(
      'reciprocity_accepted',
      need.reciprocity,
      'Assistance without a treaty, on reciprocity or comity',
      'both States accept reciprocity',
    ),
  ],
  data_location_known: ({ question }) => [dataLocationKnown(question)],
  consent: ({ question: { need } }) => [
    answered(
      'consent',
      need.consent,
      'Lawful and voluntary consent, recorded',
      'the person entitled to disclose consents in writing',
    ),
  ],
  urgency: ({ clause, question }) => [urgency(clause.urgency ?? 'normal', question)],
  always: ({ channel }) => {
    const fact = ruleFact(channel, 'This way needs no other State and no provider');
    return [{ predicate: 'always', verdict: 'yes', text: fact.text, facts: [fact], opensIf: '' }];
  },
};

function basisConditions(id: string | undefined, bases: readonly Basis[]): Condition[] {
  return [...(bases.find(({ instrument }) => instrument === id)?.conditions ?? [])];
}

/** One of the list is enough; the best one speaks. Bases come best first. */
function anyBasis(ids: readonly string[], channel: ChannelRule, bases: readonly Basis[]): Condition {
  const listed = bases.filter(({ instrument }) => ids.includes(instrument));
  const [best] = listed;
  const names = (verdict: Basis['verdict']): string =>
    listed
      .filter((one) => one.verdict === verdict)
      .map(({ shortTitle }) => shortTitle)
      .join(', ');
  const verdict = best?.verdict ?? 'unknown';
  const text = {
    yes: `Common to both and in force: ${names('yes')}`,
    unknown: `No common instrument is certain; may be common: ${names('unknown')}`,
    no: 'No instrument of the list is common to both',
  }[verdict];
  const isFuture =
    verdict === 'no' && listed.some((one) => one.conditions.some((condition) => condition.isFuture));
  return {
    predicate: 'both_party_to_any',
    verdict,
    text,
    facts: best?.conditions.flatMap(({ facts }) => facts) ?? [ruleFact(channel, text)],
    opensIf: 'both become Parties to one of the instruments',
    distance: best === undefined ? 2 : distanceOf(best.conditions),
    ...(isFuture ? { isFuture } : {}),
  };
}

function requestingBound(instrument: Instrument, question: Question): Condition[] {
  const answer = partyOn(question.knowledge, instrument, question.need.from, question.day);
  return [
    inForceCondition(instrument, question),
    fromAnswer(
      'requesting_bound_by',
      answer,
      `${stateName(question.need.from)} is bound by the ${instrument.shortTitle}`,
    ),
  ];
}

function bothMembers(network: string, { need, knowledge }: Question): Condition {
  const isStated = need.networks?.includes(network) === true;
  const fact = isStated
    ? said(`Both States belong to ${network}, as stated`)
    : {
        at: 'channels.yaml',
        sources: [],
        confidence: 'confirmed' as const,
        asOf: knowledge.compiled,
        text: `Our records hold no list of members of ${network}`,
      };
  return {
    predicate: 'both_members',
    verdict: isStated ? 'yes' : 'unknown',
    text: fact.text,
    facts: [fact],
    opensIf: `both States are known to belong to ${network}`,
  };
}

function answered(predicate: string, given: boolean | undefined, what: string, opensIf: string): Condition {
  const fact = said(
    given === undefined
      ? `${what}: not in our records and not said`
      : `${what}: ${given ? 'yes' : 'no'}, as stated`,
  );
  return {
    predicate,
    verdict: given === undefined ? 'unknown' : given ? 'yes' : 'no',
    text: fact.text,
    facts: [fact],
    opensIf,
  };
}

/** Article 32(b) of the Budapest Convention is about data in another Party. */
function dataLocationKnown({ need: { dataLocation, from } }: Question): Condition {
  const isHome = dataLocation.kind === 'known' && dataLocation.state === from;
  const isKnown = dataLocation.kind === 'known' && !isHome;
  const fact = said(
    dataLocation.kind === 'known'
      ? `The data is in ${stateName(dataLocation.state)}${isHome ? ' itself: its own law decides' : ''}, as stated`
      : dataLocation.kind === 'several'
        ? `The data may be in ${dataLocation.states.map((state) => stateName(state)).join(', ')}`
        : 'Where the data is, nobody knows',
  );
  return {
    predicate: 'data_location_known',
    verdict: isKnown ? 'yes' : 'no',
    text: fact.text,
    facts: [fact],
    opensIf: 'the data is known to be in another Party',
  };
}

function urgency(least: NonNullable<Clause['urgency']>, { need }: Question): Condition {
  const isMet = isAtLeast(need.urgency, least);
  const fact = said(
    `Urgency: ${need.urgency.replace('_', ' to ')}; ${isMet ? 'as this way asks' : `this way asks for ${least.replace('_', ' to ')}`}`,
  );
  return {
    predicate: 'urgency',
    verdict: isMet ? 'yes' : 'no',
    text: fact.text,
    facts: [fact],
    opensIf: `the case is one of ${least.replace('_', ' to ')}`,
  };
}

function theInstrument(id: string | undefined, { knowledge }: Question): Instrument {
  const found = instrumentOf(knowledge, id ?? '');
  if (found === undefined) throw new TypeError(`instrument ${id} passed the checks and is not there`);
  return found;
}
