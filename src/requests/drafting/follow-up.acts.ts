// The request that somebody writes about, with what is known of it: its references on both sides, when it went or came, and until
// when its data are kept.
import { Temporal } from 'temporal-polyfill';
import type { Day } from '../../law/day.ts';
import type { CaseOfMember } from '../../people/case-member.store.ts';
import type { Tx } from '../../people/as-person.store.ts';
import type { Knowledge } from '../../law/model.ts';
import { dayBegun, legalForm, type LegalForm } from '../form.ts';
import { FORMS } from '../forms/index.ts';
import { wasSent } from '../life/guard-facts.ts';
import type { LifeEvent } from '../life/life.ts';
import { eventsOf } from '../life/life.store.ts';
import { preservationAskedBy } from '../preservation/preservation.store.ts';
import { preservedUntil } from './preserved-until.acts.ts';
import { requestReference, type RequestRecord } from '../request.ts';
import { requestOf } from '../request.store.ts';
import { followUpsOf, fromFollowed } from '../forms/follow-up.ts';
import type { Begun } from './origin.ts';

export interface FollowedRequest {
  readonly request: RequestRecord;
  readonly ours: string;
  readonly theirs: string | undefined;
  readonly day: Day | undefined;
  /** Last day on which the data that it asks to keep are kept; undefined: no time runs. */
  readonly preservedUntil: Day | undefined;
  /** By which it went, or came. */
  readonly means: RequestRecord['means'];
  /** Ids of the forms on which something can be written about it now. */
  readonly forms: readonly string[];
}

/** Undefined: the case has no such request, or this person may not know of it. */
export async function followedRequest(
  tx: Tx,
  file: CaseOfMember,
  number: number,
): Promise<FollowedRequest | undefined> {
  const request = await requestOf(tx, file.id, number);
  if (request === undefined) return undefined;
  const events = await eventsOf(tx, request.id);
  const { form, direction } = request;
  const held = await preservationAskedBy(tx, request.id);
  return {
    request,
    ours: requestReference(file.reference, number),
    theirs: events.findLast(({ detail }) => detail.reference !== undefined)?.detail.reference,
    day: dayOut(request, events),
    preservedUntil: held && (await preservedUntil(tx, held)),
    means: events.findLast(({ act }) => act === 'transmit')?.detail.means ?? request.means,
    forms: followUpsOf({ form, direction, isOut: direction === 'incoming' || wasSent(events) }),
  };
}

/** By the clock of the place where it was sent or received. */
function dayOut({ direction }: RequestRecord, events: readonly LifeEvent[]): Day | undefined {
  const act = direction === 'incoming' ? 'receive' : 'transmit';
  const event = events.findLast((one) => one.act === act);
  if (event === undefined) return undefined;
  const at = Temporal.Instant.fromEpochMilliseconds(event.occurredAt.getTime());
  return at.toZonedDateTimeISO(event.zone).toPlainDate().toString();
}

/** Begun on `then`. Refusals: none; the caller looks at `forms` first. */
export function begunAbout(
  { request, means, ...known }: FollowedRequest,
  then: LegalForm,
  { law, today }: { readonly law: Pick<Knowledge, 'forms'>; readonly today: Day },
): Begun {
  const form = FORMS.find(({ id }) => id === request.form);
  if (form === undefined) throw new TypeError(`no form ${request.form}`); // it was begun on one
  const { instrument } = legalForm(form, law.forms, dayBegun(request)).record;
  return { ...fromFollowed({ ...known, request, form, today, instrument }, then), means };
}
