// Session-level advisory locks on one connection that is kept for them.
import type { Client } from 'pg';
import { isConnectionLoss } from './connection.ts';

export interface Hold {
  readonly key: string;
  /** True when the connection was lost, and the lock with it: another may have it by now. */
  isLost(): boolean;
  release(): Promise<void>;
}

export interface Holds {
  take(key: string): Promise<Hold | undefined>;
  close(): Promise<void>;
}

/** `open` gives a new connection; one is made at the first hold, and again after a loss. */
export function openHolds(open: () => Promise<Client>): Holds {
  const held = new Set<string>(); // a session may take its own lock again, so we must know
  let session: Promise<Client> | undefined;

  const current = async (): Promise<Client> => {
    const opening = (session ??= open());
    try {
      const client = await opening;
      client.once('end', () => {
        if (session === opening) session = undefined;
      });
      return client;
    } catch (error) {
      if (session === opening) session = undefined;
      throw error;
    }
  };

  const tryLock = async (key: string): Promise<Hold | undefined> => {
    const client = await current();
    const { rows } = await client.query<{ got: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 8470)) as got',
      [key],
    );
    if (rows[0]?.got !== true) return undefined;
    let lost = false;
    client.once('end', () => (lost = true));
    return {
      key,
      isLost: () => lost,
      release: async () => {
        if (!held.delete(key) || lost) return;
        await client.query('select pg_advisory_unlock(hashtextextended($1, 8470))', [key]);
      },
    };
  };

  return {
    take: async (key) => {
      if (held.has(key)) return undefined;
      held.add(key);
      let hold: Hold | undefined;
      try {
        hold = await again(() => tryLock(key));
        return hold;
      } finally {
        if (hold === undefined) held.delete(key);
      }
    },
    close: async () => {
      const client = await session?.catch(() => undefined);
      await client?.end().catch(() => undefined); // lost already
    },
  };
}

/** A kept connection may have died unnoticed; then a new one is tried, once. */
async function again<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!isConnectionLoss(error)) throw error;
    return await act();
  }
}
