// What somebody typed into the questions of an act is kept until the act is done: for a day, sealed, for them alone. So Back, reload, a
// second tab and a new session find it, and the same form sent twice is one act. docs/decisions/drafts-of-acts.md
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { newUuid, timeOf, type Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import * as store from './draft.store.ts';
import type { People } from './people.acts.ts';

const DAY_MS = 86_400_000;
/** Of one person; the oldest give way. */
export const DRAFTS_MAX = 50;
/** Of one draft, sealed: as the table takes it (migrations/0018-takers-and-drafts.sql). The largest file that is an answer fits, once. */
export const SEALED_BYTES_MAX = 8_000_000;
/** Of all drafts of one person, sealed; the oldest give way. */
export const SEALED_OF_PERSON_MAX = 4 * SEALED_BYTES_MAX;

/** By question: the fields of its form, as they were typed. */
type Typed = { readonly [question: string]: readonly (readonly [name: string, value: string])[] };
const typedShape = z.record(z.string(), z.array(z.tuple([z.string(), z.string()])));

/** Whose draft, and of which act: the address that its questions lie below. */
interface DraftOf {
  readonly person: Uuid;
  readonly address: string;
}

export interface Draft {
  /** Also the idempotency key of the act. */
  readonly id: Uuid;
  /** For the form. */
  readonly key: Uuid;
  readonly typed: Typed;
}

type DraftFound =
  | { readonly is: 'open'; readonly draft: Draft }
  /** The form that has this key was sent before. */
  | { readonly is: 'done'; readonly ledTo: string }
  | { readonly is: 'none' };

type Parts = Pick<People, 'db' | 'signIn' | 'clock' | 'random'>;

/** The open draft of this act. */
export async function findDraft(parts: Parts, of: DraftOf): Promise<Draft | undefined> {
  const row = await parts.db.asPerson(of.person, (tx) => store.openDraft(tx, of, oldest(parts)));
  return row && opened(parts, row);
}

interface DraftBelow extends Draft {
  readonly address: string;
  readonly begunAt: Date;
}

/** The open ones of acts whose addresses begin so; the newest first. */
export async function draftsBelow(parts: Parts, { person, address }: DraftOf): Promise<DraftBelow[]> {
  const rows = await parts.db.asPerson(person, (tx) =>
    store.openDraftsBelow(tx, { person, address }, oldest(parts)),
  );
  return rows.flatMap(({ touchedAt, ...row }) => {
    const draft = opened(parts, row);
    if (draft === undefined) return [];
    return [{ ...draft, address: row.address, begunAt: new Date(timeOf(draft.key) ?? touchedAt) }];
  });
}

/** By the key of the form; where that names none, the open one of the same act. */
export async function draftOfForm(parts: Parts, of: DraftOf, key: Uuid): Promise<DraftFound> {
  const since = oldest(parts);
  const row = await parts.db.asPerson(
    of.person,
    async (tx) =>
      (await store.draftById(tx, draftId(parts, of, key), since)) ?? (await store.openDraft(tx, of, since)),
  );
  return found(parts, row);
}

/** Keeps what was typed into one question or several, beside what was typed into the others. Refuses tooLarge. */
export function keepTyped(
  parts: Parts,
  of: DraftOf,
  { key, typed }: { readonly key: Uuid; readonly typed: Typed },
): Promise<DraftFound> {
  const { db, signIn, clock } = parts;
  const [at, since] = [new Date(clock()), oldest(parts)];
  return db.asPerson(of.person, async (tx) => {
    const id = draftId(parts, of, key);
    // Of two tabs that begin at once, one waits here for the other.
    await store.lockDrafts(tx, of);
    const row = (await store.draftById(tx, id, since)) ?? (await store.openDraft(tx, of, since));
    const before = found(parts, row);
    if (before.is === 'done') return before;
    const was = before.is === 'open' ? before.draft : { id, key, typed: {} };
    const draft = { ...was, typed: { ...was.typed, ...typed } };
    const sealed = signIn.seal(`draft ${draft.id}`, JSON.stringify(draft.typed));
    if (sealed.length > SEALED_BYTES_MAX) throw new Refusal('tooLarge.body', { maxSize: SEALED_BYTES_MAX });
    if (before.is === 'open') await store.updateDraft(tx, draft.id, { sealed, at });
    else {
      // What is too old, or was sealed in another home, gives way.
      await store.deleteDraft(tx, { ...of, id });
      await store.insertDraft(tx, { ...of, id, key, sealed, at });
    }
    await store.deleteDraftsBeyond(tx, of.person, { drafts: DRAFTS_MAX, bytes: SEALED_OF_PERSON_MAX });
    return { is: 'open', draft };
  });
}

/** The act is done: what was typed goes, and where it led stays for whoever sends the form again. */
export function endDraft(parts: Parts, of: DraftOf, id: Uuid, ledTo: string): Promise<void> {
  const at = new Date(parts.clock());
  return parts.db.asPerson(of.person, (tx) => store.updateDraft(tx, id, { ledTo, at }));
}

/** Thrown away unfinished; one that is done stays so. */
export function dropDraft(parts: Parts, of: DraftOf, key: Uuid): Promise<void> {
  return parts.db.asPerson(of.person, async (tx) => {
    await store.lockDrafts(tx, of);
    const id = draftId(parts, of, key);
    const row = await store.draftById(tx, id, oldest(parts));
    if (row === undefined || row.ledTo === null) await store.deleteDraft(tx, { ...of, id });
  });
}

/** By the schedule. How many went. */
export function clearOldDrafts(parts: {
  readonly db: Parameters<typeof store.clearDrafts>[0];
  readonly clock: People['clock'];
}): Promise<number> {
  return store.clearDrafts(parts.db, oldest(parts));
}

function oldest({ clock }: Pick<Parts, 'clock'>): Date {
  return new Date(clock() - DAY_MS);
}

function found(parts: Parts, row: store.DraftRow | undefined): DraftFound {
  if (row?.ledTo !== undefined && row.ledTo !== null) return { is: 'done', ledTo: row.ledTo };
  const draft = row && opened(parts, row);
  return draft === undefined ? { is: 'none' } : { is: 'open', draft };
}

/** Undefined: sealed in another home; it cannot be read any more. */
function opened({ signIn }: Parts, { id, key, sealed }: store.DraftRow): Draft | undefined {
  const text = signIn.unseal(`draft ${id}`, sealed ?? '');
  return text === undefined ? undefined : { id, key, typed: typedShape.parse(JSON.parse(text)) };
}

/** Clocks of several servers differ by less. */
const AHEAD_MS = 60_000;

/**
 * Of this person, this act and this key: the same key of somebody else, or elsewhere, is of another act, so nobody meets what is kept under
 * an id. It keeps the time of the form, by which ids are in order; a time to come was given by no form, and comes before all others.
 */
export function draftId({ clock }: Pick<Parts, 'clock'>, { person, address }: DraftOf, key: Uuid): Uuid {
  const digest = createHash('sha256')
    .update(JSON.stringify([person, address, key]))
    .digest();
  const time = timeOf(key) ?? Infinity;
  return newUuid(
    () => (time > clock() + AHEAD_MS ? 0 : time),
    (bytes) => bytes.set(digest.subarray(0, bytes.length)),
  );
}
