// What was gathered for another's request leaves, as JSON.
import { z } from 'zod';
import { bodyOf } from '../../web/fields/field.ts';
import { idOf, inCase, line, type ApiRoute } from '../../people/visit.api.ts';
import { LANGUAGES } from '../../web/messages.ts';
import { actingOf, requestAsked } from '../life/request-asked.api.ts';
import { requestReference } from '../core/request.ts';
import { DELIVERY, deliveryParams, notReadyYet, placeAsked, type ResultsApi } from './results-asked.api.ts';
import { sendResults } from './results-send.acts.ts';
import { SEND } from './results-send.ts';

export function sendApi(api: ResultsApi): ApiRoute[] {
  return [sending(api)];
}

function sending(api: ResultsApi): ApiRoute {
  return inCase(
    'shareEvidence',
    {
      method: 'POST',
      path: `${DELIVERY}/package`,
      operation: 'sendResults',
      summary:
        'Asks that the exhibits of a delivery be handed out, in answer to the request of another State.',
      description:
        'Once its results were checked. Where a second person must confirm, it waits, as `POST …/packages` does; the request is the basis of it.',
      params: deliveryParams,
      body: bodyOf(SEND, {
        purpose: line(400).optional().describe('Absent: that it answers the request.'),
      }).meta({ id: 'ResultsToSend' }),
      answer: {
        status: 202,
        words: 'It waits for a second person, or is being made.',
        schema: z
          .object({ package: z.uuid(), state: z.enum(['asked', 'making']) })
          .meta({ id: 'SentResults' }),
      },
    },
    async ({ body: { receiver, withDetails, recipient, ground, leftOut, purpose }, actKey, ...visit }) => {
      const { number } = await requestAsked(visit);
      const reference = requestReference(visit.file.reference, number);
      const id = idOf(actKey);
      const state = await sendResults(api.house, await actingOf(api, visit), {
        ...(await placeAsked(visit)),
        id,
        receiver,
        withDetails,
        recipient,
        ground,
        leftOut,
        purpose: purpose ?? LANGUAGES.en.results.purpose(reference),
      }).catch(notReadyYet);
      return { package: id, state };
    },
  );
}
