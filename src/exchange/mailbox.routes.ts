// The mailbox of the exchange, for administrators.
import { mailSet } from '../people/mail.acts.ts';
import { agency, type PageRoute, type SignedInVisit } from '../people/visit.routes.ts';
import type { Messages } from '../web/messages.ts';
import { fetchMail } from './by-mail.acts.ts';
import { keysOrNone, type ExchangeDesk } from './exchange-desk.routes.ts';
import { mailboxSet, removeMailbox, setMailbox } from './mailbox.acts.ts';
import { MAILBOX, mailboxAskPage, mailboxPage } from './mailbox.pages.ts';
import { mailboxRead } from './mailbox.store.ts';
import { mailboxForm } from './mailbox.ts';
import { ownDocument } from './peer-document.acts.ts';

const NAMES = ['host', 'port', 'tls', 'user', 'certificates'] as const;

export function mailboxRoutes(desk: ExchangeDesk): PageRoute[] {
  const { people } = desk;
  return [
    agency('changeSettings', 'GET', MAILBOX, (visit) => show(desk, visit)),
    agency('changeSettings', 'GET', `${MAILBOX}/set`, async (visit) => {
      const set = await people.db.asPerson(visit.person.id, (tx) => mailboxSet(tx));
      const given = set === undefined ? {} : { ...set, port: String(set.port) };
      return visit.page(mailboxAskPage(visit.frame.say, { given, errors: {} }));
    }),
    agency('changeSettings', 'POST', MAILBOX, (visit) => save(desk, visit)),
    agency('changeSettings', 'POST', `${MAILBOX}/read`, async (visit) => {
      const keys = await keysOrNone(desk);
      if (keys !== undefined) await fetchMail({ house: desk.house, keys });
      return visit.go(`${MAILBOX}?done=read`);
    }),
    agency('changeSettings', 'POST', `${MAILBOX}/remove`, async (visit) => {
      await removeMailbox(people, visit.person);
      return visit.go(`${MAILBOX}?done=removed`);
    }),
  ];
}

async function show({ house, people }: ExchangeDesk, visit: SignedInVisit): Promise<Response> {
  const { say } = visit.frame;
  const seen = await people.db.asPerson(visit.person.id, async (tx) => ({
    set: await mailboxSet(tx),
    read: await mailboxRead(tx),
    hasSender: (await mailSet(tx)) !== undefined,
  }));
  const address = (await ownDocument(house.db.kysely))?.endpoints.mail;
  return visit.page(
    mailboxPage(say, { ...seen, address, notice: noticeOf(say, visit.query('done'), seen.read) }),
  );
}

function noticeOf(
  say: Messages,
  done: string,
  read: { readonly error: string | undefined } | undefined,
): string | undefined {
  if (done === 'saved') return say.settings.saved;
  if (done === 'removed') return say.exchange.mailbox.removed;
  return done === 'read' && read !== undefined && read.error === undefined
    ? say.exchange.mailbox.hasRead
    : undefined;
}

async function save({ people }: ExchangeDesk, visit: SignedInVisit): Promise<Response> {
  const { say } = visit.frame;
  const fields = await visit.form();
  const given = Object.fromEntries(NAMES.map((name) => [name, fields.get(name) ?? '']));
  const again = (errors: { readonly [name: string]: string }): Promise<Response> =>
    visit.page(mailboxAskPage(say, { given, errors }), 422);
  const read = mailboxForm.safeParse({ ...given, password: fields.get('password') ?? '' });
  if (!read.success) {
    const names = read.error.issues.map(({ path }) => String(path[0]));
    return again(Object.fromEntries(names.map((name) => [name, wrongIn(say, name)])));
  }
  const problem = await setMailbox(people, visit.person, read.data);
  if (problem === undefined) return visit.go(`${MAILBOX}?done=saved`);
  if (problem === 'certificates') return again({ certificates: say.mail.wrong.certificates });
  return again({
    password: problem === 'plainPassword' ? say.exchange.mailbox.plainPassword : say.mail.wrong.noPassword,
  });
}

function wrongIn({ exchange, mail }: Messages, name: string): string {
  const words: { readonly [name: string]: string } = { ...mail.wrong, user: exchange.mailbox.noAccount };
  return words[name] ?? mail.wrong.host;
}
