// The page of the results of a request: of checking what came, only what can be done is offered.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shippedLaw } from '../../../law/data-files.store.ts';
import { LANGUAGES } from '../../../web/messages.ts';
import { bc31Subscriber } from '../../forms/bc-31-subscriber.ts';
import { legalForm } from '../../core/form.ts';
import { resultsPage, type ResultsShown } from './results.pages.ts';

const SAY = LANGUAGES.en;
const BUTTON = SAY.results.verifyButton;

async function pageOf(
  direction: 'outgoing' | 'incoming',
  actual: string | undefined,
  more: Partial<ResultsShown> = {},
): Promise<string> {
  const request = {
    form: 'bc-31-subscriber',
    direction,
    number: 3,
    state: 'resultsIn',
    version: { answers: {} },
  };
  const shown = {
    request,
    file: { reference: 'FR-2026-000001', role: 'lead' },
    legal: legalForm(bc31Subscriber, (await shippedLaw()).forms),
    law: { instruments: [], otherInstruments: {}, channels: [], forms: [] },
  };
  const all = {
    shown,
    items: [{ item: 1, files: 0, bytes: 0, actual, isMissing: false }],
    deliveries: [{ number: 1, isInformal: false, arrivedAt: new Date(0), evidence: 'Letter' }],
    takesResults: true,
    digests: undefined,
    mayVerify: true,
    hasCome: false,
    ...more,
  } as unknown as ResultsShown; // all that is looked at
  return String(await resultsPage(SAY, all).main);
}

test('where nothing came, the page names what comes first, and offers no check', async () => {
  const theirs = await pageOf('outgoing', 'none');
  assert.ok(!theirs.includes(BUTTON) && theirs.includes(SAY.results.verifyNothing.outgoing), theirs);
  assert.match(theirs, /requests\/3\/results\/1\/exhibits/);
  const ours = await pageOf('incoming', 'produced');
  assert.ok(!ours.includes(BUTTON) && ours.includes(SAY.results.verifyNothing.incoming), ours);
  const looksOn = await pageOf('outgoing', 'none', { takesResults: false });
  assert.doesNotMatch(looksOn, /exhibits"/, 'nobody is led to what they may not do');
});

test('what came can be checked, and so can an answer that nothing was found', async () => {
  const came = await pageOf('outgoing', 'produced', { hasCome: true });
  assert.ok(came.includes(BUTTON) && came.includes(SAY.results.verifyWords.unknown), came);
  const nothing = await pageOf('incoming', 'none');
  assert.ok(nothing.includes(BUTTON) && nothing.includes(SAY.results.verifyWords.none), nothing);
  assert.ok(!(await pageOf('incoming', 'none', { mayVerify: false })).includes(BUTTON));
});
