// The routes of both kinds of records of an order: their list, one more of them, and what becomes of each.
import type { Uuid } from '../../base/ids.ts';
import type { Tx } from '../../people/as-person.store.ts';
import { askSteps, type Method } from '../../people/steps.routes.ts';
import type { PageRoute } from '../../people/visit.routes.ts';
import type { View } from '../../web/page.ts';
import type { Days } from './order-record.pages.ts';
import { aboutRequest, type Found, type RequestDesk } from '../request-found.routes.ts';
import { requestAddress } from '../request-shown.pages.ts';
import { firstDayOf } from './order-record.acts.ts';
import { mistakeSteps, type OrderPlace } from './order-record.pages.ts';
import { mistakePage } from './order-record-ask.pages.ts';
import { begunAt } from './order-record.store.ts';
import { isOrder } from '../forms/index.ts';

const METHODS: readonly Method[] = ['GET', 'POST'];

export interface RecordRoutes<One, Step extends string> {
  readonly path: string;
  readonly may: 'recordRemedy' | 'recordCosts';
  /** What the number of a record is called in an address. */
  readonly named: string;
  /** What may be recorded of one. */
  readonly steps: readonly Step[];
  readonly of: (tx: Tx, request: Uuid, number?: number) => Promise<readonly One[]>;
  readonly list: (
    found: Found,
    asked: { readonly records: readonly One[]; readonly place: OrderPlace; readonly isDone: boolean },
  ) => View;
  /** `days`: in which it can have happened. */
  readonly record: (found: Found, method: Method, days: Days) => Promise<Response>;
  readonly step: (found: Found, method: Method, one: One, name: Step) => Promise<Response>;
}

export function recordRoutes<One, Step extends string>(
  desk: RequestDesk,
  { path, may, named, steps, of, ...asks }: RecordRoutes<One, Step>,
): PageRoute[] {
  const { people } = desk;
  return [
    aboutRequest(desk, ['seeRequests', 'GET', path], async (found) => {
      const { visit, shown } = found;
      const records = await people.db.asPerson(visit.person.id, (tx) => of(tx, shown.request.id));
      const place = await placeOfOrder(desk, found);
      return visit.page(asks.list(found, { records, place, isDone: visit.query('done') === 'saved' }));
    }),
    ...METHODS.flatMap((method) => [
      aboutRequest(desk, [may, method, `${path}/new`], async (found) => {
        const place = await placeOfOrder(desk, found);
        // The list says why.
        if (place.is !== 'gone') return listOf(found, path);
        return asks.record(found, method, { first: place.firstDay, now: people.clock() });
      }),
      ...steps.map((name) =>
        aboutRequest(desk, [may, method, `${path}/:${named}/${name}`], async (found) => {
          const { visit, shown } = found;
          const text = visit.param(named);
          if (!/^[1-9]\d{0,8}$/.test(text)) return visit.notFound();
          const [one] = await people.db.asPerson(visit.person.id, (tx) =>
            of(tx, shown.request.id, Number(text)),
          );
          return one === undefined ? visit.notFound() : asks.step(found, method, one, name);
        }),
      ),
    ]),
  ];
}

/** `saved`: something has just been recorded. */
export function listOf({ visit, shown }: Found, path: string, then?: 'saved'): Response {
  const list = requestAddress(visit.file, shown.request.number, path);
  return visit.go(then === undefined ? list : `${list}?done=${then}`);
}

/** Asks what the mistake was, of the record at this address. */
export function askMistake(
  { visit, shown }: Found,
  method: Method,
  place: Pick<Parameters<typeof mistakePage>[2], 'address' | 'caption' | 'under'>,
  act: (said: { readonly act: 'mistaken'; readonly evidence: string }) => Promise<Response>,
): Promise<Response> {
  const { say } = visit.frame;
  return askSteps(visit, method, {
    asking: () => mistakeSteps(say),
    page: (asked) => mistakePage(say, shown, { ...asked, ...place }),
    act: (given) => act({ act: 'mistaken', evidence: given.get('evidence') ?? '' }),
  });
}

async function placeOfOrder({ people }: RequestDesk, { visit, shown }: Found): Promise<OrderPlace> {
  const { request } = shown;
  if (!isOrder(request.form)) return { is: 'otherForm' };
  const begun = await people.db.asPerson(visit.person.id, (tx) => begunAt(tx, request.id));
  return begun === undefined ? { is: 'notGone' } : { is: 'gone', firstDay: firstDayOf(begun) };
}
