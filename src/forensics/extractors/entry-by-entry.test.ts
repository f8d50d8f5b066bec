// Which entries are read where a reader fails: each failure is that of one entry, and of the medium only where nothing else can be.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Digested } from './asked.ts';
import { entryByEntry, type Failure } from './examine-inside.ts';

const PLACES = [0, 1, 3, 4, 5, 6, 7, 8, 9, 11];
const read = (place: number): Digested => ({ place, failed: 'damaged', detail: 'read' }); // whatever it says of itself

/** As the child does it: rows come together unless they are asked for one by one, and those before an exception are lost. */
async function readAll(failsAt: ReadonlyMap<number, Failure['reason']>): Promise<{
  readonly said: readonly string[];
  readonly failure: Failure | undefined;
}> {
  const said: string[] = [];
  const failure = await entryByEntry(
    { from: 0, places: () => eachOf(PLACES) },
    (rows) =>
      Promise.resolve(
        void said.push(...rows.map((row) => `${row.place} ${'failed' in row ? row.detail : ''}`)),
      ),
    async ({ from, isSlow }, took) => {
      const rows: Digested[] = [];
      for (const place of PLACES.filter((one) => one >= from)) {
        const reason = failsAt.get(place);
        if (reason !== undefined) return { reason, detail: reason };
        if (isSlow) await took([read(place)]);
        else rows.push(read(place));
      }
      await took(rows);
      return undefined;
    },
  );
  return { said, failure };
}

async function* eachOf(places: readonly number[]): AsyncGenerator<number> {
  await Promise.resolve();
  yield* places;
}

test('an entry that its reader refuses as a whole, or ends at, is failed by that and the others are read', async () => {
  const failsAt = new Map<number, Failure['reason']>([
    [3, 'refused'],
    [7, 'crashed'],
    [8, 'refused'],
    [11, 'refused'],
  ]);
  const { said, failure } = await readAll(failsAt);
  assert.equal(failure, undefined);
  assert.deepEqual(said, PLACES.map((place) => `${place} ${failsAt.get(place) ?? 'read'}`)); // prettier-ignore
});

test('where one after another is refused it is the medium, and where none follows too', async () => {
  const all = await readAll(new Map(PLACES.map((place) => [place, 'refused'] as const)));
  assert.equal(all.failure?.reason, 'refused');
  assert.deepEqual(all.said, [0, 1, 3, 4, 5].map((place) => `${place} refused`)); // prettier-ignore
});
