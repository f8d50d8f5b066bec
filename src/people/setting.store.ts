// SQL of what administrators set. Read by whoever acts for the system; written by an administrator, in their own name.
import type { Kysely } from 'kysely';
import type { z } from 'zod';
import type { Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import type { Schema } from '../platform/schema.ts';
import type { Tx } from './as-person.store.ts';

interface SettingRow<T> {
  readonly value: T;
  readonly changedAt: Date;
}

/** Undefined: never set. Throws `damaged` when the value is not of the form. */
export async function readSetting<T>(
  db: Kysely<Schema>,
  name: string,
  form: z.ZodType<T>,
): Promise<SettingRow<T> | undefined> {
  const row = await db
    .selectFrom('setting')
    .select(['value', 'changed_at'])
    .where('name', '=', name)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const read = form.safeParse(row.value);
  if (read.success) return { value: read.data, changedAt: row.changed_at };
  throw new Refusal('damaged.setting', { name, found: read.error.issues[0]?.message });
}

export async function writeSetting(
  tx: Tx,
  made: { readonly name: string; readonly value: unknown; readonly by: Uuid; readonly at: Date },
): Promise<void> {
  const changed = { value: JSON.stringify(made.value), changed_by: made.by, changed_at: made.at };
  await tx
    .insertInto('setting')
    .values({ name: made.name, ...changed })
    .onConflict((same) => same.column('name').doUpdateSet(changed))
    .execute();
}

/** False when it was not set. */
export async function deleteSetting(tx: Tx, name: string): Promise<boolean> {
  const done = await tx.deleteFrom('setting').where('name', '=', name).executeTakeFirst();
  return done.numDeletedRows > 0n;
}
