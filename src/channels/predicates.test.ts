// Every predicate of channels.yaml, met and not met, by name; and what is not known stays not known.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLawFolder } from '../law/data-files.store.ts';
import { loadLawOrRefuse } from '../law/load.ts';
import type { Verdict } from '../law/look-up.ts';
import type { ChannelRule, Clause } from '../law/model.ts';
import { PREDICATES } from '../law/schema/channels.ts';
import { evaluateChannel } from './evaluate.ts';
import { needOf, type Need } from './need.ts';

const { knowledge } = loadLawOrRefuse(readLawFolder());
const [model] = knowledge.channels;

function channelWith(clause: Clause): ChannelRule {
  assert.ok(model);
  return {
    ...model,
    id: 'test',
    legalBases: [],
    when: { mode: 'all', clauses: [clause] },
    categories: ['subscriber', 'content'],
  };
}

function verdictOf(clause: Clause, from: string, to: string, given: Partial<Need> = {}): Verdict {
  const need = needOf({ from, to, categories: ['subscriber'], ...given });
  const [category = 'subscriber'] = need.categories;
  const provider = knowledge.providers.find(({ id }) => id === need.holder.provider);
  const question = { knowledge, need, category, to, day: '2026-11-25', provider };
  const finding = evaluateChannel(channelWith(clause), question);
  for (const { facts, text } of finding.conditions) assert.ok(facts.length > 0, String(text));
  return { open: 'yes', unknown: 'unknown', future: 'no', closed: 'no' }[finding.state] as Verdict; // one of the three
}

type Row = readonly [clause: Clause, from: string, to: string, given: Partial<Need>, verdict: Verdict];

const ROWS: { readonly [predicate in (typeof PREDICATES)[number]]: readonly Row[] } = {
  both_party_to: [
    [{ both_party_to: 'coe-ets-185' }, 'FR', 'US', {}, 'yes'],
    [{ both_party_to: 'us-cloud-act-agreements' }, 'GB', 'FR', {}, 'unknown'],
    [{ both_party_to: 'coe-ets-185' }, 'FR', 'IE', {}, 'unknown'],
    [{ both_party_to: 'coe-cets-224' }, 'RS', 'HU', {}, 'no'],
  ],
  both_party_to_any: [
    [{ both_party_to_any: ['las-2010', 'coe-ets-185'] }, 'FR', 'US', {}, 'yes'],
    [{ both_party_to_any: ['las-2010', 'cis-2018'] }, 'FR', 'US', {}, 'unknown'],
    [{ both_party_to_any: ['coe-cets-224', 'un-cybercrime-2024'] }, 'FR', 'US', {}, 'no'],
  ],
  both_bound_by: [
    [{ both_bound_by: 'eu-2014-41' }, 'FR', 'DE', {}, 'yes'],
    [{ both_bound_by: 'eu-2014-41' }, 'FR', 'US', {}, 'no'],
    [{ both_bound_by: 'eu-2014-41' }, 'FR', 'IE', {}, 'no'],
  ],
  requesting_bound_by: [
    [{ requesting_bound_by: 'eu-2023-1543' }, 'IE', 'US', {}, 'yes'],
    [{ requesting_bound_by: 'eu-2023-1543' }, 'US', 'IE', {}, 'no'],
    [{ requesting_bound_by: 'eu-2023-1543' }, 'DK', 'IE', {}, 'no'],
  ],
  provider_addressee_in: [
    [
      { provider_addressee_in: 'eu-2023-1543' },
      'FR',
      'US',
      { holder: { kind: 'provider', addressee: 'NL' } },
      'yes',
    ],
    [{ provider_addressee_in: 'eu-2023-1543' }, 'FR', 'US', {}, 'unknown'],
    [
      { provider_addressee_in: 'eu-2023-1543' },
      'FR',
      'US',
      { holder: { kind: 'provider', addressee: 'DK' } },
      'no',
    ],
    [{ provider_addressee_in: 'eu-2023-1543' }, 'FR', 'US', { holder: { kind: 'person' } }, 'no'],
  ],
  in_force: [
    [{ in_force: 'coe-ets-185' }, 'FR', 'US', {}, 'yes'],
    [{ in_force: 'eu-2005-222-jha' }, 'FR', 'US', {}, 'unknown'],
    [{ in_force: 'coe-cets-224' }, 'FR', 'US', {}, 'no'],
  ],
  no_other_treaty: [
    [{ no_other_treaty: ['coe-ets-030'] }, 'FR', 'PH', { bilateralTreaty: false }, 'yes'],
    [{ no_other_treaty: ['coe-ets-030'] }, 'CH', 'US', { bilateralTreaty: false }, 'no'],
    [{ no_other_treaty: ['coe-ets-030'] }, 'FR', 'US', {}, 'unknown'],
    [{ no_other_treaty: ['coe-ets-030'] }, 'FR', 'US', { bilateralTreaty: true }, 'no'],
    [{ no_other_treaty: ['asean-mlat-2004'] }, 'MY', 'PH', { bilateralTreaty: false }, 'no'],
  ],
  no_reservation: [
    [{ no_reservation: 'coe-cets-224:7' }, 'FR', 'RS', {}, 'unknown'],
    [{ no_reservation: 'coe-cets-224:7' }, 'FR', 'JP', {}, 'no'],
  ],
  pair: [
    [{ pair: ['US', 'GB'] }, 'GB', 'US', {}, 'yes'],
    [{ pair: ['US', 'GB'] }, 'US', 'GB', {}, 'yes'],
    [{ pair: ['US', 'GB'] }, 'US', 'FR', {}, 'no'],
  ],
  both_members: [
    [{ both_members: 'interpol' }, 'FJ', 'KE', { networks: ['interpol'] }, 'yes'],
    [{ both_members: 'interpol' }, 'FJ', 'KE', { networks: ['g7-24-7-network'] }, 'unknown'],
  ],
  provider_policy: [
    [
      { provider_policy: 'voluntary_foreign_requests' },
      'FR',
      'US',
      { holder: { kind: 'provider', provider: 'google' } },
      'yes',
    ],
    [{ provider_policy: 'voluntary_foreign_requests' }, 'FR', 'US', {}, 'unknown'],
    [
      { provider_policy: 'voluntary_foreign_requests' },
      'FR',
      'US',
      { holder: { kind: 'provider', takesForeignRequests: false } },
      'no',
    ],
    [
      { provider_policy: 'emergency_disclosure' },
      'FR',
      'US',
      { holder: { kind: 'provider', provider: 'meta' } },
      'yes',
    ],
    [{ provider_policy: 'emergency_disclosure' }, 'FR', 'US', {}, 'unknown'],
  ],
  provider_law: [
    [{ provider_law: 'emergency_own_government' }, 'FR', 'US', {}, 'yes'],
    [{ provider_law: 'emergency_own_government' }, 'FR', 'JP', {}, 'unknown'],
    [{ provider_law: 'emergency_own_government' }, 'FR', 'US', { holder: { kind: 'person' } }, 'no'],
  ],
  provider_establishment_in: [
    [
      { provider_establishment_in: 'requesting_state' },
      'JP',
      'US',
      { holder: { kind: 'provider', provider: 'apple' } },
      'yes',
    ],
    [
      { provider_establishment_in: 'requesting_state' },
      'FR',
      'US',
      { holder: { kind: 'provider', provider: 'apple' } },
      'unknown',
    ],
    [{ provider_establishment_in: 'requesting_state' }, 'FR', 'US', { holder: { kind: 'authority' } }, 'no'],
  ],
  provider_offers_services_in: [
    [
      { provider_offers_services_in: 'requesting_state' },
      'FR',
      'US',
      { holder: { kind: 'provider', offersServicesIn: ['FR'] } },
      'yes',
    ],
    [{ provider_offers_services_in: 'requesting_state' }, 'FR', 'US', {}, 'unknown'],
    [
      { provider_offers_services_in: 'requesting_state', data_categories: ['content'] },
      'FR',
      'US',
      { holder: { kind: 'provider', offersServicesIn: ['FR'] } },
      'no',
    ],
  ],
  bilateral_treaty: [
    [{ bilateral_treaty: true }, 'CN', 'BR', { bilateralTreaty: true }, 'yes'],
    [{ bilateral_treaty: true }, 'CN', 'BR', {}, 'unknown'],
    [{ bilateral_treaty: true }, 'CN', 'BR', { bilateralTreaty: false }, 'no'],
  ],
  reciprocity_accepted: [
    [{ reciprocity_accepted: true }, 'CN', 'BR', { reciprocity: true }, 'yes'],
    [{ reciprocity_accepted: true }, 'CN', 'BR', {}, 'unknown'],
    [{ reciprocity_accepted: true }, 'CN', 'BR', { reciprocity: false }, 'no'],
  ],
  data_location_known: [
    [{ data_location_known: true }, 'FR', 'US', {}, 'yes'],
    [{ data_location_known: true }, 'FR', 'US', { dataLocation: { kind: 'unknown' } }, 'no'],
    [
      { data_location_known: true },
      'FR',
      'US',
      { dataLocation: { kind: 'several', states: ['US', 'SG'] } },
      'no',
    ],
  ],
  consent: [
    [{ consent: true }, 'FR', 'US', { consent: true }, 'yes'],
    [{ consent: true }, 'FR', 'US', {}, 'unknown'],
    [{ consent: true }, 'FR', 'US', { consent: false }, 'no'],
  ],
  urgency: [
    [{ urgency: 'urgent' }, 'FR', 'US', { urgency: 'emergency_life' }, 'yes'],
    [{ urgency: 'emergency_life' }, 'FR', 'US', { urgency: 'urgent' }, 'no'],
  ],
  always: [[{ always: true }, 'FR', 'US', {}, 'yes']],
};

for (const predicate of PREDICATES)
  for (const [clause, from, to, given, verdict] of ROWS[predicate])
    test(`${predicate}: ${JSON.stringify(clause)} of ${from} and ${to} with ${JSON.stringify(given)} is ${verdict}`, () => {
      assert.equal(verdictOf(clause, from, to, given), verdict);
    });

test('a clause with two predicates needs both', () => {
  const clause: Clause = { both_party_to: 'coe-ets-185', urgency: 'urgent' };
  assert.equal(verdictOf(clause, 'FR', 'US', { urgency: 'urgent' }), 'yes');
  assert.equal(verdictOf(clause, 'FR', 'US'), 'no');
});

test('a reservation that was looked up and is not there opens', () => {
  const record = { at: 'parties.yaml:1', sources: ['x'], confidence: 'confirmed' as const };
  const declarations = [{ ...record, instrument: 'coe-cets-224', state: 'RS', article: '7', effect: 'none' }];
  const need = needOf({ from: 'FR', to: 'RS', categories: ['subscriber'] });
  const question = {
    knowledge: { ...knowledge, declarations },
    need,
    category: 'subscriber' as const,
    to: 'RS',
    day: '2026-11-25',
    provider: undefined,
  };
  assert.equal(evaluateChannel(channelWith({ no_reservation: 'coe-cets-224:7' }), question).state, 'open');
});
