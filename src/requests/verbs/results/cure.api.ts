// Curing what came informally, as JSON.
import { exhibitAct, exhibitAsked } from '../../../evidence/exhibits/exhibit-asked.api.ts';
import { idOf, type ApiRoute } from '../../../people/visit.api.ts';
import { bodyOf, readAll } from '../../../web/fields/field.ts';
import { actingOf } from '../life/request-asked.api.ts';
import { notReadyYet, type ResultsApi } from './results-asked.api.ts';
import { cure } from './cure.do.ts';
import { CURE } from './cure.ts';

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
        body: bodyOf(CURE).meta({ id: 'InformalResultCure' }),
        words: 'It is cured.',
      },
      async ({ body, actKey, ...asked }) => {
        const { number } = await exhibitAsked(asked);
        const { request: _, ...fields } = CURE; // whether it covers it, the act says
        const { reason } = readAll(fields, body, {});
        const given = { exhibit: number, number: body.request, reason, key: idOf(actKey) };
        await cure(api.house, await actingOf(api, asked), given).catch(notReadyYet);
      },
    ),
  ];
}
