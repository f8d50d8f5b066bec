// Packages that leave the house, as JSON: the list, one, asking for one, and the second person's decision.
import { z } from 'zod';
import { isUuid } from '../../base/ids.ts';
import { bodyOf, readAll } from '../../web/fields/field.ts';
import {
  absent,
  idOf,
  inCase,
  instant,
  pageFrom,
  pageOf,
  paging,
  placeOf,
  type ApiRoute,
  orNull,
} from '../../people/visit.api.ts';
import { uuid, viewerOf } from '../exhibits/exhibit-asked.api.ts';
import type { Installation } from '../log/installation.acts.ts';
import { rangeOf } from '../exhibits/file-answer.ts';
import { shareFile } from './share-file.acts.ts';
import { RECEIPT, RECEIPT_BYTES_MAX, SHARE_DECISION } from './share-decision.ts';
import { fileShareReceipt } from './share-receipt.acts.ts';
import { askShare, confirmShare, removeShare, takerOf, withdrawShare } from './share.acts.ts';
import { EXHIBITS_MAX, SHARE_CERTIFIED, shareOf } from './share-form.ts';
import { HANDS_OVER, stateOf, type SharedPackage } from './share.ts';
import { shareById, shareLines, sharesOfCase } from './share.store.ts';

const packageShape = z
  .object({
    id: z.uuid(),
    state: z.enum(['asked', 'withdrawn', 'making', 'notMade', 'made', 'removed']),
    exhibits: z.array(z.string()).describe('Their numbers.'),
    receiver: z.object({ name: z.string(), state: z.string() }),
    isEncrypted: z.boolean(),
    handsOver: z.enum(HANDS_OVER),
    withDetails: z.boolean().describe('Names and other private text went with it.'),
    basis: z.object({ type: z.string(), id: z.string() }),
    purpose: z.string(),
    ground: orNull(z.string()).describe('Why exhibits whose use is limited may leave.'),
    certificate: orNull(
      z.object({ custodian: z.string(), statement: z.string(), leftOut: orNull(z.string()) }),
    ).describe('Certificate of records of who keeps the data.'),
    askedBy: z.string().describe('Name.'),
    askedAt: instant,
    needsSecond: z.boolean(),
    made: orNull(
      z.object({
        at: instant,
        noteSha256: z.string().describe('Of `package.note`, to be compared by another road.'),
        bytes: z.int(),
      }),
    ),
  })
  .meta({ id: 'Package' });

export function shareApi(house: Installation): ApiRoute[] {
  return [listing, showing, asking(house), giving(house), deciding(house), removing(house), filing(house)];
}

const listing = inCase(
  'seePackages',
  {
    method: 'GET',
    path: '/cases/:case/packages',
    operation: 'listPackages',
    summary: 'Lists what was handed out of a case, or is about to be.',
    query: paging,
    answer: { status: 200, words: 'The newest first.', schema: pageOf('PackagePage', packageShape) },
  },
  async ({ person, people, file, query: { after, limit } }) => {
    const page = { after: placeOf(after, z.tuple([z.string().refine(isUuid)]))?.[0], limit: limit + 1 };
    const found = await people.db.asPerson(person.id, (tx) => sharesOfCase(tx, file.id, page));
    return pageFrom(found, limit, packageJson, (one) => [one.id]);
  },
);

const showing = inCase(
  'seePackages',
  {
    method: 'GET',
    path: '/cases/:case/packages/:id',
    operation: 'showPackage',
    summary: 'Shows a package.',
    params: z.object({ id: uuid }),
    answer: { status: 200, words: 'The package.', schema: packageShape },
  },
  async ({ person, people, file, params }) => {
    const found = await people.db.asPerson(person.id, (tx) => shareById(tx, file.id, params.id));
    if (found === undefined) throw absent();
    return packageJson(found);
  },
);

function asking(house: Installation): ApiRoute {
  return inCase(
    'shareEvidence',
    {
      method: 'POST',
      path: '/cases/:case/packages',
      operation: 'askPackage',
      summary: 'Asks that exhibits be handed out in a package.',
      description: 'Where a second person must confirm, it waits; otherwise a job of the same id makes it.',
      body: bodyOf(SHARE_CERTIFIED).meta({ id: 'NewPackage' }),
      answer: {
        status: 202,
        words: 'It waits for a second person, or is being made.',
        schema: z.object({ id: z.uuid(), state: z.enum(['asked', 'making']) }).meta({ id: 'AskedPackage' }),
      },
    },
    async ({ body, actKey, ...asked }) => {
      const { person, people, file } = asked;
      const id = idOf(actKey);
      const lines = await people.db.asPerson(person.id, (tx) => shareLines(tx, file.id, EXHIBITS_MAX + 1));
      const share = shareOf(readAll(SHARE_CERTIFIED, body, { lines, receivers: [] }));
      return { id, state: await askShare(house, { by: viewerOf(asked), share, id }) };
    },
  );
}

function giving(house: Installation): ApiRoute {
  return inCase(
    'shareEvidence',
    {
      method: 'GET',
      path: '/cases/:case/packages/:id/file',
      operation: 'readPackage',
      summary:
        'Gives the file of a package that was made, and records of each exhibit in it that it was taken.',
      description: 'A zip, or what age made of one. A download that broke off goes on with `Range`.',
      params: z.object({ id: uuid }),
      answer: {
        status: 200,
        words: 'The bytes.',
        schema: z.instanceof(Response),
        media: 'application/octet-stream',
        isRanged: true,
      },
    },
    async ({ params, request, ...asked }) => {
      const { person, people, file } = asked;
      const share = await people.db.asPerson(person.id, (tx) => shareById(tx, file.id, params.id));
      const answer =
        share && (await shareFile(house, takerOf(viewerOf(asked)), { share, range: rangeOf(request) }));
      if (answer === undefined) throw absent();
      return answer;
    },
  );
}

function deciding(house: Installation): ApiRoute {
  return inCase(
    'shareEvidence',
    {
      method: 'POST',
      path: '/cases/:case/packages/:id/decision',
      operation: 'decidePackage',
      summary: 'Confirms or refuses a package that another person asked for, or takes back one’s own.',
      params: z.object({ id: uuid }),
      body: bodyOf(SHARE_DECISION).meta({ id: 'PackageDecision' }),
      answer: { status: 204, words: 'It is decided.', schema: z.undefined() },
    },
    async ({ body, params, ...asked }) => {
      const decision = { by: viewerOf(asked), id: params.id };
      await (body.outcome === 'confirmed' ? confirmShare(house, decision) : withdrawShare(house, decision));
    },
  );
}

function removing(house: Installation): ApiRoute {
  return inCase(
    'shareEvidence',
    {
      method: 'POST',
      path: '/cases/:case/packages/:id/remove',
      operation: 'removePackage',
      summary: 'Takes the file of a package off this machine. What was handed over, and when, stays known.',
      params: z.object({ id: uuid }),
      answer: { status: 204, words: 'It is taken off.', schema: z.undefined() },
    },
    async ({ params, ...asked }) => {
      const decision = { by: viewerOf(asked), id: params.id };
      if (!(await removeShare(house, decision))) throw absent();
    },
  );
}

const PROOFS_MAX = 10;
const proofText = z.string().min(1).max(RECEIPT_BYTES_MAX);

function filing(house: Installation): ApiRoute {
  return inCase(
    'shareEvidence',
    {
      method: 'POST',
      path: '/cases/:case/packages/:id/receipts',
      operation: 'fileReceipt',
      summary: 'Files the receipt of the receiver for one exhibit of a package: custody has passed.',
      description:
        'It is checked against the keys of the trusted peer whose log accepted custody. The same receipt twice is recorded once.',
      params: z.object({ id: uuid }),
      body: bodyOf(RECEIPT, {
        proofs: z
          .array(proofText)
          .max(PROOFS_MAX)
          .optional()
          .describe('Hand-over proofs, where the receiver replaced the keys of its log as planned.'),
      }).meta({ id: 'Receipt' }),
      bodyBytesMax: RECEIPT_BYTES_MAX * (PROOFS_MAX + 2),
      answer: {
        status: 201,
        words: 'It is filed.',
        schema: z
          .object({
            exhibit: z.string().describe('Its number.'),
            event: z.string().describe('Id of the event `receiptFiled`.'),
            log: z.string().describe('Of the acceptance.'),
            service: orNull(z.enum(['same', 'other'])).describe(
              'The service key that signed it, against the confirmed one. Null: none came to compare.',
            ),
          })
          .meta({ id: 'FiledReceipt' }),
      },
    },
    async ({ body, params, ...asked }) => {
      const { person, people, file } = asked;
      const share = await people.db.asPerson(person.id, (tx) => shareById(tx, file.id, params.id));
      if (share === undefined) throw absent();
      const proofs = body.proofs?.map((one) => Buffer.from(one));
      const receipt = Buffer.from(body.receipt);
      const filed = await fileShareReceipt(house, viewerOf(asked), {
        share,
        receipt,
        ...(proofs && { proofs }),
      });
      const { number, event, log, service } = filed;
      return { exhibit: number, event: event.event.id, log, service: service ?? null };
    },
  );
}

function packageJson(share: SharedPackage) {
  const { recipient, records, askedBy } = share;
  return {
    ...share,
    state: stateOf(share),
    isEncrypted: recipient !== undefined,
    certificate: records && { ...records, leftOut: records.leftOut },
    askedBy: askedBy.name,
  };
}
