// What ends an authorisation that stands (taking the request back, changing it, giving it up, withdrawing it, not validating it)
// stands in the custody log, in one transaction with the act: nobody takes it away, or puts one in. So does that another State takes
// its own request back, on which we act.
import { hex } from '../../../base/bytes.ts';
import { newUuid, type Uuid } from '../../../base/ids.ts';
import { isoLocal } from '../../../base/time.ts';
import type { Draft } from '../../../evidence/log/log-entry.ts';
import { TOOL } from '../../../evidence/log/tool.ts';
import { asPersonWithin, type Tx } from '../../../people/as-person.store.ts';
import type { CaseOfMember } from '../../../people/case-member.store.ts';
import type { People } from '../../../people/people.acts.ts';
import type { Person } from '../../../people/person.ts';
import { requestReference, type RequestRecord } from '../../core/request.ts';
import type { Row } from '../states/machine.ts';
import { authorityItem, sha256, statementBytes } from './signature.ts';
import { standingStatements } from './signature.store.ts';
import { THEIR_WITHDRAWAL, withdrawalText, type TheirWithdrawal } from './their-withdrawal.ts';

/** Where the events of an act are put that ends an authorisation; undefined: the transaction is not the log's. */
export type Ends = Draft[] | undefined;

/** The act must run in the log's own transaction, and is rolled back. */
class NeedsLog extends Error {}

/**
 * Runs as this person; once more within a transaction of the custody log where it ends an authorisation, which nobody knows before
 * it has looked. What may be done is asked both times.
 */
export async function endingAuthority<T>(
  people: People,
  person: Person,
  act: (tx: Tx, ends: Ends) => Promise<T>,
): Promise<T> {
  try {
    return await people.db.asPerson(person.id, (tx) => act(tx, undefined));
  } catch (error) {
    if (!(error instanceof NeedsLog)) throw error;
  }
  let done: { readonly value: T } | undefined;
  await people.ledger.append({
    key: `authorityEnded:${newUuid(people.clock, people.random)}`,
    events: (tx) =>
      asPersonWithin(tx, person.id, async () => {
        const ends: Draft[] = [];
        done = { value: await act(tx, ends) };
        return ends;
      }),
  });
  if (done === undefined) throw new Error('the log recorded an act that did not run');
  return done.value;
}

/** States in which nothing that was signed authorises any more. */
const ENDED = new Set(['draft', 'declined', 'validationRefused', 'withdrawn']);

export function endsAuthority(
  direction: RequestRecord['direction'],
  { from, to }: Row<string, string>,
): boolean {
  return direction === 'outgoing' && from !== to && ENDED.has(to);
}

/** What another State asked for is taken back by it. */
export function endsTheirs(direction: RequestRecord['direction'], { act }: Row<string, string>): boolean {
  return direction === 'incoming' && act === THEIR_WITHDRAWAL;
}

interface Ending {
  readonly people: Pick<People, 'clock'>;
  readonly person: Person;
  readonly file: CaseOfMember;
}

/** Before the act voids anything. `cause`: the act. */
export async function endAuthority(
  tx: Tx,
  ends: Ends,
  ending: Ending,
  { request, cause }: { readonly request: Ended; readonly cause: string },
): Promise<void> {
  const standing = await standingStatements(tx, request.id);
  if (standing.length === 0) return;
  if (ends === undefined) throw new NeedsLog('the custody log has to record it');
  for (const statement of standing) ends.push(ended(ending, request, cause, statementBytes(statement)));
}

/** Another State takes back what it asked for. */
export function endTheirs(
  ends: Ends,
  ending: Ending,
  request: Ended,
  told: Pick<TheirWithdrawal, 'event' | 'occurredAt' | 'zone' | 'evidence'>,
): void {
  if (ends === undefined) throw new NeedsLog('the custody log has to record it');
  const reference = requestReference(ending.file.reference, request.number);
  const text = withdrawalText({ ...told, reference, request: request.id, by: ending.person.id });
  ends.push(ended(ending, request, THEIR_WITHDRAWAL, text));
}

interface Ended {
  readonly id: Uuid;
  readonly number: number;
}

function ended({ people, person, file }: Ending, request: Ended, cause: string, text: Uint8Array): Draft {
  return {
    type: 'authorityWithdrawn',
    item: authorityItem(request.id),
    occurredAt: isoLocal(people.clock()),
    role: file.role,
    tool: TOOL,
    digests: { sha256: hex(sha256(text)) },
    size: text.length,
    facts: { cause },
    detail: {
      person: person.name,
      personId: person.id,
      request: requestReference(file.reference, request.number),
    },
  };
}
