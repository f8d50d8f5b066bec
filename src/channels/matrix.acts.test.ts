import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLawFolder } from '../law/data-files.store.ts';
import { loadLawOrRefuse } from '../law/load.ts';
import { STATE_CODES } from '../law/states.ts';
import { matrixCsv } from './matrix.acts.ts';
import type { Matrix } from './matrix.ts';
import { needOf } from './need.ts';
import { planFor } from './plan.ts';
import type { Words } from './words.ts';

const { knowledge } = loadLawOrRefuse(readLawFolder());
const DAY = '2026-11-25';

async function made(words: Words, threads = 2, base = knowledge): Promise<string[]> {
  const matrix: Matrix = { words, day: DAY };
  let text = '';
  for await (const part of matrixCsv(matrix, base, threads)) text += part;
  const lines = text.split('\r\n');
  assert.equal(lines.pop(), '');
  return lines;
}

test('the matrix has a row for every pair and category asked, in order, the same on one thread and on three', async () => {
  const words: Words = { from: ['NG', 'DE', 'FJ'], category: ['content', 'subscriber'] };
  const lines = await made(words, 3);
  assert.equal(lines.length, 1 + 3 * (STATE_CODES.length - 1) * 2);
  assert.deepEqual([...new Set(lines.slice(1).map((line) => line.slice(0, 2)))], ['DE', 'FJ', 'NG']);
  assert.deepEqual(await made(words, 1), lines);
});

test('a row says what the planner says of the same question', async () => {
  const words: Words = {
    from: ['DE'],
    to: ['IE', 'US', 'CN'],
    years: ['5'],
    offence: ['fraud'],
    addressee: ['IE'],
  };
  const [heading = '', ...rows] = await made(words);
  const columns = heading.split(',');
  assert.equal(rows.length, 3 * 9);
  for (const row of rows) {
    const cell = Object.fromEntries(row.split(',').map((text, i) => [columns[i], text]));
    const need = needOf({
      from: 'DE',
      to: cell['to'],
      categories: [cell['category'] as 'content'], // a column of the matrix
      offence: { types: ['fraud'], maxYears: 5 },
      holder: { kind: 'provider', addressee: 'IE' },
    });
    const [part] = planFor(need, knowledge, DAY).parts;
    assert.ok(part);
    const [best] = part.plans;
    assert.equal(cell['best_way'], best?.channel ?? '', row);
    assert.equal(cell['best_state'], best?.state ?? '', row);
    for (const [list, state] of [
      [part.future, 'future'],
      [part.closed, 'closed'],
    ] as const)
      for (const { channel } of list) assert.equal(cell[channel], state, row);
    for (const { channel, state } of part.plans) assert.equal(cell[channel], state, row);
  }
});

test('a thread that fails ends the matrix with its reason', async () => {
  const broken = { ...knowledge, channels: undefined } as unknown as typeof knowledge; // what no check lets through
  await assert.rejects(made({ from: ['FR'] }, 2, broken), /undefined/);
});
