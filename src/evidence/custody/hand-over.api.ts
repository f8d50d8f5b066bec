// Handing an exhibit over from person to person, as JSON: the offer, its answer, and what waits.
import { z } from 'zod';
import { inCase, instant, pageOf, paging, signedIn, type ApiRoute } from '../../people/visit.api.ts';
import {
  EXHIBIT,
  exhibitAct,
  exhibitAsked,
  itemParams,
  uuid,
  viewerOf,
} from '../exhibits/exhibit-asked.api.ts';
import { bodyOf, readAll } from '../../web/fields/field.ts';
import { answerHandOver, offerExhibit } from './hand-over.acts.ts';
import { ANSWER, OFFER } from './hand-over.ts';
import { waitingHandOvers } from './hand-over.store.ts';
import type { Installation } from '../log/installation.acts.ts';
import { waitingPage, waitingShape } from './waiting.api.ts';

const shape = waitingShape
  .extend({
    from: z.string().describe('Name.'),
    to: z.string().describe('Name.'),
    waitsForYou: z.boolean().describe('You are to answer; otherwise you wait for the answer.'),
    offeredAt: instant,
  })
  .meta({ id: 'WaitingHandOver' });

const handOver = uuid.describe('`id` of the hand-over: the one that was seen.');

export function handOverApi(house: Installation): ApiRoute[] {
  return [listing, offering(house), answering(house), withdrawing(house)];
}

const listing = signedIn(
  {
    method: 'GET',
    path: '/hand-overs',
    operation: 'listHandOvers',
    summary: 'Lists the hand-overs that wait for your answer, or for the answer to your offer.',
    query: paging,
    answer: { status: 200, words: 'The oldest first.', schema: pageOf('HandOverPage', shape) },
    isForCaseKeys: true,
  },
  (asked) =>
    waitingPage(
      asked,
      (tx, limit, after) => waitingHandOvers(tx, asked.person.id, limit, after),
      ({ isMine, ...one }, offeredAt) => ({ ...one, waitsForYou: isMine, offeredAt }),
    ),
);

function offering(house: Installation): ApiRoute {
  return inCase(
    'holdExhibit',
    {
      method: 'POST',
      path: `${EXHIBIT}/hand-overs`,
      operation: 'offerExhibit',
      summary: 'Offers an exhibit to another person of the case. Custody passes when they accept.',
      description: 'By its holder; by a lead, what the evidence store holds or somebody who left.',
      params: itemParams,
      body: bodyOf(OFFER).meta({ id: 'NewHandOver' }),
      answer: {
        status: 201,
        words: 'It is offered.',
        schema: z.object({ handOver: z.uuid() }).meta({ id: 'OfferedHandOver' }),
      },
    },
    async ({ body, actKey, ...asked }) => {
      const { number } = await exhibitAsked(asked);
      const { to: _, ...fields } = OFFER; // whom it may go to, the act says
      const { why } = readAll(fields, body, {});
      const made = await offerExhibit(house, {
        by: viewerOf(asked),
        number,
        to: body.to,
        ...why,
        key: actKey,
      });
      return { handOver: made.handOver };
    },
  );
}

function answering(house: Installation): ApiRoute {
  return exhibitAct(
    'holdExhibit',
    {
      path: '/hand-overs/answer',
      operation: 'answerHandOver',
      summary: 'Accepts or declines an exhibit that was offered to you.',
      description: 'Declined, it needs a reason.',
      body: bodyOf(ANSWER, { handOver }).meta({ id: 'HandOverAnswer' }),
      words: 'It is answered.',
    },
    async ({ body: { handOver: seen, ...body }, ...asked }) => {
      const { number } = await exhibitAsked(asked);
      const { answer } = readAll(ANSWER, body, { from: '', exhibit: '' });
      await answerHandOver(house, { ...answer, by: viewerOf(asked), number, handOver: seen });
    },
  );
}

function withdrawing(house: Installation): ApiRoute {
  return exhibitAct(
    'seeExhibit',
    {
      path: '/hand-overs/withdraw',
      operation: 'withdrawHandOver',
      summary: 'Takes an offer back that was not answered.',
      description: 'By who offered it, or a lead of the case.',
      body: z.strictObject({ handOver }).meta({ id: 'HandOverWithdrawal' }),
      words: 'It is taken back.',
    },
    async ({ body, ...asked }) => {
      const { number } = await exhibitAsked(asked);
      await answerHandOver(house, { by: viewerOf(asked), number, ...body, outcome: 'withdrawn' });
    },
  );
}
