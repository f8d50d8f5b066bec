// Conditions about the provider that holds the data: where it sits, whom it serves, what its policy takes.
import { cited, partyOn } from '../law/look-up.ts';
import type { Fact, Instrument } from '../law/model.ts';
import { stateName } from '../law/states.ts';
import type { Verdict } from '../law/look-up.ts';
import type { Condition, Question } from './condition.ts';
import { said } from './need.ts';

export function providerAddressee(instrument: Instrument, question: Question): Condition {
  const { knowledge, need, provider, day } = question;
  const opensIf = 'the provider names an addressee in another bound Member State (say it with --addressee)';
  const make = (verdict: Verdict, facts: readonly Fact[]): Condition => ({
    predicate: 'provider_addressee_in',
    verdict,
    text: facts.map(({ text }) => text).join('; '),
    facts,
    opensIf,
  });
  if (need.holder.kind !== 'provider') return make('no', [said('The holder is no service provider')]);
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
              text: `${near.name} is in ${stateName(near.state)}; whether it is the addressee is not recorded`,
            },
          ];
    return make('unknown', [
      said("The provider's addressee under Directive (EU) 2023/1544 is not recorded and was not said"),
      ...seat,
    ]);
  }
  const where: Fact =
    stated === undefined && provider?.addressee !== undefined
      ? { ...cited(provider.addressee), text: `The addressee of ${provider.name} is in ${stateName(place)}` }
      : said(`The addressee of the provider is in ${stateName(place)}, as stated`);
  if (place === need.from)
    return make('no', [where, said('That is the requesting State itself: a domestic order is the way')]);
  const bound = partyOn(knowledge, instrument, place, day);
  return make(bound.verdict, [where, bound.fact]);
}

export function providerEstablishment({ need, provider }: Question): Condition {
  const { from, holder } = need;
  const name = stateName(from);
  const entity = provider?.entities.find(({ state }) => state === from);
  const make = (verdict: Verdict, fact: Fact): Condition => ({
    predicate: 'provider_establishment_in',
    verdict,
    text: fact.text,
    facts: [fact],
    opensIf: `the provider has an establishment in ${name} that controls the data`,
  });
  if (holder.kind !== 'provider') return make('no', said('The holder is no service provider'));
  if (entity !== undefined)
    return make('yes', { ...cited(entity), text: `${entity.name} is in ${name} (${entity.controls})` });
  if (holder.establishments?.includes(from))
    return make('yes', said(`The provider has an establishment in ${name}, as stated`));
  return make('unknown', said(`No establishment of the provider in ${name} is recorded or was said`));
}

export function providerServices({ need }: Question): Condition {
  const name = stateName(need.from);
  const isStated = need.holder.offersServicesIn?.includes(need.from) === true;
  const verdict: Verdict = need.holder.kind !== 'provider' ? 'no' : isStated ? 'yes' : 'unknown';
  const fact = said(
    verdict === 'no'
      ? 'The holder is no service provider'
      : isStated
        ? `The provider offers services in ${name}, as stated`
        : `Whether the provider offers services in ${name} was not said`,
  );
  return {
    predicate: 'provider_offers_services_in',
    verdict,
    text: fact.text,
    facts: [fact],
    opensIf: `the provider offers services in ${name}`,
  };
}

export function providerPolicy({ need, provider }: Question): Condition {
  const { holder } = need;
  const policy = provider?.policy.find(({ kind }) => kind === 'voluntary_foreign_requests');
  const make = (verdict: Verdict, fact: Fact): Condition => ({
    predicate: 'provider_policy',
    verdict,
    text: fact.text,
    facts: [fact],
    opensIf: 'the policy of the provider takes requests from abroad',
  });
  if (holder.kind !== 'provider') return make('no', said('The holder is no service provider'));
  if (holder.takesForeignRequests !== undefined)
    return make(
      holder.takesForeignRequests ? 'yes' : 'no',
      said(
        `The provider takes requests from abroad: ${holder.takesForeignRequests ? 'yes' : 'no'}, as stated`,
      ),
    );
  if (policy !== undefined && provider !== undefined)
    return make('yes', { ...policy, text: `${provider.name}: ${policy.text}` });
  return make(
    'unknown',
    said(
      `The policy of ${provider?.name ?? holder.name ?? 'the provider'} on requests from abroad is not recorded`,
    ),
  );
}
