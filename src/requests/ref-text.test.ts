// Rules by the names that people know them by.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shippedLaw } from '../law/data-files.store.ts';
import { refText } from './ref-text.ts';

test('an instrument is called by its name, once for what follows of the same', async () => {
  const law = await shippedLaw();
  assert.equal(
    refText(law, 'coe-ets-185, T-CY(2018)10; coe-ets-185, template, later items'),
    'Budapest Convention, T-CY(2018)10; template, later items',
  );
  assert.equal(refText(law, 'eu-2023-1543 Art 5'), 'e-Evidence Regulation, Art 5');
  assert.equal(refText(law, 'coe-ets-185'), 'Budapest Convention');
});

test('what names no instrument of the law data stays as it is', async () => {
  const law = await shippedLaw();
  for (const ref of [
    '',
    'para 57',
    'guidance on requests',
    'T-CY(2018)10',
    'background paper, para 57; Art. 5',
  ])
    assert.equal(refText(law, ref), ref);
});
