// ./comity serve (npm start): the web pages.
import { once } from 'node:events';
import { flushCompileCache } from 'node:module';
import { homeOf } from '../platform/home.ts';
import { openLog } from '../platform/log.ts';
import { checkBinding } from '../server/bind.ts';
import { startServer, type RunningServer } from '../server/server.ts';
import { FLAG, TEXT, optionsOf } from './options.ts';
import { EXIT, readersGone, type Terminal } from './terminal.ts';
import { numberFrom } from './words.ts';

const PORT = '8470';

export async function runServe(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = optionsOf(args, {
    host: { type: 'string', default: '127.0.0.1' },
    port: { type: 'string', default: PORT },
    url: TEXT,
    'tls-certificate': TEXT,
    'tls-key': TEXT,
    sample: FLAG,
    'plain-http': FLAG,
    'trusted-proxy': { type: 'string', multiple: true, default: [] },
  });
  const binding = await checkBinding({
    host: values.host,
    port: numberFrom(values.port, { option: 'port', least: 0, most: 65_535 }),
    url: values.url,
    certificate: values['tls-certificate'],
    key: values['tls-key'],
    allowPlain: values['plain-http'],
  });
  const { env } = process;
  // Nobody reads a terminal line by line: requests are told to a service manager, warnings to everybody.
  const log = openLog({
    ...env,
    COMITY_LOG: env['COMITY_LOG'] || (terminal.isInteractive ? 'warn' : 'info'),
  });
  const stopping = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT'), readersGone()]);
  const home = homeOf(env);
  const server = await startServer({
    home,
    env,
    binding,
    proxies: values['trusted-proxy'],
    log,
    withSample: values.sample,
  });
  try {
    sayOpen(server, home.path, terminal);
    flushCompileCache(); // what was compiled is kept for the next start, however this one ends
    await stopping;
  } finally {
    await server.stop();
  }
  terminal.out('Stopped. Nothing was left unfinished.');
  return EXIT.done;
}

function sayOpen({ url, firstLink }: RunningServer, path: string, terminal: Terminal): void {
  terminal.out(`Comity is open at ${url.origin} (everything is kept in ${path})`);
  if (firstLink !== undefined) {
    terminal.out('');
    terminal.out(
      'It has no administrator yet. Whoever opens this link becomes the first one; it works once:',
    );
    terminal.out(firstLink);
    terminal.out('');
  }
  terminal.out('Stop it with Ctrl-C.');
}
