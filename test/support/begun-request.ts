// A request that somebody has begun to write, for tests that open every page.
import type { Uuid } from '../../src/base/ids.ts';
import { newUuid } from '../../src/base/ids.ts';
import type { People } from '../../src/people/people.acts.ts';
import { insertRequest } from '../../src/requests/request.store.ts';

/** Returns the parts of its addresses by name. */
export async function requestBy(
  people: People,
  by: Uuid,
  caseId: Uuid,
  form = 'bc-31-subscriber',
): Promise<{ readonly [name: string]: string }> {
  const made = {
    id: newUuid(people.clock, people.random),
    caseId,
    form,
    begunBy: by,
    begunAt: new Date(people.clock()),
    answers:
      form !== 'bc-31-subscriber'
        ? {}
        : {
            data: [
              {
                category: 'subscriber' as const,
                identifiers: [{ kind: 'email' as const, value: 'invoices@harbour.example' }],
                holder: 'Example Mail',
                wanted: [],
                reason: 'It sent the altered invoices.',
              },
            ],
          },
  };
  const number = await people.operator.transaction((tx) => insertRequest(tx, made));
  return { number: String(number), page: 'reference', field: 'data', list: 'data.1', code: 'openSource' };
}
