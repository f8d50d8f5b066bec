// Changes of the law data as JSON: proposed by a program for its knowledge editor, decided by another editor on the pages.
import { z } from 'zod';
import { isUuid } from '../base/ids.ts';
import { inEnglish, Refusal } from '../base/refusal.ts';
import {
  absent,
  agency,
  instant,
  pageByPlace,
  pageOf,
  paging,
  signedIn,
  timedIdOf,
  type ApiRoute,
  orNull,
} from '../people/visit.api.ts';
import { propose, withdraw } from './proposal.acts.ts';
import { proposalById, proposals, type Proposal } from './proposal.store.ts';
import type { PublishedLaw } from './published.acts.ts';

const LISTED = 500;
const OUTCOMES = ['open', 'published', 'returned', 'withdrawn'] as const;

const proposalShape = z
  .object({
    id: z.uuid(),
    record: z.string(),
    change: z.record(z.string(), z.unknown()),
    reason: z.string(),
    draftedOn: z.string().describe('Version of the data that its proposer saw.'),
    revises: orNull(z.uuid()).describe('The proposal that it takes the place of.'),
    proposedBy: z.string().describe('Empty where you may not see who it was.'),
    proposedAt: instant,
    outcome: z.enum(OUTCOMES),
    answer: orNull(z.string()).describe('Why it was sent back.'),
    decidedBy: z.string(),
    decidedAt: orNull(instant),
  })
  .meta({ id: 'LawProposal' });

const params = z.object({ change: z.string().refine(isUuid).describe('Id of the proposal.') });

export function changesApi(law: PublishedLaw): ApiRoute[] {
  return [listing, showing, proposing(law), withdrawing(law)];
}

const listing = signedIn(
  {
    method: 'GET',
    path: '/law/changes',
    operation: 'listLawChanges',
    summary: 'Lists changes of the law data: to knowledge editors all, to others what was published.',
    query: paging.extend({ outcome: z.enum(OUTCOMES).default('published') }),
    answer: {
      status: 200,
      words: `Open ones the oldest first, others the newest first; at most ${LISTED}.`,
      schema: pageOf('LawProposalPage', proposalShape),
    },
    isForCaseKeys: true,
  },
  async ({ person, people, query }) => {
    const { outcome } = query;
    const order = outcome === 'open' ? 'oldestFirst' : 'newestFirst';
    const all = await people.db.asPerson(person.id, (tx) => proposals(tx, { outcome, order, limit: LISTED }));
    return pageByPlace(all, query, proposalJson);
  },
);

const showing = signedIn(
  {
    method: 'GET',
    path: '/law/changes/:change',
    operation: 'showLawChange',
    summary: 'Shows a change of the law data.',
    params,
    answer: { status: 200, words: 'The change.', schema: proposalShape },
    isForCaseKeys: true,
  },
  async ({ person, people, params: { change } }) => {
    const found = await people.db.asPerson(person.id, (tx) => proposalById(tx, change));
    if (found === undefined) throw absent();
    return proposalJson(found);
  },
);

function proposing(law: PublishedLaw): ApiRoute {
  return agency(
    'changeLaw',
    {
      method: 'POST',
      path: '/law/changes',
      operation: 'proposeLawChange',
      summary: 'Proposes a change of one fact of the law data, with its source.',
      description:
        'Another knowledge editor publishes it or sends it back, on the pages: that is not done with a key.',
      body: z
        .strictObject({
          change: z
            .record(z.string(), z.unknown())
            .describe(
              '`kind` (`value`, `party`, `declaration`, `record`), what was seen (`was`), what is to be, `source`, `as_of`, `confidence`.',
            ),
          reason: z.string().trim().min(1).max(4000),
          revises: z.string().refine(isUuid).optional(),
        })
        .meta({ id: 'NewLawProposal' }),
      answer: {
        status: 201,
        words: 'It waits for another editor.',
        schema: z.object({ change: z.uuid() }).meta({ id: 'ProposedLawChange' }),
      },
    },
    async ({ person, people, body, actKey, begunAt }) => {
      const asked = { ...body, id: timedIdOf({ actKey, begunAt }) };
      const made = await propose({ people, law }, person, asked);
      if (made.ok) return { change: made.id };
      const found = made.faults.slice(0, 20).map(({ field, message }) => `${field}: ${message}`);
      throw new Refusal('badInput.proposedChange', { found: inEnglish(found.join('; ')) });
    },
  );
}

function withdrawing(law: PublishedLaw): ApiRoute {
  return agency(
    'changeLaw',
    {
      method: 'POST',
      path: '/law/changes/:change/withdraw',
      operation: 'withdrawLawChange',
      summary: 'Takes a proposal of your own back that nobody decided.',
      params,
      answer: { status: 204, words: 'It is taken back.', schema: z.undefined() },
    },
    async ({ person, people, params: { change } }) => {
      await withdraw({ people, law }, person, change);
    },
  );
}

function proposalJson(one: Proposal) {
  return {
    ...one,
    outcome: one.outcome ?? ('open' as const),
    proposedBy: one.proposer,
    decidedBy: one.decider,
  };
}
