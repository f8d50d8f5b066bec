// What every special technique says, in whichever form it is asked for: on whose authority, who there decides or has agreed, what may be done,
// for how long, under whose lead, and who may know. UNTOC Art. 20; Directive 2014/41/EU, Arts 19, 28 and 29.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shippedLaw } from '../../law/data-files.store.ts';
import { kindForm, legalForm } from '../core/form.ts';
import { formOf } from './index.ts';

const law = await shippedLaw();
const fieldsOf = (id: string) => legalForm(formOf(id) ?? assert.fail(id), law.forms);

/** By which field each is said. */
const SAID: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  covert: { authority: 'own-order', agreed: 'agreed', scope: 'allowed', time: 'period' },
  surveillance: { authority: 'own-order', agreed: 'agreed', scope: 'allowed', time: 'period' },
  remote: { authority: 'own-order', agreed: 'agreed', scope: 'allowed', time: 'period' },
  delivery: { authority: 'own-order', agreed: 'consents', scope: 'allowed', time: 'period' },
  joint: { authority: 'own-order', agreed: 'arrangement', scope: 'scope', time: 'length' },
};

for (const [kind, said] of Object.entries(SAID))
  test(`${kind}: authority, agreement, scope, time, lead and who may know have to be said`, () => {
    const form = kindForm(fieldsOf('mla-request'), kind) ?? assert.fail(kind);
    for (const id of [...Object.values(said), 'direction', 'knows'])
      assert.equal(form.fields.find((field) => field.id === id)?.required, 'required', id);
  });

test('an Investigation Order says why, may propose on which terms, and asks for secrecy', () => {
  const { form, fields } = fieldsOf('eio-a');
  for (const [tick, reasons, terms] of [
    ['real-time', 'real-time.reasons', 'real-time.terms'],
    ['covert', 'covert.reasons', 'covert.terms'],
  ] as const) {
    const answers = { measures: [tick] };
    const kinds = [reasons, terms].map((id) => fields.find((field) => field.id === id)?.required);
    assert.deepEqual(kinds, ['conditional', 'optional']);
    for (const id of [reasons, terms]) {
      assert.equal(form.asked[id]?.(answers), true, id);
      assert.equal(form.asked[id]?.({ measures: ['hearing'] }), false, id);
    }
    assert.equal(form.secret?.(answers), 'measures');
    const rule = form.rules.find(({ id }) => id === 'covert-secret') ?? assert.fail();
    assert.equal(rule.isMet(answers, law), false, 'who may know is not said yet');
  }
});
