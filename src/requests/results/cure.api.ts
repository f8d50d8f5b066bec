// Curing what came informally, as JSON.
import { z } from 'zod';
import { exhibitAct, exhibitAsked, reasonLine } from '../../evidence/exhibits/exhibit-asked.api.ts';
import { idOf, type ApiRoute } from '../../people/visit.api.ts';
import { actingOf } from '../life/request-asked.api.ts';
import { notReadyYet, type ResultsApi } from './results-asked.api.ts';
import { cure } from './cure.acts.ts';

export function cureApi(api: ResultsApi): ApiRoute[] {
  return [
    exhibitAct(
      'liftLeadsOnly',
      {
        path: '/cure',
        operation: 'cureInformalResult',
        summary: 'Names the formal request by which an exhibit that came informally may be used in court.',
        description:
          'Our own request for this evidence, that was executed. What kept the exhibit to leads is lifted, in the custody log.',
        body: z
          .strictObject({
            request: z.int().min(1).max(999_999_999).describe('Its number in the case.'),
            reason: reasonLine.describe('Why it covers the exhibit. Signed into the log, so without names.'),
          })
          .meta({ id: 'InformalResultCure' }),
        words: 'It is cured.',
      },
      async ({ body: { request, reason }, actKey, ...asked }) => {
        const { number } = await exhibitAsked(asked);
        const given = { exhibit: number, number: request, reason, key: idOf(actKey) };
        await cure(api.house, await actingOf(api, asked), given).catch(notReadyYet);
      },
    ),
  ];
}
