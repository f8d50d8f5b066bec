// The server as a process of its own, which a test can kill and start again at the same address.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { TestContext } from 'node:test';
import { openHouse, type Opened } from '../../src/server/server.ts';
import { COMITY } from './comity.ts';
import { testInstallation, type TestInstallation } from './installation.ts';
import { until } from './postgres.ts';
import { freePort } from './site.ts';
import { atEnd } from './temporary.ts';

export interface Served {
  readonly url: string;
  /** As kill -9 does. */
  readonly kill: () => Promise<void>;
  /** Until requests are taken, or a link to set it up is printed. */
  readonly start: () => Promise<void>;
  /** The link that the last start printed; undefined when there was none. */
  readonly firstLink: () => string | undefined;
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
  more: readonly string[] = [],
): Served {
  const url = `http://localhost:${port}`;
  let child: ChildProcess | undefined;
  let said = '';
  const firstLink = (): string | undefined => /^http\S+\/(?:set-up|first)\/\S+$/m.exec(said)?.[0];
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
    firstLink,
    start: async () => {
      said = '';
      child = spawn(COMITY, ['serve', '--port', String(port), ...more], {
        env: { ...process.env, COMITY_LOG: 'error', ...made.env, ...env, COMITY_HOME: made.home.path },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      child.stdout?.on('data', (bytes: Buffer) => (said += bytes.toString()));
      await until(async () => {
        if (child?.exitCode !== null) throw new Error('the server ended');
        if (firstLink() !== undefined) return true;
        return (await fetch(`${url}/ready`).catch(() => undefined))?.status === 200;
      });
    },
  };
}
