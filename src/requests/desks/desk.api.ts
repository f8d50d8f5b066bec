// The desks as JSON: queues and the register of preservations, what ends first on top; the notes of the 24/7 desk.
import { z } from 'zod';
import { isUuid, type Uuid } from '../../base/ids.ts';
import {
  absent,
  agency,
  timedIdOf,
  instant,
  pageFrom,
  pageOf,
  paging,
  placeOf,
  signedIn,
  type ApiRoute,
  orNull,
} from '../../people/visit.api.ts';
import { preservationReference } from '../core/request.ts';
import { requestReference, URGENCIES } from '../core/request.ts';
import { figuresApi } from './figures.api.ts';
import * as store from './desk.store.ts';
import { bodyOf } from '../../web/fields/field.ts';
import { writeNote } from './duty.do.ts';
import { SHIFT_KINDS, SHIFT_NOTE, type DeskFilter, type DeskPlace } from './desk.ts';

const queueShape = z
  .object({
    reference: z.string(),
    case: z.string(),
    number: z.int(),
    form: z.string(),
    state: z.string(),
    stateSince: instant,
    counterpart: orNull(z.string()),
    urgency: z.enum(URGENCIES),
    dueAt: orNull(instant).describe('The end of the time limit that ends first; null where none runs.'),
    toRecord: orNull(z.string()).describe(
      'The act that is still to be recorded: of a decision or a partial result whose letter was sent or came in, or in which role an order came; null where there is none.',
    ),
  })
  .meta({ id: 'QueueLine' });

const registerShape = z
  .object({
    reference: z.string(),
    case: z.string(),
    number: z.int(),
    direction: z.enum(['outgoing', 'incoming']),
    holder: z.string(),
    state: z.string(),
    counterpart: orNull(z.string()),
    begunAt: instant,
    expiresAt: orNull(instant),
  })
  .meta({ id: 'RegisterLine' });

const state = z
  .string()
  .regex(/^[a-zA-Z]{1,40}$/)
  .optional();
const counterpart = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .optional()
  .describe('ISO 3166-1 alpha-2.');
const all = z.literal('yes').optional().describe('With those where nothing is left to do.');

/** What can be asked of a desk, and kept as a view of it. */
export const askedOfDesk = {
  state,
  counterpart,
  urgency: z.enum(URGENCIES).optional(),
  form: z
    .string()
    .regex(/^[a-z0-9-]{1,80}$/)
    .optional(),
  all,
};

const duePlace = z.tuple([z.union([z.literal('infinity'), z.iso.datetime()]), z.uuid().refine(isUuid)]);

export function deskApi(): ApiRoute[] {
  return [queue('outgoing'), queue('incoming'), register, copies, ...figuresApi(), notes, writing, keeping];
}

function queue(direction: 'outgoing' | 'incoming'): ApiRoute {
  const isOurs = direction === 'outgoing';
  return signedIn(
    {
      method: 'GET',
      path: `/desk/${direction}`,
      operation: isOurs ? 'listOutgoingQueue' : 'listIncomingQueue',
      summary: isOurs
        ? 'Lists the requests of your cases to others, across cases.'
        : 'Lists the requests of others to your cases, across cases.',
      query: paging.extend(askedOfDesk),
      answer: {
        status: 200,
        words: 'What ends first comes first; what has no end, by age.',
        schema: pageOf(isOurs ? 'OutgoingQueuePage' : 'IncomingQueuePage', queueShape),
      },
      isForCaseKeys: true,
    },
    async ({ person, people, query: { after, limit, ...asked } }) => {
      const found = await people.db.asPerson(person.id, (tx) =>
        store.queue(tx, direction, filterOf(asked), { after: deskPlaceOf(after), limit: limit + 1 }),
      );
      return pageFrom(
        found,
        limit,
        ({ stateSince, dueAt, counterpart: other, urgency, open, ...one }) => ({
          ...one,
          reference: requestReference(one.case, one.number),
          stateSince: stateSince.toISOString(),
          counterpart: other ?? null,
          urgency: URGENCIES.find((known) => known === urgency) ?? 'normal',
          dueAt: dueAt?.toISOString() ?? null,
          toRecord: open?.act ?? null,
        }),
        (one) => [one.dueAt?.toISOString() ?? 'infinity', one.id],
      );
    },
  );
}

type Filtered = { readonly [name in keyof Omit<DeskFilter, 'isAll'>]?: DeskFilter[name] | undefined } & {
  readonly all?: 'yes' | undefined;
};

export function filterOf({
  state: one,
  counterpart: other,
  urgency,
  form,
  all: whole,
}: Filtered): DeskFilter {
  return { state: one, counterpart: other, urgency, form, isAll: whole === 'yes' };
}

function deskPlaceOf(after: string | undefined): DeskPlace | undefined {
  const place = placeOf(after, duePlace);
  return place && { due: place[0], id: place[1] };
}

const register = signedIn(
  {
    method: 'GET',
    path: '/desk/preservations',
    operation: 'listPreservationRegister',
    summary: 'Lists what holders keep for your cases, across cases.',
    query: paging.extend({ state, counterpart, all }),
    answer: {
      status: 200,
      words: 'What expires first comes first.',
      schema: pageOf('PreservationRegisterPage', registerShape),
    },
    isForCaseKeys: true,
  },
  async ({ person, people, query: { after, limit, ...asked } }) => {
    const found = await people.db.asPerson(person.id, (tx) =>
      store.register(tx, filterOf(asked), { after: deskPlaceOf(after), limit: limit + 1 }),
    );
    return pageFrom(
      found,
      limit,
      ({ counterpart: other, begunAt, expiresAt, ...one }) => ({
        ...one,
        reference: preservationReference(one.case, one.number),
        counterpart: other ?? null,
        begunAt: begunAt.toISOString(),
        expiresAt: expiresAt?.toISOString() ?? null,
      }),
      (one) => [one.expiresAt?.toISOString() ?? 'infinity', one.id],
    );
  },
);

const copyLineShape = z
  .object({
    id: z.uuid().describe('Of the copy: `/cases/{case}/requests/{request}/copies`.'),
    reference: z.string(),
    case: z.string(),
    number: z.int(),
    name: z.string().describe('Of the authority.'),
    askedAt: instant,
    madeAt: orNull(instant).describe('Null: it is being made.'),
  })
  .meta({ id: 'CopyToSend' });

const copies = signedIn(
  {
    method: 'GET',
    path: '/desk/copies',
    operation: 'listCopiesToSend',
    summary: 'Lists the copies for authorities of other States that have not gone, across cases.',
    query: paging,
    answer: { status: 200, words: 'The oldest first.', schema: pageOf('CopyToSendPage', copyLineShape) },
    isForCaseKeys: true,
  },
  async ({ person, people, query: { after, limit } }) => {
    const from = placeOf(after, z.tuple([z.uuid().refine(isUuid)]))?.[0];
    const found = await people.db.asPerson(person.id, (tx) =>
      store.copiesToSend(tx, { after: from, limit: limit + 1 }),
    );
    return pageFrom(
      found,
      limit,
      ({ askedAt, madeAt, ...one }) => ({
        ...one,
        reference: requestReference(one.case, one.number),
        askedAt: askedAt.toISOString(),
        madeAt: madeAt?.toISOString() ?? null,
      }),
      (one) => [one.id],
    );
  },
);

const noteShape = z
  .object({
    id: z.uuid(),
    kind: z.enum(SHIFT_KINDS),
    text: z.string(),
    by: orNull(z.string()),
    at: instant,
    keptBy: orNull(z.string()),
    keptAt: orNull(instant),
  })
  .meta({ id: 'ShiftNote' });

const NOTE_DAYS = 2;

const notes = agency(
  'verifyEmergency',
  {
    method: 'GET',
    path: '/desk/duty/notes',
    operation: 'listShiftNotes',
    summary: 'Lists what one shift of the 24/7 desk told the next, and promises that are not kept yet.',
    query: paging.extend({
      whole: z.literal('yes').optional().describe(`With what is older than ${NOTE_DAYS} days.`),
    }),
    answer: {
      status: 200,
      words: `Of the last ${NOTE_DAYS} days, the newest first.`,
      schema: pageOf('ShiftNotePage', noteShape),
    },
  },
  async ({ person, people, query: { after, limit, whole } }) => {
    const before = placeOf(after, z.tuple([z.uuid().refine(isUuid)]))?.[0];
    const since = whole === 'yes' ? undefined : new Date(people.clock() - NOTE_DAYS * 86_400_000);
    const asked = { since, before, limit: limit + 1 };
    const found = await people.db.asPerson(person.id, (tx) => store.shiftNotes(tx, asked));
    return pageFrom(
      found,
      limit,
      ({ by, at, keptBy, keptAt, ...one }) => ({
        ...one,
        by: by ?? null,
        at: at.toISOString(),
        keptBy: keptBy ?? null,
        keptAt: keptAt?.toISOString() ?? null,
      }),
      (one) => [one.id],
    );
  },
);

const writing = agency(
  'verifyEmergency',
  {
    method: 'POST',
    path: '/desk/duty/notes',
    operation: 'writeShiftNote',
    summary: 'Tells the next shift of the 24/7 desk something, or promises something.',
    description: 'Of the agency: nothing of a case belongs here.',
    body: bodyOf(SHIFT_NOTE).meta({ id: 'NewShiftNote' }),
    answer: {
      status: 201,
      words: 'It is written.',
      schema: z.object({ id: z.uuid() }).meta({ id: 'WrittenShiftNote' }),
    },
  },
  async ({ person, people, body, actKey, begunAt }) => {
    const id = timedIdOf({ actKey, begunAt });
    await writeNote({ people, person }, { ...body, id });
    return { id };
  },
);

const keeping = agency(
  'verifyEmergency',
  {
    method: 'POST',
    path: '/desk/duty/notes/:note/kept',
    operation: 'keepPromise',
    summary: 'Says that a promise to the next shift was kept.',
    params: z.object({ note: z.string().refine(isUuid).describe('Id of the promise.') }),
    answer: { status: 204, words: 'It is noted.', schema: z.undefined() },
  },
  async ({ person, people, params }) => {
    const at = new Date(people.clock());
    const id = params.note as Uuid; // refined
    await people.db.asPerson(person.id, async (tx) => {
      if (!(await store.isPromise(tx, id))) throw absent();
      await store.keepPromise(tx, id, person.id, at);
    });
  },
);
