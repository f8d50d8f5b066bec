// The server as `./comity serve` starts it, for `web-serve.ts HOME PORT`: without limits on how often one address may ask,
// because all users of the bench come from one. Says `ready`, and at the end what CPU it took.
import { pino } from 'pino';
import { homeAt } from '../src/platform/home.ts';
import { checkBinding } from '../src/server/bind.ts';
import { JOBS_AT_ONCE } from '../src/server/jobs.ts';
import { startServer } from '../src/server/server.ts';

const [path = '', port = ''] = process.argv.slice(2);
const binding = await checkBinding({ host: '127.0.0.1', port: Number(port), allowPlain: false });
const server = await startServer({
  home: homeAt(path),
  env: process.env,
  binding,
  proxies: [],
  log: pino({ level: 'info' }, { write: () => undefined }), // lines are made, and not kept
  limits: { requests: 10_000_000, tries: 10_000_000 },
  jobs: { atOnce: JOBS_AT_ONCE },
});
console.log('ready');
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuSeconds: (user + system) / 1e6, rss: process.memoryUsage.rss() });
});
process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)));
