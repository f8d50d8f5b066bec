// Who may know of a result, as JSON.
import { inCase, type ApiRoute } from '../../../people/visit.api.ts';
import { confidenceJson, confidenceShape, KEEPING_WORDS, keptFrom } from '../life/confidentiality.api.ts';
import { bodyOf } from '../../../web/fields/field.ts';
import { KEEP } from '../drafting/confidence/confidentiality.ts';
import { actingOf } from '../life/request-asked.api.ts';
import { keepResult } from './result-confidence.acts.ts';
import { DELIVERY, deliveryAsked, deliveryParams, type ResultsApi } from './results-asked.api.ts';

const PATH = `${DELIVERY}/confidentiality` as const;

/** Who may know, until when and by what; as it is given when a result is recorded, and when that is changed. */
const { reason: _reason, ...kept } = KEEP.result;
export const keptShape = bodyOf(kept).meta({ id: 'ResultKept' });

export function resultConfidenceApi(api: ResultsApi): ApiRoute[] {
  return [showing, keeping(api)];
}

const showing = inCase(
  'seeRequests',
  {
    method: 'GET',
    path: PATH,
    operation: 'showResultConfidentiality',
    summary: 'Shows who may know of a result, until when, by what, and every decision on it.',
    params: deliveryParams,
    answer: { status: 200, words: 'How it is.', schema: confidenceShape },
  },
  shown,
);

function keeping(api: ResultsApi): ApiRoute {
  return inCase(
    'restrictRequest',
    {
      method: 'POST',
      path: PATH,
      operation: 'keepResultConfidential',
      summary: 'Says who alone may know of a result; to the others it is absent, with its exhibits.',
      description: KEEPING_WORDS,
      params: deliveryParams,
      body: bodyOf(KEEP.result).meta({ id: 'ResultKeptConfidential' }),
      answer: { status: 200, words: 'It is so.', schema: confidenceShape },
    },
    async ({ body, ...visit }) => {
      await deliveryAsked(visit);
      const place = { number: visit.params.request, delivery: visit.params.delivery };
      await keepResult(await actingOf(api, visit), place, keptFrom(body));
      return shown(visit);
    },
  );
}

async function shown(asked: Parameters<typeof deliveryAsked>[0]) {
  const { id, isConfidential } = await deliveryAsked(asked);
  return confidenceJson(asked, { of: 'result', id }, isConfidential);
}
