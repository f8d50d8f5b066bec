// Who asked is read from whatever form the request has.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completeDraft } from '../../../test/support/complete-request.ts';
import { FORMS } from '../forms/index.ts';
import { askerOf } from './asker.ts';

/** Its basis names whom it binds, not who asks. */
const WITHOUT = ['cets224-10'];

for (const { id } of FORMS)
  test(`${id}: who asks is found in its complete example`, async () => {
    const { answers } = await completeDraft(id);
    assert.equal(askerOf(answers) === '', WITHOUT.includes(id), askerOf(answers));
  });

test('of an order, it is the authority that issued it; of an empty request, nobody', async () => {
  const { answers } = await completeDraft('epoc');
  assert.equal(askerOf(answers), 'Prosecution office of Lyon');
  assert.equal(askerOf({}), '');
});
