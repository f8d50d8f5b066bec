// What the addressee of a production order reads, and what it never does.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { shippedLaw } from '../../../law/data-files.store.ts';
import { addresseeCopy, hasReserved } from './copies.ts';
import { letterOf } from '../../machine/text/letter.ts';
import { readRequest, writeRequest } from '../../machine/messages/request-file.ts';
import { ENGLISH } from '../../machine/text/tongue.ts';

const law = await shippedLaw();
const draftOf = (form: string) =>
  readRequest(
    readFileSync(new URL(`../../../../fixtures/requests/${form}/complete.json`, import.meta.url), 'utf8'),
    law,
  );

test('the grounds of a production order stay out of the letter and the data that the addressee gets', () => {
  const draft = draftOf('epoc');
  const copy = addresseeCopy(draft);
  assert.ok(hasReserved(draft.legal));
  const whole = JSON.stringify([letterOf(draft, 'Regulation', ENGLISH), writeRequest(draft)]);
  const given = JSON.stringify([letterOf(copy, 'Regulation', ENGLISH), writeRequest(copy)]);
  for (const words of ['nothing less shows who did it', 'Section M', 'Invoices of a harbour company']) {
    assert.ok(whole.includes(words), words);
    assert.ok(!given.includes(words), words);
  }
  assert.ok(given.includes('Section L'), 'all else is there');
  const reserved = draft.legal.record.sections.filter(({ id }) => draft.legal.form.reserved?.includes(id));
  assert.deepEqual(
    reserved.map(({ audience }) => audience),
    ['enforcing authority only, never the addressee'],
  );
});

test('a form without such sections goes out as it is', () => {
  const draft = draftOf('epoc-pr');
  assert.equal(addresseeCopy(draft), draft);
});
