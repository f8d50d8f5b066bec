// Long work, as JSON: what one asked for, what goes on in a case, how far it is, and asking it to stop.
import { z } from 'zod';
import { isUuid, type Uuid } from '../base/ids.ts';
import { jobsAfter, type JobPlace } from '../platform/job.store.ts';
import { JOB_STATES, PRIORITIES, type Job, type JobPriority } from '../platform/job.ts';
import { cancelJob, placeJob, seeJob, type SeenJob } from './job.acts.ts';
import { CASE_ACTS, inCase as mayInCase } from './policy.ts';
import {
  absent,
  inCase,
  instant,
  pageFrom,
  pageOf,
  paging,
  placeOf,
  signedIn,
  type ApiRoute,
  orNull,
  asIs,
} from './visit.api.ts';

const NAMES = Object.keys(PRIORITIES) as JobPriority[]; // its own

const lineShape = z
  .object({
    id: z.uuid(),
    kind: z.string(),
    title: z.string().describe('What it is about.'),
    state: z.enum(JOB_STATES),
    priority: z.enum(NAMES).describe('When its turn comes.'),
    isCancelling: z.boolean().describe('Somebody asked that it stop.'),
    askedAt: instant,
    beganAt: orNull(instant),
    endedAt: orNull(instant),
    done: z.int(),
    total: orNull(z.int()).describe('Null: not known.'),
    unit: z.enum(['items', 'bytes']),
    message: orNull(z.string()),
    result: orNull(
      z.object({
        href: z.string().optional().describe('Where it led, as a path of the pages.'),
        note: z.string().optional(),
        warning: z.string().optional().describe('It was done, and something needs attention.'),
      }),
    ),
    failure: orNull(z.object({ code: z.string(), expected: z.string(), next: z.string() })),
  })
  .meta({ id: 'JobLine' });

const jobShape = lineShape
  .extend({
    case: orNull(z.string()).describe('Reference of the case it is about.'),
    askedBy: orNull(z.string()).describe('Name; null when the system asked, or it is not shown to you.'),
    mayCancel: z.boolean(),
  })
  .meta({ id: 'Job' });

const params = z.object({ id: z.string().refine(isUuid).describe('Id of the job.') });
const place = z.tuple([z.iso.datetime(), z.uuid()]);

export function jobApi(): ApiRoute[] {
  return [listingOwn, listingOfCase, showing, cancelling, placing];
}

const listingOwn = signedIn(
  {
    method: 'GET',
    path: '/jobs',
    operation: 'listJobs',
    summary: 'Lists the long work that you asked for.',
    query: paging,
    answer: { status: 200, words: 'The newest first.', schema: pageOf('JobPage', lineShape) },
    isForCaseKeys: true,
  },
  async ({ person, people, query: { after, limit } }) => {
    const which = { person: person.id };
    const found = await people.db.asPerson(person.id, (tx) =>
      jobsAfter(tx, which, { after: placeIn(after), limit: limit + 1 }),
    );
    return pageFrom(found, limit, asIs, placeOfJob);
  },
);

const listingOfCase = inCase(
  'seeCase',
  {
    method: 'GET',
    path: '/cases/:case/jobs',
    operation: 'listJobsOfCase',
    summary: 'Lists the long work about a case, as far as your role may see it.',
    query: paging,
    answer: { status: 200, words: 'The newest first.', schema: pageOf('CaseJobPage', lineShape) },
  },
  async ({ person, people, file, query: { after, limit } }) => {
    const acts = CASE_ACTS.filter((act) => mayInCase(file.role, act) === 'yes');
    const which = { person: person.id, caseId: file.id, acts };
    const found = await people.db.asPerson(person.id, (tx) =>
      jobsAfter(tx, which, { after: placeIn(after), limit: limit + 1 }),
    );
    return pageFrom(found, limit, asIs, placeOfJob);
  },
);

const showing = signedIn(
  {
    method: 'GET',
    path: '/jobs/:id',
    operation: 'showJob',
    summary: 'Says how far a job is, or where it led.',
    params,
    answer: { status: 200, words: 'The job.', schema: jobShape },
    isForCaseKeys: true,
  },
  async ({ person, people, params: { id } }) => {
    const seen = await seeJob(people, person, id as Uuid); // refined
    if (seen === undefined) throw absent();
    return jobJson(seen);
  },
);

const cancelling = signedIn(
  {
    method: 'POST',
    path: '/jobs/:id/cancel',
    operation: 'cancelJob',
    summary: 'Asks that a job stop. What has ended stays as it is.',
    description: 'By who asked for it, or a lead of its case.',
    params,
    answer: { status: 204, words: 'It was told.', schema: z.undefined() },
    isForCaseKeys: true,
  },
  async ({ person, people, params: { id } }) => {
    if (!(await cancelJob(people, person, id as Uuid))) throw absent(); // refined
  },
);

const placing = signedIn(
  {
    method: 'POST',
    path: '/jobs/:id/priority',
    operation: 'placeJob',
    summary: 'Says when the turn of a job comes.',
    description:
      'By who asked for it, or a lead of its case. One under way goes on; its new place counts where it is taken up again.',
    params,
    body: z
      .strictObject({
        priority: z
          .enum(NAMES)
          .describe(
            '`first`: before all that wait. `usual`: in the order of asking. `last`: when nothing else waits.',
          ),
      })
      .meta({ id: 'JobPlace' }),
    answer: { status: 204, words: 'It has that place.', schema: z.undefined() },
    isForCaseKeys: true,
  },
  async ({ person, people, params: { id }, body: { priority } }) => {
    if (!(await placeJob(people, person, id as Uuid, priority))) throw absent(); // refined
  },
);

function placeIn(after: string | undefined): JobPlace | undefined {
  const found = placeOf(after, place);
  return found === undefined ? undefined : { askedAt: new Date(found[0]), id: found[1] };
}

function placeOfJob({ askedAt, id }: Job): readonly string[] {
  return [askedAt.toISOString(), id];
}

function jobJson({ job, file, asker, mayCancel }: SeenJob) {
  return { ...job, case: file?.reference, askedBy: asker, mayCancel };
}
