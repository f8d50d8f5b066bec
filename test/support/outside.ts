// What stands around a house that a test mounts without a server: nothing is logged, nothing is limited, all is ready.
import { pino } from 'pino';
import { trustedProxies } from '../../src/server/address.ts';
import type { Outside } from '../../src/server/app.ts';
import { limiter } from '../../src/server/limits.ts';
import { metrics } from '../../src/server/metrics.ts';
import { openAssets } from '../../src/web/assets.ts';

export async function outsideOf(url: URL): Promise<Outside> {
  return {
    url,
    assets: await openAssets(),
    log: pino({ level: 'silent' }),
    metrics: metrics(),
    proxies: trustedProxies([]),
    requests: limiter(1_000_000),
    ready: () => Promise.resolve({ isReady: true }),
  };
}
