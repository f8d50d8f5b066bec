// What every request passes before a page is asked: what may be answered at all, and with which headers.
import type { ServerResponse } from 'node:http';
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Assets } from '../web/assets.ts';
import { languageAsked } from '../web/language.ts';
import { LANGUAGES } from '../web/messages.ts';
import { pageText, type Frame } from '../web/page.ts';
import { html } from '../web/html.ts';
import type { Proxies } from './address.ts';
import { addressKey, type Limiter } from './limits.ts';

/** Set by `@hono/node-server`. */
export interface Bindings {
  readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } };
  readonly outgoing?: ServerResponse;
}

export interface Env {
  readonly Bindings: Bindings;
  /** `frame`: of a stranger, until it is known who asks. `who`: for the access log, once it is known. */
  readonly Variables: {
    address: string;
    frame: Frame;
    who?: { readonly person: string; readonly key?: string };
  };
}

const BODY_BYTES_MAX = 64 * 1024;

const POLICY = [
  "default-src 'none'",
  ...['script', 'style', 'img', 'font', 'connect', 'frame'].map((kind) => `${kind}-src 'self'`),
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** Of the thread that computes digests: WebAssembly needs to be allowed, and it needs nothing else. */
export const WORKER_POLICY = "default-src 'none'; script-src 'wasm-unsafe-eval'";

const PERMISSIONS =
  'camera=(), geolocation=(), microphone=(), payment=(), usb=(), publickey-credentials-get=(self), publickey-credentials-create=(self)';

export function securityHeaders(url: URL): MiddlewareHandler<Env> {
  return async (c, next) => {
    await next();
    const set = (name: string, value: string): void => c.res.headers.set(name, value);
    // The checker brings a stricter one of its own.
    if (!c.res.headers.has('content-security-policy')) set('content-security-policy', POLICY);
    set('permissions-policy', PERMISSIONS);
    set('x-content-type-options', 'nosniff');
    set('x-frame-options', 'DENY');
    set('referrer-policy', 'same-origin'); // `no-referrer` would take the Origin from our own forms
    set('cross-origin-opener-policy', 'same-origin');
    set('cross-origin-resource-policy', 'same-origin');
    if (url.protocol === 'https:') set('strict-transport-security', 'max-age=31536000');
    if (!c.res.headers.has('cache-control')) set('cache-control', 'no-store');
  };
}

/** Under another name the browser would keep other cookies, and a foreign site could have its name lead here. */
export function ownName(url: URL): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (c.req.header('host') === url.host) return next();
    if (c.req.method === 'GET') return c.redirect(`${url.origin}/`, 302);
    return c.text(`Use ${url.origin}.\n`, 421);
  };
}

/** A change comes from a page of ours: browsers say so in Origin, which no page can set (Fetch standard, 3.2). */
export function ownOrigin(url: URL): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    if (c.req.header('origin') === url.origin) return next();
    const frame = c.get('frame');
    const { refused } = frame.say;
    return plainPage(frame, refused.originTitle, refused.origin(url.origin), 403);
  };
}

/** The language of the cookie or of the browser. Whoever has signed in has perhaps chosen another (visitor.ts). */
export function inLanguage(assets: Assets): MiddlewareHandler<Env> {
  return async (c, next) => {
    const language = languageAsked(c.req.header('cookie') ?? '', c.req.header('accept-language') ?? '');
    c.set('frame', { say: LANGUAGES[language], assets });
    return next();
  };
}

export function knownAddress(proxies: Proxies): MiddlewareHandler<Env> {
  return async (c, next) => {
    const peer = c.env.incoming?.socket?.remoteAddress ?? '';
    c.set('address', proxies.clientOf(peer, c.req.header('x-forwarded-for')));
    return next();
  };
}

export function limited(limit: Limiter): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (limit.take(addressKey(c.get('address')))) return next();
    return tooMany(c.get('frame'));
  };
}

export function limitedBody(): MiddlewareHandler<Env> {
  return bodyLimit({
    maxSize: BODY_BYTES_MAX,
    onError: (c: Context<Env>) => {
      const frame = c.get('frame');
      const { refused } = frame.say;
      return plainPage(frame, refused.tooLargeTitle, refused.tooLarge, 413);
    },
  });
}

export async function tooMany(frame: Frame): Promise<Response> {
  const { refused } = frame.say;
  const page = await plainPage(frame, refused.busyTitle, refused.busy, 429);
  page.headers.set('retry-after', '60');
  return page;
}

export async function plainPage(
  frame: Frame,
  title: string,
  words: string,
  status: number,
): Promise<Response> {
  const main = html`<h1>${title}</h1>
    <p>${words}</p>`;
  const text = await pageText(frame, { title, isQuestion: true, main });
  return new Response(String(text), { status, headers: { 'content-type': 'text/html; charset=utf-8' } });
}
