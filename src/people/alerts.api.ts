// What one is told of the door, as JSON.
import { z } from 'zod';
import { alertsOf } from './alerts.store.ts';
import { instant, signedIn, type ApiRoute, orNull } from './visit.api.ts';

const alertsShape = z
  .object({
    tries: orNull(
      z.object({ wrongPasswords: z.int(), wrongCodes: z.int(), wasLocked: z.boolean(), lastAt: instant }),
    ).describe('Failed tries at your account since you signed in before last.'),
    recoveredAt: orNull(instant).describe('Somebody came in with a link that two administrators made.'),
    door: orNull(
      z.object({
        locked: z.array(
          z.object({
            person: orNull(z.uuid()).describe('Null: addresses that nobody here has.'),
            name: orNull(z.string()),
            times: z.int(),
            lastAt: instant,
          }),
        ),
        spread: z
          .array(z.object({ address: z.string(), persons: z.int(), lastAt: instant }))
          .describe('Network addresses with wrong passwords for several people.'),
      }),
    ).describe('For administrators: what may be guessing, the last ones of the last seven days.'),
    keptByNobody: z
      .int()
      .describe(
        'For administrators: how much is kept confidential of which nobody who knows decides any more.',
      ),
    casesWithoutLead: z
      .int()
      .describe(
        'For administrators: open cases whose leads have all lost their accounts, compartments left out.',
      ),
    lettersGivenUp: z
      .array(
        z.object({
          person: z.uuid(),
          name: z.string(),
          email: z.string(),
          letters: z.int(),
          since: instant,
          until: instant,
        }),
      )
      .describe(
        'For administrators: whom no letter about an alarm has reached since one was given up, how many were, and from when to when they were tried.',
      ),
  })
  .meta({ id: 'Alerts' });

export function alertsApi(): ApiRoute[] {
  return [
    signedIn(
      {
        method: 'GET',
        path: '/me/alerts',
        operation: 'showAlerts',
        summary: 'Says what happened at the door that you should know of.',
        answer: {
          status: 200,
          words: 'Nothing is told twice as new: it is what was, in the last days.',
          schema: alertsShape,
        },
      },
      ({ person, people }) =>
        people.db.asPerson(person.id, (tx) => alertsOf(tx, person, new Date(people.clock()))),
    ),
  ];
}
