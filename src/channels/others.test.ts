// Lessons and cases beside a plan: what others met who asked for such data, by the tags they carry.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shippedLaw } from '../law/data-files.store.ts';
import type { LegalRecord } from '../law/model-legal.ts';
import type { Knowledge } from '../law/model.ts';
import { LANGUAGES } from '../web/messages.ts';
import { nothing } from '../web/html.ts';
import { needOf, type Need } from './need.ts';
import { planFor } from './plan.ts';
import { planPage } from './ways.pages.ts';

const law = await shippedLaw();
const say = LANGUAGES.en;
const [lesson] = law.legalRecords.filter(({ kind }) => kind === 'lesson');
assert.ok(lesson);

/** The shipped library with one lesson in it alone, tagged as asked. */
function withLesson(tags: Partial<LegalRecord['tags']>): Knowledge {
  const none = { measures: [], categories: [], instruments: [], crimeTypes: [], issues: [] };
  const one = { ...lesson, id: 'made-up', title: 'A lesson made up for a test', state: undefined };
  return { ...law, legalRecords: [{ ...one, tags: { ...none, ...tags } } as LegalRecord] }; // all of one
}

async function planOf(knowledge: Knowledge, given: Partial<Need>): Promise<string> {
  const need = needOf({ from: 'FR', to: 'US', categories: ['content'], use: 'lead', ...given });
  const answer = planFor(need, knowledge, '2026-11-26');
  const shown = { answer, knowledge, question: '', self: '/channels/plan', name: 'ab12', banner: nothing };
  return String(await planPage(say, shown).main);
}

const TITLE = 'A lesson made up for a test';

test('a plan shows what others met, by issue and by data, with a way to it, and nothing where nothing is shared', async () => {
  const unknown = { dataLocation: { kind: 'unknown' } } as const;
  for (const [tags, given] of [
    [{ issues: ['location_of_data'] }, unknown],
    [{ issues: ['time'] }, { urgency: 'urgent' }],
    [{ issues: ['admissibility'] }, { use: 'court' }],
    [{ issues: ['informal_channels'] }, { use: 'court', networks: ['interpol'] }],
    [{ categories: ['content'] }, {}],
  ] as const) {
    const page = await planOf(withLesson(tags), given);
    assert.ok(page.includes(say.lawLibrary.others), JSON.stringify(tags));
    assert.match(page, /<a href="\/law\/library\/lesson\/made-up">/);
    assert.ok(page.includes(TITLE));
  }
  for (const tags of [{}, { issues: ['location_of_data'] }, { categories: ['subscriber'] }] as const) {
    const page = await planOf(withLesson(tags), {});
    assert.ok(!page.includes(TITLE), JSON.stringify(tags));
    assert.ok(!page.includes(say.lawLibrary.others), 'and no heading over nothing');
  }
});

test('of the library as it is, a question whose data may be anywhere is shown what others met', async () => {
  const page = await planOf(law, { to: undefined, dataLocation: { kind: 'unknown' } });
  assert.ok(page.includes(say.lawLibrary.others));
  const shown = law.legalRecords.filter(({ kind, id }) => page.includes(`/law/library/${kind}/${id}"`));
  assert.ok(shown.length > 0 && shown.every(({ kind }) => kind === 'lesson' || kind === 'case'));
});
