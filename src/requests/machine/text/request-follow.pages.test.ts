// What is offered beside a request.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGUAGES } from '../../../web/messages.ts';
import { formOf } from '../../forms/index.ts';
import type { RequestShown } from './request-shown.pages.ts';
import { followRail } from './request-follow.pages.ts';

async function linksOf(form: string, direction: 'outgoing' | 'incoming'): Promise<string[]> {
  const shown = {
    file: { reference: 'FR-2026-000001' },
    request: { number: 2, form, direction, isRestricted: false },
    legal: { form: formOf(form) },
  } as unknown as RequestShown; // all that is looked at
  return String(await followRail(LANGUAGES.en, shown)).match(/requests\/2\/\w+/g) ?? [];
}

test('of what we only tell no results are awaited, and nobody is told of them', async () => {
  assert.deepEqual(await linksOf('refusal', 'outgoing'), [
    'requests/2/exchange',
    'requests/2/confidentiality',
  ]);
  const all = ['results', 'notices', 'exchange', 'confidentiality'].map((one) => `requests/2/${one}`);
  assert.deepEqual(await linksOf('bc-31-subscriber', 'outgoing'), all);
  assert.deepEqual(await linksOf('spontaneous-information', 'incoming'), all, 'it may bring files');
});
