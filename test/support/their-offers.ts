// What peers offered to an installation, answered or not: the newest first.
import type { Installation } from '../../src/evidence/log/installation.acts.ts';
import { offerFile, offers, type OfferFile } from '../../src/exchange/offer.store.ts';

export async function theirOffers(db: Installation['db']['kysely']): Promise<OfferFile[]> {
  const rows = await offers(db).where('is_ours', '=', false).orderBy('at', 'desc').orderBy('id').execute();
  return rows.map(offerFile);
}
