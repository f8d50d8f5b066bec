// Each finding leads to where it is mended: a question of the form, of an item, or one beside the form.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completeDraft } from '../../../../../test/support/complete-request.ts';
import type { RequestShown } from '../../../machine/text/request-shown.pages.ts';
import type { PracticeCode } from '../../../machine/way/practice.ts';
import { findingAddress } from './measure.pages.ts';

async function leads(form: string, code: PracticeCode, at: { field: string; item?: number }) {
  const { legal, answers } = await completeDraft(form);
  const shown = {
    file: { reference: 'FR-2026-000012', role: 'investigator' },
    request: { number: 3, state: 'draft', direction: 'outgoing', form, version: { answers } },
    legal,
  } as unknown as RequestShown; // all that is looked at
  const found = { what: { kind: 'practice', code, words: [] }, level: 'block', ref: 'x', ...at } as const;
  return findingAddress(shown, found).replace('/cases/FR-2026-000012/requests/3', '');
}

test('what no question of the form mends leads to where it is asked beside the form', async () => {
  const data = { field: 'data' };
  for (const [code, path] of [
    ['notInForce', '/asked'],
    ['forceUnknown', '/asked'],
    ['notInLanguage', '/languages'],
    ['languageUnknown', '/languages'],
    ['meansNotSaid', '/sending'],
    ['notConfidential', '/confidentiality'],
    ['cyberUnit', '/technique'],
  ] as const)
    assert.equal(await leads('bc-31-subscriber', code, data), path, code);
});

test('a State that the form names, a privilege and a reason lead to their own question', async () => {
  const named = await leads('eio-a', 'notInForce', { field: 'executing.state' });
  assert.match(named, /^\/questions\/states/);
  const protectedIn = await leads('bc-31-content', 'privilege', { field: 'data', item: 1 });
  assert.equal(protectedIn, '/items/data/1?part=details.protected');
  const reason = await leads('bc-31-content', 'thinReason', { field: 'data', item: 1 });
  assert.equal(reason, '/items/data/1?part=reason');
});
