// The duty to tell the person concerned, as JSON: planned, done, and how it is known.
import { z } from 'zod';
import {
  inCase,
  instant,
  numberInPath,
  pageOf,
  paging,
  timedIdOf,
  type ApiRoute,
} from '../../people/visit.api.ts';
import {
  actingOf,
  draftingOf,
  pageOfRequest,
  REQUEST,
  requestAsked,
  requestParams,
  type RequestsApi,
} from '../request-asked.api.ts';
import { planNotice, stepNotice } from './notice.acts.ts';
import { NOTICE_STATES, type Notice } from './notice.ts';
import { noticesOf } from './notice.store.ts';
import { done } from './results-asked.api.ts';

const NOTICES = `${REQUEST}/notices` as const;
const day = z.iso.date();
const text = (max: number) => z.string().trim().min(1).max(max);

const noticeShape = z
  .object({
    number: z.int().describe('Within the request.'),
    person: z.string(),
    basis: z.string().describe('On what rule, as whoever planned it says.'),
    state: z.enum(NOTICE_STATES),
    dueOn: day.nullable().describe('The day for which it is planned, or that of the review.'),
    events: z.array(
      z.object({
        act: z.enum(NOTICE_STATES),
        by: z.string().nullable(),
        through: z.string().nullable(),
        at: instant,
        dueOn: day.nullable(),
        doneOn: day.nullable(),
        evidence: z.string().nullable(),
        reason: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'RequestNotice' });

export function noticeApi(api: RequestsApi): ApiRoute[] {
  return [listing(), planning(), telling(api)];
}

function listing(): ApiRoute {
  return inCase(
    'seeRequests',
    {
      method: 'GET',
      path: NOTICES,
      operation: 'listRequestNotices',
      summary: 'Lists who is to be told that their data were obtained, and how that stands.',
      params: requestParams,
      query: paging,
      answer: { status: 200, words: 'As planned.', schema: pageOf('RequestNoticePage', noticeShape) },
    },
    (asked) => pageOfRequest(asked, (tx, id) => noticesOf(tx, id), noticeJson),
  );
}

function planning(): ApiRoute {
  return inCase(
    'informPerson',
    {
      method: 'POST',
      path: NOTICES,
      operation: 'planRequestNotice',
      summary: 'Plans that a person is told that their data were obtained.',
      params: requestParams,
      body: z
        .strictObject({
          person: text(1000).describe('Whom to tell.'),
          basis: text(1000).describe('On what rule.'),
          dueOn: day,
        })
        .meta({ id: 'NewRequestNotice' }),
      answer: {
        status: 201,
        words: 'It is planned.',
        schema: z.object({ notice: z.int().describe('Its number.') }).meta({ id: 'PlannedRequestNotice' }),
      },
    },
    async ({ body, actKey, begunAt, ...visit }) => {
      const { number } = await requestAsked(visit);
      const planned = { ...body, number, id: timedIdOf({ actKey, begunAt }) };
      return { notice: await planNotice(draftingOf(visit), planned) };
    },
  );
}

function telling(api: RequestsApi): ApiRoute {
  return inCase(
    'informPerson',
    {
      method: 'POST',
      path: `${NOTICES}/:notice/told`,
      operation: 'recordPersonTold',
      summary: 'Records that the person was told.',
      description:
        'That they are not told yet, or need not be, is weighed by a person and said on the pages; no key does it.',
      params: requestParams.extend({ notice: numberInPath.describe('Its number within the request.') }),
      body: z
        .strictObject({ on: day, evidence: text(4000).describe('What shows that the person was told.') })
        .meta({ id: 'PersonTold' }),
      answer: { ...done, words: 'It is recorded.' },
    },
    async ({ body, actKey, begunAt, ...visit }) => {
      const { number } = await requestAsked(visit);
      const place = { number, notice: visit.params.notice, id: timedIdOf({ actKey, begunAt }) };
      await stepNotice(await actingOf(api, visit), place, { act: 'done', ...body });
      return undefined;
    },
  );
}

function noticeJson({ number, person, basis, state, dueOn, events }: Notice): z.input<typeof noticeShape> {
  return {
    number,
    person,
    basis,
    state,
    dueOn: dueOn ?? null,
    events: events.map((one) => ({
      act: one.act,
      by: one.by ?? null,
      through: one.through ?? null,
      at: one.at.toISOString(),
      dueOn: one.dueOn ?? null,
      doneOn: one.doneOn ?? null,
      evidence: one.evidence ?? null,
      reason: one.reason ?? null,
    })),
  };
}
