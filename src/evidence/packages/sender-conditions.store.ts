// Conditions that evidence arrived with bind whoever took it in: what goes on to others, or to a court, goes with the sender's consent. The
// consent is a signed message (exchange/consent.acts.ts), and lifts what it names as an authority beside the exhibit.
import { sql } from 'kysely';
import { Refusal } from '../../base/refusal.ts';
import type { Db } from '../log/log.store.ts';
import { offerOfExhibit } from '../custody/passing.store.ts';
import { liftedConditions } from './leads-only.store.ts';

/** Those that came with an exhibit by the exchange, and that its sender has not lifted. */
export async function conditionsOfSender(db: Db, number: string): Promise<string[]> {
  const { rows } = await sql<{ conditions: string[] }>`
    select array(select jsonb_array_elements_text(split_part(convert_from(l.note, 'UTF8'), e'\\n', 1)::jsonb #> '{facts,conditions}')) as conditions
      from custody_event l
     where l.item = ${number} and l.type = 'received'
       and split_part(convert_from(l.note, 'UTF8'), e'\\n', 1)::jsonb #> '{facts,conditions}' is not null`.execute(
    db,
  );
  const came = rows.flatMap(({ conditions }) => conditions);
  if (came.length === 0 || (await offerOfExhibit(db, number)) === undefined) return [];
  const lifted = await liftedConditions(db, number);
  return came.filter((one) => !lifted.includes(one));
}

export interface Leaving {
  readonly exhibits: readonly { readonly number: string; readonly conditions: readonly string[] }[];
  /** Of the receiver. */
  readonly state: string | undefined;
  /** Custody goes with it. */
  readonly isOffer: boolean;
}

/** Refuses notAllowed: the sender has set conditions, and has not consented. Going back to the State that set them is no onward transfer. */
export async function refuseWithoutConsent(db: Db, { exhibits, state, isOffer }: Leaving): Promise<void> {
  for (const { number, conditions } of exhibits) {
    if (conditions.length === 0) continue;
    const [first] = await conditionsOfSender(db, number);
    if (first === undefined || (isOffer && (await isFrom(db, number, state)))) continue;
    throw new Refusal('notAllowed.conditionsOfSender', { number, condition: first });
  }
}

async function isFrom(db: Db, number: string, state = ''): Promise<boolean> {
  const origin = (await offerOfExhibit(db, number))?.peerOrigin ?? '';
  const row = await db
    .selectFrom('peer')
    .select('id')
    .where('origin', '=', origin)
    .where('state', '=', state)
    .executeTakeFirst();
  return row !== undefined;
}
