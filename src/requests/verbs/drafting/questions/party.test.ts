// An authority as it is asked for: of the directory, then who it is, then how it is reached.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Contact } from '../../../../law/contact.ts';
import { shippedLaw } from '../../../../law/data-files.store.ts';
import { FORMS, formOf } from '../../../forms/index.ts';
import { legalForm, pagesOf } from '../../../core/form.ts';
import { PARTY_PARTS, partyAlone, partyOf, recordsOf, stateOfParty, withRest } from './party.ts';
import { PARTS, readFields } from './read-fields.ts';

const law = await shippedLaw();
const SIDES = { asker: 'FR', asked: 'JP' };

function contact(kind: Contact['kind'], value: string, more: Partial<Contact> = {}): Contact {
  const id = '01890000-0000-7000-8000-000000000000' as Contact['id'];
  const said = { purpose: 'general', source: 'Their site', asOf: '2026-11-03' } as const;
  return { id, kind, value, ...said, addedBy: id, confirmedAt: new Date(0), ...more };
}

test('each part of an authority, and of a person, is on one page and on no other', () => {
  for (const type of ['party', 'contact'] as const)
    assert.deepEqual([...PARTY_PARTS[type].who, ...PARTY_PARTS[type].reach], [...PARTS[type]]);
});

test('no form asks for an authority or a person beside anything else: its parts have pages of their own', () => {
  for (const form of FORMS) {
    const { fields } = legalForm(form, law.forms);
    for (const { id, fields: names } of pagesOf(form)) {
      const here = fields.filter((one) => names.includes(one.id));
      if (here.some(({ type }) => type === 'party' || type === 'contact'))
        assert.ok(partyAlone(here), `${form.id} ${id}`);
    }
  }
});

test('of the directory stand there who takes such requests; of another State with none, whoever is on record', () => {
  const names = (state: string, instrument: string, isAsked: boolean): readonly string[] =>
    recordsOf(law.authorities, state, { instrument, isAsked }).map(({ name }) => name);
  const cybercrime = names('NL', 'coe-ets-185', true);
  assert.ok(cybercrime.some((name) => name.startsWith('Landelijk Parket')));
  const all = law.authorities.filter(({ state }) => state === 'NL').map(({ name }) => name);
  assert.ok(
    cybercrime.length < new Set(all).size,
    'who takes requests under another treaty is not among them',
  );
  assert.deepEqual(names('NL', 'un-untoc-2000', true), [...new Set(all)]);
  assert.deepEqual(names('NL', 'un-untoc-2000', false), [], 'who asks knows who they are');
});

test('whoever is asked is looked for in the directory of the other State, whoever asks in ours', () => {
  const { fields } = legalForm(formOf('bc-31-subscriber') ?? assert.fail(), law.forms);
  const state = (name: string): string | undefined =>
    stateOfParty(fields.find(({ id }) => id === name) ?? assert.fail(name), SIDES);
  assert.deepEqual(['requested', 'requesting', 'operational', 'confirm'].map(state), [
    'JP',
    'FR',
    undefined,
    undefined,
  ]);
});

test('of what is on record only what two persons checked is filled in, the general before the night', () => {
  const authority = law.authorities[0] ?? assert.fail();
  const contacts = [
    contact('telephone', '+81 3 1111 1111', { purpose: 'night' }),
    contact('telephone', '+81 3 2222 2222'),
    contact('email', 'new@example.jp', { confirmedAt: undefined }),
    contact('post', '1-1-1 Example, Tokyo'),
    contact('portal', 'https://example.jp'),
  ];
  const { zone: _zone, ...party } = partyOf(authority, contacts);
  assert.deepEqual(party, {
    organisation: authority.name,
    phone: '+81 3 2222 2222',
    address: '1-1-1 Example, Tokyo',
  });
});

test('what one page says goes with what the other one said, and neither takes the other away', () => {
  const { fields } = legalForm(formOf('bc-31-subscriber') ?? assert.fail(), law.forms);
  const field = partyAlone(fields.filter(({ id }) => id === 'requested')) ?? assert.fail();
  const before = { organisation: 'Central Authority', address: '1-1-1 Example', phone: '+81 3 2222 2222' };
  const read = (part: 'who' | 'reach', sent: Record<string, string>) =>
    readFields([field], withRest(field, part, before, new URLSearchParams(sent)));
  const renamed = read('who', { 'requested.organisation': 'Ministry', 'requested.role': 'Desk' });
  assert.deepEqual(renamed.answers['requested'], { ...before, organisation: 'Ministry', role: 'Desk' });
  const moved = read('reach', { 'requested.address': '2-2-2 Example', 'requested.phone': '' });
  assert.deepEqual(moved.answers['requested'], {
    organisation: 'Central Authority',
    address: '2-2-2 Example',
  });
  const nobody = read('who', { 'requested.organisation': '' });
  assert.deepEqual(nobody.problems, { 'requested.organisation': 'needed' });
});
