// A request that is begun from something confidential is confidential from its first moment: it would name what it was begun from.
import { newUuid, type Uuid } from '../../base/ids.ts';
import { exhibitNumbered, knowsExhibit } from '../../evidence/exhibits/exhibit.store.ts';
import type { Day } from '../../law/day.ts';
import type { Tx } from '../../people/as-person.store.ts';
import { membersOf } from '../../people/case-member.store.ts';
import * as store from '../confidentiality.store.ts';
import { requestReference } from '../request.ts';
import { requestOf } from '../request.store.ts';
import type { Origin } from './origin.ts';
import type { Drafting } from './request-draft.acts.ts';

interface Kept {
  readonly knowers: readonly Uuid[];
  readonly until: Day | undefined;
  /** What it was begun from, by its number: in every language the same. */
  readonly reason: string;
}

/** Kept to those who know of what it was begun from, in the transaction that begins it. */
export async function keepAsBegun(
  { people, person, file }: Drafting,
  tx: Tx,
  begun: { readonly id: Uuid; readonly origin: Origin | undefined },
): Promise<void> {
  const kept = await keptOf(tx, file, begun.origin);
  if (kept === undefined) return;
  const at = new Date(people.clock());
  const place = { request: begun.id, caseId: file.id };
  const decide = (act: 'named' | 'restricted', about: Uuid | undefined): Promise<void> =>
    store.insertDecision(tx, {
      ...place,
      id: newUuid(people.clock, people.random),
      act,
      about,
      by: person.id,
      at,
      until: act === 'restricted' ? kept.until : undefined,
      reason: kept.reason,
      through: people.through,
    });
  for (const one of kept.knowers) {
    await store.insertKnower(tx, place, { person: one, by: person.id, at });
    await decide('named', one);
  }
  await decide('restricted', undefined);
  await store.setRestricted(tx, begun.id, { restricted: true, until: kept.until });
}

/** Undefined: everybody of the case may know of it. */
async function keptOf(tx: Tx, file: Drafting['file'], origin: Origin | undefined): Promise<Kept | undefined> {
  switch (origin?.kind) {
    case 'request': {
      const like = await requestOf(tx, file.id, origin.number);
      if (like?.isRestricted !== true) return undefined;
      const { knowers, until } = await store.confidentialityOf(tx, like.id);
      return {
        knowers: knowers.map((one) => one.person),
        until,
        reason: requestReference(file.reference, like.number),
      };
    }
    case 'exhibit': {
      const exhibit = await exhibitNumbered(tx, origin.exhibit);
      const members = await membersOf(tx, file.id);
      const knowers: Uuid[] = [];
      for (const one of members)
        if (exhibit !== undefined && (await knowsExhibit(tx, one.person, exhibit.id)))
          knowers.push(one.person);
      return knowers.length === 0 || knowers.length === members.length
        ? undefined
        : { knowers, until: undefined, reason: origin.exhibit };
    }
    case 'plan':
    case undefined:
      return undefined;
  }
}
