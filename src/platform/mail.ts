// Sending one letter by SMTP (RFC 5321), to the server that an administrator named. The only file that knows the library.
import { Refusal } from '../base/refusal.ts';

/** `none`: plain, for a server on this machine or a network of its own. `starttls`: refused where the server has none. */
export const MAIL_TLS = ['none', 'starttls', 'tls'] as const;
export type MailTls = (typeof MAIL_TLS)[number];

export interface MailServer {
  readonly host: string;
  readonly port: number;
  readonly tls: MailTls;
  /** The address that letters come from. */
  readonly sender: string;
  /** Where the server wants to know who sends. */
  readonly login: { readonly user: string; readonly password: string } | undefined;
  /** PEM: an authority that the machine does not trust by itself. */
  readonly certificates: string | undefined;
}

export interface Letter {
  /** Kept when it is sent again after a crash, so that a reader of mail shows it once. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
  /** Each as it is, in base64. */
  readonly files?: readonly { readonly name: string; readonly type: string; readonly bytes: Uint8Array }[];
}

/** Nothing of what RFC 5322 makes lists, names, comments or other parts of an address of. */
const ONE_ADDRESS = /^[^\s\p{C}<>()[\]\\,;:"@]+@[^\s\p{C}<>()[\]\\,;:"@]+$/u;

const CONNECT_MS = 15_000;
const ANSWER_MS = 30_000;

/** Returns when the server has taken it over. Refusals: notReachable; notAllowed when the server does not want it. */
export async function sendLetter(
  server: MailServer,
  { id, to, subject, text, files = [] }: Letter,
): Promise<void> {
  if (!ONE_ADDRESS.test(to)) throw new Refusal('notAllowed.oneAddress');
  const { createTransport } = await import('nodemailer'); // few processes ever send
  const transport = createTransport({
    host: server.host,
    port: server.port,
    secure: server.tls === 'tls',
    requireTLS: server.tls === 'starttls',
    ignoreTLS: server.tls === 'none',
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: ANSWER_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(server.login === undefined ? {} : { auth: { user: server.login.user, pass: server.login.password } }),
    ...(server.certificates === undefined ? {} : { tls: { ca: server.certificates } }),
  });
  try {
    await transport.sendMail({
      from: { name: '', address: server.sender },
      to: { name: '', address: to }, // one, and never read as a list
      subject,
      text,
      messageId: `<${id}@${server.sender.split('@').at(-1) ?? 'comity'}>`,
      // RFC 3834: so that nobody's holiday notice answers.
      headers: { 'Auto-Submitted': 'auto-generated' },
      attachments: files.map(({ name, type, bytes }) => ({
        filename: name,
        contentType: type,
        contentTransferEncoding: 'base64' as const,
        content: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length),
      })),
    });
  } catch (error) {
    throw refusalOf(error, server);
  } finally {
    transport.close();
  }
}

function refusalOf(error: unknown, { host, port }: MailServer): Refusal {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // 4xx: it says itself that it may want it later (RFC 5321, 4.2.1).
  const isLater = error instanceof Error && 'responseCode' in error && Number(error.responseCode) < 500;
  const isUnwanted = ['EENVELOPE', 'EMESSAGE', 'EAUTH'].includes(code) && !isLater;
  return new Refusal(isUnwanted ? 'notAllowed.mailServer' : 'notReachable.mailServer', {
    host,
    port,
    found: error instanceof Error ? error.message.slice(0, 300) : String(error),
    cause: error,
  });
}
