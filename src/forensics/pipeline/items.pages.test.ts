import assert from 'node:assert/strict';
import { test } from 'node:test';
import { said, saying } from '../../../test/support/words.ts';
import { LANGUAGES } from '../../web/messages.ts';
import type { Stage, StageProgress } from './examined.ts';
import { filterHtml, type Filtered } from './item-filter.pages.ts';
import { stageHtml } from './items.pages.ts';

const words = said.examination;

async function shown(progress: StageProgress | undefined, stage: Stage = 'extract'): Promise<string> {
  return `${await stageHtml(said, stage, progress)}`.replaceAll(/\s+/g, ' ');
}

const at = (given: Partial<StageProgress>): StageProgress => ({
  done: 0,
  failed: 0,
  seconds: 0,
  isOver: false,
  ...given,
});

test('a stage says how much was done of how much, how fast, and how long it still takes', async () => {
  const page = await shown(at({ done: 600, total: 3000, seconds: 10, failed: 2 }));
  assert.match(page, saying(words.of('600', '3,000')));
  assert.match(page, saying(words.perSecond('60')));
  assert.match(page, saying(words.minutesLeft(1)));
  assert.match(page, saying(words.failed(2)));
  const slow = await shown(at({ done: 6, total: 126, seconds: 60 }));
  assert.match(slow, saying(words.perMinute('6')));
  assert.match(slow, saying(words.minutesLeft(20)));
  assert.match(await shown(at({ done: 50 * 1024 ** 2, seconds: 10 }), 'verify'), /MB per second/);
});

test('what was done before it went on again is not counted as done in the time since', async () => {
  const page = await shown(at({ done: 9060, before: 9000, total: 12_660, seconds: 60 }));
  assert.match(page, saying(words.perSecond('1')));
  assert.match(page, saying(words.minutesLeft(60)));
});

test('no rate is said while nothing is known of it, and none of a stage that is over or has not begun', async () => {
  const rates = /per second|per minute|left/;
  for (const progress of [
    undefined,
    at({ done: 9000, before: 9000, total: 9100, seconds: 5 }),
    at({ done: 10, total: 20, seconds: 0.2 }),
    at({ done: 3000, total: 3000, seconds: 9, isOver: true }),
  ])
    assert.doesNotMatch(await shown(progress), rates);
  for (const say of Object.values(LANGUAGES))
    assert.ok(`${await stageHtml(say, 'hash', at({ done: 9, total: 99, seconds: 3 }))}`.includes('3'));
});

test('tags are chosen from a list that counts them, and one that is asked for stays though nothing has it', async () => {
  const of = {
    exhibit: { number: 'FR-2026-000031-2', status: 'held' },
    file: { reference: 'FR-2026-000031', role: 'observer' },
    run: undefined,
    kinds: [],
    marked: { relevant: 2, irrelevant: 0 },
    tags: [{ tag: 'quay <4>', count: 2 }],
    filter: { tag: 'gate' },
  } as unknown as Filtered; // what the form reads
  const page = `${await filterHtml(said, of)}`.replaceAll(/\s+/g, ' ');
  assert.match(page, /<option value="quay &lt;4&gt;" > quay &lt;4&gt; \(2\) <\/option>/);
  assert.match(page, /<option value="gate" selected> gate \(0\) <\/option>/);
  const { tag: _tag, ...none } = of.filter;
  const without = `${await filterHtml(said, { ...of, tags: [], filter: none })}`;
  assert.doesNotMatch(without, /name="tag"/);
});
