// SQL of what auditors ask. As the auditor, through the two windows that migrations/0004-custody.sql opens to that role:
// names, times, acts and numbers, never what an exhibit is or holds.
import { sql } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import type { Db } from '../log/log.store.ts';

/** `before`: only what is older than this place in the list; the newest come first. */
export interface Span {
  readonly from: Date;
  /** Not included. */
  readonly to: Date;
}

export interface Look {
  /** Place in the chain of the exhibit, from 1. */
  readonly seq: number;
  readonly at: Date;
  readonly what: 'viewed' | 'streamed' | 'downloaded';
  /** As the signed event names it. */
  readonly role: string;
  /** Undefined for an act at the terminal, or when the private text was erased by order. */
  readonly person: Uuid | undefined;
  readonly name: string | undefined;
}

/** Who looked at an exhibit or took a copy. */
export async function looksAt(
  db: Db,
  number: string,
  span: Span,
  before: number,
  limit: number,
): Promise<Look[]> {
  const { rows } = await sql<LookRow>`
    select seq, at, what, role, person, name
      from comity_who_saw(${number}, ${span.from}, ${span.to}, ${before}, ${limit})`.execute(db);
  return rows.map((row) => ({
    seq: row.seq,
    at: row.at,
    what: row.what as Look['what'], // the function's own list
    role: row.role,
    person: (row.person ?? undefined) as Uuid | undefined, // the column's type is uuid
    name: row.name ?? undefined,
  }));
}

/** Something a person did, or that was done about their access. */
export interface Deed {
  readonly id: Uuid;
  readonly at: Date;
  readonly log: 'custody' | 'access';
  /** An event type of the custody log, or an act of access_event. */
  readonly what: string;
  /** Exhibit number, or another item of the log. */
  readonly item: string | undefined;
  /** Of the case. */
  readonly reference: string | undefined;
  readonly role: string | undefined;
  readonly byPerson: Uuid | undefined;
  readonly byName: string | undefined;
  readonly aboutPerson: Uuid | undefined;
  readonly aboutName: string | undefined;
  readonly facts: { readonly [name: string]: unknown };
}

export async function deedsOf(
  db: Db,
  person: Uuid,
  span: Span,
  before: Uuid,
  limit: number,
): Promise<Deed[]> {
  const { rows } = await sql<DeedRow>`
    select id, at, log, what, item, reference, role, by_person, by_name, about_person, about_name, facts
      from comity_what_done(${person}, ${span.from}, ${span.to}, ${before}, ${limit})`.execute(db);
  return rows.map((row) => ({
    id: row.id as Uuid, // the columns' type is uuid
    at: row.at,
    log: row.log as Deed['log'], // the function's own list
    what: row.what,
    item: row.item ?? undefined,
    reference: row.reference ?? undefined,
    role: row.role ?? undefined,
    byPerson: (row.by_person ?? undefined) as Uuid | undefined,
    byName: row.by_name ?? undefined,
    aboutPerson: (row.about_person ?? undefined) as Uuid | undefined, // the column's type is uuid
    aboutName: row.about_name ?? undefined,
    facts: row.facts ?? {},
  }));
}

interface LookRow {
  readonly seq: number;
  readonly at: Date;
  readonly what: string;
  readonly role: string;
  readonly person: string | null;
  readonly name: string | null;
}

interface DeedRow {
  readonly id: string;
  readonly at: Date;
  readonly log: string;
  readonly what: string;
  readonly item: string | null;
  readonly reference: string | null;
  readonly role: string | null;
  readonly by_person: string | null;
  readonly by_name: string | null;
  readonly about_person: string | null;
  readonly about_name: string | null;
  readonly facts: { readonly [name: string]: unknown } | null;
}
