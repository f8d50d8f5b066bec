// What waits for a decision of this person because of a role in the agency, one line a kind: the acts that take two.
import { proposals } from '../../law/proposal.store.ts';
import type { Tx } from '../../people/as-person.store.ts';
import { countOpened, waitingGlass } from '../../people/break-glass.store.ts';
import { openAppointments } from '../../people/person.store.ts';
import type { Person } from '../../people/person.ts';
import { inAgency, type AgencyAct } from '../../people/policy.ts';
import { openRecoveries } from '../../people/recovery.store.ts';
import { isStale, SIGNERS } from '../installation/key-proposal.ts';
import { openProposal } from '../installation/key-proposal.store.ts';

export interface WaitingWork {
  readonly kind: 'appointments' | 'recoveries' | 'glass' | 'glassOpened' | 'lawChanges' | 'keyChanges';
  readonly count: number;
}

const LAW_CHANGES_MAX = 100;

/** Those of which there are some. Row security shows nobody more than the policy says. */
export async function waitingFor(tx: Tx, { id, roles }: Person, now: Date): Promise<WaitingWork[]> {
  const may = (act: AgencyAct): boolean => inAgency(roles, act) !== 'no';
  const found: WaitingWork[] = [];
  const add = (kind: WaitingWork['kind'], count: number): void => {
    if (count > 0) found.push({ kind, count });
  };
  if (may('appointAdministrator'))
    add('appointments', (await openAppointments(tx)).filter((one) => one.proposedBy !== id).length);
  if (may('recoverPerson')) {
    const open = await openRecoveries(tx);
    add('recoveries', open.filter((one) => one.proposedBy !== id && one.person !== id).length);
  }
  if (may('breakGlass'))
    add('glass', (await waitingGlass(tx, now)).filter((one) => one.askedBy.id !== id).length);
  if (may('seeAudit')) add('glassOpened', await countOpened(tx, now));
  if (may('changeLaw')) {
    const open = await proposals(tx, { outcome: 'open', order: 'oldestFirst', limit: LAW_CHANGES_MAX });
    add('lawChanges', open.filter((one) => one.proposedBy !== id).length);
  }
  if (may('changeSettings')) {
    const open = await openProposal(tx);
    const isMine = open?.signatures.some(({ person }) => person === id) === true;
    const waits = open !== undefined && !isMine && open.signatures.length < SIGNERS && !isStale(open, now);
    add('keyChanges', waits ? 1 : 0);
  }
  return found;
}
