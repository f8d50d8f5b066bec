// The translator's list: over all their cases, and of nobody else's.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestScene } from '../../../../test/support/complete-request.ts';
import { testCase } from '../../../../test/support/installation.ts';
import { testMember } from '../../../../test/support/people.ts';
import { keepConfidential } from '../drafting/confidence/confidentiality.acts.ts';
import { beginRequest, setLanguages } from '../drafting/request-draft.acts.ts';
import { segmentsOf } from '../../machine/text/segments.ts';
import { legalForm } from '../../core/form.ts';
import { formOf } from '../../forms/index.ts';
import { requestOf } from '../../machine/states/request.store.ts';
import { requestsToTranslate } from './to-translate.store.ts';
import { translate } from './translation.acts.ts';

test('a translator finds what is to be translated in all their cases, and nothing of any other', async (t) => {
  const { house, people, ines, lead, translator, number, take } = await requestScene(t);
  const listOf = ({ person }: typeof ines) =>
    people.db.asPerson(person.id, (tx) => requestsToTranslate(tx, person.id, 50));
  await setLanguages(ines, { number, writtenIn: 'en', letterIn: 'fr' });
  const other = await testCase(house);
  const outside = { ...ines, ...(await testMember(house, other, 'Otto Example', 'investigator')) };
  await beginRequest(outside, 'bc-31-subscriber', {});

  const request = await people.db.asPerson(ines.person.id, (tx) => requestOf(tx, ines.file.id, number));
  assert.ok(request);
  const { answers, explained } = request.version;
  const form = formOf(request.form) ?? assert.fail();
  const draft = { legal: legalForm(form, ines.law.forms), answers, explained };
  const [first] = segmentsOf(draft, 'en');
  for (const to of ['fr', 'es'] as const)
    await translate(
      translator,
      { request, draft, pair: { from: 'en', to } },
      { source: first?.source ?? '', target: 'x' },
    );
  const [one, ...more] = await listOf(translator);
  assert.deepEqual(more, [], 'what is in a case of others is not there');
  assert.equal(one?.reference, ines.file.reference);
  assert.deepEqual([one.writtenIn, one.letterIn, one.begun], ['en', 'fr', ['es', 'fr']]);
  for (const who of [ines, lead, outside]) assert.deepEqual(await listOf(who), [], 'nobody else is asked');

  const knowers = [ines.person.id, lead.person.id];
  await keepConfidential(lead, { number, knowers, until: undefined, reason: 'Officers at risk' });
  assert.deepEqual(await listOf(translator), [], 'of one that they must not know, nothing');
  await assert.rejects(take(translator, { act: 'submit' }));
});
