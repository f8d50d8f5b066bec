// What was gathered for another's request leaves, as JSON: its package, and the manifest of what went outside the Union's system.
import { z } from 'zod';
import { packageTarget } from '../../evidence/packages/share.api.ts';
import { idOf, inCase, line, timedIdOf, type ApiRoute } from '../../people/visit.api.ts';
import { LANGUAGES } from '../../web/messages.ts';
import { beginManifest } from '../letters/manifest.acts.ts';
import { actingOf, language, requestAsked } from '../request-asked.api.ts';
import { requestJson, requestShape } from '../request-shape.api.ts';
import { requestReference } from '../request.ts';
import { DELIVERY, deliveryParams, notReadyYet, placeAsked, type ResultsApi } from './results-asked.api.ts';
import { sendResults } from './results-send.acts.ts';

export function sendApi(api: ResultsApi): ApiRoute[] {
  return [sending(api), writingManifest(api)];
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
      body: packageTarget
        .extend({ purpose: line(400).optional().describe('Absent: that it answers the request.') })
        .meta({ id: 'ResultsToSend' }),
      answer: {
        status: 202,
        words: 'It waits for a second person, or is being made.',
        schema: z
          .object({ package: z.uuid(), state: z.enum(['asked', 'making']) })
          .meta({ id: 'SentResults' }),
      },
    },
    async ({ body: { receiver, recipient, withDetails, ground, purpose }, actKey, ...visit }) => {
      const { number } = await requestAsked(visit);
      const reference = requestReference(visit.file.reference, number);
      const id = idOf(actKey);
      const state = await sendResults(api.house, await actingOf(api, visit), {
        ...(await placeAsked(visit)),
        id,
        receiver,
        recipient,
        withDetails,
        ground,
        purpose: purpose ?? LANGUAGES.en.results.purpose(reference),
      }).catch(notReadyYet);
      return { package: id, state };
    },
  );
}

function writingManifest(api: ResultsApi): ApiRoute {
  return inCase(
    'draftRequest',
    {
      method: 'POST',
      path: `${DELIVERY}/manifest`,
      operation: 'beginDeliveryManifest',
      summary:
        'Begins the manifest of evidence that goes outside the system of the Union, from the package that was made.',
      description:
        'A request of its own: checked, authorised and kept as any (docs/guides/request-forms.md).',
      params: deliveryParams,
      body: z.strictObject({ writtenIn: language }).meta({ id: 'NewDeliveryManifest' }),
      answer: { status: 201, words: 'It is begun, as a draft.', schema: requestShape },
    },
    async ({ body: { writtenIn }, actKey, begunAt, ...visit }) => {
      const number = await beginManifest(api.house, await actingOf(api, visit), {
        ...(await placeAsked(visit)),
        id: timedIdOf({ actKey, begunAt }),
        writtenIn,
        encrypted: LANGUAGES[writtenIn].results.manifest.encrypted,
      }).catch(notReadyYet);
      return requestJson(visit.file.reference, await requestAsked({ ...visit, params: { request: number } }));
    },
  );
}
