// SQL of offers that wait: ours whose message was refused, theirs that lie before somebody.
import { sql } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import type { Db } from '../evidence/log/log.store.ts';
import type { PageOf } from './arrival.store.ts';
import { offerFile, offers, type OfferFile } from './offer.store.ts';

/** Of ours whose last message was refused, that were not called back, and that nobody said again since. */
export async function refusedOffers(db: Db): Promise<OfferFile[]> {
  const rows = await offers(db)
    .where('is_ours', '=', true)
    .where('is_copy', '=', false)
    .where('called_back_at', 'is', null)
    .where(
      sql<boolean>`'refused' = (select m.state from exchange_out m where m.conversation_id = exchange_offer.conversation_id
          and m.type = 'offer' and split_part(m.about, ':', 2) = exchange_offer.package::text order by m.seq desc limit 1)`,
    )
    .where(
      sql<boolean>`not exists (select from exchange_out m where m.conversation_id = exchange_offer.conversation_id
          and m.type = 'offer' and m.about like 'again:%' and m.state <> 'refused')`,
    )
    .where(
      sql<boolean>`exists (select from custody_offer o where o.is_ours and o.state = 'open'
        and o.package = exchange_offer.package and o.peer_origin = exchange_offer.peer_origin)`,
    )
    .execute();
  return rows.map(offerFile);
}

/** Nobody has accepted or rejected all of it. */
const isOpen = sql<boolean>`exists (select from custody_offer o where not o.is_ours and o.state = 'desk'
  and o.package = exchange_offer.package and o.peer_origin = exchange_offer.peer_origin)`;

/** Theirs that wait for an answer, copies too, the newest first. */
export async function offersAtDesk(db: Db, { skip, most }: PageOf): Promise<OfferFile[]> {
  const rows = await offers(db)
    .where('is_ours', '=', false)
    .where(sql<boolean>`case when is_copy then answered_at is null else ${isOpen} end`)
    .orderBy('at', 'desc')
    .orderBy('id')
    .offset(skip)
    .limit(most)
    .execute();
  return rows.map(offerFile);
}

/** Of this peer, so many after that one: all of them are met, and none is held up by others. */
export async function openOffersOf(
  db: Db,
  peerOrigin: string,
  { after, most }: { readonly after: Uuid | undefined; readonly most: number },
): Promise<OfferFile[]> {
  const rows = await offers(db)
    .where('is_ours', '=', false)
    .where('peer_origin', '=', peerOrigin)
    .where(isOpen)
    .$if(after !== undefined, (of) => of.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(most)
    .execute();
  return rows.map(offerFile);
}
