// Receiving one large file over tus, with all that a request passes here, beside writing the same bytes to a file behind the
// same HTTP server with nothing else before it. Both are sent by curl, in turn.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { answered, tusOf } from '../test/support/uploads.ts';
import { freePort } from '../test/support/site.ts';
import { newHome } from './home.ts';
import { mixedFile } from './material.ts';
import { measureInTurn, run, script, type Command } from './measure.ts';
import { compared, type Row } from './table.ts';

const MIB = 2048;
/** Megabytes, of 1,000,000 bytes. */
const LIMIT_MB = 400;
const GATE = 0.6;

export async function upload(folder: string, mib = MIB): Promise<Row[]> {
  const { path, env } = newHome(folder);
  const [port, plainPort] = [await freePort(), await freePort()];
  const url = `http://localhost:${port}`;
  const filled = JSON.parse(run(script('web-fill.ts', [path, '10', '100', '1', url]), env)) as Filled; // as it prints
  const file = mixedFile(join(folder, 'large.bin'), mib);
  const server = fork(new URL('web-serve.ts', import.meta.url), [path, String(port)], SILENT);
  const plain = fork(
    new URL('plain-receive.ts', import.meta.url),
    [String(plainPort), join(folder, 'plain.bin')],
    SILENT,
  );
  try {
    await Promise.all([once(server.stdout ?? server, 'data'), once(plain.stdout ?? plain, 'data')]);
    const [cookie = '', reference = ''] = [filled.cookies[0], filled.cases[0]];
    const tus = tusOf({ url }, { cookie });
    const intake = await answered({ reference }, (address, fields) => tus.form(address, fields));
    const addresses: string[] = [];
    for (let round = 0; round < 8; round++) {
      const begun = await tus.begin(intake, 'large.bin', mib * 1024 * 1024);
      addresses.push(begun.headers.get('location') ?? '');
    }
    const idle = peakMb(server);
    const clear = (round: number): void => {
      const id = addresses[round - 1]?.split('/').at(-1);
      if (id !== undefined) rmSync(join(path, 'uploads', id), { force: true });
    };
    const [ours, peer] = measureInTurn(
      { ...sending(file, (round) => `${url}${addresses[round]}`, cookie, url), before: clear },
      sending(file, () => `http://localhost:${plainPort}/`, '', url),
    );
    const peak = peakMb(server);
    return [
      compared({
        what: `upload of ${mib} MiB`,
        ours,
        peer,
        by: 'wall',
        gate: GATE,
        note: 'to a file, same HTTP server',
      }),
      {
        what: `memory of the server, upload of ${mib} MiB`,
        ours: `${peak.toFixed(0)} MB`,
        peer: `${LIMIT_MB} MB`,
        ratio: LIMIT_MB / peak,
        gate: 1,
        note: `the limit we set; ${idle.toFixed(0)} MB before`,
      },
    ];
  } finally {
    for (const one of [server, plain]) {
      one.kill('SIGTERM');
      await once(one, 'exit');
    }
  }
}

interface Filled {
  readonly cases: readonly string[];
  readonly cookies: readonly string[];
}

const SILENT = { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] } as const satisfies Parameters<typeof fork>[2];

/** One PATCH of the whole file, from its first byte. */
function sending(file: string, address: (round: number) => string, cookie: string, origin: string): Command {
  const headers = [
    'Tus-Resumable: 1.0.0',
    'Upload-Offset: 0',
    'Content-Type: application/offset+octet-stream',
    `Cookie: ${cookie}`,
    `Origin: ${origin}`,
    'Expect:',
  ].flatMap((header) => ['-H', header]);
  return {
    argv: (round) => [
      'curl',
      '--fail',
      '--silent',
      '--show-error',
      '-X',
      'PATCH',
      ...headers,
      '-T',
      file,
      address(round),
    ],
  };
}

/** The most memory that the process has held so far (proc(5), VmHWM, kB of 1,024 bytes). */
function peakMb({ pid }: ChildProcess): number {
  const [, kib = 'NaN'] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return (Number(kib) * 1024) / 1e6;
}
