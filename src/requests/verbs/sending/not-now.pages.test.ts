// The page of an act that cannot be taken: in words, with what can be done instead. No code of the program is shown.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shippedLaw } from '../../../law/data-files.store.ts';
import { LANGUAGES, type Language } from '../../../web/messages.ts';
import { legalForm } from '../../core/form.ts';
import { bc31Subscriber } from '../../forms/bc-31-subscriber.ts';
import { epoc } from '../../forms/epoc.ts';
import { notNowPage as preservationNotNow } from '../preservation/preservation.pages.ts';
import type { LifeShown } from './life.pages.ts';
import { preservation } from '../../machine/states/preservation.ts';
import { nextRows } from '../../machine/states/machine.ts';
import { notNowPage } from './act.pages.ts';
import { recordedIn } from '../life/offered.ts';

const SAY = LANGUAGES.en;

async function shownIn(state: string): Promise<LifeShown> {
  const file = { reference: 'FR-2026-000001', role: 'lead' };
  const request = {
    form: 'bc-31-subscriber',
    direction: 'outgoing',
    number: 3,
    state,
    urgency: 'normal',
    version: { number: 1, answers: {}, savedAt: new Date(0) },
    begunAt: new Date(0),
  };
  const actor = { role: 'lead', roles: [] };
  const facts = { form: bc31Subscriber, request, actor, events: [], limits: [], signatures: [] };
  const { forms } = await shippedLaw();
  const law = { instruments: [], otherInstruments: {}, channels: [], forms: [], authorities: [] };
  const life = { facts, items: [], events: [], directory: [], signatures: [] };
  return { file, request, legal: legalForm(bc31Subscriber, forms), law, life } as unknown as LifeShown; // all that is looked at
}

test('an act that does not exist is said in words of each language, with what can be done now', async () => {
  const shown = await shownIn('draft');
  for (const language of Object.keys(LANGUAGES) as Language[]) {
    const say = LANGUAGES[language];
    const { title, crumbs, main } = notNowPage(say, shown, 'vanishAtOnce');
    const page = `${title}${JSON.stringify(crumbs)}${String(await main)}`;
    assert.doesNotMatch(page, /vanishAtOnce/);
    assert.equal(title, say.requestLife.noSuchAct);
    assert.ok(page.includes(`requests/3/acts/submit">${say.requestLife.acts.submit}`), page);
    assert.match(page, /href="\/cases\/FR-2026-000001\/requests\/3"/);
  }
});

test('an act that cannot be taken any more names what can be', async () => {
  const page = String(await notNowPage(SAY, await shownIn('closed'), 'submit').main);
  assert.ok(page.includes(SAY.requestLife.notNow) && page.includes(SAY.requestLife.next), page);
  assert.ok(page.includes(`acts/takeUpAgain">${SAY.requestLife.acts.takeUpAgain}`), page);
  assert.doesNotMatch(page, />submit</);
});

test('an act that is recorded once says who has recorded it, until there is something anew', async () => {
  const shown = await shownIn('acknowledged');
  const page = async (...acts: readonly string[]): Promise<string> => {
    const events = acts.map((act) => ({ act, by: 'Omar Example', at: new Date(0), detail: {} }));
    const facts = { ...shown.life.facts, form: epoc, events };
    const asked = { ...shown, life: { ...shown.life, facts } } as unknown as LifeShown; // all that is looked at
    return String(await notNowPage(SAY, asked, 'askEnforcement').main);
  };
  const once = await page('transmit', 'refuse', 'askEnforcement');
  assert.ok(once.includes(SAY.requestLife.onRecord) && once.includes('Omar Example'), once);
  assert.doesNotMatch(once, /acts\/askEnforcement/, 'not offered either');
  const anew = await page('transmit', 'refuse', 'askEnforcement', 'refuseInPart');
  assert.ok(!anew.includes(SAY.requestLife.onRecord) && anew.includes('acts/askEnforcement'), anew);

  const came = (...acts: readonly string[]) =>
    recordedIn(
      'askEnforcement',
      'incoming',
      acts.map((act) => ({ act })),
    );
  assert.ok(came('askEnforcement', 'postpone'), 'of one that came, until it is reopened');
  assert.equal(came('askEnforcement', 'reopen'), undefined);
});

test('so does a preservation', async () => {
  const file = { reference: 'FR-2026-000001', role: 'lead' };
  const held = { number: 4, state: 'expired', direction: 'outgoing' };
  const rows = nextRows(preservation, held.state);
  const shown = { file, held, rows } as unknown as Parameters<typeof preservationNotNow>[1]; // all that is looked at
  const actor = { role: 'lead', roles: [] } as const;
  const { title, main } = preservationNotNow(SAY, shown, { act: 'vanishAtOnce', actor });
  const page = String(await main);
  assert.equal(title, SAY.requestLife.noSuchAct);
  assert.doesNotMatch(page, /vanishAtOnce/);
  const acts: Readonly<Record<string, string>> = SAY.requestLife.acts;
  for (const { act } of rows) assert.ok(page.includes(acts[act] ?? assert.fail(act)));
});
