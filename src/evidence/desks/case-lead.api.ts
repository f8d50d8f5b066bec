// Who leads a case that nobody leads, as JSON.
import { z } from 'zod';
import { agency, type ApiRoute } from '../../people/visit.api.ts';
import { bodyOf } from '../../web/fields/field.ts';
import { LEAD } from './case-lead.ts';
import { nameLead } from './case-lead.acts.ts';
import type { Installation } from '../log/installation.acts.ts';

export function caseLeadApi(house: Installation): ApiRoute[] {
  return [
    agency(
      'nameLead',
      {
        method: 'POST',
        path: '/case-lead',
        operation: 'nameLead',
        summary: 'Names who leads a case whose leads have all lost their accounts.',
        description:
          'A member who works on the case, and not you. Its members are told, with the reason. A compartment gets a lead at the machine.',
        body: bodyOf(LEAD).meta({ id: 'NewLead' }),
        answer: { status: 204, words: 'They lead it.', schema: z.undefined() },
        refusals: [404],
      },
      async ({ person, people, body, actKey }) => {
        await nameLead(house, people, person, { ...body, key: actKey });
      },
    ),
  ];
}
