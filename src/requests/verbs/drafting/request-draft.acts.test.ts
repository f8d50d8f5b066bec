// What follows from an answer as it is saved.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestScene } from '../../../../test/support/complete-request.ts';
import { requestOf } from '../../machine/states/request.store.ts';
import { savePage } from './request-draft.acts.ts';

test('a consent is about the State in which the data are: nobody is asked for it twice', async (t) => {
  const { ines, people, number } = await requestScene(t, 'bc-32b-consent');
  const request = async () =>
    (await people.db.asPerson(ines.person.id, (tx) => requestOf(tx, ines.file.id, number))) ?? assert.fail();
  const { version, counterpart } = await request();
  assert.deepEqual([version.answers['located'], counterpart], ['JP', 'JP']);
  const page = { number, base: version.number, page: 'located', fields: ['located'] };
  await savePage(ines, { ...page, answers: { located: 'FJ' } });
  assert.equal((await request()).counterpart, 'FJ');
});
