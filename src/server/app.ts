// All pages, mounted; the doors before them; health and figures beside them.
import { Hono, type MiddlewareHandler } from 'hono';
import type { Log } from '../platform/log.ts';
import type { ApiRoute } from '../people/visit.api.ts';
import type { PageRoute } from '../people/visit.routes.ts';
import type { WireRoute } from '../exchange/wire.routes.ts';
import type { Assets } from '../web/assets.ts';
import { publishedSchema } from '../requests/machine/messages/published-schemas.ts';
import { isLoopback, type Proxies } from './address.ts';
import { mountApi } from './api.ts';
import * as doors from './doors.ts';
import type { Env } from './doors.ts';
import { failurePage } from './failure.ts';
import { addressKey, type Limiter } from './limits.ts';
import type { Metrics } from './metrics.ts';
import { openNothing, openRoute, type Rooms } from './visitor.ts';

export interface Outside {
  readonly url: URL;
  readonly assets: Assets;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly proxies: Proxies;
  /** Requests by address. */
  readonly requests: Limiter;
  /** Whether work is taken on and could be recorded; the size of the log when it could be asked. */
  readonly ready: () => Promise<{ readonly isReady: boolean; readonly events?: number }>;
}

/** The routes that are no pages. Everybody may ask; what they say is listed in docs/guides/run-a-server.md. */
export const PLAIN_ROUTES = [
  '/health',
  '/ready',
  '/metrics',
  '/assets/:name',
  '/schemas/request/:file',
] as const;

export interface Doors {
  readonly routes: readonly PageRoute[];
  readonly api: readonly ApiRoute[];
  /** For other installations. */
  readonly wire: readonly WireRoute[];
}

export function buildApp(outside: Outside, rooms: Rooms, { routes, api, wire }: Doors): Hono<Env> {
  const app = outerApp(outside, (before) => {
    for (const { method, path, open } of wire)
      before.on(method, path, (c) => open(c.req.raw, addressKey(c.get('address')), c.env.outgoing));
    mountApi(before, { ...outside, ...rooms }, api);
  });
  const small = doors.limitedBody();
  const any: MiddlewareHandler<Env> = (_c, next) => next();
  for (const route of routes)
    app.on(route.method, route.path, route.takesBytes === true ? any : small, (c) =>
      openRoute(rooms, route, c),
    );
  app.notFound((c) => openNothing(rooms, c));
  return app;
}

/** The doors without the pages: also what stands while the installation is being set up. `mount`: what has doors of its own. */
export function outerApp(outside: Outside, mount: (app: Hono<Env>) => void = () => undefined): Hono<Env> {
  const { url, assets, log } = outside;
  const app = new Hono<Env>();
  app.use(doors.knownAddress(outside.proxies));
  app.use(doors.inLanguage(assets));
  app.use(counted(outside));
  app.use(doors.securityHeaders(url));
  app.get('/health', (c) => c.text('ok\n'));
  app.get('/ready', async (c) =>
    (await outside.ready()).isReady ? c.text('ready\n') : c.text('not ready\n', 503),
  );
  app.get('/metrics', async (c) => {
    // For a collector on this machine: not through a proxy, whose address would be this machine's too.
    const peer = c.env.incoming?.socket?.remoteAddress ?? '';
    const isProxied =
      c.req.header('x-forwarded-for') !== undefined || c.req.header('forwarded') !== undefined;
    if (!isLoopback(peer) || isProxied) return c.text('Only on the machine itself.\n', 404);
    const { events } = await outside.ready();
    return c.text(outside.metrics.text(events), 200, {
      'content-type': 'text/plain; version=0.0.4; charset=utf-8',
    });
  });
  app.get('/assets/:name', async (c) =>
    assetAnswer(assets, c.req.param('name'), c.req.header('accept-encoding')),
  );
  app.get('/schemas/request/:file', (c) => publishedSchema(c.req.param('file')));
  mount(app);
  app.use(doors.ownName(url));
  app.use(doors.limited(outside.requests));
  app.use(doors.ownOrigin(url));
  app.onError((error, c) => failurePage(error, c.get('frame'), log));
  return app;
}

/** The access log and the figures. The route, never the address asked for: links carry tokens, addresses name cases. */
function counted({ log, metrics }: Outside): MiddlewareHandler<Env> {
  return async (c, next) => {
    const began = performance.now();
    await next();
    const ms = performance.now() - began;
    const { method } = c.req;
    const matched = c.req.matchedRoutes.findLast((one) => !one.path.endsWith('/*'))?.path ?? 'none';
    const known = ['GET', 'POST', 'PATCH', 'DELETE', 'HEAD'].includes(method) ? method : 'OTHER';
    metrics.answered(known, matched, c.res.status, ms / 1000);
    const address = c.get('address');
    log.info(
      { method: known, route: matched, status: c.res.status, ms: Math.round(ms), address, ...c.get('who') },
      'answered',
    );
  };
}

const DIGEST_WORKER = 'digest-worker.';

async function assetAnswer(assets: Assets, name: string, encodings = ''): Promise<Response> {
  const file = await assets.file(name, encodings);
  if (file === undefined) return new Response('There is nothing here.\n', { status: 404 });
  const headers = new Headers({
    'content-type': file.type,
    'cache-control': 'public, max-age=31536000, immutable', // its name is its digest
    vary: 'accept-encoding',
  });
  if (name.startsWith(DIGEST_WORKER)) headers.set('content-security-policy', doors.WORKER_POLICY);
  if (file.encoding !== undefined) headers.set('content-encoding', file.encoding);
  return new Response(file.bytes, { headers });
}
