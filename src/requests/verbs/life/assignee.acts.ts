// Whose task a request of another State becomes: a member of its case who may carry it out, and may know of it.
import { Refusal } from '../../../base/refusal.ts';
import type { Uuid } from '../../../base/ids.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import { membersOf, type Member } from '../../../people/case-member.store.ts';
import { confidentialityOf } from '../drafting/confidence/confidentiality.store.ts';
import type { RequestRecord } from '../../core/request.ts';
import { isWho } from '../../machine/states/actor-roles.ts';
import type { Told } from '../../machine/states/life-step.ts';

type OfRequest = Pick<RequestRecord, 'id' | 'isRestricted'>;

export async function assignable(tx: Tx, file: { readonly id: Uuid }, request: OfRequest): Promise<Member[]> {
  const members = (await membersOf(tx, file.id)).filter(
    ({ role, hasAccess }) => hasAccess && isWho({ role, roles: [] }, 'drafter'),
  );
  if (!request.isRestricted) return members;
  const { knowers } = await confidentialityOf(tx, { of: 'request', id: request.id });
  const told = new Set(knowers.map(({ person }) => person));
  return members.filter(({ person }) => told.has(person));
}

/** Their name stands with the act, as it was then. Refusals: badInput. */
export async function withAssignee(
  tx: Tx,
  file: { readonly id: Uuid },
  request: OfRequest,
  told: Told,
): Promise<Told> {
  const { assignee } = told.detail;
  if (assignee === undefined) return told;
  const member = (await assignable(tx, file, request)).find(({ person }) => person === assignee);
  if (member === undefined) throw new Refusal('badInput.assignee');
  return { ...told, detail: { ...told.detail, assignedTo: member.name } };
}
