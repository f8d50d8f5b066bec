// How far a job is: a page, the same over a stream, and a button that stops it.
import { isUuid } from '../base/ids.ts';
import { hasEnded, PRIORITIES, type JobPriority } from '../platform/job.ts';
import { eventStream } from '../web/event-stream.ts';
import { cancelJob, placeJob, seeJob, waitsBehind, type SeenJob } from './job.acts.ts';
import { jobPage, jobWords } from './job.pages.ts';
import type { People } from './people.acts.ts';
import { signedIn, type PageRoute, type SignedInVisit } from './visit.routes.ts';

const STREAMS_MAX = 500;
const STREAMS_OF_ONE_MAX = 12;

/** `stopping`: open streams end, so that the server can. */
export function jobRoutes(people: People, stopping: AbortSignal): PageRoute[] {
  const streams = new Map<string, number>();
  return [
    signedIn('GET', '/jobs/:id', async (visit) => {
      const seen = await see(people, visit);
      if (seen === undefined) return visit.notFound();
      const before = await waitsBehind(people, seen.job);
      return visit.page(jobPage(visit.frame.say, { ...seen, before }, new Date(people.clock())));
    }),
    signedIn('GET', '/jobs/:id/events', (visit) => events(people, visit, streams, stopping)),
    signedIn('POST', '/jobs/:id/priority', async (visit) => {
      const id = visit.param('id');
      const given = (await visit.form()).get('priority') ?? '';
      if (!isUuid(id)) return visit.notFound();
      if (!isPriority(given)) return visit.go(`/jobs/${id}`);
      return (await placeJob(people, visit.person, id, given)) ? visit.go(`/jobs/${id}`) : visit.notFound();
    }),
    signedIn('POST', '/jobs/:id/cancel', async (visit) => {
      const id = visit.param('id');
      if (!isUuid(id) || !(await cancelJob(people, visit.person, id))) return visit.notFound();
      return visit.go(`/jobs/${id}`);
    }),
  ];
}

const isPriority = (text: string): text is JobPriority => Object.hasOwn(PRIORITIES, text);

function see(people: People, visit: SignedInVisit): Promise<SeenJob | undefined> {
  const id = visit.param('id');
  return isUuid(id) ? seeJob(people, visit.person, id) : Promise.resolve(undefined);
}

/** Each look asks again whether this person may see it: who leaves the case hears nothing more. */
async function events(
  people: People,
  visit: SignedInVisit,
  streams: Map<string, number>,
  stopping: AbortSignal,
): Promise<Response> {
  if ((await see(people, visit)) === undefined) return visit.notFound();
  const { id } = visit.person;
  const open = streams.get(id) ?? 0;
  const all = [...streams.values()].reduce((sum, one) => sum + one, 0);
  // The script then looks at the page itself instead.
  if (open >= STREAMS_OF_ONE_MAX || all >= STREAMS_MAX) return new Response(null, { status: 204 });
  streams.set(id, open + 1);
  let isOver = false;
  const look = async (): Promise<string | undefined> => {
    if (isOver) return undefined;
    const seen = await see(people, visit);
    if (seen === undefined) return undefined;
    isOver = hasEnded(seen.job);
    return JSON.stringify(jobWords(visit.frame.say, seen.job, new Date(people.clock())));
  };
  return eventStream(look, stopping, () => {
    const left = (streams.get(id) ?? 1) - 1;
    if (left > 0) streams.set(id, left);
    else streams.delete(id);
  });
}
