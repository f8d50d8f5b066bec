// The files of an exhibit and their bytes, as they were stored.
import { z } from 'zod';
import { absent, inCase, pageOf, pageOfAll, paging, type ApiRoute } from '../../people/visit.api.ts';
import { EXHIBIT, itemParams, viewerOf } from './exhibit-asked.api.ts';
import { copyFile, seeFiles } from './exhibit-bytes.acts.ts';
import type { StoredFile } from '../../platform/object-store.ts';
import { exhibitNumber } from './exhibit.ts';
import { partAnswer, partOf, rangeOf } from './file-answer.ts';
import type { Installation } from '../log/installation.acts.ts';

const fileShape = z
  .object({
    path: z.string().describe('Of the stored file; what `/files/{path}` takes.'),
    bytes: z.int().describe('-1 when the file is not there: have the exhibit checked.'),
    sha256: z.string(),
  })
  .meta({ id: 'ExhibitFile' });

export function exhibitBytesApi(house: Installation): ApiRoute[] {
  return [listing(house), copying(house)];
}

function listing(house: Installation): ApiRoute {
  return inCase(
    'seeExhibit',
    {
      method: 'GET',
      path: `${EXHIBIT}/files`,
      operation: 'listFiles',
      summary: 'Lists the files of an exhibit, and records that you looked.',
      description: 'Names within an exhibit are part of it, so each page of the list is a look.',
      params: itemParams,
      query: paging,
      answer: { status: 200, words: 'By path.', schema: pageOf('ExhibitFilePage', fileShape) },
    },
    async ({ params, query, ...visit }) => {
      const number = exhibitNumber(visit.file.reference, params.item);
      const files = await seeFiles(house, visit.people.db, viewerOf(visit), number);
      if (files === undefined) throw absent();
      return pageOfAll(
        files,
        query,
        ({ path, bytes, sha256 }) => ({ path, bytes, sha256 }),
        (one) => one.path,
      );
    },
  );
}

function copying(house: Installation): ApiRoute {
  return inCase(
    'copyExhibit',
    {
      method: 'GET',
      path: `${EXHIBIT}/files/:path{.+}`,
      operation: 'copyFile',
      summary: 'Gives a copy of one file of an exhibit, byte for byte, and records that you took it.',
      description:
        'Compare what arrived with the `sha256` of the list. A copy that broke off goes on with `Range`; each answer is a copy taken.',
      params: itemParams.extend({ path: z.string().min(1).max(4096).describe('As the list has it.') }),
      answer: {
        status: 200,
        words: 'The bytes.',
        schema: z.instanceof(Response),
        media: 'application/octet-stream',
        isRanged: true,
      },
    },
    async ({ params, ...visit }) => {
      const number = exhibitNumber(visit.file.reference, params.item);
      const asked = { viewer: viewerOf(visit), number, path: params.path };
      const range = rangeOf(visit.request);
      const isNone = ({ bytes, sha256: tag }: StoredFile): boolean =>
        partOf(range, { bytes, tag }) === 'outside';
      const found = await copyFile(house, visit.people.db, asked, isNone);
      if (found === undefined) throw absent();
      const { path, bytes, sha256: tag, read } = found;
      const name = path.slice(path.lastIndexOf('/') + 1);
      return partAnswer({ ...range, bytes, tag, name }, ({ start, end }) =>
        read({ from: start, to: end + 1 }),
      );
    },
  );
}
