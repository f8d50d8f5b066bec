// People of an addressee, let in to the portal and signed in; and the whole house behind its doors, asked without a server.
import assert from 'node:assert/strict';
import { buildApp } from '../../src/server/app.ts';
import { newUuid } from '../../src/base/ids.ts';
import type { People } from '../../src/people/people.acts.ts';
import { acceptReceiverInvitation } from '../../src/people/portal-account.acts.ts';
import { inviteReceiver } from '../../src/portal/receivers.do.ts';
import { portalAccounts, type PortalAccount } from '../../src/people/portal-account.store.ts';
import type { Person } from '../../src/people/person.ts';
import { outsideOf } from './outside.ts';
import { CALLER, cookieOf, PASSWORD, type TestHouse } from './people.ts';
import { codeOf } from './site.ts';

export interface Receiver {
  readonly account: PortalAccount;
  /** Signed in, with both steps. */
  readonly cookie: string;
}

/** `rosa` of `Example Mail Inc.` becomes rosa@mail.example. */
export async function letIn(people: People, by: Person, who: string, addressee: string): Promise<Receiver> {
  const email = `${who}@mail.example`;
  const name = `${who[0]?.toUpperCase()}${who.slice(1)} Example`;
  const verified = 'Called back at the number of the directory';
  const key = newUuid(people.clock, people.random);
  const token = await inviteReceiver(people, { by, addressee, name, email, verified, key });
  await acceptReceiverInvitation(people, token, PASSWORD);
  const account = (await portalAccounts(people.operator.kysely, 1000)).find(
    (one) => one.email === email && one.endedAt === undefined,
  );
  const first = await people.signIn.withPassword(CALLER, email, PASSWORD);
  assert.ok(account && first.ok);
  const caller = { ...CALLER, cookie: cookieOf(first.cookies) };
  const factor = await people.signIn.beginFactor(caller, PASSWORD);
  assert.ok(factor);
  const second = await people.signIn.confirmFactor(caller, codeOf(factor.key));
  assert.ok(second.ok);
  return { account, cookie: cookieOf(second.cookies) };
}

export type Ask = (
  path: string,
  cookie: string,
  more?: {
    readonly method?: string;
    readonly form?: Record<string, string>;
    readonly bytes?: Uint8Array<ArrayBuffer>;
    readonly headers?: Record<string, string>;
  },
) => Promise<Response>;

const SITE = new URL('http://localhost:8470');

export async function doorsOf(opened: TestHouse): Promise<Ask> {
  const outside = await outsideOf(SITE);
  const { assets, requests: many } = outside;
  const app = buildApp(outside, { people: opened.people, assets, tries: many, perPerson: many }, opened);
  return async (path, cookie, { method, form, bytes, headers = {} } = {}) => {
    const request = new Request(new URL(path, SITE), {
      method: method ?? (form === undefined ? 'GET' : 'POST'),
      headers: { host: SITE.host, origin: SITE.origin, cookie, ...headers },
      ...(form !== undefined && { body: new URLSearchParams(form) }),
      ...(bytes !== undefined && { body: bytes }),
    });
    return app.fetch(request, { incoming: { socket: { remoteAddress: '127.0.0.1' } } });
  };
}
