// SQL of the files on their way in.
import { sql } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import type { Db, Tx } from '../log/log.store.ts';
import type { Upload } from './upload.ts';

interface NewUpload {
  readonly id: Uuid;
  readonly intakeId: Uuid;
  readonly caseId: Uuid;
  readonly person: Uuid;
  readonly name: string;
  readonly bytes: number;
  readonly at: Date;
}

export async function insertUpload(tx: Tx, made: NewUpload): Promise<void> {
  await tx
    .insertInto('upload')
    .values({
      id: made.id,
      intake_id: made.intakeId,
      case_id: made.caseId,
      person_id: made.person,
      name: made.name,
      bytes: made.bytes,
      modified_at: null,
      begun_at: made.at,
      last_at: made.at,
    })
    .execute();
}

/** Of two that ask at once, the second sees what the first has added: until the transaction ends. */
export async function lockUploads(tx: Tx, person: Uuid): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${person}, 8471))`.execute(tx);
}

/**
 * What stands under the same bound as a file that is to come by this draft, asked alone: what the person has under way. What an addressee
 * hands over in the portal comes in somebody's name and takes nothing from them: each draft of it has a bound of its own, under which every
 * file counts, also one that is in evidence.
 */
export async function underWay(
  tx: Tx,
  { person, intake }: { readonly person: Uuid; readonly intake: Uuid },
): Promise<{ readonly files: number; readonly bytes: number }> {
  await lockUploads(tx, person);
  const { rows } = await sql<{ files: number; bytes: number }>`
    select count(*) filter (where u.state = 'receiving' or p.intake_id is not null) as files,
           coalesce(sum(u.bytes) filter (where u.state = 'receiving'), 0)::bigint as bytes
      from upload u left join portal_intake p on p.intake_id = u.intake_id
     where ((u.person_id = ${person} and u.state = 'receiving') or u.intake_id = ${intake})
       and p.intake_id is not distinct from (select i.intake_id from portal_intake i where i.intake_id = ${intake})`.execute(
    tx,
  );
  return rows[0] ?? { files: 0, bytes: 0 };
}

export async function countUploads(db: Db, intakes: readonly Uuid[]): Promise<number> {
  const { rows } = await sql<{ files: number }>`
    select count(*) as files from upload where intake_id = any(${[...intakes]}::uuid[])`.execute(db);
  return rows[0]?.files ?? 0;
}

/** What is not in evidence nor about to be comes by another draft from now on, in the name of its person. As the system. */
export async function moveUploads(
  tx: Tx,
  from: Uuid,
  to: { readonly id: Uuid; readonly person: Uuid },
): Promise<void> {
  await tx
    .updateTable('upload')
    .set({ intake_id: to.id, person_id: to.person })
    .where('intake_id', '=', from)
    .where((eb) =>
      eb.or([
        eb('state', '<>', 'taken'),
        eb.exists(
          eb
            .selectFrom('job')
            .select('job.id')
            .whereRef('job.id', '=', 'upload.job_id')
            .where('job.state', 'in', ['failed', 'cancelled']),
        ),
      ]),
    )
    .execute();
}

export async function uploadById(db: Db, id: Uuid): Promise<Upload | undefined> {
  const row = await rows(db).where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : uploadFrom(row);
}

/** Of one intake, in the order in which they began. */
export async function uploadsOf(db: Db, intake: Uuid, limit: number): Promise<Upload[]> {
  const found = await rows(db)
    .where('intake_id', '=', intake)
    .orderBy('begun_at')
    .orderBy('id')
    .limit(limit)
    .execute();
  return found.map(uploadFrom);
}

/** Of one intake there is something that is in evidence, or about to be. */
export async function hasTaken(db: Db, intake: Uuid): Promise<boolean> {
  const row = await db
    .selectFrom('upload')
    .select('id')
    .where('intake_id', '=', intake)
    .where('state', '=', 'taken')
    .executeTakeFirst();
  return row !== undefined;
}

/** Of the same intake, what was handed over before this job and is not at its end: being taken in, or not begun yet. */
export async function takingBefore(
  db: Db,
  { intakeId, job }: { readonly intakeId: Uuid; readonly job: Uuid },
): Promise<'running' | 'waiting' | 'none'> {
  const rows = await db
    .selectFrom('upload')
    .innerJoin('job', 'job.id', 'upload.job_id')
    .select(['job.state', 'job.runs'])
    .where('upload.intake_id', '=', intakeId)
    .where('job.id', '<', job)
    .where('job.state', 'in', ['running', 'waiting'])
    .execute();
  if (rows.some(({ state }) => state === 'running')) return 'running';
  return rows.some(({ runs }) => runs === 0) ? 'waiting' : 'none'; // one that failed waits to be tried again, perhaps long
}

/** May be forgotten in a power cut: to flush the database's log here would flush the whole of what was just sent with it. */
export async function setLastAt(tx: Tx, id: Uuid, at: Date): Promise<void> {
  await sql`set local synchronous_commit to off`.execute(tx);
  await tx
    .updateTable('upload')
    .set({ last_at: at })
    .where('id', '=', id)
    .where('state', '=', 'receiving')
    .execute();
}

/** That it is sent, and as what where that is known, before the file is taken in with others. */
export async function setSaid(tx: Tx, id: Uuid, senderSha256: string | undefined): Promise<void> {
  await tx
    .updateTable('upload')
    .set({ is_said: true, ...(senderSha256 === undefined ? {} : { sender_sha256: senderSha256 }) })
    .where('id', '=', id)
    .execute();
}

/** False when another was first. */
export async function setTaken(
  tx: Tx,
  id: Uuid,
  taken: { readonly job: Uuid; readonly senderSha256: string | undefined; readonly before: Uuid | undefined },
): Promise<boolean> {
  const { job, senderSha256, before } = taken;
  const found = await tx
    .updateTable('upload')
    .set({
      state: 'taken',
      job_id: job,
      ...(senderSha256 === undefined ? {} : { sender_sha256: senderSha256 }),
    })
    .where('id', '=', id)
    .where((eb) => (before === undefined ? eb('state', '=', 'receiving') : eb('job_id', '=', before)))
    .returning('id')
    .executeTakeFirst();
  return found !== undefined;
}

/** Its bytes are to go. False when it was taken meanwhile. */
export async function deleteUpload(tx: Tx, id: Uuid): Promise<boolean> {
  const found = await tx
    .deleteFrom('upload')
    .where('id', '=', id)
    .where('state', '<>', 'taken')
    .returning('id')
    .executeTakeFirst();
  return found !== undefined;
}

/** What nothing came of since `before`: it did not arrive whole, or could not be taken in and nobody tried again. */
export async function staleUploads(db: Db, before: Date, limit: number): Promise<Upload[]> {
  const found = await rows(db)
    .where('last_at', '<', before)
    .where((eb) =>
      eb.or([
        eb('state', '=', 'receiving'),
        eb.exists(
          eb
            .selectFrom('job')
            .select('job.id')
            .whereRef('job.id', '=', 'upload.job_id')
            .where('job.state', 'in', ['failed', 'cancelled'])
            .where('job.ended_at', '<', before),
        ),
      ]),
    )
    .limit(limit)
    .execute();
  return found.map(uploadFrom);
}

/** False when something came of it meanwhile. */
export async function setCleared(tx: Tx, { id, job }: Upload, at: Date): Promise<boolean> {
  const found = await tx
    .updateTable('upload')
    .set({ state: 'cleared', last_at: at, job_id: null })
    .where('id', '=', id)
    .where((eb) => (job === undefined ? eb('state', '=', 'receiving') : eb('job_id', '=', job)))
    .returning('id')
    .executeTakeFirst();
  return found !== undefined;
}

/** What nothing is on its way or in evidence of, and the word of what was cleared with them. */
export async function deleteOldIntakes(tx: Tx, before: Date): Promise<void> {
  await sql`delete from intake i where begun_at < ${before}
    and not exists (select from upload u where u.intake_id = i.id and (u.state <> 'cleared' or u.last_at >= ${before}))`.execute(
    tx,
  );
}

/** What one person is bringing to a case. */
export interface Bringing {
  readonly intake: Uuid;
  readonly reference: string;
  /** As they call it. */
  readonly what: string;
  /** Files on their way. */
  readonly receiving: number;
  /** Files that were removed, because nothing came of them. */
  readonly cleared: number;
}

/** What waits for this person, in all their cases; the newest first. */
export async function bringingOf(tx: Tx, person: Uuid, limit: number): Promise<Bringing[]> {
  const { rows: found } = await sql<Bringing>`
    select i.id as intake, c.reference, i.answers ->> 'what' as what,
           count(*) filter (where u.state = 'receiving') as receiving,
           count(*) filter (where u.state = 'cleared') as cleared
      from intake i join case_file c on c.id = i.case_id join upload u on u.intake_id = i.id
     where i.person_id = ${person} and u.state <> 'taken'
     group by i.id, c.reference order by i.begun_at desc limit ${limit}`.execute(tx);
  return found;
}

function rows(db: Db) {
  return db
    .selectFrom('upload')
    .select([
      'id',
      'intake_id',
      'case_id',
      'person_id',
      'name',
      'bytes',
      'state',
      'last_at',
      'sender_sha256',
      'is_said',
      'job_id',
    ]);
}

interface Row {
  readonly id: string;
  readonly intake_id: string;
  readonly case_id: string;
  readonly person_id: string;
  readonly name: string;
  readonly bytes: number;
  readonly state: Upload['state'];
  readonly last_at: Date;
  readonly sender_sha256: string | null;
  readonly is_said: boolean;
  readonly job_id: string | null;
}

function uploadFrom(row: Row): Upload {
  return {
    id: row.id as Uuid, // the columns' type is uuid
    intakeId: row.intake_id as Uuid, // as above
    caseId: row.case_id as Uuid, // as above
    person: row.person_id as Uuid, // as above
    name: row.name,
    bytes: row.bytes,
    state: row.state,
    lastAt: row.last_at,
    senderSha256: row.sender_sha256 ?? undefined,
    isSaid: row.is_said,
    job: (row.job_id ?? undefined) as Uuid | undefined, // as above
  };
}
