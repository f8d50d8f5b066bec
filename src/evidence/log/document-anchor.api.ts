// The certificates by which signers of received documents are known, as JSON: listed, and given up. That one came by another road
// than the documents is said by an administrator on the page: a program cannot have looked at it.
import { z } from 'zod';
import {
  agency,
  instant,
  pageByPlace,
  pageOf,
  paging,
  type ApiRoute,
  orNull,
} from '../../people/visit.api.ts';
import { anchorsKept, MAX_ANCHORS, removeAnchor, type Anchor } from './document-anchor.acts.ts';

const PATH = '/settings/signers' as const;
const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe('SHA-256 of the certificate (DER).');

const shape = z
  .object({
    sha256,
    subject: z.string(),
    notAfter: instant,
    certificate: z.base64().describe('DER.'),
    addedAt: instant,
    addedBy: orNull(z.string()),
  })
  .meta({ id: 'DocumentSigner' });

export function anchorApi(): ApiRoute[] {
  return [listing, removing];
}

const listing = agency(
  'changeSettings',
  {
    method: 'GET',
    path: PATH,
    operation: 'listDocumentSigners',
    summary: 'Lists the certificates by which the signers of received documents are known.',
    query: paging,
    answer: {
      status: 200,
      words: `The oldest first; at most ${MAX_ANCHORS} are kept.`,
      schema: pageOf('DocumentSignerPage', shape),
    },
  },
  async ({ person, people, query }) => pageByPlace(await anchorsKept(people, person), query, anchorJson),
);

const removing = agency(
  'changeSettings',
  {
    method: 'POST',
    path: `${PATH}/:sha256/remove`,
    operation: 'removeDocumentSigner',
    summary: 'Gives up a certificate: nobody is known by it any more.',
    description: 'What is not kept stays so. One is added on the page, by an administrator who looked at it.',
    params: z.object({ sha256 }),
    answer: { status: 204, words: 'It is not kept.', schema: z.undefined() },
  },
  async ({ person, people, params }) => {
    await removeAnchor(people, person, params.sha256);
  },
);

function anchorJson({ certificate, ...one }: Anchor) {
  return { ...one, certificate: Buffer.from(certificate).toString('base64') };
}
