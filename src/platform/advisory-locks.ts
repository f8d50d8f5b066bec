// Session-level advisory locks on one connection that is kept for them.
import type { Client } from 'pg';
import { onceMoreAfterLoss } from './connection.ts';

export interface Hold {
  readonly key: string;
  /** True when the connection was lost, and the lock with it: another may have it by now. */
  isLost(): boolean;
  release(): Promise<void>;
}

interface Holds {
  /** Undefined when another process, or this one, has the lock. */
  take(key: string): Promise<Hold | undefined>;
  close(): Promise<void>;
}

interface Session {
  readonly client: Client;
  isLost: boolean;
  /** The last question asked: a connection answers one at a time. */
  last: Promise<unknown>;
}

/** `open` gives a new connection; one is made at the first hold, and again after a loss. */
export function openHolds(open: () => Promise<Client>): Holds {
  // PostgreSQL lets a session take its own lock again, so we must know. Undefined while it is being taken.
  const held = new Map<string, Hold | undefined>();
  let opening: Promise<Session> | undefined;

  const newSession = async (): Promise<Session> => {
    const session: Session = { client: await open(), isLost: false, last: Promise.resolve() };
    session.client.once('end', () => (session.isLost = true));
    return session;
  };
  const current = (): Promise<Session> => {
    const before = opening;
    opening = (async () => {
      const found = await before?.catch(() => undefined); // whoever opened it was told
      return found === undefined || found.isLost ? newSession() : found;
    })();
    return opening;
  };
  const lock = async (key: string): Promise<Hold | undefined> => {
    const session = await current();
    if (!(await ask(session, 'pg_try_advisory_lock', key))) return undefined;
    const hold: Hold = {
      key,
      isLost: () => session.isLost,
      release: async () => {
        if (held.get(key) !== hold) return; // released before, or lost and taken again: that one is not ours to give back
        held.delete(key);
        if (!session.isLost) await ask(session, 'pg_advisory_unlock', key);
      },
    };
    return hold;
  };

  return {
    take: async (key) => {
      if (held.has(key) && held.get(key)?.isLost() !== true) return undefined;
      held.set(key, undefined);
      let hold: Hold | undefined;
      try {
        return (hold = await onceMoreAfterLoss(() => lock(key)));
      } finally {
        if (hold === undefined) held.delete(key);
        else held.set(key, hold);
      }
    },
    close: async () => {
      held.clear();
      const session = await opening?.catch(() => undefined);
      await session?.client.end().catch(() => undefined); // lost already, and the locks with it
    },
  };
}

async function ask(
  session: Session,
  name: 'pg_try_advisory_lock' | 'pg_advisory_unlock',
  key: string,
): Promise<boolean> {
  const sql = `select ${name}(hashtextextended($1, 8470)) as done`;
  const answer = session.last.then(() => session.client.query<{ done: boolean }>(sql, [key]));
  session.last = answer.catch(() => undefined); // whoever asked is told below
  return (await answer).rows[0]?.done === true;
}
