// Time limits as JSON: of a case, of a request, of a preservation, and that somebody sees to one.
import { z } from 'zod';
import { isUuid, type Uuid } from '../../../base/ids.ts';
import {
  absent,
  inCase,
  instant,
  pageOf,
  pageWith,
  paging,
  placeInList,
  signedIn,
  type ApiCaseVisit,
  type ApiRoute,
  type ApiVisit,
  orNull,
} from '../../../people/visit.api.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import { REQUEST, requestAsked, requestParams, type RequestsApi } from './request-asked.api.ts';
import { seeTo } from '../../machine/clocks/alarm.acts.ts';
import { awaitedBy } from '../../machine/clocks/awaited.acts.ts';
import * as store from '../../machine/clocks/clock.store.ts';
import { otherwiseToday, type StoredClock } from '../../machine/clocks/stored.ts';

const CLOCKS_MAX = 500;

const clockShape = z
  .object({
    id: z.uuid(),
    case: z.string(),
    request: orNull(z.int()).describe('Number of the request that it is of.'),
    preservation: orNull(z.int()).describe('Number of the preservation that it is of.'),
    rule: z
      .string()
      .describe(
        'Id in `/law/clocks`; `holder.agreed` is an end that the holder named, `house.receipt` within how long this agency expects a receipt.',
      ),
    instrument: z.string(),
    article: z.string(),
    confidence: z.string().describe('How sure the rule is.'),
    desk: z.enum(['desk', 'duty', 'drafter']).describe('Who sees to it.'),
    status: z.enum(['notStarted', 'running', 'paused', 'stopped', 'done']),
    earliest: orNull(instant).describe('The first moment after the period, by the earliest reading.'),
    latest: orNull(instant).describe('By the latest reading, where the text leaves two open.'),
    state: z.string().describe('Whose calendar is counted by; ZZ where it is not known.'),
    zone: z.string(),
    begunAt: instant,
  })
  .meta({ id: 'TimeLimit' });

const wholeClockShape = clockShape
  .extend({
    readings: z
      .array(
        z.object({
          counting: z.string(),
          afterPause: z.string(),
          end: orNull(instant),
          lastDay: orNull(z.string()),
          steps: z.array(z.record(z.string(), z.unknown())).describe('How it was reckoned, step by step.'),
        }),
      )
      .describe('Each way in which the text can be read.'),
    sources: z
      .array(
        z.object({
          event: z.string(),
          at: instant,
          evidence: orNull(z.string()),
          setBy: orNull(z.string()).describe('Of another last day: who set it.'),
          recordedAt: instant,
          by: orNull(z.string()),
        }),
      )
      .describe('What started, paused, lengthened or ended it.'),
    awaited: z
      .array(z.int())
      .describe('Numbers of the items of the request that it still runs for, where it runs for items.'),
    isOtherwiseToday: z.boolean().describe('The law as it is now would give another end; this one stays.'),
  })
  .meta({ id: 'WholeTimeLimit' });

export const timeLimitPage = pageOf('TimeLimitPage', clockShape);

const clockParams = z.object({ clock: z.string().refine(isUuid).describe('Id of the time limit.') });

export function clockApi(api: RequestsApi): ApiRoute[] {
  return [listing, showing(api), seeing];
}

const listing = inCase(
  'seeRequests',
  {
    method: 'GET',
    path: '/cases/:case/time-limits',
    operation: 'listTimeLimits',
    summary: 'Lists the time limits of a case.',
    query: paging,
    answer: {
      status: 200,
      words: `What runs first, then what ends first; at most ${CLOCKS_MAX}.`,
      schema: timeLimitPage,
    },
  },
  ({ file, query, ...visit }) => clockPage(visit, query, (tx) => store.clocksOfCase(tx, file.id, CLOCKS_MAX)),
);

/** Of one request. */
export function requestClocksApi(): ApiRoute {
  return inCase(
    'seeRequests',
    {
      method: 'GET',
      path: `${REQUEST}/time-limits`,
      operation: 'listRequestTimeLimits',
      summary: 'Lists the time limits of a request.',
      params: requestParams,
      query: paging,
      answer: { status: 200, words: 'The oldest first.', schema: timeLimitPage },
    },
    async (asked) => {
      const { id } = await requestAsked(asked);
      return clockPage(asked, asked.query, (tx) => store.clocksOf(tx, { request: id }));
    },
  );
}

export async function clockPage(
  { people, person }: Pick<ApiCaseVisit, 'people' | 'person'>,
  { after, limit }: z.output<typeof paging>,
  find: (tx: Tx) => Promise<StoredClock[]>,
): Promise<z.input<typeof timeLimitPage>> {
  const from = placeInList(after);
  const { rest, owners } = await people.db.asPerson(person.id, async (tx) => {
    const some = (await find(tx)).slice(from, from + limit + 1);
    return { rest: some, owners: await ownersIn(tx, some) };
  });
  return pageWith(
    rest.slice(0, limit),
    rest.length > limit,
    (one) => clockJson(one, owners.get(one.id)),
    () => [String(from + limit)],
  );
}

function ownersIn(tx: Tx, clocks: readonly StoredClock[]): Promise<Map<Uuid, store.ClockOwner>> {
  return store.ownersOf(
    tx,
    clocks.map(({ id }) => id),
  );
}

function clockJson({ id, rule, at, desk, run, begunAt }: StoredClock, owner: store.ClockOwner | undefined) {
  const { status, earliest, latest } = run;
  return {
    ...rule,
    ...at,
    id,
    case: owner?.reference ?? '',
    request: owner?.request,
    preservation: owner?.preservation,
    rule: rule.id,
    desk,
    status,
    earliest,
    latest,
    begunAt,
  };
}

function showing({ law }: RequestsApi): ApiRoute {
  return signedIn(
    {
      method: 'GET',
      path: '/time-limits/:clock',
      operation: 'showTimeLimit',
      summary: 'Shows a time limit with how it was reckoned, step by step.',
      params: clockParams,
      answer: { status: 200, words: 'The time limit.', schema: wholeClockShape },
      isForCaseKeys: true,
    },
    async (asked) => {
      const { clocks } = await law.current();
      const clock = await clockAsked(asked);
      const { people, person } = asked;
      return people.db.asPerson(person.id, async (tx) => {
        const events = (await store.eventsOfClocks(tx, [clock.id])).get(clock.id) ?? [];
        return {
          ...clockJson(clock, (await ownersIn(tx, [clock])).get(clock.id)),
          readings: clock.run.readings.map(({ end, lastDay, steps, ...how }) => ({
            ...how,
            end: end ?? null,
            lastDay: lastDay ?? null,
            steps: steps.map((step) => ({ ...step })),
          })),
          sources: (await store.sourcesOf(tx, clock.id)).map(
            ({ event, at, evidence, setBy, recordedAt, by }) => ({
              event,
              at: at.toISOString(),
              evidence: evidence ?? null,
              setBy: setBy ?? null,
              recordedAt: recordedAt.toISOString(),
              by: by ?? null,
            }),
          ),
          awaited: await awaitedBy(tx, clock),
          isOtherwiseToday: otherwiseToday(clock, events, clocks) !== undefined,
        };
      });
    },
  );
}

async function clockAsked({
  people,
  person,
  params,
}: ApiVisit & { readonly params: { readonly clock: string } }): Promise<StoredClock> {
  const found = await people.db.asPerson(
    person.id,
    (tx) => store.clockById(tx, params.clock as Uuid), // refined
  );
  if (found === undefined) throw absent();
  return found;
}

const seeing = signedIn(
  {
    method: 'POST',
    path: '/time-limits/:clock/seen',
    operation: 'seeToTimeLimit',
    summary: 'Says that you see to a time limit: nobody else is alarmed any more.',
    params: clockParams,
    answer: { status: 204, words: 'It is noted.', schema: z.undefined() },
    isForCaseKeys: true,
  },
  async (asked) => {
    const { id } = await clockAsked(asked);
    await seeTo(asked.people, asked.person, id);
  },
);
