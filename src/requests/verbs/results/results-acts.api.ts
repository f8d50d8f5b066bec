// Acts on what came in answer to a request, as JSON: its exhibits, what each answers, and the check of it.
import { z } from 'zod';
import { idOf, inCase, timedIdOf, type ApiRoute } from '../../../people/visit.api.ts';
import { bodyOf } from '../../../web/fields/field.ts';
import { EXHIBITS, MATCH } from './delivery-asked.ts';
import { GROUNDS } from '../../machine/states/grounds.ts';
import { ACTUAL, actDetail } from '../../machine/states/life.ts';
import { actingOf, REQUEST, requestAsked, requestParams } from '../life/request-asked.api.ts';
import {
  BODY_BYTES_MAX,
  DELIVERY,
  deliveryParams,
  done,
  placeAsked,
  type ResultsApi,
} from './results-asked.api.ts';
import { receiveDelivered, recordAnswers, verifyResults } from './results-outcome.acts.ts';
import { attachExhibits, matchFiles } from './results.acts.ts';

export function resultActsApi(api: ResultsApi): ApiRoute[] {
  return [attaching(api), matching(api), answering(api), receiving(api), verifying(api)];
}

function attaching(api: ResultsApi): ApiRoute {
  return inCase(
    'addEvidence',
    {
      method: 'POST',
      path: `${DELIVERY}/exhibits`,
      operation: 'attachExhibits',
      summary:
        'Names the exhibits of the case that came with a delivery; each gets the request as an authority.',
      params: deliveryParams,
      body: bodyOf(EXHIBITS).meta({ id: 'DeliveryExhibits' }),
      answer: { ...done, words: 'They are named, in the custody log too.' },
    },
    async ({ body, actKey, ...visit }) => {
      const place = await placeAsked(visit);
      const attached = { ...place, exhibits: body.exhibits, key: idOf(actKey) };
      await attachExhibits(api.house, await actingOf(api, visit), attached);
    },
  );
}

function matching(api: ResultsApi): ApiRoute {
  return inCase(
    'addEvidence',
    {
      method: 'POST',
      path: `${DELIVERY}/matches`,
      operation: 'matchFiles',
      summary: 'Says which item of the request each file answers.',
      params: deliveryParams,
      body: bodyOf(MATCH).meta({ id: 'FileMatches' }),
      bodyBytesMax: BODY_BYTES_MAX,
      answer: { ...done, words: 'It is kept.' },
    },
    async ({ body, ...visit }) => {
      await matchFiles(await actingOf(api, visit), await placeAsked(visit), body.files);
    },
  );
}

function answering(api: ResultsApi): ApiRoute {
  return inCase(
    'seeRequests',
    {
      method: 'POST',
      path: `${DELIVERY}/answers`,
      operation: 'recordDeliveryAnswers',
      summary: 'Records what became of items, with the delivery as the evidence of it.',
      description:
        'An act of the life of the request. When no item is left open, the request is executed by it.',
      params: deliveryParams,
      body: z
        .strictObject({
          answers: z
            .array(
              z.strictObject({
                item: z.int().min(1),
                actual: z.enum(ACTUAL),
                ground: z.enum(GROUNDS).optional(),
                note: z.string().trim().min(1).max(4000).optional(),
              }),
            )
            .min(1)
            .max(200),
        })
        .meta({ id: 'DeliveryAnswers' }),
      answer: { ...done, words: 'It is recorded.' },
    },
    async ({ body, actKey, begunAt, ...visit }) => {
      const id = timedIdOf({ actKey, begunAt });
      await recordAnswers(await actingOf(api, visit), { ...(await placeAsked(visit)), id }, body.answers);
    },
  );
}

function receiving(api: ResultsApi): ApiRoute {
  return inCase(
    'addEvidence',
    {
      method: 'POST',
      path: `${DELIVERY}/received`,
      operation: 'receiveDelivery',
      summary: 'Records that the exhibits of a delivery are here.',
      params: deliveryParams,
      answer: { ...done, words: 'It is recorded.' },
    },
    async ({ actKey, begunAt, ...visit }) => {
      const id = timedIdOf({ actKey, begunAt });
      await receiveDelivered(await actingOf(api, visit), { ...(await placeAsked(visit)), id });
    },
  );
}

function verifying(api: ResultsApi): ApiRoute {
  return inCase(
    'seeRequests',
    {
      method: 'POST',
      path: `${REQUEST}/verification`,
      operation: 'verifyResults',
      summary: 'Says that what came is what was sent: by its digests, or for a reason where there are none.',
      params: requestParams,
      body: z
        .strictObject({
          reason: z
            .string()
            .trim()
            .min(1)
            .max(4000)
            .nullable()
            .describe('Null: by the digests, and each item that was produced has a file.'),
          certificate: actDetail.shape.certificate.describe('Of what came to us: which one, or why none.'),
          restrictions: actDetail.shape.restrictions.describe(
            'Of what leaves: none, where an exhibit carries no restriction.',
          ),
        })
        .meta({ id: 'ResultsVerification' }),
      answer: { ...done, words: 'It is recorded.' },
    },
    async ({ body: { reason, certificate, restrictions }, actKey, begunAt, ...visit }) => {
      const { number } = await requestAsked(visit);
      const id = timedIdOf({ actKey, begunAt });
      const said = { reason: reason ?? undefined, certificate, restrictions };
      await verifyResults(await actingOf(api, visit), number, said, id);
    },
  );
}
