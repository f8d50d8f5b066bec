// What came in answer to a request, and what we give in answer to another's, as JSON: deliveries, their exhibits, what each
// answers, and the check of it.
import { z } from 'zod';
import {
  inCase,
  instant,
  pageOf,
  paging,
  timedIdOf,
  orNull,
  type ApiRoute,
  idOf,
  line,
} from '../../../people/visit.api.ts';
import { bodyOf, readAll } from '../../../web/fields/field.ts';
import { actingOf, pageOfRequest, requestAsked, requestParams } from '../life/request-asked.api.ts';
import { resultActsApi } from './results-acts.api.ts';
import {
  BODY_BYTES_MAX,
  DELIVERIES,
  DELIVERY,
  deliveryAsked,
  deliveryParams,
  done,
  notReadyYet,
  placeAsked,
  type ResultsApi,
} from './results-asked.api.ts';
import { beginFields } from './results-begin.ts';
import { DIGESTS, LIMITS } from './delivery-asked.ts';
import { keptFrom } from '../life/confidentiality.api.ts';
import { keptShape, resultConfidenceApi } from './result-confidence.api.ts';
import { beginDelivery, setLimits, setListing } from './results.acts.ts';
import { compareDigests, COMPARISONS } from './compare-digests.ts';
import type { Delivery } from '../../machine/states/results.ts';
import { deliveriesOf, filesOf } from '../../machine/states/delivery.store.ts';
import { LANGUAGES } from '../../../web/messages.ts';
import { requestReference } from '../../core/request.ts';
import { sendResults } from './results-send.acts.ts';
import { SEND } from './results-send.ts';

const deliveryShape = z
  .object({
    number: z.int().describe('Within the request.'),
    arrivedAt: instant,
    evidence: z.string(),
    isInformal: z.boolean().describe('For leads only, until a formal answer cures it.'),
    conditions: z.array(z.string()),
    isConfidential: z.boolean().describe('Kept to some of those who may know of the request.'),
    recordedAt: instant,
    by: orNull(z.string()),
    package: orNull(z.uuid()).describe('The package that it left in, where it was ours to send.'),
  })
  .meta({ id: 'Delivery' });

const wholeShape = deliveryShape
  .extend({
    files: z.array(
      z.object({
        exhibitId: z.uuid(),
        exhibit: z.string().describe('Its number.'),
        path: z.string(),
        bytes: z.int(),
        sha256: z.string(),
        item: orNull(z.int()).describe('Which item it answers.'),
      }),
    ),
    compared: z
      .array(
        z.object({
          name: z.string(),
          comparison: z.enum(COMPARISONS),
          exhibit: orNull(z.string()),
        }),
      )
      .describe(
        'The digests that the sender gave, against what is held. `sameWeak`: by MD5 or SHA-1 alone, which does not establish ' +
          'that it is the same file. `pending`: being computed. `damaged`: the bytes are not those that were sealed, and nothing is computed of them. `destroyed`: the exhibit was destroyed before it was computed.',
      ),
  })
  .meta({ id: 'WholeDelivery' });

export function resultsApi(api: ResultsApi): ApiRoute[] {
  return [
    listing,
    beginning(api),
    showing,
    limiting(api),
    listingDigests(api),
    ...resultActsApi(api),
    ...sendApi(api),
    ...resultConfidenceApi(api),
  ];
}

const listing = inCase(
  'seeRequests',
  {
    method: 'GET',
    path: DELIVERIES,
    operation: 'listDeliveries',
    summary: 'Lists what came in answer to a request, or was gathered for one of another State.',
    params: requestParams,
    query: paging,
    answer: { status: 200, words: 'The oldest first.', schema: pageOf('DeliveryPage', deliveryShape) },
  },
  (asked) => pageOfRequest(asked, deliveriesOf, deliveryJson),
);

const ANY = {
  request: { direction: 'outgoing', isRestricted: false },
  states: [],
  now: new Date(0),
} as const;
const { isInformal: informal, arrivedAt, evidence } = beginFields(ANY);
/** Who may know of it is said as it is of anything that is kept. */
const COME = { isInformal: informal, arrivedAt, evidence };

function beginning(api: ResultsApi): ApiRoute {
  return inCase(
    'addEvidence',
    {
      method: 'POST',
      path: DELIVERIES,
      operation: 'recordDelivery',
      summary: 'Records that something came in answer to a request, and how.',
      description: 'Its exhibits are taken in as all evidence is, then named in `/exhibits` below it.',
      params: requestParams,
      body: bodyOf(COME, {
        confidentiality: keptShape.optional().describe('Absent: whoever may know of the request sees it.'),
      }).meta({ id: 'NewDelivery' }),
      answer: {
        status: 201,
        words: 'It is recorded.',
        schema: z.object({ delivery: z.int().describe('Its number.') }).meta({ id: 'RecordedDelivery' }),
      },
    },
    async ({ body, actKey, begunAt, ...visit }) => {
      const { number } = await requestAsked(visit);
      const { confidentiality, isInformal = false, ...said } = body;
      const kept = confidentiality && keptFrom(confidentiality);
      const given = { ...said, isInformal, number, kept, id: timedIdOf({ actKey, begunAt }) };
      return { delivery: await beginDelivery(await actingOf(api, visit), given).catch(notReadyYet) };
    },
  );
}

const showing = inCase(
  'seeRequests',
  {
    method: 'GET',
    path: DELIVERY,
    operation: 'showDelivery',
    summary: 'Shows a delivery: its files, what each answers, and how the digests of the sender compare.',
    params: deliveryParams,
    answer: { status: 200, words: 'The delivery.', schema: wholeShape },
  },
  async (asked) => {
    const delivery = await deliveryAsked(asked);
    const { people, person } = asked;
    const files = await people.db.asPerson(person.id, (tx) => filesOf(tx, { delivery: delivery.id }));
    return {
      ...deliveryJson(delivery),
      files: files.map(({ exhibit, number, item, ...file }) => ({
        ...file,
        exhibitId: exhibit,
        exhibit: number,
        item: item ?? null,
      })),
      compared: compareDigests(delivery.listing, files).map(({ number, ...one }) => ({
        ...one,
        exhibit: number ?? null,
      })),
    };
  },
);

function limiting(api: ResultsApi): ApiRoute {
  return inCase(
    'addEvidence',
    {
      method: 'POST',
      path: `${DELIVERY}/limits`,
      operation: 'setDeliveryLimits',
      summary: 'States the limits on use that came with a delivery, before its exhibits are named.',
      description: 'Each exhibit gets them as it is named.',
      params: deliveryParams,
      body: bodyOf(LIMITS).meta({ id: 'DeliveryLimits' }),
      answer: { ...done, words: 'They are kept.' },
    },
    async ({ body, ...visit }) => {
      // Whether there are exhibits already, the act says.
      const { conditions } = readAll(LIMITS, body, { delivery: { conditions: [] }, isFixed: false });
      await setLimits(await actingOf(api, visit), await placeAsked(visit), conditions);
    },
  );
}

function listingDigests(api: ResultsApi): ApiRoute {
  return inCase(
    'addEvidence',
    {
      method: 'POST',
      path: `${DELIVERY}/digests`,
      operation: 'setDeliveryDigests',
      summary: 'Keeps the digests that the sender gave, to compare them with what is held.',
      params: deliveryParams,
      body: bodyOf(DIGESTS).meta({ id: 'DeliveryDigests' }),
      bodyBytesMax: BODY_BYTES_MAX,
      answer: { ...done, words: 'They are kept.' },
    },
    async ({ body, ...visit }) => {
      await setListing(await actingOf(api, visit), await placeAsked(visit), body.files);
    },
  );
}

function deliveryJson(one: Delivery) {
  return { ...one, recordedAt: one.at, package: one.share };
}

// What was gathered for another's request leaves, as JSON.

function sendApi(api: ResultsApi): ApiRoute[] {
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
