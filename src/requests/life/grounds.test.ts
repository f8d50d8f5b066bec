// One vocabulary of grounds: the forms and the acts have the same codes, and what was recorded under older ones is carried over.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { requestScene } from '../../../test/support/complete-request.ts';
import { shippedLaw } from '../../law/data-files.store.ts';
import { GROUNDS, IMPOSSIBILITIES } from './grounds.ts';
import { eventsOf, itemsOfRequest } from './life.store.ts';
import { requestOf } from '../request.store.ts';

const MIGRATION = new URL('../../../migrations/0102-one-vocabulary-of-grounds.sql', import.meta.url);

test('a ground has one code, in Annex III, in a refusal and in an act', async () => {
  const { forms } = await shippedLaw();
  const optionsOf = (form: string, field: string): string[] => {
    const fields = forms.find(({ id }) => id === form)?.sections.flatMap((section) => section.fields) ?? [];
    return (fields.find(({ id }) => id === field)?.options ?? []).map(({ id }) => id);
  };
  assert.deepEqual(optionsOf('annex-iii', 'reasons'), [...IMPOSSIBILITIES], 'in the order of Section D');
  const ofActsAlone = GROUNDS.filter((code) => !optionsOf('refusal', 'grounds').includes(code));
  assert.deepEqual(ofActsAlone, ['own-investigation', 'other']);
  assert.deepEqual(
    optionsOf('refusal', 'grounds').filter((code) => !(GROUNDS as readonly string[]).includes(code)),
    [],
  );
});

test('what was recorded under the codes of before has the new ones, and twice is as once', async (t) => {
  const { house, people, ines, number } = await requestScene(t);
  const request = await people.db.asPerson(ines.person.id, (tx) => requestOf(tx, ines.file.id, number));
  assert.ok(request);
  const detail = {
    ground: 'immunityOrPress',
    reference: 'x',
    items: [
      { item: 1, actual: 'refused', ground: 'contraryToLaw' },
      { item: 2 },
      { item: 3, ground: 'offence' },
    ],
  };
  await house.db.withOwner(async (owner) => {
    await owner.query(
      `insert into request_event (id, request_id, case_id, number, act, from_state, to_state, side, at, occurred_at, zone, detail,
         version) values (gen_random_uuid(), $1, $2, 1, 'refuse', 'draft', 'draft', 'theirs', now(), now(), 'UTC', $3, 1)`,
      [request.id, request.caseId, JSON.stringify(detail)],
    );
    await owner.query(
      `insert into request_item (request_id, case_id, item, desired, desired_at, desired_event, ground)
         values ($1, $2, 1, 'wanted', now(), 1, 'contraryToLaw'), ($1, $2, 2, 'wanted', now(), 1, null)`,
      [request.id, request.caseId],
    );
    for (const _ of ['once', 'twice']) {
      await owner.query('begin');
      await owner.query(readFileSync(MIGRATION, 'utf8'));
      await owner.query('commit');
    }
  });
  const [event] = await people.db.asPerson(ines.person.id, (tx) => eventsOf(tx, request.id));
  assert.deepEqual(event?.detail, {
    ground: 'immunity',
    reference: 'x',
    items: [
      { item: 1, actual: 'refused', ground: 'legal-system' },
      { item: 2 },
      { item: 3, ground: 'offence' },
    ],
  });
  const items = await people.db.asPerson(ines.person.id, (tx) => itemsOfRequest(tx, request.id));
  assert.deepEqual(
    items.map(({ ground }) => ground),
    ['legal-system', undefined],
  );
});
