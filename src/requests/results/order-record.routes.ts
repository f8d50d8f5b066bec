// What the routes of both kinds of records of an order begin with.
import { isOrder } from '../life/carriage.ts';
import type { Found, RequestDesk } from '../request-found.routes.ts';
import { firstDayOf } from './order-record.acts.ts';
import type { OrderPlace } from './order-record.pages.ts';
import { begunAt } from './order-record.store.ts';

export async function placeOfOrder({ people }: RequestDesk, { visit, shown }: Found): Promise<OrderPlace> {
  const { request } = shown;
  if (!isOrder(request.form)) return { is: 'otherForm' };
  const begun = await people.db.asPerson(visit.person.id, (tx) => begunAt(tx, request.id));
  return begun === undefined ? { is: 'notGone' } : { is: 'gone', firstDay: firstDayOf(begun) };
}
