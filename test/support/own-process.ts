// An installation that is a process of its own: `./comity serve` on a port of this machine, with its data folder and its database. Its
// officials come to it by the terminal and by the API. What a person does on a page with a passkey is done by the acts of that page, from
// outside the server, against the same database: whatever is sent, told or fetched then is the server's work.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeExchangeKeys } from '../../src/exchange/exchange-keys.acts.ts';
import type { PeerKind } from '../../src/exchange/peer-document.ts';
import { WELL_KNOWN } from '../../src/exchange/peer-document.ts';
import { makeApiKey } from '../../src/people/api-key.acts.ts';
import type { Person } from '../../src/people/person.ts';
import type { JsonAnswer } from './api.ts';
import { comity } from './comity.ts';
import { nameLoopback } from './loopback.ts';
import { enrol, type TestHouse } from './people.ts';
import { freePort } from './site.ts';
import { atEnd, temporaryFolder } from './temporary.ts';
import { serve, type Authority } from './two-authorities.ts';

export interface OwnProcess extends Authority {
  /** Of the server. */
  readonly pid: number;
  /** At its terminal; what it prints. Fails when the command does. */
  readonly run: (...args: readonly string[]) => Promise<string>;
  /** `POST /cases/…` of its API, with a key of this person; the answer. */
  readonly ask: (who: Person, line: string, body?: object) => Promise<JsonAnswer>;
}

/** The exchange is set up at the terminal, and the server started. */
export async function ownProcess(
  t: TestContext,
  { house, people, made }: Pick<TestHouse, 'house' | 'people'> & Pick<Authority, 'made'>,
  kind: PeerKind = 'centralAuthority',
): Promise<OwnProcess> {
  nameLoopback();
  const { person: ana } = await enrol(people, 'ana', ['administrator']);
  const { person: ben } = await enrol(people, 'ben', ['administrator']);
  const port = await freePort();
  const line = `http://localhost:${port}`;
  const run = async (...args: readonly string[]): Promise<string> => {
    const ran = await comity(made.home.path, args, '', made.env);
    assert.equal(ran.code, 0, `comity ${args.join(' ')}: ${ran.err}${ran.out}`);
    return ran.out;
  };
  await run('exchange', 'set-up', '--kind', kind, '--url', line, ...by('ana'));
  const keys = await makeExchangeKeys(house, ana, undefined); // those that are there
  const tokens = new Map<string, string>();
  const ask = async (who: Person, asked: string, body?: object): Promise<JsonAnswer> => {
    const [method = '', path = ''] = asked.split(' ');
    const token =
      tokens.get(who.id) ?? (await makeApiKey(people, { by: who, name: 'Play', may: 'write', days: 7 }));
    tokens.set(who.id, token);
    const answer = await fetch(`${line}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    assert.ok(answer.ok, `${asked}: ${answer.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  const own = { house, people, made, keys, port, line, ana, ben };
  const server = await serve(own);
  atEnd(t, () => server.stop());
  return { ...own, pid: server.child.pid ?? 0, run, ask };
}

const by = (who: string): string[] => ['--person', `${who}@agency.example`];

/** `one` trusts `other`: one administrator adds the document that the other's server gives, another confirms the number that was read out. */
export async function comparesKeys(t: TestContext, one: OwnProcess, other: OwnProcess): Promise<string> {
  const path = join(temporaryFolder(t), 'comity.json');
  writeFileSync(path, await (await fetch(`${other.line}${WELL_KNOWN}`)).text());
  const { agency, state, origin } = other.house.settings;
  const said = ['--road', 'meeting', '--how', 'Letter', '--received', '2026-11-03'];
  const told = await one.run(
    'peer',
    'add',
    path,
    '--agency',
    agency,
    '--state',
    state,
    ...said,
    ...by('ana'),
  );
  await one.run('peer', 'confirm', origin, '--how', 'By telephone', ...by('ben'));
  return /in digits: ((?:\d{5} ?){12})/.exec(told)?.[1] ?? assert.fail(told);
}

/** What `look` gives once it fits; the servers go on in the meantime. */
export async function becomes<T>(
  what: string,
  look: () => Promise<T>,
  fits: (found: T) => boolean = (found) => found !== undefined,
): Promise<NonNullable<T>> {
  let found: T | undefined;
  for (const end = Date.now() + 180_000; Date.now() < end; await sleep(200)) {
    found = await look();
    if (found !== undefined && found !== null && fits(found)) return found;
  }
  return assert.fail(`never: ${what}; last: ${JSON.stringify(found)}`);
}

/** Of messages of this type so many have come and had their effect; `isWithoutEffect`: or wait for a person. */
export function hears(
  { house }: Authority,
  type: string,
  count = 1,
  isWithoutEffect = false,
): Promise<number> {
  const look = () =>
    house.db.withOwner(async (owner) => {
      const { rows } = await owner.query<{ n: number }>(
        `select count(*)::int as n from exchange_in where type = $1 and state = 'delivered' and ($2 or done_as = 'done')`,
        [type, isWithoutEffect],
      );
      return rows[0]?.n ?? 0;
    });
  return becomes(`${type} at ${house.identity.origin}`, look, (n) => n >= count);
}
