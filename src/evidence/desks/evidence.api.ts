// The evidence of a case, an exhibit, and what happened to it, as JSON.
import { z } from 'zod';
import { hex } from '../../base/bytes.ts';
import { inCase as mayInCase } from '../../people/policy.ts';
import { CASE_ROLES } from '../../people/roles.ts';
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
} from '../../people/visit.api.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { parseEventNote } from '../../verify/event-note.ts';
import { leafHash } from '../../verify/merkle.ts';
import { itemParams } from '../exhibits/exhibit-asked.api.ts';
import { exhibitNumber } from '../exhibits/exhibit.ts';
import { exhibitJson, exhibitShape, lastCheckShape } from './exhibit-shape.api.ts';
import { viewExhibit } from './exhibit-view.acts.ts';
import { strictFilter, type EvidenceFilter } from './evidence-filter.ts';
import { exhibitLines, exhibitsAcross, type ExhibitLine } from './evidence-list.store.ts';
import type { EventRow } from '../events/event-rows.ts';
import { eventsAfter } from '../events/event-rows.store.ts';
import type { Installation } from '../log/installation.acts.ts';

const lineShape = z
  .object({
    number: z.string(),
    item: z.int().describe('Its number in the case, as in the path.'),
    title: z.string(),
    files: z.int(),
    bytes: z.int(),
    status: z.enum(['held', 'destroyed']),
    addedAt: instant,
    lastCheck: lastCheckShape,
  })
  .meta({ id: 'ExhibitLine' });

const eventShape = z
  .object({
    index: z.int().describe('Position in the log. The signed bytes: `/log/events/{index}`.'),
    recordedAt: instant,
    leafHash: z.string().describe('SHA-256, as RFC 6962 makes it of the bytes.'),
    event: z.record(z.string(), z.unknown()).describe('The statement (docs/formats/event.md).'),
  })
  .meta({ id: 'CustodyEvent' });

const place = z.tuple([z.string().regex(/^\d{1,9}$/)]);

export function evidenceApi(house: Installation): ApiRoute[] {
  return [listing, listingAcross, showing(house), listingEvents];
}

const listing = inCase(
  'seeExhibit',
  {
    method: 'GET',
    path: '/cases/:case/exhibits',
    operation: 'listExhibits',
    summary: 'Lists the exhibits of a case.',
    query: paging.extend(strictFilter),
    answer: { status: 200, words: 'By number.', schema: pageOf('ExhibitPage', lineShape) },
  },
  async ({ person, people, file, query: { after, limit, ...asked } }) => {
    const from = Number(placeOf(after, place)?.[0] ?? 0);
    const filter = filterOf(asked, mayInCase(file.role, 'seeWhoActed') === 'yes');
    const found = await people.db.asPerson(person.id, (tx) =>
      exhibitLines(tx, file.id, from, { person: person.id, filter, limit: limit + 1 }),
    );
    return pageFrom(found, limit, lineJson, (one) => [String(one.item)]);
  },
);

/** Every name is there; who holds it is asked only where one may know. */
function filterOf(
  { text, kind, state, holder, from, until }: Partial<EvidenceFilter>,
  maySeeNames: boolean,
): EvidenceFilter {
  return { text, kind, state, holder: maySeeNames ? holder : undefined, from, until };
}

const acrossPlace = z.tuple([z.iso.datetime(), z.string().max(60)]);

const listingAcross = signedIn(
  {
    method: 'GET',
    path: '/exhibits',
    operation: 'listAllExhibits',
    summary: 'Lists the exhibits of all your cases.',
    query: paging.extend(strictFilter),
    answer: {
      status: 200,
      words: 'What was taken in last first.',
      schema: pageOf('AllExhibitPage', lineShape),
    },
    isForCaseKeys: true,
  },
  async ({ person, people, query: { after, limit, ...asked } }) => {
    const from = placeOf(after, acrossPlace);
    const page = {
      after: from === undefined ? undefined : { addedAt: new Date(from[0]), number: from[1] },
      roles: CASE_ROLES.filter((role) => mayInCase(role, 'seeWhoActed') === 'yes'),
    };
    const found = await people.db.asPerson(person.id, (tx) =>
      exhibitsAcross(tx, { person: person.id, filter: filterOf(asked, true), limit: limit + 1 }, page),
    );
    return pageFrom(found, limit, lineJson, (one) => [one.addedAt.toISOString(), one.number]);
  },
);

function showing(house: Installation): ApiRoute {
  return inCase(
    'seeExhibit',
    {
      method: 'GET',
      path: '/cases/:case/exhibits/:item',
      operation: 'showExhibit',
      summary: 'Shows an exhibit, and records that you looked.',
      description: 'The look is an event of the custody log before anything of the exhibit is given out.',
      params: itemParams,
      answer: { status: 200, words: 'The exhibit.', schema: exhibitShape },
    },
    async ({ person, people, file, params }) => {
      const number = exhibitNumber(file.reference, params.item);
      const viewer = { person, file, through: people.through };
      const viewed = await viewExhibit(house, people.db, viewer, number);
      if (viewed === undefined) throw absent();
      return exhibitJson(viewed, mayInCase(file.role, 'seeWhoActed') === 'yes');
    },
  );
}

const listingEvents = inCase(
  'seeExhibit',
  {
    method: 'GET',
    path: '/cases/:case/exhibits/:item/events',
    operation: 'listCustodyEvents',
    summary: 'Lists what happened to an exhibit: who stated what, when.',
    description:
      'The statements of the log, without names and other private text. Reading them is no look at the exhibit.',
    params: itemParams,
    query: paging,
    answer: { status: 200, words: 'The oldest first.', schema: pageOf('CustodyEventPage', eventShape) },
  },
  async ({ person, people, file, params, query: { after, limit } }) => {
    const number = exhibitNumber(file.reference, params.item);
    const from = Number(placeOf(after, place)?.[0] ?? 0);
    const where = { caseId: file.id, number, after: from, limit: limit + 1 };
    const found = await people.db.asPerson(person.id, (tx) => eventsAfter(tx, where));
    if (found.length === 0 && from === 0) throw absent(); // every exhibit has events
    return pageFrom(
      found.map(eventJson),
      limit,
      (one) => one,
      (one) => [String(one.event['itemSeq'])],
    );
  },
);

function lineJson(line: ExhibitLine) {
  return { ...line, status: line.isHeld ? ('held' as const) : ('destroyed' as const) };
}

function eventJson({ index, note, recordedAt }: Omit<EventRow, 'detail'>) {
  return {
    index,
    recordedAt,
    leafHash: hex(leafHash(nodeCrypto, note)),
    event: { ...parseEventNote(note, `event ${index}`).event } as { [name: string]: unknown }, // its own fields
  };
}
