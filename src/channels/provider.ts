// Conditions about the provider that holds the data: where it sits, whom it serves, what its policy takes.
import { cited, partyOn } from '../law/look-up.ts';
import type { Fact, Instrument } from '../law/model.ts';
import { joined, tell, type Part } from '../law/sentence.ts';
import type { Verdict } from '../law/look-up.ts';
import type { ProviderRule } from '../law/model-provider.ts';
import type { Condition, OfPair, Question } from './condition.ts';
import { said } from './need.ts';

export function providerAddressee(instrument: Instrument, question: OfPair): Condition {
  const { knowledge, need, provider, day } = question;
  const opensIf = tell('ifAddressee');
  const make = (verdict: Verdict, facts: readonly Fact[]): Condition => ({
    predicate: 'provider_addressee_in',
    verdict,
    text: joined(...facts.map(({ text }) => text)),
    facts,
    opensIf,
  });
  if (need.holder.kind !== 'provider') return make('no', [said(tell('noProvider'))]);
  const stated = need.holder.addressee;
  const place = stated ?? provider?.addressee?.state;
  if (place === undefined) {
    const [near] = (provider?.entities ?? []).filter(
      ({ state }) => partyOn(knowledge, instrument, state, day).verdict === 'yes',
    );
    const seat =
      near === undefined
        ? []
        : [
            {
              ...cited(near),
              text: tell('maybeAddressee', near.name, { state: near.state }),
            },
          ];
    return make('unknown', [said(tell('addresseeUnknown')), ...seat]);
  }
  const where: Fact =
    stated === undefined && provider?.addressee !== undefined
      ? { ...cited(provider.addressee), text: tell('addresseeIn', provider.name, { state: place }) }
      : said(tell('addresseeStated', { state: place }));
  if (place === need.from) return make('no', [where, said(tell('addresseeAtHome'))]);
  const bound = partyOn(knowledge, instrument, place, day);
  return make(bound.verdict, [where, bound.fact]);
}

export function providerEstablishment({ need, provider }: OfPair): Condition {
  const { from, holder } = need;
  const state = { state: from };
  const entity = provider?.entities.find((one) => one.state === from);
  const make = (verdict: Verdict, fact: Fact): Condition => ({
    predicate: 'provider_establishment_in',
    verdict,
    text: fact.text,
    facts: [fact],
    opensIf: tell('ifEstablishment', state),
  });
  if (holder.kind !== 'provider') return make('no', said(tell('noProvider')));
  if (entity !== undefined)
    return make('yes', { ...cited(entity), text: tell('entityIn', entity.name, state, entity.controls) });
  if (holder.establishments?.includes(from)) return make('yes', said(tell('establishmentStated', state)));
  return make('unknown', said(tell('establishmentUnknown', state)));
}

export function providerServices({ need }: OfPair): Condition {
  const state = { state: need.from };
  const isStated = need.holder.offersServicesIn?.includes(need.from) === true;
  const verdict: Verdict = need.holder.kind !== 'provider' ? 'no' : isStated ? 'yes' : 'unknown';
  const fact = said(
    verdict === 'no' ? tell('noProvider') : tell(isStated ? 'servicesStated' : 'servicesUnsaid', state),
  );
  return {
    predicate: 'provider_offers_services_in',
    verdict,
    text: fact.text,
    facts: [fact],
    opensIf: tell('ifServices', state),
  };
}

export function providerPolicy(question: Question): Condition {
  const { need, provider } = question;
  const { holder } = need;
  const policy = provider?.policy.find(({ kind }) => kind === 'voluntary_foreign_requests');
  const make = (verdict: Verdict, fact: Fact): Condition => ({
    predicate: 'provider_policy',
    verdict,
    text: fact.text,
    facts: [fact],
    opensIf: tell('ifPolicy'),
  });
  if (holder.kind !== 'provider') return make('no', said(tell('noProvider')));
  if (holder.takesForeignRequests !== undefined)
    return make(
      holder.takesForeignRequests ? 'yes' : 'no',
      said(tell(holder.takesForeignRequests ? 'takesRequests' : 'takesNoRequests')),
    );
  if (policy !== undefined && provider !== undefined)
    return make('yes', { ...policy, text: tell('quoted', provider.name, policy.text) });
  return make('unknown', said(tell('policyUnknown', nameOf(question))));
}

/** What it says it may disclose when life is in danger. Its law may keep content for its own government. */
export function emergencyPolicy(question: Question): Condition {
  const { need, provider, to, category } = question;
  const policy = provider?.policy.find(({ kind }) => kind === 'emergency_disclosure');
  const make = (verdict: Verdict, ...facts: Fact[]): Condition => ({
    predicate: 'provider_policy',
    verdict,
    text: joined(...facts.map(({ text }) => text)),
    facts,
    opensIf: tell('ifEmergencyPolicy'),
  });
  if (need.holder.kind !== 'provider') return make('no', said(tell('noProvider')));
  if (policy === undefined || provider === undefined)
    return make('unknown', said(tell('emergencyPolicyUnknown', nameOf(question))));
  const says: Fact = { ...policy, text: tell('quoted', provider.name, policy.text) };
  const law = emergencyLaw(question);
  return law === undefined || to === undefined || category !== 'content'
    ? make('yes', says)
    : make('unknown', says, {
        ...cited(law),
        text: tell('contentToOwnGovernment', { state: to }, law.citation),
      });
}

/** The law of the provider's State lets it tell its own government what it may tell nobody abroad. */
export function ownGovernment(question: Question): Condition {
  const { need, to, category } = question;
  const law = emergencyLaw(question);
  const make = (verdict: Verdict, fact: Fact): Condition => ({
    predicate: 'provider_law',
    verdict,
    text: fact.text,
    facts: [fact],
    opensIf: tell('ifOwnGovernment'),
  });
  if (need.holder.kind !== 'provider') return make('no', said(tell('noProvider')));
  if (law === undefined)
    return make(
      'unknown',
      said(tell('ownGovernmentUnknown', to === undefined ? tell('unknownState') : { state: to })),
    );
  const isNamed = law.emergency?.categories.includes(category) === true;
  const text = tell(isNamed ? 'ownGovernmentMay' : 'ownGovernmentMayNot', { state: to ?? '' }, law.citation);
  return make(isNamed ? 'yes' : 'unknown', { ...cited(law), text });
}

function emergencyLaw({ knowledge, to }: Question): ProviderRule | undefined {
  return knowledge.providerRules.find((one) => one.emergency !== undefined && one.state === to);
}

/** The provider as our records or the asker name it. */
export function nameOf({ need, provider }: Pick<Question, 'need' | 'provider'>): Part {
  if (provider !== undefined) return provider.name;
  return need.holder.name === undefined ? tell('theProvider') : { said: need.holder.name };
}
