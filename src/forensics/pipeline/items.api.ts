// Examinations and what they found, as JSON.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { uuidOfDigest, type Uuid } from '../../base/ids.ts';
import { bodyOf } from '../../web/fields/field.ts';
import { recordLook, type Viewer } from '../../evidence/exhibits/exhibit-act.acts.ts';
import { EXHIBIT, exhibitAsked, itemParams, viewerOf } from '../../evidence/exhibits/exhibit-asked.api.ts';
import type { Installation } from '../../evidence/log/installation.acts.ts';
import { inCase, pageFrom, pageOf, paging, placeOf, type ApiRoute } from '../../people/visit.api.ts';
import { giveKey, keyIdOf } from './key.acts.ts';
import { keyShape } from './key.ts';
import { languageShape } from '../words/words.ts';
import { askToExamine } from './examine.jobs.ts';
import { itemFilterShape, itemIdShape, itemQuery } from './items.ts';
import { UNUSED } from '../listing/unused.ts';
import { MARK } from './mark.ts';
import { markItem } from './mark.do.ts';
import { itemsOf, type ItemRow } from './items.store.ts';
import { askToSelect } from './select.jobs.ts';
import { giveValues } from './values.do.ts';
import { VALUES } from './values.ts';
import { MATCHING, SELECT, TICKED } from './select.ts';

export function itemsApi(house: Installation): ApiRoute[] {
  return [
    examining(house),
    listing(house),
    marking,
    selecting(house),
    matching(house),
    ticking(house),
    giving(house),
  ];
}

function examining(house: Installation): ApiRoute {
  return inCase(
    'checkEvidence',
    {
      method: 'POST',
      path: `${EXHIBIT}/examinations`,
      operation: 'examineExhibit',
      summary: 'Asks that everything in an exhibit be listed, hashed, typed and unpacked.',
      description:
        'It goes on as a job. What was done is not done again: asked for twice, the same table is there.',
      params: itemParams,
      body: z
        .strictObject({
          again: z.boolean().describe('Try once more what failed.'),
          item: itemIdShape
            .optional()
            .describe('With `again`: the id of an item, of which alone it is tried once more.'),
          words: languageShape
            .optional()
            .describe(
              'Read the words in pictures and on scanned pages, in this language (`eng`, `fra`, …). Slow.',
            ),
          unused: z
            .boolean()
            .optional()
            .describe(
              'List free space and slack too, each run and each slack an item with ranges and digests. All free space is read for that.',
            ),
          key: keyShape.optional(),
        })
        .meta({ id: 'NewExamination' }),
      hasSecretBody: true,
      answer: {
        status: 202,
        words: 'It will be examined.',
        schema: z.object({ job: z.uuid().describe('See `/jobs/{id}`.') }).meta({ id: 'AskedExamination' }),
      },
    },
    async ({ actKey, body, ...asked }) => {
      const exhibit = await exhibitAsked(asked);
      const { key, ...how } = body;
      const viewer = viewerOf(asked);
      if (key !== undefined) {
        const id = uuidOfDigest(createHash('sha256').update(`${actKey}:key`).digest());
        await giveKey(house, viewer, { number: exhibit.number, key: Buffer.from(key, 'base64'), id });
      }
      return { job: await askToExamine(asked.people, viewer, { exhibit, ...how, key: actKey }) };
    },
  );
}

const lockedKey = keyShape
  .optional()
  .describe(
    'What opens the encrypted volume in which some of it lies, in base64, as for an examination. It is kept sealed until the job has ended.',
  );

async function giveSelectionKey(
  house: Installation,
  by: Viewer,
  { number, key, job }: { readonly number: string; readonly key: string | undefined; readonly job: Uuid },
): Promise<void> {
  if (key === undefined) return;
  await giveKey(house, by, { number, key: Buffer.from(key, 'base64'), id: keyIdOf(job), job });
}

function selecting(house: Installation): ApiRoute {
  return inCase(
    'addEvidence',
    {
      method: 'POST',
      path: `${EXHIBIT}/selections`,
      operation: 'selectItems',
      summary: 'Makes an exhibit of the files that were marked as relevant, or a report of hits.',
      description:
        'It goes on as a job, whose note is the number of the new exhibit. Nothing leaves by it. Where nothing is selected the job fails.',
      params: itemParams,
      body: bodyOf(SELECT, { key: lockedKey }).meta({ id: 'NewSelection' }),
      hasSecretBody: true,
      answer: {
        status: 202,
        words: 'It will be made.',
        schema: z.object({ job: z.uuid().describe('See `/jobs/{id}`.') }).meta({ id: 'AskedSelection' }),
      },
    },
    async ({ actKey, body: { key, ...body }, ...asked }) => {
      const { number } = await exhibitAsked(asked);
      const id = uuidOfDigest(createHash('sha256').update(actKey).digest());
      await giveSelectionKey(house, viewerOf(asked), { number, key, job: id });
      return { job: await askToSelect(asked.people, viewerOf(asked), { of: 'marks', number, body, id }) };
    },
  );
}

const someFilter = z
  .strictObject(itemFilterShape)
  .refine((filter) => Object.keys(filter).length > 0, 'expected at least one of them')
  .meta({ id: 'ItemFilter' });

function matching(house: Installation): ApiRoute {
  return inCase(
    'addEvidence',
    {
      method: 'POST',
      path: `${EXHIBIT}/selections/matching`,
      operation: 'selectMatchingItems',
      summary: 'Makes an exhibit of the files that a filter of the list of items finds.',
      description:
        'It goes on as a job, whose note is the number of the new exhibit. Nothing leaves by it. Where nothing is found the job fails.',
      params: itemParams,
      body: bodyOf(MATCHING, { filter: someFilter, key: lockedKey }).meta({ id: 'NewMatchingSelection' }),
      hasSecretBody: true,
      answer: {
        status: 202,
        words: 'It will be made.',
        schema: z.object({ job: z.uuid().describe('See `/jobs/{id}`.') }).meta({ id: 'AskedMatching' }),
      },
    },
    async ({ actKey, body: { filter, key, ...body }, ...asked }) => {
      const { number } = await exhibitAsked(asked);
      const id = uuidOfDigest(createHash('sha256').update(actKey).digest());
      await giveSelectionKey(house, viewerOf(asked), { number, key, job: id });
      return {
        job: await askToSelect(asked.people, viewerOf(asked), { of: 'filter', number, body, id, filter }),
      };
    },
  );
}

function ticking(house: Installation): ApiRoute {
  return inCase(
    'addEvidence',
    {
      method: 'POST',
      path: `${EXHIBIT}/selections/ticked`,
      operation: 'selectTickedItems',
      summary: 'Makes an exhibit of the files that are named, by their ids in the list of items.',
      description:
        'It goes on as a job, whose note is the number of the new exhibit. Nothing leaves by it. Where one of them is not there the job fails.',
      params: itemParams,
      body: bodyOf(TICKED, { key: lockedKey }).meta({ id: 'NewTickedSelection' }),
      hasSecretBody: true,
      answer: {
        status: 202,
        words: 'It will be made.',
        schema: z.object({ job: z.uuid().describe('See `/jobs/{id}`.') }).meta({ id: 'AskedTicked' }),
      },
    },
    async ({ actKey, body: { key, ...body }, ...asked }) => {
      const { number } = await exhibitAsked(asked);
      const id = uuidOfDigest(createHash('sha256').update(actKey).digest());
      await giveSelectionKey(house, viewerOf(asked), { number, key, job: id });
      return { job: await askToSelect(asked.people, viewerOf(asked), { of: 'ticks', number, body, id }) };
    },
  );
}

function giving(house: Installation): ApiRoute {
  return inCase(
    'checkEvidence',
    {
      method: 'POST',
      path: `${EXHIBIT}/licensed-values`,
      operation: 'giveLicensedValues',
      summary:
        'Takes in values of PhotoDNA that a licensed tool gave for files of an exhibit, by their digests.',
      description:
        'Nothing is computed of them: they are equal to an entry of a set, or not. Compared is when the exhibit is examined the next time.',
      params: itemParams,
      body: bodyOf(VALUES).meta({ id: 'NewLicensedValues' }),
      answer: { status: 204, words: 'They are kept.', schema: z.undefined() },
    },
    async ({ actKey, body, ...asked }) => {
      const { number } = await exhibitAsked(asked);
      const id = uuidOfDigest(createHash('sha256').update(actKey).digest());
      await giveValues(house, viewerOf(asked), { number, body, id });
    },
  );
}

const marking = inCase(
  'checkEvidence',
  {
    method: 'POST',
    path: `${EXHIBIT}/items/:found/marks`,
    operation: 'markItem',
    summary: 'Says of an item whether it matters, with a tag and a note.',
    description: 'Nothing is edited: a later mark of the same person stands in its place.',
    params: itemParams.extend({
      found: itemIdShape.describe('The id of the item.'),
    }),
    body: bodyOf(MARK).meta({ id: 'NewItemMark' }),
    answer: { status: 204, words: 'It is marked.', schema: z.undefined() },
  },
  async ({ actKey, body, ...asked }) => {
    const { number } = await exhibitAsked(asked);
    const id = uuidOfDigest(createHash('sha256').update(actKey).digest());
    await markItem(asked.people, viewerOf(asked), { number, item: asked.params.found, body, id });
  },
);

export const itemShape = z
  .object({
    id: z.string().describe('Of where it lies; never of the order in which it was found.'),
    volume: z.int(),
    path: z.string(),
    address: z.string(),
    type: z.enum(['file', 'folder', 'link', 'other']),
    bytes: z.int(),
    deleted: z.boolean(),
    modified: z
      .string()
      .nullable()
      .describe('As the file system keeps it; without `Z` where it knows no zone.'),
    depth: z.int().describe('In how many files it lies.'),
    sha256: z.string().nullable(),
    kind: z.string().nullable(),
    unused: z.enum(UNUSED).nullable().describe('Free space or slack, where it is one.'),
    says: z.string().nullable().describe('What its name promises, where it is something else.'),
    known: z
      .array(
        z.object({
          set: z.string(),
          version: z.int(),
          use: z.enum(['alert', 'ignore']),
          digest: z
            .string()
            .describe(
              'By which it was found: `sha256`, `sha1`, `md5`, `photodna`, or `pdq` where a picture is near.',
            ),
          distance: z
            .int()
            .nullable()
            .describe('Bits of 256 by which a picture differs; null where it is equal.'),
          category: z.string().nullable().describe('In the words of the set.'),
          flags: z.array(z.string()),
          mayBeTold: z.string().describe('Who may hear of the hit.'),
        }),
      )
      .describe('Sets of known material that have it: matches that were computed, no judgement.'),
    marks: z
      .array(
        z.object({
          relevant: z.boolean(),
          tag: z.string().nullable(),
          note: z.string().nullable(),
          by: z.string().describe('Whose judgement it is.'),
          at: z.string(),
        }),
      )
      .describe('What persons of the case said of it, the last of each.'),
    reason: z.string().nullable().describe('Why it could not be read, or what is in it.'),
  })
  .meta({ id: 'ExaminedItem' });

const place = z.tuple([z.string().max(2000), z.string().regex(/^[0-9a-f]{64}$/)]);

function listing(house: Installation): ApiRoute {
  return inCase(
    'seeExhibit',
    {
      method: 'GET',
      path: `${EXHIBIT}/items`,
      operation: 'listExaminedItems',
      summary: 'Lists what examinations found in an exhibit, by path.',
      description: 'The names of files are content: the look is an event of the custody record.',
      params: itemParams,
      query: paging.extend({
        ...itemFilterShape,
        after: z.string().max(4000).optional().describe('`next` of the page before.'),
      }),
      answer: { status: 200, words: 'By path.', schema: pageOf('ExaminedItemPage', itemShape) },
    },
    async ({ query: { after, limit, ...filter }, ...asked }) => {
      const exhibit = await exhibitAsked(asked);
      const from = placeOf(after, place);
      const facts = { purpose: 'examination results' };
      const foundAs = `/items${itemQuery(filter)}`;
      await recordLook(house, asked.people.db, viewerOf(asked), exhibit.number, {
        type: 'viewed',
        facts,
        foundAs,
      });
      const at = from === undefined ? undefined : { path: from[0], id: from[1] };
      const rows = await asked.people.db.asPerson(asked.person.id, (tx) =>
        itemsOf(tx, exhibit.id, { filter, after: at, limit: limit + 1 }),
      );
      return pageFrom(rows, limit, itemJson, (one) => [one.ordered, one.id]);
    },
  );
}

/** What the shape does not name is not sent. */
export function itemJson({ known, marks, ...row }: ItemRow) {
  return { marks: [...marks], ...row, known: known.map((hit) => ({ ...hit, flags: [...hit.flags] })) };
}
