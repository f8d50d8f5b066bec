// The pages of preservations, as far as they decide anything.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { said } from '../../../../test/support/words.ts';
import { preservationsPage } from './preservation.pages.ts';

const NOW = new Date('2026-10-31T04:00:00Z');

test('what is over is not called in force on the page, whenever the job that ends it runs', async () => {
  const list = (expiresAt: Date, state = 'inForce') =>
    preservationsPage(
      said,
      { reference: 'FR-2026-000012' } as never, // no more is shown
      [
        {
          number: 1,
          holder: 'Example Mail',
          state,
          expiresAt,
          begunAt: new Date('2026-09-01T00:00:00Z'),
        } as never,
      ],
      { now: NOW, mayBegin: false },
    );
  const text = async (...of: Parameters<typeof list>): Promise<string> => String(await list(...of).main);
  assert.match(await text(NOW), new RegExp(said.desks.periodOver));
  assert.doesNotMatch(await text(new Date(NOW.getTime() + 1)), new RegExp(said.desks.periodOver));
  assert.doesNotMatch(await text(NOW, 'expired'), new RegExp(said.desks.periodOver), 'it says so itself');
});
