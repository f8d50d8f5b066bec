// Queries that a connection asks again and again are planned once. With need to know in each table, planning a small
// question costs PostgreSQL more than answering it.
import { createHash } from 'node:crypto';
import type { PostgresPoolClient } from 'kysely';
import type { PoolClient } from 'pg';
import { errorCode } from './files.ts';

/** Asked so often by one connection, a query is prepared. */
const OFTEN = 5;
/** Each prepared query is memory of the server, on every connection. */
const PREPARED_MAX = 100;
/** So many texts are counted before counting begins anew. */
const COUNTED_MAX = 2000;
/** feature_not_supported: among others, that the columns a prepared query gave have changed. */
const PLAN_OUT_OF_DATE = '0A000';

/** What one connection has asked. */
class Asked {
  readonly #times = new Map<string, number>();
  readonly #names = new Map<string, string>();

  /** The name under which the query is prepared; undefined when it is not. */
  nameOf(text: string): string | undefined {
    const name = this.#names.get(text);
    if (name !== undefined || this.#names.size === PREPARED_MAX) return name;
    const times = (this.#times.get(text) ?? 0) + 1;
    if (times < OFTEN) {
      if (this.#times.size === COUNTED_MAX) this.#times.clear();
      this.#times.set(text, times);
      return undefined;
    }
    this.#times.delete(text);
    const made = createHash('sha256').update(text).digest('base64url');
    this.#names.set(text, made);
    return made;
  }
}

const known = new WeakMap<PoolClient, PostgresPoolClient>();

/** The same connection, the same for each call, which prepares the queries with parameters that it is asked often. */
export function preparing(client: PoolClient): PostgresPoolClient {
  const made = known.get(client) ?? wrapped(client);
  known.set(client, made);
  return made;
}

function wrapped(client: PoolClient): PostgresPoolClient {
  const asked = new Asked();
  let isOutOfDate = false;
  const query = async (text: string, values: readonly unknown[]): Promise<unknown> => {
    const name = values.length === 0 ? undefined : asked.nameOf(text);
    try {
      return await client.query({ text, values: [...values], ...(name !== undefined && { name }) });
    } catch (error) {
      isOutOfDate ||= errorCode(error) === PLAN_OUT_OF_DATE;
      throw error;
    }
  };
  return {
    query: query as PostgresPoolClient['query'], // Kysely is given no cursor, so it asks by text alone
    release: (destroy) => client.release(destroy === true || isOutOfDate),
  };
}
