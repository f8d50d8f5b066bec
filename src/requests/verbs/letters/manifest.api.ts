// The manifest of evidence that goes outside the Union's system, as JSON.
import { inCase, timedIdOf, type ApiRoute } from '../../../people/visit.api.ts';
import { bodyOf } from '../../../web/fields/field.ts';
import { actingOf, requestAsked } from '../life/request-asked.api.ts';
import { requestJson, requestShape } from '../sending/request-shape.api.ts';
import {
  DELIVERY,
  deliveryParams,
  notReadyYet,
  placeAsked,
  type ResultsApi,
} from '../results/results-asked.api.ts';
import { beginManifest } from './manifest.do.ts';
import { MANIFEST } from './manifest.ts';

export function manifestApi(api: ResultsApi): ApiRoute[] {
  return [writingManifest(api)];
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
      body: bodyOf(MANIFEST).meta({ id: 'NewDeliveryManifest' }),
      answer: { status: 201, words: 'It is begun, as a draft.', schema: requestShape },
    },
    async ({ body, actKey, begunAt, ...visit }) => {
      const number = await beginManifest(api.house, await actingOf(api, visit), {
        ...(await placeAsked(visit)),
        id: timedIdOf({ actKey, begunAt }),
        body,
      }).catch(notReadyYet);
      return requestJson(visit.file.reference, await requestAsked({ ...visit, params: { request: number } }));
    },
  );
}
