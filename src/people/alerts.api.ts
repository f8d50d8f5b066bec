// What one is told of the door, as JSON.
import { z } from 'zod';
import { alertsOf, type Alerts } from './alerts.store.ts';
import { instant, signedIn, type ApiRoute } from './visit.api.ts';

const alertsShape = z
  .object({
    tries: z
      .object({ wrongPasswords: z.int(), wrongCodes: z.int(), wasLocked: z.boolean(), lastAt: instant })
      .nullable()
      .describe('Failed tries at your account since you signed in before last.'),
    recoveredAt: instant.nullable().describe('Somebody came in with a link that two administrators made.'),
    door: z
      .object({
        locked: z.array(
          z.object({
            person: z.uuid().nullable().describe('Null: addresses that nobody here has.'),
            name: z.string().nullable(),
            times: z.int(),
            lastAt: instant,
          }),
        ),
        spread: z
          .array(z.object({ address: z.string(), persons: z.int(), lastAt: instant }))
          .describe('Network addresses with wrong passwords for several people.'),
      })
      .nullable()
      .describe('For administrators: what may be guessing, the last ones of the last seven days.'),
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
      async ({ person, people }) =>
        alertsJson(
          await people.db.asPerson(person.id, (tx) => alertsOf(tx, person, new Date(people.clock()))),
        ),
    ),
  ];
}

function alertsJson({
  tries,
  recoveredAt,
  door,
  keptByNobody,
  casesWithoutLead,
  lettersGivenUp,
}: Alerts): z.input<typeof alertsShape> {
  const timed = <T extends { readonly lastAt: Date }>({ lastAt, ...one }: T) => ({
    ...one,
    lastAt: lastAt.toISOString(),
  });
  return {
    keptByNobody,
    casesWithoutLead,
    lettersGivenUp: lettersGivenUp.map(({ since, until, ...one }) => ({
      ...one,
      since: since.toISOString(),
      until: until.toISOString(),
    })),
    tries: tries === undefined ? null : timed(tries),
    recoveredAt: recoveredAt?.toISOString() ?? null,
    door:
      door === undefined
        ? null
        : {
            locked: door.locked.map((one) =>
              timed({ ...one, person: one.person ?? null, name: one.name ?? null }),
            ),
            spread: door.spread.map(timed),
          },
  };
}
