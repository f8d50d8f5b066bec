// The way through the questions of an order: what is asked of depends on the answers.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { formLabels } from '../../../../law/form-labels.store.ts';
import { shippedLaw } from '../../../../law/data-files.store.ts';
import { LANGUAGES } from '../../../../web/messages.ts';
import { legalForm, pageWith, pagesOf } from '../../../core/form.ts';
import { FORMS } from '../../../forms/index.ts';
import { each } from '../../../forms/one-field-pages.ts';
import { inTongue, letterTongue } from '../../../machine/text/tongue.ts';
import { readRequest } from '../../../machine/messages/request-file.ts';
import {
  headingOf,
  openAfter,
  optionalFrom,
  pageAfter,
  pageBefore,
  pathAfter,
  pathAfterChange,
  pathPast,
  placeInTask,
} from './walk.ts';

const law = await shippedLaw();
const COMPLETE = new URL('../../../../../fixtures/requests/epoc/complete.json', import.meta.url);
const { legal, answers } = readRequest(readFileSync(COMPLETE, 'utf8'), law);
const page = (field: string) => pageWith(legal.form, field);

test('what other answers leave nothing to ask of is passed by, forwards and backwards', () => {
  const { preserved: _, 'emergency.kind': __, ...open } = answers;
  const calm = { legal, answers: { ...open, deadline: 'ten-days' } };
  const urgent = { legal, answers: { ...open, deadline: 'eight-hours' } };
  assert.equal(pageAfter(calm, page('deadline')), page('preserved'));
  assert.equal(pageBefore(calm, page('preserved')), page('deadline'));
  assert.equal(pageAfter(urgent, page('deadline')), page('emergency.kind'));
  const [places, all] = [calm, urgent].map((one) => placeInTask(one, page('deadline')));
  assert.ok(places && all && places.of < all.of);
});

test('what has been said already is not asked on the way forward, and can be reached by the way back', () => {
  const known = { legal, answers };
  const after = openAfter(
    { legal, answers: { ...answers, offence: undefined as never } },
    page('issuing.kind'),
  );
  assert.equal(after, page('addressee.other'), 'an optional line that nobody has filled in');
  assert.equal(pageBefore(known, page('offence')), page('subscriber'));
});

test('where there is nothing to add, what may stay empty in a task is passed by, and nothing that has to be said', () => {
  let [passed, required] = [0, 0];
  for (const form of FORMS) {
    const one = { legal: legalForm(form, law.forms), answers: {} };
    for (const task of form.tasks)
      for (const at of task.pages) {
        const count = optionalFrom(one, at);
        if (count < 2) continue;
        passed += 1;
        const [, id, then] = /^\/questions\/([^?]+)(\?then=past)?$/.exec(pathPast(one, at)) ?? [];
        const next = pagesOf(form).find((some) => some.id === id);
        const where = `${form.id} ${at.id}: ${String(id)}`;
        if (next === undefined) continue; // the check of all answers
        if (!task.pages.includes(next)) {
          assert.equal(then, undefined, where);
          continue;
        }
        required += 1;
        assert.equal(optionalFrom(one, next), 0, where);
        assert.equal(then, '?then=past', `${where}: the rest is passed by after it, too`);
      }
  }
  assert.ok(passed > 20 && required > 0, `${passed} ${required}`);
});

test('after the last question all answers are checked, and nothing is before the first', () => {
  const pages = pagesOf(legal.form);
  const [first, last] = [pages[0], pages.at(-1)];
  assert.ok(first && last);
  assert.equal(pageBefore({ legal, answers }, first), undefined);
  assert.equal(pathAfter({ legal, answers }, last), '/check');
});

test('a change leads back to the check, past what has to be said because of it', () => {
  const calm = { legal, answers: { ...answers, deadline: 'ten-days' } };
  assert.equal(pathAfterChange(calm, page('deadline')), '/check');
  const { 'emergency.kind': _, ...rest } = answers;
  const urgent = { legal, answers: { ...rest, deadline: 'eight-hours' } };
  assert.equal(
    pathAfterChange(urgent, page('deadline')),
    `/questions/${page('emergency.kind').id}?then=check`,
  );
});

test('a page without a title is headed by the label of its field, in the language of the reader', () => {
  const [alone] = each('issuing.fax');
  assert.ok(alone);
  for (const [code, words] of [
    ['en', 'Fax'],
    ['ar', 'الفاكس'],
  ] as const) {
    const say = LANGUAGES[code];
    const read = inTongue(legal, letterTongue(say, formLabels(code)).label);
    assert.equal(headingOf(say, read, alone), words);
  }
});
