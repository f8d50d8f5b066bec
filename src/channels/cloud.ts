// Para 28: where data is in the cloud, its place may be unknown or several. Then each way rests on another claim of
// jurisdiction: the holder's establishment, the offering of services, consent or public availability, a possible place.
import { cited, inForceOn, instrumentOf, partyOn, provisionsAt } from '../law/look-up.ts';
import type { Provider } from '../law/model-provider.ts';
import type { DataCategory, Fact } from '../law/model.ts';
import { stateName, type StateCode } from '../law/states.ts';
import type { Question } from './condition.ts';
import { evaluateChannel, type ChannelState } from './evaluate.ts';
import { said, type Need } from './need.ts';

export interface Claim {
  readonly category: DataCategory;
  readonly claim: 'establishment' | 'services offered' | 'consent or public availability' | 'possible place';
  readonly state: StateCode | undefined;
  readonly text: string;
  readonly facts: readonly Fact[];
  readonly channels: readonly { readonly channel: string; readonly state: ChannelState }[];
}

/** Planner rule location-unknown: by the seat of the provider or its entities, never by the server. */
export function statesOfHolder(
  need: Need,
  provider: Provider | undefined,
): readonly (StateCode | undefined)[] {
  if (need.to !== undefined) return [need.to];
  const seats = [...new Set((provider?.entities ?? []).map(({ state }) => state))].filter(
    (state) => state !== need.from,
  );
  return seats.length > 0 ? seats : [undefined];
}

/** None where the data is in one known State. */
export function claimsOf(question: Question, states: readonly (StateCode | undefined)[]): Claim[] {
  if (question.need.dataLocation.kind === 'known') return [];
  return [
    ...states.map((state) => establishment(question, state)),
    servicesOffered(question),
    consentOrPublic(question),
    ...possiblePlaces(question),
  ];
}

function establishment(question: Question, state: StateCode | undefined): Claim {
  const { provider, category, knowledge } = question;
  const name = state === undefined ? 'a State that is not known' : stateName(state);
  const entities = (provider?.entities ?? []).filter((one) => one.state === state);
  const facts: Fact[] = entities.map((one) => ({
    ...cited(one),
    text: `${one.name}, ${name}: ${one.controls}`,
  }));
  const reach = state === 'US' ? knowledge.providerRules.find(({ id }) => id === 'us-2713') : undefined;
  if (reach !== undefined) facts.push({ ...cited(reach), text: `${reach.text} (${reach.citation})` });
  return {
    category,
    claim: 'establishment',
    state,
    text: `${name} has power over the holder established there, wherever the servers are`,
    facts: facts.length > 0 ? facts : [said(`The holder sits in ${name}`)],
    channels: found(['mla-central', 'judicial-direct', 'network-24-7', 'epoc', 'cloud-act'], {
      ...question,
      to: state,
    }),
  };
}

function servicesOffered(question: Question): Claim {
  const { knowledge, need, category, day } = question;
  const facts: Fact[] = [];
  const budapest = instrumentOf(knowledge, 'coe-ets-185');
  if (budapest !== undefined) {
    facts.push(partyOn(knowledge, budapest, need.from, day).fact);
    for (const one of provisionsAt(budapest, '18'))
      facts.push({ ...cited(one), text: `Budapest Convention Art. 18: ${one.gives}` });
  }
  const regulation = instrumentOf(knowledge, 'eu-2023-1543');
  if (regulation?.scope !== undefined && partyOn(knowledge, regulation, need.from, day).verdict === 'yes')
    facts.push({
      ...inForceOn(regulation, day).fact,
      at: regulation.at,
      text: `${regulation.shortTitle}: ${regulation.scope}`,
    });
  return {
    category,
    claim: 'services offered',
    state: need.from,
    text: `${stateName(need.from)} may order who offers services on its territory: subscriber information under the Budapest Convention, more under Union law`,
    facts,
    channels: found(['provider-domestic-affiliate', 'epoc'], question),
  };
}

function consentOrPublic(question: Question): Claim {
  const budapest = instrumentOf(question.knowledge, 'coe-ets-185');
  const facts = (budapest === undefined ? [] : provisionsAt(budapest, '32')).map((one): Fact => ({
    ...cited(one),
    text: `Budapest Convention Art. ${one.article ?? '32'}: ${one.gives}`,
  }));
  return {
    category: question.category,
    claim: 'consent or public availability',
    state: undefined,
    text: 'Open sources wherever they are; with consent only where the data is known to be in a Party: a place that is not known blocks it',
    facts,
    channels: found(['open-source', 'consent'], question),
  };
}

function possiblePlaces(question: Question): Claim[] {
  const { need, category } = question;
  if (need.dataLocation.kind !== 'several') return [];
  return need.dataLocation.states
    .filter((state) => state !== need.from)
    .map((state) => ({
      category,
      claim: 'possible place',
      state,
      text: `If the data is in ${stateName(state)}, that State may order search and seizure there`,
      facts: [said(`The data may be in ${stateName(state)}, as stated`)],
      channels: found(['mla-central', 'judicial-direct', 'network-24-7'], { ...question, to: state }),
    }));
}

function found(ids: readonly string[], question: Question): Claim['channels'] {
  return question.knowledge.channels
    .filter(({ id }) => ids.includes(id))
    .map((channel) => ({ channel: channel.id, state: evaluateChannel(channel, question).state }));
}
