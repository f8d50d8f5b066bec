// SQL of the queue behind the jobs: graphile-worker's schema, which is the owner's alone. It holds ids of jobs; what the
// jobs are is in our own table (migrations/0005-jobs-and-settings.sql).
import type { Pool } from 'pg';

/** Worker pools that hold a job since more than two seconds; those just made have not had time to show that they live. */
export async function poolsAtWork(queue: Pool): Promise<string[]> {
  const { rows } = await queue.query<{ pool: string }>(
    `select distinct locked_by as pool from graphile_worker.jobs
      where locked_by is not null and locked_at < now() - interval '2 seconds'`,
  );
  return rows.map(({ pool }) => pool);
}

/** Gives back what a dead pool held, and tells the living as graphile-worker tells of a new job. */
export async function releasePool(queue: Pool, pool: string): Promise<void> {
  await queue.query('select graphile_worker.force_unlock_workers(array[$1])', [pool]);
  await queue.query(`select pg_notify('jobs:insert', json_build_object('r', random(), 'count', 100)::text)`);
}

/** Jobs that killed their worker so often that the queue gives them to nobody any more; they leave the queue. */
export async function takeGivenUp(queue: Pool): Promise<string[]> {
  const { rows } = await queue.query<{ id: string; key: string | null }>(
    `select id::text, key from graphile_worker.jobs where attempts >= max_attempts and locked_at is null limit 100`,
  );
  if (rows.length > 0)
    await queue.query('select graphile_worker.complete_jobs($1::bigint[])', [rows.map(({ id }) => id)]);
  return rows.flatMap(({ key }) => (key === null ? [] : [key]));
}

/** Jobs that wait and are in no queue: after a restored backup, which brings our tables alone. */
export async function queueForgotten(queue: Pool): Promise<void> {
  await queue.query(
    `select graphile_worker.add_job(j.kind, json_build_object('job', j.id), max_attempts := 8, job_key := j.id::text, priority := j.priority)
       from job j where j.ended_at is null
        and not exists (select from graphile_worker.jobs q where q.key = j.id::text)`,
  );
}

/** Jobs that were stopped with the server, not by a fault of theirs: at once, and as if they had not been tried. */
export async function tryAgainNow(queue: Pool, jobs: readonly string[]): Promise<void> {
  await queue.query(
    `select graphile_worker.reschedule_jobs(array_agg(id), run_at := now(), attempts := 0)
       from graphile_worker.jobs where key = any($1::text[])`,
    [jobs],
  );
}
