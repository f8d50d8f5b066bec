// The published log as other programs follow it (C2SP tlog-tiles), and the signed bytes of an event. Bundles of entries
// are not served: they hold events of all cases together.
import { z } from 'zod';
import { Refusal } from '../../base/refusal.ts';
import { errorCode } from '../../platform/files.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { inCase as mayInCase } from '../../people/policy.ts';
import { absent, signedIn, type ApiRoute, type ApiVisit } from '../../people/visit.api.ts';
import { inclusionProof } from '../../verify/tiles.ts';
import { formatTlogProof } from '../../verify/tlog-proof.ts';
import { noteFor } from './log.store.ts';
import type { Installation } from './installation.acts.ts';
import { readPublished } from './log-publish.acts.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const TEXT = 'text/plain; charset=utf-8';
const indexParams = z.object({
  index: z
    .string()
    .regex(/^(0|[1-9]\d{0,14})$/)
    .transform(Number)
    .describe('Position in the log, from 0.'),
});

export function logApi(house: Installation): ApiRoute[] {
  return [checkpoint(house), tile(house), note, proof(house)];
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
      const found = await house.published();
      if (found === undefined) throw absent();
      return found.note;
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

const note = signedIn(
  {
    method: 'GET',
    path: '/log/events/:index',
    operation: 'readEvent',
    summary: 'The signed bytes of an event of your cases, as the log keeps them.',
    params: indexParams,
    answer: { status: 200, words: 'A signed note (docs/formats/event.md).', schema: bytes, media: TEXT },
    isForCaseKeys: true,
  },
  noteAsked,
);

function proof(house: Installation): ApiRoute {
  return signedIn(
    {
      method: 'GET',
      path: '/log/events/:index/proof',
      operation: 'readProof',
      summary: 'An event of your cases with the proof that it is in the log (C2SP tlog-proof).',
      description:
        'One file for a stranger: the event is its extra data, the inclusion proof leads to the signed checkpoint within. An event is covered some ten seconds after it was recorded.',
      params: indexParams,
      answer: { status: 200, words: 'A `.tlog-proof` file.', schema: bytes, media: TEXT },
      refusals: [503],
      isForCaseKeys: true,
    },
    async (asked) => {
      const { index } = asked.params;
      const event = await noteAsked(asked);
      const head = await readPublished(house.folder, house.keys, house.settings.origin);
      if (head === undefined || head.size <= index) throw notCovered();
      const hashes = await inclusionProof(nodeCrypto, house.folder.read, index, head.size);
      return formatTlogProof({ extra: event, index, proof: hashes, checkpoint: head.note });
    },
  );
}

async function noteAsked({
  person,
  people,
  params,
}: ApiVisit & { readonly params: z.output<typeof indexParams> }): Promise<Uint8Array> {
  const found = await people.db.asPerson(person.id, (tx) => noteFor(tx, person.id, params.index));
  if (found === undefined || mayInCase(found.role, 'seeExhibit') === 'no') throw absent();
  return found.note;
}

const notCovered = (): Refusal => new Refusal('notReady.notCovered');
