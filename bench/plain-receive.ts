// The same HTTP server without us: `plain-receive.ts PORT FILE` writes what is sent to it to a file. Says `ready`.
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { listen } from '../src/server/listen.ts';

const [port = '', path = ''] = process.argv.slice(2);
const listening = await listen(
  { host: '127.0.0.1', port: Number(port), tls: undefined },
  async ({ body }) => {
    if (body !== null) await pipeline(body as AsyncIterable<Uint8Array>, createWriteStream(path));
    return new Response(null, { status: 204 });
  },
);
console.log('ready');
process.once('SIGTERM', () => void listening.close(0));
