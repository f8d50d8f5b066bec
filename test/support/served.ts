// The server as a process of its own, which a test can kill and start again at the same address.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openHouse, type Opened } from '../../src/server/server.ts';
import { testInstallation, type TestInstallation } from './installation.ts';
import { until } from './postgres.ts';
import { freePort } from './site.ts';
import { atEnd } from './temporary.ts';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

export interface Served {
  readonly url: string;
  /** As kill -9 does. */
  readonly kill: () => Promise<void>;
  /** Until requests are taken. */
  readonly start: () => Promise<void>;
}

export interface ServedHouse extends Opened {
  readonly made: TestInstallation;
  readonly site: Served;
}

/** An installation, seen from inside, and its server beside it, started. */
export async function servedHouse(t: TestContext, env: NodeJS.ProcessEnv = {}): Promise<ServedHouse> {
  const made = await testInstallation(t);
  const site = served(t, made, await freePort(), env);
  const opened = await openHouse(made.home, made.env, new URL(site.url), 'first-token');
  atEnd(t, () => opened.close());
  await site.start();
  return { ...opened, made, site };
}

export function served(
  t: TestContext,
  made: Pick<TestInstallation, 'home' | 'env'>,
  port: number,
  env: NodeJS.ProcessEnv = {},
): Served {
  const url = `http://localhost:${port}`;
  let child: ChildProcess | undefined;
  const kill = async (): Promise<void> => {
    const one = child;
    child = undefined;
    if (one === undefined || one.exitCode !== null || one.signalCode !== null) return;
    const ended = once(one, 'exit');
    one.kill('SIGKILL');
    await ended;
  };
  atEnd(t, kill);
  return {
    url,
    kill,
    start: async () => {
      child = spawn(process.execPath, [MAIN, 'serve', '--port', String(port)], {
        env: { ...process.env, COMITY_LOG: 'error', ...made.env, ...env, COMITY_HOME: made.home.path },
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      await until(async () => {
        if (child?.exitCode !== null) throw new Error('the server ended');
        return (await fetch(`${url}/ready`).catch(() => undefined))?.status === 200;
      });
    },
  };
}
