// A request that is begun from something confidential is confidential from its first moment: it would name what it was begun from.
import type { Uuid } from '../../../base/ids.ts';
import { Refusal } from '../../../base/refusal.ts';
import { exhibitNumbered, knowsExhibit } from '../../../evidence/exhibits/exhibit.store.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import { membersOf } from '../../../people/case-member.store.ts';
import { keepIn, recordKept } from './confidence/confidentiality.acts.ts';
import { decisionsBetween, type Keeping } from './confidence/confidentiality.ts';
import { confidentialityOf } from './confidence/confidentiality.store.ts';
import { requestReference } from '../../core/request.ts';
import { requestOf } from '../../machine/states/request.store.ts';
import type { Origin } from '../../core/origin.ts';
import type { Drafting } from './request-draft.acts.ts';

/**
 * Kept to those who know of what it was begun from, or to those of them who are `named`, in the transaction that begins it. Refuses what
 * `keepIn` does.
 */
export async function keepAsBegun(
  drafting: Drafting,
  tx: Tx,
  begun: {
    readonly id: Uuid;
    readonly origin: Origin | undefined;
    readonly named?: Keeping | undefined;
  },
): Promise<void> {
  const { file } = drafting;
  const asked = await keepingOf(tx, file, begun.origin);
  const { id, named } = begun;
  const kept = { of: 'request', id, request: id, caseId: file.id, isKept: false } as const;
  if (named !== undefined) {
    if (asked !== undefined && named.knowers.some((one) => !asked.knowers.includes(one))) throw wider();
    await keepIn(tx, drafting, kept, named);
    return;
  }
  if (asked === undefined) return;
  const before = { knowers: [], until: undefined, ground: undefined };
  await recordKept(tx, drafting, kept, decisionsBetween(false, before, asked), asked);
}

const wider = (): Refusal => new Refusal('badInput.knowersOfOrigin');

/** Undefined: everybody of the case may know of it. */
async function keepingOf(
  tx: Tx,
  file: Drafting['file'],
  origin: Origin | undefined,
): Promise<Keeping | undefined> {
  switch (origin?.kind) {
    case 'request': {
      const like = await requestOf(tx, file.id, origin.number);
      if (like?.isRestricted !== true) return undefined;
      const { knowers, until } = await confidentialityOf(tx, { of: 'request', id: like.id });
      return {
        knowers: knowers.map((one) => one.person),
        until,
        // What it was begun from, by its number: in every language the same.
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
