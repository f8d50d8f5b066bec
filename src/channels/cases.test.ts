// The table of cases in fixtures/law/planner-cases.yaml, written from the texts of the instruments.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import * as z from 'zod';
import { readLawFolder } from '../law/data-files.store.ts';
import { loadLawOrRefuse } from '../law/load.ts';
import { dataCategory } from '../law/schema/common.ts';
import { evaluateChannel } from './evaluate.ts';
import { needOf, type Need } from './need.ts';

const { knowledge } = loadLawOrRefuse(readLawFolder());
const DAY = '2026-11-25';

const file = z.strictObject({
  cases: z.array(
    z.strictObject({
      what: z.string(),
      from: z.string(),
      to: z.string(),
      category: dataCategory,
      given: z.record(z.string(), z.unknown()).optional(),
      channel: z.string(),
      state: z.enum(['open', 'unknown', 'future', 'closed']),
      because: z.string(),
    }),
  ),
});

const CASES = file.parse(
  parse(readFileSync(new URL('../../fixtures/law/planner-cases.yaml', import.meta.url), 'utf8')),
).cases;

for (const { what, from, to, category, given, channel: id, state, because } of CASES)
  test(`${from} to ${to}, ${category}: ${what}: ${id} is ${state}`, () => {
    const channel = knowledge.channels.find((one) => one.id === id);
    assert.ok(channel);
    const need = needOf({ from, to, categories: [category], ...(given as Partial<Need> | undefined) }); // as the fixture says
    const provider = knowledge.providers.find((one) => one.id === need.holder.provider);
    const finding = evaluateChannel(channel, { knowledge, need, category, to, day: DAY, provider });
    const words = [
      ...finding.bases.map((one) => `${one.shortTitle}, Art. ${one.articles.join(', ')}`),
      ...finding.conditions.map(({ text }) => text),
      ...finding.toVerify.map(({ text }) => text),
    ].join('\n');
    assert.equal(finding.state, state, words);
    const isShut = state === 'closed' || state === 'future';
    assert.match(isShut ? (finding.closedBy?.text ?? '') : words, new RegExp(because, 'i'));
    if (isShut) assert.notEqual(finding.closedBy?.opensIf, '');
  });

test('the table holds at least sixty cases, and opens and closes every channel that can be', () => {
  assert.ok(CASES.length >= 60, String(CASES.length));
  const oneStateOnly = new Set(['mla-central', 'spontaneous', 'jit', 'judicial-direct']); // never closed: absence is unknown
  for (const { id } of knowledge.channels) {
    const states = new Set(CASES.filter(({ channel }) => channel === id).map(({ state }) => state));
    assert.ok(states.size >= (oneStateOnly.has(id) ? 1 : 2), `${id}: ${[...states].join()}`);
  }
});
