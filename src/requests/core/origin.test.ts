// What a plan, an earlier request and an exhibit carry into a new request.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { needOf } from '../../channels/need.ts';
import { planFor } from '../../channels/plan.ts';
import { shippedLaw } from '../../law/data-files.store.ts';
import { legalForm, type LegalForm } from './form.ts';
import { extensionForm, formFor, FORMS, formOf, isKeptForProvider } from '../forms/index.ts';
import { fromAgency, fromExhibit, fromPlan, fromPreservation, fromRequest, stepNamed } from './origin.ts';
import { readRequest } from '../machine/messages/request-file.ts';
import type { RequestRecord } from './request.ts';

const law = await shippedLaw();
const legalOf = (id: string): LegalForm => legalForm(formOf(id)!, law.forms); // named below

test('a plan carries way, legal basis, authority, State, identifiers and holder into the form of its step', () => {
  const need = needOf({
    from: 'FR',
    to: 'NL',
    categories: ['subscriber'],
    identifiers: ['clerk@example.org', 'not an identifier'],
    holder: { kind: 'provider', name: 'Example Mail B.V.' },
  });
  const planned = planFor(need, law, '2026-11-26');
  const named = { data: 'subscriber', to: 'NL', way: 'mla-central', step: 'produce' };
  const step = stepNamed(planned, named);
  assert.ok(step);
  assert.equal(formFor(step, 'subscriber', false), 'bc-31-subscriber');
  const legal = legalOf('bc-31-subscriber');
  const begun = fromPlan(planned, step, named, { question: 'from=FR&to=NL', legal, law });
  assert.equal(begun.counterpart, 'NL');
  assert.equal(begun.answers['date'], '2026-11-26');
  assert.match(JSON.stringify(begun.answers['requested']), /Landelijk Parket|Ministry of Justice/);
  assert.ok(begun.origin?.kind === 'plan' && begun.origin.bases[0]?.includes('Budapest'));
  assert.deepEqual(begun.origin?.kind === 'plan' && begun.origin.item, {
    category: 'subscriber',
    holder: 'Example Mail B.V.',
    identifiers: [{ kind: 'email', value: 'clerk@example.org' }],
  });
  const text = JSON.stringify({ v: 1, form: legal.form.id, answers: begun.answers });
  assert.deepEqual(readRequest(text, law).answers, begun.answers, 'all of it is of the schema');
  assert.equal(stepNamed(planned, { ...named, way: 'no-such-way' }), undefined);
});

test('identifiers go to the lists of their kind where the form has no items', () => {
  const need = needOf({
    from: 'FR',
    to: 'DE',
    identifiers: ['clerk@example.org', '+44 20 7946 0958'],
    urgency: 'emergency_life',
  });
  const planned = planFor(need, law, '2026-11-26');
  const named = { data: 'content', to: 'DE', way: 'epoc', step: 'produce' };
  const step = stepNamed(planned, named);
  assert.ok(step);
  assert.equal(formFor(step, 'content', true), 'epoc');
  const { answers, urgency } = fromPlan(planned, step, named, { question: '', legal: legalOf('epoc'), law });
  assert.equal(urgency, 'emergency');
  assert.equal(answers['issuing.state'], 'FR');
  assert.deepEqual(answers['emails'], [{ kind: 'email', value: 'clerk@example.org' }]);
  assert.deepEqual(answers['phones'], [{ kind: 'phone', value: '+44 20 7946 0958' }]);
  assert.equal(answers['ip'], undefined);
});

test('every step of a plan names a form that is there, or none', () => {
  const ids = new Set(FORMS.map(({ id }) => id));
  for (const [from, to] of [
    ['FR', 'US'],
    ['FR', 'NL'],
    ['JP', 'FR'],
    ['US', 'GB'],
  ] as const)
    for (const category of ['subscriber', 'traffic', 'content', 'domain_registration'] as const)
      for (const { plans } of planFor(needOf({ from, to, categories: [category] }), law, '2026-11-26').parts)
        for (const { steps } of plans)
          for (const step of steps) {
            const form = formFor(step, category, true);
            assert.ok(form === undefined || ids.has(form), `${step.channel}: ${form}`);
          }
});

test('what is known of the agency is not asked: who asks, and the number at which it is called back', () => {
  const known = {
    agency: 'Cyber unit of Lyon',
    person: 'Ines Example',
    profile: { address: '1 rue Exemple, Lyon', email: '', telephone: '+33 4 72 00 00 00', dutyTelephone: '' },
  };
  const party = {
    organisation: 'Cyber unit of Lyon',
    person: 'Ines Example',
    address: '1 rue Exemple, Lyon',
    phone: '+33 4 72 00 00 00',
  };
  const of = (form: string, more: object = {}) =>
    fromAgency(legalOf(form).fields, { ...known, profile: { ...known.profile, ...more } });
  assert.deepEqual(of('bc-31-subscriber'), { requesting: party });
  assert.deepEqual(of('provider-emergency', { dutyTelephone: '+33 4 72 00 00 01' }), {
    agency: party,
    callback: '+33 4 72 00 00 01',
  });
  assert.deepEqual(of('annex-iii'), { address: '1 rue Exemple, Lyon', phone: '+33 4 72 00 00 00' });
});

test('an earlier request gives its answers, with a date of its own and without its references', () => {
  const text = readFileSync(
    new URL('../../../fixtures/requests/bc-31-subscriber/complete.json', import.meta.url),
    'utf8',
  );
  const { answers, legal } = readRequest(text, law);
  const earlier = {
    number: 4,
    form: 'bc-31-subscriber',
    counterpart: 'JP',
    version: { answers },
  } as unknown as RequestRecord; // what it reads of one
  const begun = fromRequest(earlier, legal.fields, '2027-01-05');
  assert.equal(begun.answers['date'], '2027-01-05');
  assert.equal(begun.answers['reference'], undefined);
  assert.deepEqual(begun.answers['data'], answers['data']);
  assert.deepEqual([begun.counterpart, begun.origin], ['JP', { kind: 'request', number: 4 }]);
});

test('an exhibit gives the identifiers that stand in its title', () => {
  const begun = fromExhibit(
    'FR-2026-000001-2',
    'Telephone +44 20 7946 0958 of the clerk (clerk@example.org)',
    'bc-31-subscriber',
  );
  assert.ok(begun.origin?.kind === 'exhibit');
  const [telephone, address] = begun.origin.item.identifiers;
  assert.deepEqual(telephone, { kind: 'phone', value: '+44 20 7946 0958' });
  assert.deepEqual(address, { kind: 'email', value: 'clerk@example.org' });
});

test('a preservation that is to last longer gives the authority asked, State, number and last day to the request for it', () => {
  const held = {
    form: 'bc-29-preservation',
    instrument: 'coe-ets-185',
    holder: 'Example Mail B.V.',
    stateCode: 'NL',
    reference: 'NL-77',
  } as const;
  const requested = { organisation: 'Public Prosecution Service', email: '24-7@om.example' };
  const asking = { number: 2, version: { answers: { requested } } } as unknown as RequestRecord; // what it reads of one
  const about = { reference: 'FR-2026-000001/P3', asking, isOfProvider: false, until: '2027-01-25' };
  const legal = legalOf(extensionForm(held));
  const begun = fromPreservation(held, about, legal, '2027-01-05');
  assert.deepEqual(begun, {
    form: 'extension',
    answers: {
      date: '2027-01-05',
      basis: 'coe-ets-185',
      preservation: 'FR-2026-000001/P3, NL-77',
      requested,
      'preserved.until': '2027-01-25',
    },
    counterpart: 'NL',
    urgency: 'normal',
    origin: { kind: 'request', number: 2 },
  });
  const text = JSON.stringify({ v: 1, form: 'extension', answers: begun.answers });
  assert.deepEqual(readRequest(text, law).answers, begun.answers, 'all of it is of the schema');
  const alone = { ...held, form: undefined, instrument: 'us-18usc-2703' };
  const bare = fromPreservation(
    alone,
    { ...about, asking: undefined, until: undefined },
    legal,
    '2027-01-05',
  );
  assert.deepEqual(
    [bare.origin, bare.answers['basis'], bare.answers['requested']],
    [undefined, undefined, undefined],
    'nothing is made up',
  );
});

test('the provider is asked to keep them longer only where the provider was asked to keep them', () => {
  const legal = legalOf('extension');
  const held = { holder: 'Example Mail Inc.', stateCode: 'US', reference: undefined } as const;
  const asked = (instrument: string, form?: string, answers: object = {}) => {
    const asking = { number: 2, version: { answers } } as unknown as RequestRecord; // what it reads of one
    const isOfProvider = isKeptForProvider({ form, instrument });
    const about = { reference: 'FR-2026-000001/P3', asking, isOfProvider, until: undefined };
    return fromPreservation({ ...held, instrument }, about, legal, '2027-01-05').answers['requested'];
  };
  const provider = { organisation: 'Example Mail Inc.', email: 'lawful@mail.example' };
  assert.deepEqual(asked('us-18usc-2703', 'provider-preservation', { provider }), provider);
  assert.deepEqual(
    asked('us-18usc-2703'),
    { organisation: 'Example Mail Inc.' },
    'recorded without a request',
  );
  assert.equal(asked('coe-ets-185'), undefined, 'which authority is not known');
  assert.equal(asked('coe-ets-185', 'bc-29-preservation', { provider }), undefined);
  assert.equal(asked('un-cybercrime-2024', 'un-42-preservation'), undefined);
});

test('of a European preservation order the extension is its Annex VI', () => {
  assert.equal(extensionForm({ form: 'epoc-pr', instrument: 'eu-2023-1543' }), 'annex-vi');
  assert.equal(extensionForm({ form: undefined, instrument: 'eu-2023-1543' }), 'annex-vi');
  assert.equal(extensionForm({ form: undefined, instrument: 'us-18usc-2703' }), 'extension');
});
