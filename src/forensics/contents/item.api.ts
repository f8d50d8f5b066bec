// One item of an examination as JSON, and its bytes, however deep in other files it lies.
import { z } from 'zod';
import { inEnglish, Refusal } from '../../base/refusal.ts';
import { EXHIBIT, exhibitAsked, itemParams, viewerOf } from '../../evidence/exhibits/exhibit-asked.api.ts';
import { SentFile } from '../../people/bytes.api.ts';
import { absent, inCase, type ApiRoute } from '../../people/visit.api.ts';
import { itemJson, itemShape } from '../pipeline/items.api.ts';
import { itemIdShape } from '../pipeline/items.ts';
import { nameOf, type ContentsHouse } from './contents.acts.ts';
import { lookAtItem, takeItem, Unread, type TakenItem } from './item-look.acts.ts';

export function itemLookApi(at: ContentsHouse): ApiRoute[] {
  return [showing(at), copying(at)];
}

const foundParams = itemParams.extend({
  found: itemIdShape.describe('The id of the item.'),
});

const madeByShape = z
  .object({
    tool: z.string(),
    toolVersion: z.string(),
    at: z.string(),
    missingWalls: z
      .array(z.string())
      .describe('Walls around the program that read it which the machine lacked then.'),
  })
  .meta({ id: 'ExaminedBy' });

const shownShape = itemShape
  .extend({
    within: z
      .array(
        z.object({
          id: z.string(),
          path: z.string(),
          address: z.string(),
          kind: z.string().nullable(),
          sha256: z.string().nullable(),
        }),
      )
      .describe('The files that it lies in, the outermost first.'),
    read: z
      .array(
        z.object({
          reader: z.string(),
          version: z.int(),
          facts: z.record(z.string(), z.union([z.string(), z.number()])).nullable(),
          text: z.string().nullable(),
          madeBy: madeByShape,
        }),
      )
      .describe('What was taken out of it. It is derived: the evidence is the file itself.'),
    work: z
      .array(
        z.object({
          stage: z.string(),
          version: z.int(),
          outcome: z.enum(['done', 'failed']),
          reason: z.string().nullable(),
          detail: z.string().nullable(),
          madeBy: madeByShape,
        }),
      )
      .describe('What was done with its content, and by what; at most 100.'),
  })
  .meta({ id: 'ShownItem' });

function showing(at: ContentsHouse): ApiRoute {
  return inCase(
    'seeExhibit',
    {
      method: 'GET',
      path: `${EXHIBIT}/items/:found`,
      operation: 'showExaminedItem',
      summary:
        'Shows one item of an examination, what was taken out of it and by what, and records that you looked.',
      params: foundParams,
      answer: { status: 200, words: 'The item.', schema: shownShape },
    },
    async ({ params, ...asked }) => {
      const exhibit = await exhibitAsked({ ...asked, params });
      const look = { viewer: viewerOf(asked), exhibit, found: params.found, view: 'details' } as const;
      const seen = await lookAtItem(at, asked.people.db, look);
      if (seen === undefined) throw absent();
      const { around, read, work, ...row } = seen.item;
      const provenance = <T extends { madeBy: { missingWalls: readonly string[] } }>(one: T) => ({
        ...one,
        madeBy: { ...one.madeBy, missingWalls: [...one.madeBy.missingWalls] },
      });
      return {
        ...itemJson(row),
        within: around.map(({ id, path, address, kind, sha256 }) => ({ id, path, address, kind, sha256 })),
        read: read.map(provenance),
        work: work.map(provenance),
      };
    },
  );
}

function copying(at: ContentsHouse): ApiRoute {
  return inCase(
    'copyExhibit',
    {
      method: 'GET',
      path: `${EXHIBIT}/items/:found/bytes`,
      operation: 'copyExaminedItem',
      summary:
        'Gives a copy of one file that lies in an exhibit, byte for byte, and records that you took it.',
      description:
        'It is read again through the files around it. Compare what arrived with the `sha256` of the item; what cannot be read to its end breaks off.',
      params: foundParams,
      refusals: [409],
      answer: {
        status: 200,
        words: 'The bytes.',
        schema: z.instanceof(SentFile),
        media: 'application/octet-stream',
      },
    },
    async ({ params, ...asked }) => {
      const exhibit = await exhibitAsked({ ...asked, params });
      const taken = await takeItem(at, asked.people.db, {
        viewer: viewerOf(asked),
        exhibit,
        found: params.found,
      });
      if (taken === undefined) throw absent();
      const { path, bytes } = taken.item;
      return new SentFile(nameOf(path), bytes, await begun(taken));
    },
  );
}

/** Where not even its first bytes can be read, that is said before anything is answered. */
async function begun({ item, send }: TakenItem): Promise<AsyncIterable<Uint8Array>> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const into = writable.getWriter();
  send((bytes) => into.write(Uint8Array.from(bytes)))
    .then(() => into.close())
    .catch((error: unknown) => into.abort(error).catch(() => undefined)); // who asked has gone
  const reader = readable.getReader();
  const first = await reader.read().catch((cause: unknown) => {
    if (!(cause instanceof Unread)) throw cause;
    const found = inEnglish(cause.message.slice(0, 200));
    throw new Refusal('conflict.itemUnread', { path: item.path.slice(0, 200), found, cause });
  });
  return (async function* () {
    try {
      for (let next = first; !next.done; next = await reader.read()) yield next.value;
    } finally {
      await reader.cancel().catch(() => undefined);
    }
  })();
}
