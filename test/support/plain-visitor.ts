// Visitors whose pages are plain: each with cookies of its own, and, where a page is looked at, before the eyes of a Chromium.
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { Body } from './plain-form.ts';
import { PlainPage } from './plain-page.ts';
import { temporaryFolder } from './temporary.ts';

interface Cookie {
  readonly name: string;
  readonly value: string;
}

interface Asked {
  readonly body?: Body | undefined;
  readonly from: URL;
}

interface AskedWith {
  readonly headers?: Record<string, string>;
  readonly form?: Record<string, string>;
  readonly data?: unknown;
  readonly maxRedirects?: number;
}

/** Of the browsers that the server is told of. */
const AGENT = {
  accept: 'text/html,*/*;q=0.8',
  'accept-language': 'en-US',
  'user-agent': 'Mozilla/5.0 (plain)',
};
const REDIRECTS_MAX = 20;

/** For the stories that only read, follow and send: they ask of it what they ask of a browser. */
export function openPlain(t: TestContext): Browser {
  const browser = { newContext: async () => new PlainContext(t) };
  return browser as unknown as Browser; // as much of it as those stories use
}

export class PlainContext {
  readonly t: TestContext;
  readonly #cookies = new Map<string, string>();
  #folder: string | undefined;

  constructor(t: TestContext) {
    this.t = t;
  }

  async newPage(): Promise<PlainPage> {
    const { parseHTML } = await import('linkedom'); // most tests need no page
    return new PlainPage(this, (text) => parseHTML(text).document);
  }

  async addCookies(cookies: readonly Cookie[]): Promise<void> {
    for (const { name, value } of cookies) this.#cookies.set(name, value);
  }

  cookiesFor(url: string): (Cookie & { readonly url: string })[] {
    return [...this.#cookies].map(([name, value]) => ({ name, value, url }));
  }

  async clearCookies(): Promise<void> {
    this.#cookies.clear();
  }

  async close(): Promise<void> {}

  /** For what is downloaded. */
  folder(): string {
    return (this.#folder ??= temporaryFolder(this.t));
  }

  /** As a browser goes to a page, from redirect to redirect. */
  async ask(
    url: URL,
    { body, from }: Asked,
    redirectsMax = REDIRECTS_MAX,
  ): Promise<{ response: Response; at: URL }> {
    let response = await this.#fetch(url, body === undefined ? {} : sending(body, from));
    let at = url;
    for (let i = 0; i < redirectsMax && response.status >= 300 && response.status < 400; i += 1) {
      const next = new URL(response.headers.get('location') ?? '', at);
      if (next.hash === '') next.hash = at.hash;
      at = next;
      await response.arrayBuffer();
      assert.ok(![307, 308].includes(response.status), `${at.href}: a form is sent on`);
      response = await this.#fetch(at, {});
    }
    return { response, at };
  }

  async #fetch(url: URL, init: RequestInit): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = {
      ...AGENT,
      ...(init.headers as Record<string, string>),
      ...(cookie === '' ? {} : { cookie }),
    }; // as given here
    const response = await fetch(url, { ...init, headers, redirect: 'manual' }).catch(unanswered);
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return response;
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(/;\s*/);
    const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    const isOver =
      attributes.some((one) => /^max-age=(?:0|-\d+)$/i.test(one)) || /expires=Thu, 01 Jan 1970/i.test(line);
    if (isOver) this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }

  /** What a story sends past its page, with the same cookies. */
  get request() {
    const send = async (
      method: string,
      address: string,
      { headers = {}, form, data, maxRedirects = REDIRECTS_MAX }: AskedWith = {},
    ) => {
      const json = data === undefined ? undefined : JSON.stringify(data);
      const body = form === undefined ? json : new URLSearchParams(form);
      let response = await this.#fetch(new URL(address), {
        method,
        headers: { ...headers, ...(json !== undefined && { 'content-type': 'application/json' }) },
        ...(body !== undefined && { body }),
      });
      let at = new URL(address);
      for (let i = 0; i < maxRedirects && [301, 302, 303].includes(response.status); i += 1) {
        at = new URL(response.headers.get('location') ?? '', at);
        response = await this.#fetch(at, { headers });
      }
      const bytes = Buffer.from(await response.arrayBuffer());
      return {
        status: () => response.status,
        ok: () => response.ok,
        url: () => at.href,
        headers: () => Object.fromEntries(response.headers),
        body: async () => bytes,
        text: async () => bytes.toString('utf8'),
        json: async () => JSON.parse(bytes.toString('utf8')) as unknown,
      };
    };
    return {
      get: (address: string, options?: AskedWith) => send('GET', address, options),
      post: (address: string, options?: AskedWith) => send('POST', address, options),
    };
  }
}

function sending(body: Body, { origin }: URL): RequestInit {
  if (body instanceof URLSearchParams) return { method: 'POST', body, headers: { origin } };
  return { method: 'POST', body: new Uint8Array(body.bytes), headers: { origin, 'content-type': body.type } };
}

/** As a browser shows an address where nobody answers. */
function unanswered(error: unknown): Response {
  if (!(error instanceof TypeError)) throw error;
  return new Response(`This address cannot be reached. ${String(error.cause)}`);
}

/** Undefined: it is a page of Chromium already. */
export function plainOf(page: Page): PlainPage | undefined {
  return (page as unknown) instanceof PlainPage ? (page as unknown as PlainPage) : undefined;
}
