// Costs claimed for an order, as JSON: each claim, and what was reimbursed of it.
import { z } from 'zod';
import { inCase, numberInPath, pageOf, paging, timedIdOf, type ApiRoute } from '../../people/visit.api.ts';
import { draftingOf, pageOfRequest, REQUEST, requestAsked, requestParams } from '../request-asked.api.ts';
import { AMOUNT, type CostClaim } from './cost-claim.ts';
import { recordClaim, stepClaim } from './cost-claim.acts.ts';
import { claimsOf } from './cost-claim.store.ts';
import { day, evidence, recordedJson, recordedShape, whyMistaken } from './order-record.api.ts';
import { done } from './results-asked.api.ts';

const COSTS = `${REQUEST}/costs` as const;

const amount = z
  .string()
  .regex(AMOUNT, 'An amount such as 1200.50.')
  .describe('Decimal digits with a point; kept as given, never rounded.');
const currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .describe('ISO 4217.');

const claimShape = z
  .object({
    number: z.int().describe('Within the request.'),
    amount: z.string().describe('What was claimed.'),
    currency: z.string().describe('Of the claim, and of what was reimbursed.'),
    claimed: recordedShape,
    reimbursed: recordedShape.extend({ amount: z.string() }).nullable(),
    refused: recordedShape.nullable(),
    mistaken: recordedShape.nullable().describe('Recorded by mistake: it does not count.'),
  })
  .meta({ id: 'RequestCostClaim' });

export function costClaimApi(): ApiRoute[] {
  return [listing(), recording(), stepping()];
}

function listing(): ApiRoute {
  return inCase(
    'seeRequests',
    {
      method: 'GET',
      path: COSTS,
      operation: 'listRequestCosts',
      summary: 'Lists the costs that were claimed for executing an order, and what was reimbursed.',
      params: requestParams,
      query: paging,
      answer: { status: 200, words: 'As recorded.', schema: pageOf('RequestCostPage', claimShape) },
    },
    (asked) => pageOfRequest(asked, (tx, id) => claimsOf(tx, id), claimJson),
  );
}

function recording(): ApiRoute {
  return inCase(
    'recordCosts',
    {
      method: 'POST',
      path: COSTS,
      operation: 'recordRequestCosts',
      summary: 'Records that costs of executing an order were claimed.',
      description:
        'Of an order of Regulation (EU) 2023/1543 that was sent or received (its Art. 14: where the law of the issuing State provides for it).',
      params: requestParams,
      body: z
        .strictObject({ amount, currency, on: day.describe('When they were claimed.'), evidence })
        .meta({ id: 'NewRequestCosts' }),
      answer: {
        status: 201,
        words: 'It is recorded.',
        schema: z.object({ claim: z.int().describe('Its number.') }).meta({ id: 'RecordedRequestCosts' }),
      },
    },
    async ({ body, actKey, begunAt, ...visit }) => {
      const { number } = await requestAsked(visit);
      const given = { ...body, number, id: timedIdOf({ actKey, begunAt }) };
      return { claim: await recordClaim(draftingOf(visit), given) };
    },
  );
}

function stepping(): ApiRoute {
  return inCase(
    'recordCosts',
    {
      method: 'POST',
      path: `${COSTS}/:claim/steps`,
      operation: 'stepRequestCosts',
      summary:
        'Records what was reimbursed of a claim, that it was refused, or that it was recorded by mistake.',
      params: requestParams.extend({ claim: numberInPath.describe('Its number within the request.') }),
      body: z
        .discriminatedUnion('act', [
          z.strictObject({
            act: z.literal('reimbursed'),
            amount: amount.describe('In the currency of the claim, and no more than it.'),
            on: day,
            evidence,
          }),
          z.strictObject({ act: z.literal('refused'), on: day, evidence: evidence.describe('Why.') }),
          z.strictObject({ act: z.literal('mistaken'), evidence: whyMistaken }),
        ])
        .meta({ id: 'RequestCostsStep' }),
      answer: { ...done, words: 'It is recorded.' },
    },
    async ({ body, actKey, begunAt, ...visit }) => {
      const { number } = await requestAsked(visit);
      const place = { number, claim: visit.params.claim, id: timedIdOf({ actKey, begunAt }) };
      await stepClaim(draftingOf(visit), place, body);
      return undefined;
    },
  );
}

function claimJson(one: CostClaim): z.input<typeof claimShape> {
  const { reimbursed, refused, mistaken } = one;
  return {
    number: one.number,
    ...one.claim,
    claimed: recordedJson(one.claimed),
    reimbursed: reimbursed === undefined ? null : { ...recordedJson(reimbursed), amount: reimbursed.amount },
    refused: refused === undefined ? null : recordedJson(refused),
    mistaken: mistaken === undefined ? null : recordedJson(mistaken),
  };
}
