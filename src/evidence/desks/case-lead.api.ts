// Who leads a case that nobody leads, as JSON.
import { z } from 'zod';
import { reasonText } from '../../cases/case-file.ts';
import { emailAddress } from '../../people/person.ts';
import { agency, type ApiRoute } from '../../people/visit.api.ts';
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
        body: z
          .strictObject({
            reference: z.string().max(40),
            email: emailAddress,
            reason: reasonText.pipe(z.string().min(1)),
          })
          .meta({ id: 'NewLead' }),
        answer: { status: 204, words: 'They lead it.', schema: z.undefined() },
        refusals: [404],
      },
      async ({ person, people, body, actKey }) => {
        await nameLead(house, people, person, { ...body, key: actKey });
        return undefined;
      },
    ),
  ];
}
