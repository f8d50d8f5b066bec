// Questions asked one a page: what comes next, what is called wrong, what goes along from page to page, and how.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { html } from './html.ts';
import { LANGUAGES } from './messages.ts';
import { placeOf, stepForm, type Steps } from './steps.ts';
import { said as english } from '../../test/support/words.ts';

const ASKING: Steps<'kind' | 'day' | 'whom'> = {
  steps: ['kind', 'day', 'whom'],
  more: ['key'],
  wrong: (step, given) => {
    if (step === 'day') return given.get('day.year') === '2026' ? undefined : 'no day';
    return (given.get(step) ?? '') === '' ? `no ${step}` : undefined;
  },
};

const given = (query: string): URLSearchParams => new URLSearchParams(query);

test('the first question without an answer comes next, and only the one that was answered is found wrong', () => {
  const place = (query: string) => placeOf(ASKING, given(query), 'GET');
  assert.deepEqual(place(''), { step: 'kind', errors: {} });
  assert.deepEqual(place('said=kind'), { step: 'kind', errors: { kind: 'no kind' } });
  assert.deepEqual(place('said=kind&kind=a'), { step: 'day', errors: {} });
  assert.deepEqual(place('said=day&kind=a&day.year=1'), { step: 'day', errors: { day: 'no day' } });
  assert.deepEqual(place('said=day&kind=a&day.year=2026'), { step: 'whom', errors: {} });
  assert.deepEqual(place('ask=whom'), { step: 'kind', errors: {} }, 'no question is passed over');
  assert.deepEqual(place('ask=kind&kind=a&day.year=2026'), { step: 'kind', errors: {} });
  assert.deepEqual(place('kind=a&day.year=2026&whom=b'), { step: 'whom', errors: {} }, 'an address acts not');
});

test('all is answered with the last alone, when it is posted', () => {
  const place = (query: string) => placeOf(ASKING, given(query), 'POST');
  assert.deepEqual(place('kind=a&day.year=2026&whom=b'), { step: undefined, errors: {} });
  assert.deepEqual(place('kind=a&day.year=2026&whom='), { step: 'whom', errors: { whom: 'no whom' } });
  assert.deepEqual(place('kind=a&whom=b'), { step: 'day', errors: { day: 'no day' } });
  assert.deepEqual(place('ask=kind&kind=a&day.year=2026&whom=b'), { step: 'kind', errors: {} });
  assert.deepEqual(place('said=kind&kind=a&day.year=2026&whom=b'), { step: 'whom', errors: {} });
});

async function formOf(step: 'kind' | 'day' | 'whom', query: string, asking = ASKING): Promise<string> {
  const asked = {
    asking,
    step,
    given: given(query),
    address: '/there',
    caption: 'An act',
    button: 'Do it',
  };
  return String(
    await stepForm(LANGUAGES.en, asked, html`?`, () => [
      { step: 'kind', label: english.desks.kind, value: 'a' },
    ]),
  );
}

function hiddenIn(text: string): string[] {
  return [...text.matchAll(/type="hidden" name="(.*?)" value="(.*?)"/g)].map(
    ([, name, value]) => `${name}=${value}`,
  );
}

test('the last answer stands in no address, and goes along by post to the question that is changed', async () => {
  const all = 'kind=a&day.day=3&day.year=2026&whom=b&key=k&other=x';
  const first = await formOf('kind', 'day.day=3&day.year=2026&other=x');
  assert.match(first, /method="get"/);
  assert.deepEqual(hiddenIn(first), ['day.day=3', 'day.year=2026', 'said=kind']);

  const last = await formOf('whom', all);
  assert.match(last, /method="post"/);
  assert.match(last, />Do it</);
  assert.deepEqual(hiddenIn(last), ['kind=a', 'day.day=3', 'day.year=2026'], 'its own is in its field');
  assert.match(last, /<button[^>]*form="answers" name="ask" value="kind"/);

  const changed = await formOf('kind', all);
  assert.match(changed, /method="post"/);
  assert.deepEqual(hiddenIn(changed), ['day.day=3', 'day.year=2026', 'whom=b', 'key=k', 'said=kind']);
  assert.doesNotMatch(changed, />Do it</);
});

test('an answer that may name somebody stands in no address, nor does any that comes after it', async () => {
  const asking = { ...ASKING, posted: ['day'] as const };
  assert.match(await formOf('kind', '', asking), /method="get"/);
  assert.match(await formOf('day', 'kind=a', asking), /method="post"/);
  assert.match(
    await formOf('kind', 'kind=a&day.year=2026', asking),
    /method="post"/,
    'changed, it goes along',
  );
  assert.deepEqual(placeOf(asking, given('said=day&kind=a&day.year=1'), 'POST'), {
    step: 'day',
    errors: { day: 'no day' },
  });
  assert.deepEqual(placeOf(asking, given('said=day&kind=a&day.year=2026'), 'POST'), {
    step: 'whom',
    errors: {},
  });
});

test('where the names of the fields do not say their question, the questions say which are theirs', async () => {
  const asking = {
    ...ASKING,
    about: ['base'],
    of: (name: string, step: string) => name.startsWith(step[0] ?? ''),
  };
  const carried = hiddenIn(await formOf('whom', 'kappa=1&day.year=2026&wanted=x&base=3', asking));
  assert.deepEqual(carried, ['kappa=1', 'day.year=2026', 'base=3']);
  const text = await formOf('day', 'kappa=1&delta=2&wanted=x', { ...asking, posted: ['kind'] });
  assert.deepEqual(hiddenIn(text), ['kappa=1', 'wanted=x', 'said=day']);
  assert.match(text, /method="post"/);
});
