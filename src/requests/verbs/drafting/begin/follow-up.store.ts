// SQL of what is written about a request. As the person: row security hides what they may not know of.
import { sql } from 'kysely';
import type { Uuid } from '../../../../base/ids.ts';
import type { StateCode } from '../../../../law/states.ts';
import type { Tx } from '../../../../people/as-person.store.ts';
import type { RequestRecord } from '../../../core/request.ts';

export interface FollowUpLine extends Pick<RequestRecord, 'number' | 'form' | 'direction' | 'state'> {
  readonly counterpart: string | null;
}

/** What was begun from it on another form, or registered as being about it. The oldest first, at most `limit`. */
export async function followUpLines(
  tx: Tx,
  { caseId, number, form }: Pick<RequestRecord, 'caseId' | 'number' | 'form'>,
  limit: number,
): Promise<FollowUpLine[]> {
  return tx
    .selectFrom('request')
    .select(['number', 'form', 'direction', 'state', 'counterpart'])
    .where('case_id', '=', caseId)
    .where('form', '<>', form)
    .where(sql<boolean>`origin ->> 'kind' = 'request' and (origin ->> 'number')::integer = ${number}`)
    .orderBy('number')
    .limit(limit)
    .execute();
}

export interface MayBeMeant extends Pick<RequestRecord, 'number' | 'form' | 'isRestricted'> {
  /** The other side, where it is known, and its own number of it. */
  readonly counterpart: RequestRecord['counterpart'];
  readonly theirs: string | undefined;
}

/** What a document that came may be about: the newest first, at most `limit`. */
export async function requestsMeant(
  tx: Tx,
  { caseId, direction, limit }: { caseId: Uuid; direction: RequestRecord['direction']; limit: number },
): Promise<MayBeMeant[]> {
  const rows = await tx
    .selectFrom('request')
    .select(['number', 'form', 'counterpart', 'restricted as isRestricted'])
    .select(
      sql<string | null>`(select e.detail ->> 'reference' from request_event e
        where e.request_id = request.id and e.detail ? 'reference' order by e.number desc limit 1)`.as(
        'theirs',
      ),
    )
    .where('case_id', '=', caseId)
    .where('direction', '=', direction)
    .where('state', '<>', 'draft')
    .orderBy('number', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ theirs, counterpart, ...one }) => ({
    ...one,
    counterpart: counterpart === null ? undefined : (counterpart as StateCode), // the column's check
    theirs: theirs ?? undefined,
  }));
}
