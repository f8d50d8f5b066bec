// Para 28: where data is in the cloud, its place may be unknown or several. Then each way rests on another claim of
// jurisdiction: the holder's establishment, the offering of services, consent or public availability, a possible place.
import { cited, inForceOn, instrumentOf, partyOn, provisionsAt } from '../law/look-up.ts';
import type { Provider } from '../law/model-provider.ts';
import type { DataCategory, Fact } from '../law/model.ts';
import { tell, type Part, type Wording } from '../law/sentence.ts';
import type { StateCode } from '../law/states.ts';
import type { Question } from './condition.ts';
import { evaluateChannel, type ChannelState } from './evaluate.ts';
import { said, type Need } from './need.ts';

export interface Claim {
  readonly category: DataCategory;
  readonly claim: 'establishment' | 'services offered' | 'consent or public availability' | 'possible place';
  readonly state: StateCode | undefined;
  readonly text: Wording;
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
  const name: Part = state === undefined ? tell('unknownState') : { state };
  const entities = (provider?.entities ?? []).filter((one) => one.state === state);
  const facts: Fact[] = entities.map((one) => ({
    ...cited(one),
    text: tell('entityControls', one.name, name, one.controls),
  }));
  const reach = state === 'US' ? knowledge.providerRules.find(({ id }) => id === 'us-2713') : undefined;
  if (reach !== undefined)
    facts.push({ ...cited(reach), text: tell('bracketed', reach.text, reach.citation) });
  return {
    category,
    claim: 'establishment',
    state,
    text: tell('claimHolder', name),
    facts: facts.length > 0 ? facts : [said(tell('holderSits', name))],
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
      facts.push({ ...cited(one), text: tell('atArticle', 'Budapest Convention', '18', one.gives) });
  }
  const regulation = instrumentOf(knowledge, 'eu-2023-1543');
  if (regulation?.scope !== undefined && partyOn(knowledge, regulation, need.from, day).verdict === 'yes')
    facts.push({
      ...inForceOn(regulation, day).fact,
      at: regulation.at,
      text: tell('quoted', regulation.shortTitle, regulation.scope),
    });
  return {
    category,
    claim: 'services offered',
    state: need.from,
    text: tell('claimServices', { state: need.from }),
    facts,
    channels: found(['provider-domestic-affiliate', 'epoc'], question),
  };
}

function consentOrPublic(question: Question): Claim {
  const budapest = instrumentOf(question.knowledge, 'coe-ets-185');
  const facts = (budapest === undefined ? [] : provisionsAt(budapest, '32')).map((one): Fact => ({
    ...cited(one),
    text: tell('atArticle', 'Budapest Convention', one.article ?? '32', one.gives),
  }));
  return {
    category: question.category,
    claim: 'consent or public availability',
    state: undefined,
    text: tell('claimOpen'),
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
      text: tell('claimPlace', { state }),
      facts: [said(tell('dataMayBeStated', { state }))],
      channels: found(['mla-central', 'judicial-direct', 'network-24-7'], { ...question, to: state }),
    }));
}

function found(ids: readonly string[], question: Question): Claim['channels'] {
  return question.knowledge.channels
    .filter(({ id }) => ids.includes(id))
    .map((channel) => ({ channel: channel.id, state: evaluateChannel(channel, question).state }));
}
