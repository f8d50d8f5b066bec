// The planner against its own limits: no peer answers these questions. One answer below 20 ms for any pair of States,
// the matrix of all pairs and categories below 60 s on two cores.
import { loadLawOrRefuse } from '../src/law/load.ts';
import { readLawFolder } from '../src/law/data-files.store.ts';
import type { DataCategory } from '../src/law/model.ts';
import { STATE_CODES, type StateCode } from '../src/law/states.ts';
import { jsonLine } from '../src/channels/answer.ts';
import { needOf } from '../src/channels/need.ts';
import { ofStates } from '../src/channels/need-states.ts';
import { planFor } from '../src/channels/plan.ts';
import { COMITY } from './home.ts';
import { command, leastMs, measureInTurn } from './measure.ts';
import { limited, type Row } from './table.ts';

const ANSWER_MS = 20;
const MATRIX_S = 60;
/** Every so many pairs one, so that each State asks and is asked. */
const STEP = 97;

export function channels(): Row[] {
  const { knowledge } = loadLawOrRefuse(readLawFolder());
  const day = new Date().toISOString().slice(0, 10);
  const all = Object.keys(knowledge.categoryWords) as DataCategory[]; // the vocabulary of the data
  const pairs = somePairs().filter(([from, to]) => {
    const { from: asks, to: asked } = ofStates(needOf({ from, to }), knowledge);
    return asks !== asked; // a part of the State that asks, or the other way
  });
  const slowest = (categories: readonly DataCategory[]): number =>
    Math.max(
      ...pairs.map(([from, to]) =>
        leastMs(() => jsonLine(planFor(needOf({ from, to, categories }), knowledge, day))),
      ),
    );
  slowest(['content']); // the code is warm, as in a server
  const [matrix] = measureInTurn(command([COMITY, 'channels', 'matrix']));
  return [
    limited(
      `slowest answer of ${pairs.length} pairs, one category, CPU`,
      slowest(['content']),
      ANSWER_MS,
      'ms',
    ),
    limited('slowest answer, all nine categories at once, CPU', slowest(all), undefined, 'ms'),
    limited('matrix of all pairs and categories, wall', matrix.wall, MATRIX_S, 's'),
    limited('matrix of all pairs and categories, CPU', matrix.cpu, undefined, 's'),
  ];
}

function somePairs(): (readonly [StateCode, StateCode])[] {
  const pairs = STATE_CODES.flatMap((from) =>
    STATE_CODES.flatMap((to) => (from === to ? [] : [[from, to] as const])),
  );
  return pairs.filter((_, i) => i % STEP === 0);
}
