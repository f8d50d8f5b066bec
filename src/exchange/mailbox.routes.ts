// The mailbox of the exchange, for administrators.
import type { AnyAct, Unseen } from '../people/act.routes.ts';
import { mailSet } from '../people/mail.acts.ts';
import { settingAsked, settingRoutes } from '../people/setting.routes.ts';
import { agency, type PageRoute, type SignedInVisit } from '../people/visit.routes.ts';
import { readAll } from '../web/fields/field.ts';
import type { Messages } from '../web/messages.ts';
import { fetchMail } from './by-mail.acts.ts';
import { keysOrNone, type ExchangeDesk } from './exchange-desk.routes.ts';
import { mailboxSet, removeMailbox, setMailbox } from './mailbox.acts.ts';
import { MAILBOX, mailboxPage } from './mailbox.pages.ts';
import { mailboxRead } from './mailbox.store.ts';
import { MAILBOX_FIELDS, type MailboxProblem } from './mailbox.ts';
import { ownDocument } from './peer-document.acts.ts';

export function mailboxRoutes(desk: ExchangeDesk): PageRoute[] {
  const { people } = desk;
  return [
    agency('changeSettings', 'GET', MAILBOX, (visit) => show(desk, visit)),
    ...settingRoutes(people, `${MAILBOX}/set`, (visit) => asked(desk, visit)),
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

async function asked({ people }: ExchangeDesk, visit: SignedInVisit): Promise<AnyAct> {
  const { say } = visit.frame;
  const about = { set: await people.db.asPerson(visit.person.id, (tx) => mailboxSet(tx)) };
  return settingAsked(say, {
    fields: MAILBOX_FIELDS,
    about,
    address: `${MAILBOX}/set`,
    of: { words: say.exchange.mailbox.title, href: MAILBOX },
    set: async (body) => {
      const { server, user, password = '', certificates = '' } = readAll(MAILBOX_FIELDS, body, about);
      const problem = await setMailbox(people, visit.person, { ...server, user, password, certificates });
      return problem && unseen(say, problem);
    },
  });
}

/** At the question that can right it. */
function unseen({ exchange, mail: { wrong } }: Messages, problem: MailboxProblem): Unseen {
  switch (problem) {
    case 'plainPassword':
      return { question: 'server', at: 'server.tls', words: exchange.mailbox.plainPassword };
    case 'noPassword':
      return { question: 'password', words: wrong.noPassword };
    case 'certificates':
      return { question: 'certificates', words: wrong.certificates };
  }
}
