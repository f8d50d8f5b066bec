// A real OpenID Connect provider (npm oidc-provider) on loopback, which signs in whom the test names without asking; and one
// in front of it that changes what passes, for what a sound provider never says.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { Provider, type Configuration } from 'oidc-provider';
import { nameLoopback } from './loopback.ts';
import { atEnd } from './temporary.ts';

export const CLIENT = { id: 'comity', secret: 'a secret of this test and of nothing else' };

export interface Account {
  /** The provider's own name for the person. */
  readonly sub: string;
  readonly email: string;
  readonly isVerified: boolean;
  readonly amr: readonly string[];
}

export interface TestProvider {
  readonly issuer: string;
  /** Who is at the provider's keyboard. */
  account: Account;
  stop(): Promise<void>;
  /** Begins to answer again at the same address. */
  start(): Promise<void>;
}

export async function testProvider(t: TestContext, back: string): Promise<TestProvider> {
  nameLoopback();
  const server = createServer();
  await listen(server, 0);
  const { port } = server.address() as AddressInfo; // listening
  const issuer = `http://127.0.0.1:${port}`;
  const state: TestProvider = {
    issuer,
    account: { sub: 'nobody', email: 'nobody@agency.example', isVerified: true, amr: ['pwd', 'mfa'] },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
    start: () => listen(server, port),
  };
  const provider = new Provider(issuer, configuration(state, back));
  const answer = provider.callback();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (request.url?.startsWith('/interaction/') === true) void interact(provider, state, request, response);
    else void answer(request, response);
  });
  atEnd(t, async () => {
    if (server.listening) await state.stop();
  });
  return state;
}

function configuration(state: TestProvider, back: string): Configuration {
  return {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [back],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    claims: { openid: ['sub', 'amr'], email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: ['of this test alone'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx, sub) => ({
      accountId: sub,
      claims: () => {
        const { email, isVerified } = state.account;
        return { sub, email, email_verified: isVerified, name: 'Somebody Else' };
      },
    }),
    loadExistingGrant: async (ctx) => {
      const { client, session } = ctx.oidc;
      const accountId = session?.accountId;
      if (client === undefined || accountId === undefined) return undefined;
      const grant = new ctx.oidc.provider.Grant({ clientId: client.clientId, accountId });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  };
}

async function interact(
  provider: Provider,
  { account }: TestProvider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const login = { accountId: account.sub, amr: [...account.amr], remember: false };
  await provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false });
}

/** Stands before a provider under an address of its own and changes what it answers, by path. */
export async function testLiar(
  t: TestContext,
  behind: string,
  change: (path: string, body: string, own: string) => string | Promise<string>,
): Promise<string> {
  const server = createServer((request, response) => {
    void (async () => {
      const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // listening
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer); // of a stream of bytes
      const path = request.url ?? '/';
      const headers = { ...request.headers } as Record<string, string>; // none of these comes twice
      delete headers['host'];
      delete headers['connection'];
      delete headers['transfer-encoding'];
      delete headers['content-length'];
      const answered = await fetch(`${behind}${path}`, {
        method: request.method ?? 'GET',
        headers,
        redirect: 'manual',
        ...(chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }),
      });
      const body = await change(path, await answered.text(), own);
      const type = answered.headers.get('content-type') ?? 'text/plain';
      response.writeHead(answered.status, { 'content-type': type });
      response.end(body);
    })();
  });
  await listen(server, 0);
  atEnd(t, async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // listening
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
}

/** A browser's way through the provider without a browser: follows it until it sends the person back. */
export async function throughProvider(url: string, back: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let next = url;
  for (let steps = 0; steps < 10; steps++) {
    if (next.startsWith(back)) return new URL(next);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answered = await fetch(next, { redirect: 'manual', headers: { cookie } });
    for (const line of answered.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const middle = pair.indexOf('=');
      cookies.set(pair.slice(0, middle), pair.slice(middle + 1));
    }
    const location = answered.headers.get('location');
    assert.ok(location, `the provider answered ${answered.status}: ${await answered.text()}`);
    next = new URL(location, next).href;
  }
  throw new Error('the provider goes round in circles');
}
