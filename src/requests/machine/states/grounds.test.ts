// One vocabulary of grounds: the forms and the acts have the same codes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shippedLaw } from '../../../law/data-files.store.ts';
import { GROUNDS, IMPOSSIBILITIES } from './grounds.ts';

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
