// SQL of what programs of others read: items of some kinds, and what our own extractors made of them.
import { sql } from 'kysely';
import type { Db } from '../../evidence/log/log.store.ts';
import { OUTSIDE_READERS, type OwnReading } from '../extractors/outside.ts';
import type { ContentItem, Of } from './examined.store.ts';

/** Items whose bytes were read, of some kinds and not too large, in order of their ids. */
export async function ofKindsAfter(
  db: Db,
  { exhibit }: Of,
  asked: {
    readonly kinds: readonly string[];
    readonly mostBytes: number;
    readonly after: string;
    readonly limit: number;
  },
): Promise<readonly ContentItem[]> {
  const { rows } = await sql<Omit<ContentItem, 'parent'> & { readonly parent: string | null }>`
    select encode(id, 'hex') as id, encode(parent, 'hex') as parent, depth, volume, path, address, kind,
           encode(sha256, 'hex') as sha256
      from examined_item where exhibit_id = ${exhibit} and sha256 is not null and kind = any(${asked.kinds})
       and bytes between 1 and ${asked.mostBytes} and id > decode(${asked.after}, 'hex') order by id limit ${asked.limit}`.execute(
    db,
  );
  return rows.map(({ parent, ...row }) => ({ ...row, parent: parent ?? undefined }));
}

const OTHERS = ['extract:ocr', 'extract:vpdq', ...OUTSIDE_READERS.map(({ program }) => `extract:${program}`)];

export async function ownReading(db: Db, { exhibit }: Of, sha256: string): Promise<OwnReading | undefined> {
  const { rows } = await sql<OwnReading>`
    select u.outcome, u.reason, u.facts is not null and u.facts <> '{}' as "hasFacts"
      from examined_item o join examined_unit u on u.exhibit_id = o.exhibit_id and u.item_id = o.id
     where o.exhibit_id = ${exhibit} and o.sha256 = decode(${sha256}, 'hex') and u.stage like 'extract:%'
       and not u.stage = any(${OTHERS}) order by u.version desc, u.key limit 1`.execute(db);
  return rows[0];
}
