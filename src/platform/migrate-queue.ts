// Brings graphile-worker's own schema to the form this program expects, after the program's tables.
import type { Client, ClientConfig } from 'pg';
import { MIGRATION_LOCK } from './migrate.ts';

/** The newest of graphile-worker's own migrations that this version brings; the test holds it to the library. */
export const QUEUE_REVISION = 20;

/** Installs or upgrades the queue. Of several processes that start together one does it, the others wait. */
export async function installQueue(owner: Client, config: ClientConfig): Promise<void> {
  if ((await revision(owner)) >= QUEUE_REVISION) return; // so that the library is loaded only where it works
  const [{ runMigrations }, { default: pg }] = await Promise.all([import('graphile-worker'), import('pg')]);
  await owner.query(`select pg_advisory_lock(${MIGRATION_LOCK})`);
  const pgPool = new pg.Pool({ ...config, max: 1 });
  pgPool.on('error', () => undefined); // shows in the query below
  pgPool.on('connect', (client) => void client.on('error', () => undefined));
  try {
    if ((await revision(owner)) < QUEUE_REVISION) await runMigrations({ pgPool });
  } finally {
    await pgPool.end();
    await owner.query(`select pg_advisory_unlock(${MIGRATION_LOCK})`).catch(() => undefined); // lost, and the lock too
  }
}

async function revision(owner: Client): Promise<number> {
  const there = await owner.query<{ there: boolean }>(
    "select to_regclass('graphile_worker.migrations') is not null as there",
  );
  if (there.rows[0]?.there !== true) return 0;
  const { rows } = await owner.query<{ id: number | null }>(
    'select max(id) as id from graphile_worker.migrations',
  );
  return rows[0]?.id ?? 0;
}
