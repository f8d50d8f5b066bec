// Mailboxes of the tests' own: what is sent by SMTP (npm smtp-server, in this process) lies in Maildirs, which Debian's Dovecot gives out by
// IMAP, as an ordinary user. Real programs on both sides of what is tested.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import { freePort } from './site.ts';
import { atEnd, temporaryFolder } from './temporary.ts';

const DOVECOT = '/usr/sbin/dovecot';
export const BOX_PASSWORD = 'of the mailbox';
const BYTES_MAX = 40 * 1024 * 1024;

export interface Mailboxes {
  readonly smtpPort: number;
  readonly imapPort: number;
  /** How many mails were put into the box of this user. */
  count(user: string): number;
  /** As if it had come from anywhere. */
  put(user: string, mail: Uint8Array | string): void;
  /** While true the SMTP server takes nothing, and says that it may later. */
  isDown: boolean;
}

/** Undefined, with the test skipped, where there is no Dovecot. */
export async function testMailboxes(
  t: TestContext,
  users: readonly string[],
): Promise<Mailboxes | undefined> {
  if (!existsSync(DOVECOT)) {
    t.skip('dovecot-imapd not installed');
    return undefined;
  }
  // Dovecot wants to be nobody's server where tests run as root, and their own where they do not.
  const owner = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined;
  const folder = temporaryFolder(t);
  const own = (path: string): void => {
    if (owner !== undefined) chownSync(path, owner.uid, owner.gid);
  };
  own(folder);
  for (const name of ['run', 'state', 'box', ...users.map((user) => `box/${user}`)]) make(join(folder, name));
  for (const user of users) for (const part of ['tmp', 'new', 'cur']) make(join(folder, 'box', user, part));
  function make(path: string): void {
    mkdirSync(path, { mode: 0o777 });
    own(path);
  }
  const imapPort = await freePort();
  const config = join(folder, 'dovecot.conf');
  writeFileSync(
    config,
    configOf(folder, imapPort, owner ?? { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }),
  );
  own(config);
  const dovecot = spawn(DOVECOT, ['-F', '-c', config], { stdio: 'ignore', cwd: folder, ...owner });
  const ended = new Promise((resolve) => dovecot.once('exit', resolve));
  const boxes = { isDown: false };
  const put = (user: string, mail: Uint8Array | string): void => {
    const name = `${Date.now()}.${randomBytes(6).toString('hex')}.test`;
    const [tmp, at] = ['tmp', 'new'].map((part) => join(folder, 'box', user, part, name));
    assert.ok(tmp && at);
    writeFileSync(tmp, mail, { mode: 0o666 });
    own(tmp);
    renameSync(tmp, at);
  };
  const smtp = new SMTPServer({
    authOptional: true,
    size: BYTES_MAX,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onMailFrom: (_from, _session, done) =>
      done(boxes.isDown ? Object.assign(new Error('later'), { responseCode: 451 }) : null),
    onData: (stream, session, done) => {
      const all: Buffer[] = [];
      stream.on('data', (piece: Buffer) => all.push(piece));
      stream.on('end', () => {
        for (const { address } of session.envelope.rcptTo)
          put(address.split('@')[0] ?? '', Buffer.concat(all));
        done();
      });
    },
  });
  await new Promise<void>((done) => void smtp.listen(0, '127.0.0.1', done));
  const smtpPort = (smtp.server.address() as AddressInfo).port;
  atEnd(t, async () => {
    await new Promise<void>((done) => smtp.close(done));
    dovecot.kill();
    await ended;
  });
  await greets(imapPort);
  const count = (user: string): number =>
    ['new', 'cur'].reduce((sum, part) => sum + readdirSync(join(folder, 'box', user, part)).length, 0);
  return Object.assign(boxes, { smtpPort, imapPort, count, put });
}

function configOf(folder: string, port: number, { uid, gid }: { uid: number; gid: number }): string {
  return `dovecot_config_version = 2.4.1
dovecot_storage_version = 2.4.1
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/dovecot.log
listen = 127.0.0.1
protocols = imap
default_internal_user = ${uid === 65_534 ? 'nobody' : process.env['USER']}
default_internal_group = ${uid === 65_534 ? 'nogroup' : process.env['USER']}
default_login_user = ${uid === 65_534 ? 'nobody' : process.env['USER']}
ssl = no
auth_allow_cleartext = yes
auth_mechanisms = plain login
mail_driver = maildir
mail_path = ${folder}/box/%{user}
first_valid_uid = 1
passdb static {
  password = ${BOX_PASSWORD}
}
userdb static {
  fields {
    uid = ${uid}
    gid = ${gid}
    home = ${folder}/box/%{user}
  }
}
namespace inbox {
  inbox = yes
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
`;
}

/** Dovecot says who it is once it listens. */
async function greets(port: number): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    const line = await new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('data', (data) => {
        socket.end();
        resolve(data.toString());
      });
      socket.once('error', () => resolve(''));
      socket.once('close', () => resolve(''));
    });
    if (line.startsWith('* OK')) return;
    await sleep(25);
  }
  assert.fail('dovecot did not greet within ten seconds');
}
