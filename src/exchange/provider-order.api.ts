// Orders of a provider for its own retrieval system: what is to be kept, that it is, and whose account each identifier is.
import { z } from 'zod';
import type { Uuid } from '../base/ids.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import { Refusal } from '../base/refusal.ts';
import {
  absent,
  agency,
  idOf,
  instant,
  pageByPlace,
  pageOf,
  paging,
  type ApiRoute,
} from '../people/visit.api.ts';
import { bodyOf } from '../web/fields/field.ts';
import { openExchangeKeys } from './exchange-keys.acts.ts';
import { ANSWERING } from './provider-answer.ts';
import { answerOrder, answersGiven, type AnswerGiven } from './provider-answer.acts.ts';
import { checkOf, KEEPING, KEPT_AS, MAPPING, providerOurs, type ProviderOurs } from './provider-order.ts';
import {
  answerKeeping,
  mapAccount,
  orderSeen,
  ordersOfDesk,
  ourEntities,
  setOurs,
  type OrderSeen,
} from './provider-order.acts.ts';

const LIST = '/provider-orders' as const;
const ONE = `${LIST}/:order` as const;
const OURS_PATH = '/settings/provider' as const;
const params = z.object({ order: z.uuid().describe('Its id.') });

const check = z.enum(['ours', 'others', 'notNamed']);
const orderShape = z
  .object({
    id: z.uuid(),
    reference: z.string().describe('Of whoever sent it.'),
    from: z.string().describe('The log of whoever sent it.'),
    arrivedAt: instant,
    form: z.string().nullable().describe('Null: the program could not read it; a person does.'),
    entity: check.describe('Whether it names one of our legal entities.'),
    service: check.describe('Whether it names a service that we run.'),
    categories: z.array(z.string()),
    identifiers: z.array(
      z.object({
        place: z.int(),
        kind: z.string(),
        value: z.string(),
        found: z.enum(['account', 'none']).nullable().describe('Null: nobody has looked.'),
        account: z.string().nullable().describe('Our own reference.'),
      }),
    ),
    keepFrom: instant
      .nullable()
      .describe('When the instruction to keep was given. Null: the order asks for none.'),
    kept: z
      .object({
        outcome: z.enum(KEPT_AS),
        at: instant,
        reference: z.string().nullable(),
        reason: z.string().nullable(),
      })
      .nullable()
      .describe('Null: nobody has said that the data are kept.'),
    answers: z
      .array(
        z.object({
          type: z.enum(['providerAnswer', 'conflictObjection']),
          at: instant,
          reasons: z.array(z.string()),
        }),
      )
      .describe('Annex III, as the other side was told; the newest first. Of one order alone.'),
  })
  .meta({ id: 'ProviderOrder' });
const oursShape = providerOurs.meta({
  id: 'ProviderOurs',
  description: 'The legal entities and services that are ours, as orders name them.',
});
const keepingShape = bodyOf(KEEPING).meta({ id: 'KeepingAnswer' });
const answeringShape = bodyOf(ANSWERING, {
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .describe('In which it is written.'),
}).meta({ id: 'ProviderAnswer' });
const mappingShape = bodyOf(MAPPING).meta({ id: 'AccountMapping' });

function json(
  { order, accounts }: OrderSeen,
  ours: ProviderOurs,
  answers: readonly AnswerGiven[] = [],
): z.input<typeof orderShape> {
  const { kept } = order;
  return {
    id: order.id,
    reference: order.reference,
    from: order.peerOrigin,
    arrivedAt: order.arrivedAt.toISOString(),
    form: order.form ?? null,
    entity: checkOf(order.entities, ours.entities),
    service: checkOf(order.services, ours.services),
    categories: [...order.categories],
    identifiers: order.identifiers.map(({ kind, value }, i) => {
      const mapped = accounts.find(({ place }) => place === i + 1);
      const found = mapped === undefined ? null : mapped.account === undefined ? 'none' : 'account';
      return { place: i + 1, kind, value, found, account: mapped?.account ?? null };
    }),
    keepFrom: order.keepFrom?.toISOString() ?? null,
    kept:
      kept === undefined
        ? null
        : {
            outcome: kept.as,
            at: kept.at.toISOString(),
            reference: kept.reference ?? null,
            reason: kept.reason ?? null,
          },
    answers: answers.map(({ at, said: { type, reasons } }) => ({
      type,
      at: at.toISOString(),
      reasons: [...reasons],
    })),
  };
}

interface ProviderApi {
  readonly house: Installation;
  /** Of the keys of the exchange. */
  readonly passphrase: string | undefined;
}

export function providerOrderApi({ house, passphrase }: ProviderApi): ApiRoute[] {
  const ours = () => ourEntities(house.db.kysely);
  const seen: Seen = async (people, person, id) => {
    const found = await orderSeen(people, person, id as Uuid); // by its schema
    if (found === undefined) throw absent();
    return json(found, await ours(), await answersGiven(house.db.kysely, found.order.conversation));
  };
  return [
    listing(ours),
    showing(seen),
    ...recording(seen),
    answering({ house, passphrase }, seen),
    ...oursApi(ours),
  ];
}

type Seen = (
  people: Parameters<typeof orderSeen>[0],
  person: Parameters<typeof orderSeen>[1],
  id: string,
) => Promise<z.input<typeof orderShape>>;

function listing(ours: () => Promise<ProviderOurs>): ApiRoute {
  return agency(
    'handleRequests',
    {
      method: 'GET',
      path: LIST,
      operation: 'listProviderOrders',
      summary: 'Lists the orders that came to a provider through the exchange, the newest first.',
      query: paging.extend({
        toKeep: z.enum(['true', 'false']).optional().describe('`true`: those whose data wait to be kept.'),
      }),
      answer: { status: 200, words: 'The orders.', schema: pageOf('ProviderOrderPage', orderShape) },
    },
    async ({ person, people, query }) => {
      const all = await ordersOfDesk(people, person, { toKeep: query.toKeep === 'true' });
      const known = await ours();
      return pageByPlace(all, query, (order) => json({ order, accounts: [] }, known));
    },
  );
}

function showing(seen: Seen): ApiRoute {
  return agency(
    'handleRequests',
    {
      method: 'GET',
      path: ONE,
      operation: 'showProviderOrder',
      summary: 'Shows an order, with what was checked and recorded of it.',
      params,
      answer: { status: 200, words: 'The order.', schema: orderShape },
    },
    ({ person, people, params: { order } }) => seen(people, person, order),
  );
}

function recording(seen: Seen): ApiRoute[] {
  const answer = { status: 200, words: 'The order.', schema: orderShape } as const;
  return [
    agency(
      'handleRequests',
      {
        method: 'POST',
        path: `${ONE}/keep`,
        operation: 'answerKeeping',
        summary: 'Says of an order whether its data are kept.',
        params,
        body: keepingShape,
        answer,
      },
      async ({ person, people, params: { order }, body }) => {
        await answerKeeping(people, person, { ...body, order: order as Uuid }); // by its schema
        return seen(people, person, order);
      },
    ),
    agency(
      'handleRequests',
      {
        method: 'POST',
        path: `${ONE}/account`,
        operation: 'mapAccount',
        summary: 'Says whose account an identifier of an order is, or that there is no such account.',
        params,
        body: mappingShape,
        answer,
      },
      async ({ person, people, params: { order }, body }) => {
        await mapAccount(people, person, { ...body, order: order as Uuid }); // by its schema
        return seen(people, person, order);
      },
    ),
  ];
}

function answering({ house, passphrase }: ProviderApi, seen: Seen): ApiRoute {
  return agency(
    'handleRequests',
    {
      method: 'POST',
      path: `${ONE}/answer`,
      operation: 'answerOrder',
      summary: 'Answers with Annex III that an order cannot be executed, or not yet; the other side is told.',
      description:
        'With the law of another State among the reasons it is an objection, and says all of Section E.',
      params,
      body: answeringShape,
      answer: { status: 200, words: 'The order.', schema: orderShape },
    },
    async ({ person, people, params: { order }, body, actKey }) => {
      if ((await orderSeen(people, person, order as Uuid)) === undefined) throw absent(); // by its schema
      const keys = await openExchangeKeys(house, passphrase);
      if (keys === undefined) throw new Refusal('notReady.exchangeKeys');
      await answerOrder({ house, people, keys }, person, { ...body, order: order as Uuid, id: idOf(actKey) });
      return seen(people, person, order);
    },
  );
}

function oursApi(ours: () => Promise<ProviderOurs>): ApiRoute[] {
  return [
    agency(
      'changeSettings',
      {
        method: 'GET',
        path: OURS_PATH,
        operation: 'showProviderOurs',
        summary: 'Shows which legal entities and services are ours.',
        answer: { status: 200, words: 'The lists.', schema: oursShape },
      },
      ours,
    ),
    agency(
      'changeSettings',
      {
        method: 'POST',
        path: OURS_PATH,
        operation: 'setProviderOurs',
        summary: 'Says which legal entities and services are ours.',
        body: oursShape,
        answer: { status: 204, words: 'They are set.', schema: z.undefined() },
      },
      async ({ person, people, body }) => {
        await setOurs(people, person, body);
      },
    ),
  ];
}
