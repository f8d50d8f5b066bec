// Remarks on a request as JSON: said by whoever sees it, decided by whoever writes it.
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { isUuid } from '../../../base/ids.ts';
import { Refusal } from '../../../base/refusal.ts';
import {
  absent,
  inCase,
  instant,
  pageFrom,
  pageOf,
  paging,
  placeOf,
  timedIdOf,
  type ApiRoute,
  orNull,
} from '../../../people/visit.api.ts';
import { pageWith, type LegalForm } from '../../core/form.ts';
import { readAnswers } from '../../core/read-answers.ts';
import {
  draftingOf,
  legalAsked,
  REQUEST,
  requestAsked,
  requestParams,
  type RequestsApi,
} from './request-asked.api.ts';
import type { Answer, Answers } from '../../core/answers.ts';
import { askedOf } from '../../core/request-items.ts';
import { decide, sayRemark } from '../drafting/review/remark.acts.ts';
import {
  DECISIONS,
  itemOf,
  mayDecide,
  REMARK_MAX,
  remarkedId,
  remarkPlace,
  type Remark,
  type RemarkPlace,
} from '../../machine/text/remark.ts';
import { remarksOf, remarkUnder } from '../drafting/review/remark.store.ts';

const remarkShape = z
  .object({
    id: z.uuid(),
    version: z.int().describe('Of the answers that were read.'),
    field: z.string().describe('The field, or one item of it: `data.2`.'),
    text: orNull(z.string()),
    suggestion: z.unknown().describe('The answer that is suggested; null where none is.'),
    by: orNull(z.string()),
    at: instant,
    through: orNull(z.string()).describe('`key …`: another program said it for the person.'),
    decision: orNull(z.enum(DECISIONS)).describe('Null: open.'),
    decidedBy: orNull(z.string()),
    decidedAt: orNull(instant),
  })
  .meta({ id: 'RequestRemark' });

export function remarkApi(api: RequestsApi): ApiRoute[] {
  return [listing(api), saying(api), deciding(api)];
}

function listing(api: RequestsApi): ApiRoute {
  return inCase(
    'seeRequests',
    {
      method: 'GET',
      path: `${REQUEST}/remarks`,
      operation: 'listRequestRemarks',
      summary: 'Lists what readers of a request said of its answers, or suggested in their place.',
      params: requestParams,
      query: paging,
      answer: { status: 200, words: 'The oldest first.', schema: pageOf('RequestRemarkPage', remarkShape) },
    },
    async (asked) => {
      const request = await requestAsked(asked);
      const { fields } = await legalAsked(api, asked, request);
      const { after, limit } = asked.query;
      const place = placeOf(after, remarkPlaceShape);
      const wanted = { after: place && { at: new Date(place[0]), id: place[1] }, limit: limit + 1 };
      const found = await asked.people.db.asPerson(asked.person.id, (tx) =>
        remarksOf(tx, request.id, wanted),
      );
      return pageFrom(
        found,
        limit,
        (one) => remarkJson(one, fields),
        ({ at, id }) => [at.toISOString(), id],
      );
    },
  );
}

const remarkPlaceShape = z.tuple([instant, z.uuid().refine(isUuid)]);

function saying(api: RequestsApi): ApiRoute {
  return inCase(
    'seeRequests',
    {
      method: 'POST',
      path: `${REQUEST}/remarks`,
      operation: 'sayRequestRemark',
      summary: 'Says something of an answer of a request, or suggests another in its place.',
      description: 'Nothing is changed by it: whoever writes the request decides.',
      params: requestParams,
      body: z
        .strictObject({
          field: z.string().max(80).describe('The field, or one item of a list of items: `data.2`.'),
          text: z.string().trim().min(1).max(REMARK_MAX).optional(),
          suggestion: z
            .unknown()
            .optional()
            .describe('An answer as the field takes it; of one item, that item. Not a whole list of items.'),
        })
        .refine(({ text, suggestion }) => text !== undefined || suggestion !== undefined, {
          path: ['text'],
          message: 'Say something, or suggest another answer.',
        })
        .meta({ id: 'NewRequestRemark' }),
      answer: {
        status: 201,
        words: 'It is said.',
        schema: z.object({ remark: z.uuid() }).meta({ id: 'SaidRequestRemark' }),
      },
    },
    async ({ body: { field, text, suggestion: given }, actKey, begunAt, ...visit }) => {
      const request = await requestAsked(visit);
      const legal = await legalAsked(api, visit, request);
      const { answers } = request.version;
      const place = remarkPlace(legal, answers, field);
      if (place === undefined)
        throw new Refusal('badInput.remarkPlace', { form: request.form, found: `'${field}'` });
      const suggestion = given === undefined ? undefined : suggested(legal, place, given);
      if (suggestion !== undefined && isDeepStrictEqual(suggestion, answerAt(place, answers)))
        throw new Refusal('badInput.sameSuggestion');
      const id = timedIdOf({ actKey, begunAt });
      await sayRemark(draftingOf(visit), request, {
        id,
        field: remarkedId(place),
        text: text?.replaceAll('\r\n', '\n'),
        suggestion,
      });
      return { remark: id };
    },
  );
}

/** As the schema of the field reads it; of an item, in a list of one. */
function suggested(legal: LegalForm, { field, item }: RemarkPlace, given: unknown): Answer | undefined {
  if (field.type === 'item_list' && item === undefined)
    throw new Refusal('badInput.oneItem', { field: field.id });
  return readAnswers(legal, { [field.id]: item === undefined ? given : [given] })[field.id];
}

function answerAt({ field, item }: RemarkPlace, answers: Answers): unknown {
  return item === undefined ? answers[field.id] : [item.asked];
}

function deciding(api: RequestsApi): ApiRoute {
  return inCase(
    'draftRequest',
    {
      method: 'POST',
      path: `${REQUEST}/remarks/:remark/decision`,
      operation: 'decideRequestRemark',
      summary: 'Takes a suggestion over, declines it, or settles a remark that suggests nothing.',
      description:
        'An answer that was changed since it was suggested is not overwritten: nothing is decided then (409).',
      params: requestParams.extend({
        remark: z.string().refine(isUuid).describe('Its id, from the list.'),
      }),
      body: z.strictObject({ decision: z.enum(DECISIONS) }).meta({ id: 'RequestRemarkDecision' }),
      answer: { status: 204, words: 'It is decided.', schema: z.undefined() },
    },
    async ({ body: { decision }, ...visit }) => {
      const request = await requestAsked(visit);
      const remark = await visit.people.db.asPerson(visit.person.id, (tx) =>
        remarkUnder(tx, request.id, visit.params.remark),
      );
      if (remark === undefined) throw absent();
      const legal = await legalAsked(api, visit, request);
      const place = remarkPlace(legal, request.version.answers, remark.field);
      if (!mayDecide(remark, decision, place !== undefined))
        throw new Refusal('badInput.remarkDecision', { found: decision });
      const field = place?.field ?? legal.fields.find(({ id }) => itemOf(remark.field, id) !== undefined);
      const saved = await decide(draftingOf(visit), request, remark, {
        decision,
        page: field === undefined ? 'all' : pageWith(legal.form, field.id).id,
        list: place?.item === undefined ? undefined : place.field.id,
      });
      if (saved?.ok === false) throw new Refusal('conflict.suggestionPassed');
    },
  );
}

function remarkJson(one: Remark, fields: LegalForm['fields']) {
  const isOfItem = fields.some(({ id }) => itemOf(one.field, id) !== undefined);
  const suggestion = isOfItem
    ? askedOf({ suggestion: one.suggestion ?? [] }, 'suggestion')[0]
    : one.suggestion;
  return { ...one, suggestion: suggestion ?? null }; // any answer: its schema cannot say that it is none
}
