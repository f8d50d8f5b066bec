// The evidence of a case, an exhibit, and what happened to it, as JSON.
import { z } from 'zod';
import { hex } from '../base/bytes.ts';
import {
  absent,
  inCase,
  instant,
  numberInPath,
  pageFrom,
  pageOf,
  paging,
  placeOf,
  type ApiRoute,
} from '../people/visit.api.ts';
import { nodeCrypto } from '../platform/node-crypto.ts';
import { parseEventNote } from '../verify/event-note.ts';
import { leafHash } from '../verify/merkle.ts';
import { exhibitNumber } from './exhibit.ts';
import { viewExhibit, type ViewedExhibit } from './exhibit-view.acts.ts';
import { eventsAfter, exhibitLines, type EventRow, type ExhibitLine } from './exhibit-view.store.ts';
import type { Installation } from './installation.acts.ts';

const lastCheckShape = z
  .object({ isIntact: z.boolean(), at: instant })
  .nullable()
  .describe('Null: not checked since it was taken in.');

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

const digests = z.object({
  md5: z.string().optional(),
  sha1: z.string().optional(),
  sha256: z.string().optional(),
});

const exhibitShape = z
  .object({
    number: z.string(),
    title: z.string(),
    kind: z.enum(['file', 'tree', 'device', 'image', 'stream', 'package']).describe('How the bytes came in.'),
    files: z.int(),
    bytes: z.int(),
    sha256: z.string().describe('Of the one file, or of the list of files (docs/formats/store.md).'),
    status: z.enum(['held', 'destroyed']),
    addedAt: instant,
    conditions: z.array(z.string()).describe('Limits on its use.'),
    source: z
      .string()
      .nullable()
      .describe('Where it came from. Null when it was not said, or erased by order.'),
    authority: z.object({ type: z.string(), id: z.string() }).nullable(),
    from: z
      .object({ log: z.string(), item: z.string() })
      .nullable()
      .describe('What its sender called it, when it was received.'),
    image: z
      .object({
        format: z.string(),
        segments: z.int(),
        mediaSize: z.int(),
        container: z.enum(['good', 'bad', 'absent']).describe('Its own checksums.'),
        stored: digests.describe('Digests that the image carries.'),
        computed: digests.describe('Digests of the media as it was read here.'),
        agrees: z.boolean().optional(),
      })
      .nullable()
      .describe('What was found when it is a forensic image.'),
    lastCheck: lastCheckShape,
    chain: z
      .object({
        isUnbroken: z
          .boolean()
          .describe('Each event names the one before it by digest, and the first is there.'),
        events: z.int(),
        firstIndex: z.int(),
        lastIndex: z.int().describe('Of this look.'),
      })
      .describe('Its events in the custody log.'),
  })
  .meta({ id: 'Exhibit' });

const eventShape = z
  .object({
    index: z.int().describe('Position in the log. The signed bytes: `/log/events/{index}`.'),
    recordedAt: instant,
    leafHash: z.string().describe('SHA-256, as RFC 6962 makes it of the bytes.'),
    event: z.record(z.string(), z.unknown()).describe('The statement (docs/formats/event.md).'),
  })
  .meta({ id: 'CustodyEvent' });

const itemParams = z.object({ item: numberInPath.describe('The number of the exhibit in the case.') });
const place = z.tuple([z.string().regex(/^\d{1,9}$/)]);

export function evidenceApi(house: Installation): ApiRoute[] {
  return [listing(), showing(house), listingEvents()];
}

function listing(): ApiRoute {
  return inCase(
    'seeExhibit',
    {
      method: 'GET',
      path: '/cases/:case/exhibits',
      operation: 'listExhibits',
      summary: 'Lists the exhibits of a case.',
      query: paging,
      answer: { status: 200, words: 'By number.', schema: pageOf('ExhibitPage', lineShape) },
    },
    async ({ person, people, file, query: { after, limit } }) => {
      const from = Number(placeOf(after, place)?.[0] ?? 0);
      const found = await people.db.asPerson(person.id, (tx) => exhibitLines(tx, file.id, from, limit + 1));
      return pageFrom(found, limit, lineJson, (one) => [String(one.item)]);
    },
  );
}

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
      return exhibitJson(viewed);
    },
  );
}

function listingEvents(): ApiRoute {
  return inCase(
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
}

function lineJson(line: ExhibitLine): z.input<typeof lineShape> {
  const { number, item, title, files, bytes, isHeld, addedAt, lastCheck } = line;
  return {
    number,
    item,
    title,
    files,
    bytes,
    status: isHeld ? 'held' : 'destroyed',
    addedAt: addedAt.toISOString(),
    lastCheck:
      lastCheck === undefined ? null : { isIntact: lastCheck.isIntact, at: lastCheck.at.toISOString() },
  };
}

function exhibitJson({ exhibit, events, isUnbroken }: ViewedExhibit): z.input<typeof exhibitShape> {
  const gathered = events.find(({ event }) => event.type === 'acquired' || event.type === 'received');
  const checked = events.findLast(({ event }) => event.type === 'checked' || event.type === 'checkFailed');
  const authority = events.find(({ event }) => event.authority !== undefined)?.event.authority;
  const { number, title, files, bytes, sha256, status, conditions, image } = exhibit;
  return {
    number,
    title,
    kind: exhibit.method,
    files,
    bytes,
    sha256,
    status,
    addedAt: exhibit.addedAt.toISOString(),
    conditions: [...conditions],
    source: gathered?.detail?.source ?? null,
    authority: authority ?? null,
    from: exhibit.fromLog === undefined ? null : { log: exhibit.fromLog, item: exhibit.fromItem ?? '' },
    image: image ?? null,
    lastCheck:
      checked === undefined
        ? null
        : { isIntact: checked.event.type === 'checked', at: new Date(checked.recordedAt).toISOString() },
    chain: {
      isUnbroken,
      events: events.length,
      firstIndex: events[0]?.index ?? 0,
      lastIndex: events.at(-1)?.index ?? 0,
    },
  };
}

function eventJson({ index, note, recordedAt }: Omit<EventRow, 'detail'>) {
  return {
    index,
    recordedAt: recordedAt.toISOString(),
    leafHash: hex(leafHash(nodeCrypto, note)),
    event: { ...parseEventNote(note, `event ${index}`).event } as { [name: string]: unknown }, // its own fields
  };
}
