// Remedies used against an order, as JSON: what each is, and what has become of it.
import { z } from 'zod';
import { inCase, numberInPath, pageOf, paging, timedIdOf, type ApiRoute } from '../../people/visit.api.ts';
import { draftingOf, pageOfRequest, REQUEST, requestAsked, requestParams } from '../request-asked.api.ts';
import { LINE_MAX } from './order-record.ts';
import { day, evidence, recordedJson, recordedShape, whyMistaken } from './order-record.api.ts';
import { REMEDY_KINDS, REMEDY_OUTCOMES, REMEDY_USERS, stateOfRemedy, type Remedy } from './remedy.ts';
import { recordRemedy, stepRemedy } from './remedy.acts.ts';
import { remediesOf } from './remedy.store.ts';
import { done } from './results-asked.api.ts';

const REMEDIES = `${REQUEST}/remedies` as const;

const kind = z
  .enum(REMEDY_KINDS)
  .describe(
    'effective: before a court of the issuing State (Art. 18); conflict: review of a conflict with the law of a third country (Art. 17); penalty: in the enforcing State against a penalty (Art. 16(10)); the others by the law of that State.',
  );
const usedBy = z
  .enum(REMEDY_USERS)
  .describe('By whom, without a name: dataSubject is the person whose data were asked for.');
const court = z.string().trim().min(1).max(LINE_MAX);
const outcome = z
  .enum(REMEDY_OUTCOMES)
  .describe('granted: what was attacked does not stand; rejected: it does.');

const remedyShape = z
  .object({
    number: z.int().describe('Within the request.'),
    kind,
    state: z.enum(['issuing', 'enforcing']).describe('In which State it was used.'),
    usedBy,
    court: z.string(),
    used: recordedShape,
    decided: recordedShape.extend({ outcome }).nullable().describe('Null: it is pending.'),
    mistaken: recordedShape.nullable().describe('Recorded by mistake: it does not count.'),
  })
  .meta({ id: 'RequestRemedy' });

export function remedyApi(): ApiRoute[] {
  return [listing(), recording(), stepping()];
}

function listing(): ApiRoute {
  return inCase(
    'seeRequests',
    {
      method: 'GET',
      path: REMEDIES,
      operation: 'listRequestRemedies',
      summary: 'Lists the remedies that were used against an order, and what has become of them.',
      params: requestParams,
      query: paging,
      answer: { status: 200, words: 'As recorded.', schema: pageOf('RequestRemedyPage', remedyShape) },
    },
    (asked) => pageOfRequest(asked, (tx, id) => remediesOf(tx, id), remedyJson),
  );
}

function recording(): ApiRoute {
  return inCase(
    'recordRemedy',
    {
      method: 'POST',
      path: REMEDIES,
      operation: 'recordRequestRemedy',
      summary: 'Records that a remedy was used against an order.',
      description: 'Of an order of Regulation (EU) 2023/1543 that was sent or received.',
      params: requestParams,
      body: z
        .strictObject({ kind, usedBy, court, on: day.describe('When it was used.'), evidence })
        .meta({ id: 'NewRequestRemedy' }),
      answer: {
        status: 201,
        words: 'It is recorded.',
        schema: z.object({ remedy: z.int().describe('Its number.') }).meta({ id: 'RecordedRequestRemedy' }),
      },
    },
    async ({ body, actKey, begunAt, ...visit }) => {
      const { number } = await requestAsked(visit);
      const given = { ...body, number, id: timedIdOf({ actKey, begunAt }) };
      return { remedy: await recordRemedy(draftingOf(visit), given) };
    },
  );
}

function stepping(): ApiRoute {
  return inCase(
    'recordRemedy',
    {
      method: 'POST',
      path: `${REMEDIES}/:remedy/steps`,
      operation: 'stepRequestRemedy',
      summary: 'Records the outcome of a remedy, or that it was recorded by mistake.',
      params: requestParams.extend({ remedy: numberInPath.describe('Its number within the request.') }),
      body: z
        .discriminatedUnion('act', [
          z.strictObject({ act: z.literal('decided'), outcome, on: day, evidence }),
          z.strictObject({ act: z.literal('mistaken'), evidence: whyMistaken }),
        ])
        .meta({ id: 'RequestRemedyStep' }),
      answer: { ...done, words: 'It is recorded.' },
    },
    async ({ body, actKey, begunAt, ...visit }) => {
      const { number } = await requestAsked(visit);
      const place = { number, remedy: visit.params.remedy, id: timedIdOf({ actKey, begunAt }) };
      await stepRemedy(draftingOf(visit), place, body);
      return undefined;
    },
  );
}

function remedyJson({ number, used, decided, mistaken, ...of }: Remedy): z.input<typeof remedyShape> {
  return {
    number,
    kind: of.kind,
    state: stateOfRemedy(of.kind),
    usedBy: of.usedBy,
    court: of.court,
    used: recordedJson(used),
    decided: decided === undefined ? null : { ...recordedJson(decided), outcome: decided.outcome },
    mistaken: mistaken === undefined ? null : recordedJson(mistaken),
  };
}
