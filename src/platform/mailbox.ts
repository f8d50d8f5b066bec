// Reading a mailbox by IMAP (RFC 3501, 9051): what nobody has read yet, part by part, within limits. The only file that knows the library.
// What a mail says of itself is not asked: not who sent it, not what it is about, not what its parts are called. A part is its bytes.
import { Refusal } from '../base/refusal.ts';
import type { MailServer } from './mail.ts';

export type MailboxServer = Pick<MailServer, 'host' | 'port' | 'tls' | 'certificates'> & {
  readonly login: { readonly user: string; readonly password: string };
};

interface MailLimits {
  /** Of one round; the rest is there in the next one. */
  readonly mails: number;
  /** Of a mail as it lies there. */
  readonly bytes: number;
  readonly parts: number;
}

/** The parts that are no text for people, decoded; `tooLarge`: it was not looked at. */
export type ReadMail =
  | { readonly is: 'read'; readonly parts: readonly Uint8Array[] }
  | { readonly is: 'tooLarge' };

const CONNECT_MS = 15_000;
const ANSWER_MS = 60_000;
/** A whole mail of the largest size, from a slow server. */
const CALL_MS = 600_000;
/** Of the answers beside the bytes of mails: lists and structures. */
const LINE_BYTES_MAX = 4 * 1024 * 1024;

/**
 * `take` is called for one mail after the other; a mail is marked as read when it has returned. Throws what `take` throws, and then
 * that mail and those after it are there in the next round. Refuses notReachable, notAllowed (the account). How many were read.
 */
export async function readMailbox(
  server: MailboxServer,
  limits: MailLimits,
  take: (mail: ReadMail) => Promise<void>,
): Promise<number> {
  const { ImapFlow } = await import('imapflow'); // few processes ever read
  const { host, port, tls, certificates, login } = server;
  const client = new ImapFlow({
    host,
    port,
    secure: tls === 'tls',
    doSTARTTLS: tls === 'starttls',
    auth: { user: login.user, pass: login.password },
    logger: false,
    disableAutoIdle: true,
    disableCompression: true, // what unpacks has no size
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: ANSWER_MS,
    maxLineLength: LINE_BYTES_MAX,
    maxLiteralSize: limits.bytes,
    maxResponseSize: limits.bytes + LINE_BYTES_MAX,
    ...(certificates === undefined ? {} : { tls: { ca: certificates } }),
  });
  let broken: Error | undefined;
  client.on('error', (error: Error) => (broken = error)); // the call that waits fails too
  const gone = goneOf(client);
  let own: unknown;
  try {
    await gone.orDone(client.connect());
    const lock = await gone.orDone(client.getMailboxLock('INBOX'));
    try {
      const found = await gone.orDone(client.search({ seen: false }, { uid: true }));
      const due = (found || []).slice(0, limits.mails);
      for (const uid of due) {
        const mail = await gone.orDone(readOne(client, uid, limits));
        await take(mail).catch((error: unknown) => {
          own = error;
          throw error;
        });
        await gone.orDone(client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true }));
      }
      return due.length;
    } finally {
      lock.release();
    }
  } catch (error) {
    if (own !== undefined) throw error;
    throw refusalOf(broken ?? error, server);
  } finally {
    client.close();
  }
}

interface Gone {
  /** What the promise gives, or throws as soon as the line is closed or has been silent about it for too long. */
  orDone<Value>(promise: Promise<Value>): Promise<Value>;
}

/** Whatever the library waits for, a round ends when its line does: nobody else would end it. */
function goneOf(client: Client): Gone {
  const closed = Promise.withResolvers<never>();
  closed.promise.catch(() => undefined); // who waits hears of it
  client.once('close', () => closed.reject(new Error('the mail server closed the line')));
  return {
    orDone: async (promise) => {
      const late = Promise.withResolvers<never>();
      const timer = setTimeout(() => late.reject(new Error('the mail server took too long')), CALL_MS);
      try {
        return await Promise.race([promise, closed.promise, late.promise]);
      } finally {
        clearTimeout(timer);
        promise.catch(() => undefined); // it may fail once nobody waits
      }
    },
  };
}

type Client = InstanceType<typeof import('imapflow').ImapFlow>;
type Structure = NonNullable<
  Exclude<Awaited<ReturnType<Client['fetchOne']>>, false | undefined>['bodyStructure']
>;

async function readOne(client: Client, uid: number, limits: MailLimits): Promise<ReadMail> {
  const mail = await client.fetchOne(String(uid), { bodyStructure: true, size: true }, { uid: true });
  if (!mail) return { is: 'read', parts: [] }; // somebody has taken it away
  if ((mail.size ?? Infinity) > limits.bytes) return { is: 'tooLarge' };
  const wanted = mail.bodyStructure === undefined ? [] : filesIn(mail.bodyStructure);
  if (wanted.length > limits.parts) return { is: 'tooLarge' };
  const parts: Uint8Array[] = [];
  for (const part of wanted) {
    const { content } = await client.download(String(uid), part, { uid: true, maxBytes: limits.bytes });
    const all: Buffer[] = [];
    for await (const piece of (content ?? []) as AsyncIterable<Buffer>) all.push(piece);
    parts.push(Buffer.concat(all));
  }
  return { is: 'read', parts };
}

/** Of the mail itself: what is within a mail that was passed on, or a bounce, is not. Without recursion: how deep it goes is the sender's choice. */
function filesIn(root: Structure): string[] {
  const files: string[] = [];
  const open = [root];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (one.type.startsWith('multipart/')) open.push(...(one.childNodes ?? []).toReversed());
    else if (!one.type.startsWith('text/') && !one.type.startsWith('message/')) files.push(one.part ?? '1');
  }
  return files;
}

function refusalOf(error: unknown, { host, port }: MailboxServer): Refusal {
  const isUnwanted =
    error instanceof Error && 'authenticationFailed' in error && error.authenticationFailed === true;
  return new Refusal(isUnwanted ? 'notAllowed.mailbox' : 'notReachable.mailbox', {
    host,
    port,
    found: error instanceof Error ? error.message.slice(0, 300) : String(error),
    cause: error,
  });
}
