// Disposal by order, as JSON: one person proposes, another decides.
import { z } from 'zod';
import { bodyOf, readAll } from '../../web/fields/field.ts';
import { inCase as mayInCase } from '../../people/policy.ts';
import { CASE_ROLES } from '../../people/roles.ts';
import { inCase, instant, pageOf, paging, signedIn, type ApiRoute } from '../../people/visit.api.ts';
import { confirmDisposal, proposeDisposal, withdrawDisposal } from './disposal.acts.ts';
import { waitingDisposals } from './disposal.store.ts';
import { DECISION, DISPOSAL } from './disposal.ts';
import {
  EXHIBIT,
  exhibitAct,
  exhibitAsked,
  itemParams,
  uuid,
  viewerOf,
} from '../exhibits/exhibit-asked.api.ts';
import type { Installation } from '../log/installation.acts.ts';
import { waitingPage, waitingShape } from './waiting.api.ts';

const DISPOSERS = CASE_ROLES.filter((role) => mayInCase(role, 'disposeEvidence') !== 'no');

const shape = waitingShape
  .extend({ proposedBy: z.string().describe('Name.'), proposedAt: instant })
  .meta({ id: 'WaitingDisposal' });

export function disposalApi(house: Installation): ApiRoute[] {
  return [listing, proposing(house), deciding(house)];
}

const listing = signedIn(
  {
    method: 'GET',
    path: '/disposals',
    operation: 'listDisposals',
    summary: 'Lists the disposals that others proposed and you may confirm or refuse.',
    query: paging,
    answer: { status: 200, words: 'The oldest first.', schema: pageOf('DisposalPage', shape) },
    isForCaseKeys: true,
  },
  (asked) =>
    waitingPage(
      asked,
      (tx, limit, after) => waitingDisposals(tx, asked.person.id, DISPOSERS, limit, after),
      ({ by, ...one }, proposedAt) => ({ ...one, proposedBy: by, proposedAt }),
    ),
);

function proposing(house: Installation): ApiRoute {
  return inCase(
    'disposeEvidence',
    {
      method: 'POST',
      path: `${EXHIBIT}/disposals`,
      operation: 'proposeDisposal',
      summary: 'Proposes that the bytes of an exhibit be destroyed by order. Another person confirms.',
      params: itemParams,
      body: bodyOf(DISPOSAL).meta({ id: 'NewDisposal' }),
      answer: {
        status: 201,
        words: 'It waits for the second person.',
        schema: z.object({ disposal: z.uuid() }).meta({ id: 'ProposedDisposal' }),
      },
    },
    async ({ body, ...asked }) => {
      const { number } = await exhibitAsked(asked);
      const said = readAll(DISPOSAL, body, {});
      return { disposal: await proposeDisposal(house, { by: viewerOf(asked), number, ...said }) };
    },
  );
}

function deciding(house: Installation): ApiRoute {
  return exhibitAct(
    'disposeEvidence',
    {
      path: '/disposals/decision',
      operation: 'decideDisposal',
      summary: 'Confirms or refuses a disposal that was proposed; who proposed it may take it back.',
      description: 'Confirmed, the bytes are destroyed at once. The record and a tombstone stay.',
      body: bodyOf(DECISION, {
        disposal: uuid.describe('`id` of the proposal: the one that was seen.'),
      }).meta({ id: 'DisposalDecision' }),
      words: 'It is decided.',
    },
    async ({ body: { disposal, outcome }, ...asked }) => {
      const { number } = await exhibitAsked(asked);
      const decide = outcome === 'confirmed' ? confirmDisposal : withdrawDisposal;
      await decide(house, { by: viewerOf(asked), number, disposal });
    },
  );
}
