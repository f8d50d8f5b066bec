// SQL of wordings of forms: kept once, never changed; and by which a request is read.
import type { Uuid } from '../../../base/ids.ts';
import type { Knowledge } from '../../../law/model.ts';
import type { FormRecord } from '../../../law/model-form.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import { isWrittenNow } from './written.ts';
import { dayBegun, legalForm, type Form, type LegalForm } from '../../core/form.ts';
import type { RequestRecord } from '../../core/request.ts';
import { asWorded, formChange, wordingDigest, type FormChange } from '../../core/wording.ts';

/** Returns its digest. */
export async function keepWording(tx: Tx, record: FormRecord, at: Date): Promise<string> {
  const digest = wordingDigest(record);
  await tx
    .insertInto('form_wording')
    .values({ digest, form: record.id, wording: JSON.stringify(record), kept_at: at })
    .onConflict((same) => same.column('digest').doNothing())
    .execute();
  return digest;
}

/** Undefined: none was kept under it. */
export async function wordingOf(tx: Tx, digest: string | undefined): Promise<FormRecord | undefined> {
  if (digest === undefined) return undefined;
  const row = await tx
    .selectFrom('form_wording')
    .select('wording')
    .where('digest', '=', digest)
    .executeTakeFirst();
  return row?.wording as FormRecord | undefined; // written by `keepWording` from a record
}

/** From now on it is read by this one: its answers are no longer written. */
export async function setWording(tx: Tx, request: Uuid, digest: string): Promise<void> {
  await tx.updateTable('request').set({ wording: digest }).where('id', '=', request).execute();
}

interface Worded {
  readonly legal: LegalForm;
  /** What became of the form since the request was begun, or submitted; undefined: nothing, or it is not known. */
  readonly change: FormChange | undefined;
}

/** By the form as it is while answers are written; by the one of then once they no longer are. */
export async function legalOf(
  tx: Tx,
  form: Form,
  request: Pick<RequestRecord, 'state' | 'begunAt' | 'begunWording' | 'wording'>,
  { forms }: Pick<Knowledge, 'forms'>,
): Promise<Worded> {
  const now = legalForm(form, forms, dayBegun(request));
  const isWritten = isWrittenNow(request);
  const then = await wordingOf(tx, isWritten ? request.begunWording : request.wording);
  if (then === undefined) return { legal: now, change: undefined };
  return { legal: isWritten ? now : asWorded(now, then), change: formChange(then, now.record) };
}
