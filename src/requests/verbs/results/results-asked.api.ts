// What the routes of one delivery have in common in the API.
import type { Installation } from '../../../evidence/log/installation.acts.ts';
import { z } from 'zod';
import { Refusal, refusalTold, toldRefusal } from '../../../base/refusal.ts';
import { absent, numberInPath } from '../../../people/visit.api.ts';
import {
  REQUEST,
  requestAsked,
  requestParams,
  type RequestAsked,
  type RequestsApi,
} from '../life/request-asked.api.ts';
import type { Delivery } from '../../machine/states/results.ts';
import { deliveryOf } from '../../machine/states/delivery.store.ts';

export interface ResultsApi extends RequestsApi {
  readonly house: Installation;
}

export const DELIVERIES = `${REQUEST}/deliveries` as const;
export const DELIVERY = `${DELIVERIES}/:delivery` as const;
export const deliveryParams = requestParams.extend({
  delivery: numberInPath.describe('Its number within the request.'),
});
export const BODY_BYTES_MAX = 4 * 1024 * 1024;

/** What is answered where there is nothing to say. */
export const done = { status: 204, schema: z.undefined() } as const;

/** It is the request that is not ready, not this server. */
export function notReadyYet(error: unknown): never {
  if (error instanceof Refusal && error.code === 'notReady')
    throw refusalTold({ ...toldRefusal(error), code: 'conflict' });
  throw error;
}

type DeliveryAsked = RequestAsked & { readonly params: { readonly delivery: number } };

export async function deliveryAsked(asked: DeliveryAsked): Promise<Delivery> {
  const { id } = await requestAsked(asked);
  const { people, person, params } = asked;
  const found = await people.db.asPerson(person.id, (tx) => deliveryOf(tx, id, params.delivery));
  if (found === undefined) throw absent();
  return found;
}

export async function placeAsked(asked: DeliveryAsked): Promise<{ number: number; delivery: number }> {
  const { number } = await deliveryAsked(asked);
  return { number: asked.params.request, delivery: number };
}
