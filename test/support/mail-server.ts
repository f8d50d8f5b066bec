// A mail server of the tests' own: exim (Debian's exim4-daemon-light) on loopback, which puts what it takes into a Maildir.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { strayProcesses } from './crash-state.ts';
import { freePort } from './site.ts';
import { atEnd, temporaryFolder } from './temporary.ts';

export const EXIM = '/usr/sbin/exim4';
/** Of nobody: exim delivers nothing as root. */
const NOBODY = 65_534;

export interface TestMailServer {
  readonly port: number;
  /** Every letter that arrived for this address, as it lies in the Maildir. */
  lettersTo(address: string): string[];
  /** The same, once there are so many: what the server took over is put into the box by a process of its own. */
  arrived(address: string, count: number): Promise<string[]>;
}

export interface MailServerParts {
  readonly port?: number;
  /** For STARTTLS. */
  readonly tls?: { readonly certificate: string; readonly key: string };
  /** Who sends must say who they are. */
  readonly login?: { readonly user: string; readonly password: string };
}

/** Undefined, with the test skipped, where there is no exim. */
export async function testMailServer(
  t: TestContext,
  { port: wanted, tls, login }: MailServerParts = {},
): Promise<TestMailServer | undefined> {
  const isRoot = process.getuid?.() === 0; // nobody else may run a daemon of exim's
  if (!existsSync(EXIM) || !isRoot) {
    t.skip(isRoot ? 'exim4 not installed' : 'exim4 listens for root alone');
    return undefined;
  }
  const port = wanted ?? (await freePort());
  const folder = temporaryFolder(t);
  const own = (path: string): void => chownSync(path, NOBODY, NOBODY);
  own(folder);
  for (const name of ['spool', 'log', 'mail']) {
    mkdirSync(join(folder, name));
    own(join(folder, name));
  }
  const write = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text, { mode: 0o600 });
    own(path);
    return path;
  };
  const files =
    tls === undefined
      ? undefined
      : { certificate: write('cert.pem', tls.certificate), key: write('key.pem', tls.key) };
  const config = join(folder, 'exim.conf'); // root's own, or exim does not read it
  writeFileSync(config, configOf(folder, { files, login }), { mode: 0o644 });
  const server = spawn(EXIM, ['-C', config, '-bdf', '-oX', `<; [127.0.0.1]:${port}`], {
    stdio: 'ignore',
    cwd: folder,
  });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  atEnd(t, async () => {
    server.kill();
    await ended;
    await strayProcesses(config); // who still talks or delivers writes into the folder
  });
  await until(() => answers(port));
  const lettersTo = (address: string): string[] => {
    const box = join(folder, 'mail', 'new');
    const letters = existsSync(box) ? readdirSync(box) : [];
    return letters
      .map((name) => readFileSync(join(box, name), 'utf8'))
      .filter((text) => `\n${text}`.includes(`\nEnvelope-to: ${address}\n`));
  };
  return {
    port,
    lettersTo,
    arrived: async (address, count) => {
      await until(() => Promise.resolve(lettersTo(address).length >= count));
      return lettersTo(address);
    },
  };
}

/** As exim's specification has it, chapters 6 and following: take everything from this machine, deliver at once. */
function configOf(
  folder: string,
  {
    files,
    login,
  }: {
    files: { certificate: string; key: string } | undefined;
    login: MailServerParts['login'];
  },
): string {
  return `
primary_hostname = mail.example
spool_directory = ${folder}/spool
pid_file_path = ${folder}/pid
log_file_path = ${folder}/log/%slog
acl_smtp_rcpt = rcpt
exim_user = ${NOBODY}
exim_group = ${NOBODY}
keep_environment =
rfc1413_hosts =
${files === undefined ? 'tls_advertise_hosts =' : `tls_advertise_hosts = *\ntls_certificate = ${files.certificate}\ntls_privatekey = ${files.key}`}
begin acl
rcpt:
  deny ${login === undefined ? 'domains = refused.example' : '!authenticated = *'}
  accept
begin routers
all:
  driver = accept
  transport = box
begin transports
box:
  driver = appendfile
  directory = ${folder}/mail
  maildir_format
  envelope_to_add
  user = ${NOBODY}
  group = ${NOBODY}
begin authenticators
${
  login === undefined
    ? ''
    : `plain:
  driver = plaintext
  public_name = PLAIN
  server_advertise_condition = \${if def:tls_in_cipher}
  server_condition = \${if and{{eq{$auth2}{${login.user}}}{eq{$auth3}{${login.password}}}}}
  server_set_id = $auth2`
}
`;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if (await isSo()) return;
    await sleep(25);
  }
  assert.fail('the mail server did not do it within ten seconds');
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('data', () => {
      socket.end();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** What a reader of mail shows of a letter of plain text (RFC 2045, quoted-printable). */
export function bodyOf(letter: string): string {
  const [, ...rest] = letter.split('\n\n');
  const lines = rest.join('\n\n').replace(/=\n/g, '').trim();
  const bytes = lines.replace(/=([0-9A-F]{2})|([^])/gu, (_, hex: string, other: string) =>
    hex === undefined ? Buffer.from(other).toString('latin1') : String.fromCharCode(parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
