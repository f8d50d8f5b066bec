// Which PostgreSQL is used: the one that DATABASE_URL names, else the embedded one of the home.
import type { ClientConfig } from 'pg';
import type { Home } from './home.ts';

export interface DatabaseServer {
  readonly owner: ClientConfig;
  readonly app: ClientConfig;
  /** Makes sure that the server runs and counts us, where that is ours to do; `afterLoss` looks again. */
  attend(afterLoss?: boolean): Promise<void>;
  leave(): Promise<void>;
}

export async function connectionsOf(home: Home, env: NodeJS.ProcessEnv): Promise<DatabaseServer> {
  const url = env['DATABASE_URL'];
  if (url) {
    const { openNamedServer } = await import('./database-url.ts');
    return openNamedServer(home, url, env['DATABASE_APP_URL']);
  }
  const { openServer } = await import('./postgres.ts');
  const server = await openServer(home.postgres);
  return { ...server, owner: server.config('owner'), app: server.config('app') };
}
