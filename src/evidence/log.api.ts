// The published log as other programs follow it (C2SP tlog-tiles), and the signed bytes of an event. Bundles of entries
// are not served: they hold events of all cases together.
import { z } from 'zod';
import { errorCode } from '../platform/files.ts';
import { inCase as mayInCase } from '../people/policy.ts';
import { absent, signedIn, type ApiRoute } from '../people/visit.api.ts';
import { noteFor } from './exhibit-view.store.ts';
import type { Installation } from './installation.acts.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const TEXT = 'text/plain; charset=utf-8';

export function logApi(house: Installation): ApiRoute[] {
  return [checkpoint(house), tile(house), note()];
}

function checkpoint(house: Installation): ApiRoute {
  return signedIn(
    {
      method: 'GET',
      path: '/log/checkpoint',
      operation: 'readCheckpoint',
      summary: 'The signed head of the custody log (C2SP tlog-checkpoint).',
      answer: { status: 200, words: 'A signed note.', schema: bytes, media: TEXT },
      refusals: [404],
      isForCaseKeys: true,
    },
    async () => {
      const found = await house.folder.checkpoint();
      if (found === undefined) throw absent();
      return found;
    },
  );
}

function tile(house: Installation): ApiRoute {
  return signedIn(
    {
      method: 'GET',
      path: '/log/tile/:level/:tile{.+}',
      operation: 'readTile',
      summary: 'A tile of hashes of the custody log (C2SP tlog-tiles). It says nothing about any case.',
      params: z.object({
        level: z.string().regex(/^(\d|[1-5]\d|6[0-3])$/),
        tile: z
          .string()
          .regex(/^(x\d{3}\/){0,5}\d{3}(\.p\/[1-9]\d{0,2})?$/)
          .describe('As tlog-tiles writes it, slashes included: `x001/234` or `x001/234.p/56`.'),
      }),
      answer: { status: 200, words: 'Hashes of 32 bytes.', schema: bytes, media: 'application/octet-stream' },
      isForCaseKeys: true,
    },
    ({ params }) =>
      house.folder.read(`tile/${params.level}/${params.tile}`).catch((error: unknown) => {
        if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(errorCode(error) ?? '')) throw absent();
        throw error;
      }),
  );
}

function note(): ApiRoute {
  return signedIn(
    {
      method: 'GET',
      path: '/log/events/:index',
      operation: 'readEvent',
      summary: 'The signed bytes of an event of your cases, as the log keeps them.',
      params: z.object({
        index: z
          .string()
          .regex(/^(0|[1-9]\d{0,14})$/)
          .transform(Number)
          .describe('Position in the log, from 0.'),
      }),
      answer: { status: 200, words: 'A signed note (docs/formats/event.md).', schema: bytes, media: TEXT },
      isForCaseKeys: true,
    },
    async ({ person, people, params }) => {
      const found = await people.db.asPerson(person.id, (tx) => noteFor(tx, person.id, params.index));
      if (found === undefined || mayInCase(found.role, 'seeExhibit') === 'no') throw absent();
      return found.note;
    },
  );
}
