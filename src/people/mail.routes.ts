// The mail server, for administrators.
import { Refusal } from '../base/refusal.ts';
import type { Home } from '../platform/home.ts';
import { readAll } from '../web/fields/field.ts';
import type { Messages } from '../web/messages.ts';
import type { AnyAct, Unseen } from './act.routes.ts';
import * as acts from './mail.acts.ts';
import { MAIL_PAGE, mailPage } from './mail.pages.ts';
import { MAIL, type MailProblem } from './mail.ts';
import type { People } from './people.acts.ts';
import { settingAsked, settingRoutes } from './setting.routes.ts';
import { agency, type PageRoute, type SignedInVisit } from './visit.routes.ts';

/** `url`: of this installation, for the links in letters. */
export function mailRoutes(people: People, home: Home, url: URL): PageRoute[] {
  return [
    agency('changeSettings', 'GET', MAIL_PAGE, (visit) => show(people, visit)),
    ...settingRoutes(people, `${MAIL_PAGE}/set`, (visit) => asked(people, visit, url)),
    agency('changeSettings', 'POST', `${MAIL_PAGE}/try`, (visit) => tryNow(people, home, visit)),
    agency('changeSettings', 'POST', `${MAIL_PAGE}/remove`, async (visit) => {
      await acts.removeMail(people, visit.person);
      return visit.go(`${MAIL_PAGE}?done=removed`);
    }),
  ];
}

async function show(people: People, visit: SignedInVisit, refused?: string): Promise<Response> {
  const { say } = visit.frame;
  const set = await people.db.asPerson(visit.person.id, (tx) => acts.mailSet(tx));
  const notices: { readonly [name: string]: string } = {
    saved: say.settings.saved,
    sent: say.mail.sent(visit.person.email),
    removed: say.mail.removed,
  };
  const done = visit.query('done');
  const notice = refused === undefined && Object.hasOwn(notices, done) ? notices[done] : undefined;
  return visit.page(mailPage(say, { set, notice, refused }), refused === undefined ? 200 : 422);
}

async function asked(people: People, visit: SignedInVisit, url: URL): Promise<AnyAct> {
  const { say } = visit.frame;
  const about = { set: await people.db.asPerson(visit.person.id, (tx) => acts.mailSet(tx)) };
  return settingAsked(say, {
    fields: MAIL,
    about,
    address: `${MAIL_PAGE}/set`,
    of: { words: say.mail.title, href: MAIL_PAGE },
    set: async (body) => {
      const { server, sender, user = '', password = '', certificates = '' } = readAll(MAIL, body, about);
      const stated = { ...server, sender, user, password, certificates };
      const problem = await acts.setMail(people, visit.person, stated, url.origin);
      return problem && unseen(say, problem);
    },
  });
}

/** At the question that can right it. */
function unseen({ mail: { wrong } }: Messages, problem: MailProblem): Unseen {
  switch (problem) {
    case 'plainPassword':
      return { question: 'server', at: 'server.tls', words: wrong.plainPassword };
    case 'noPassword':
      return { question: 'password', words: wrong.noPassword };
    case 'certificates':
      return { question: 'certificates', words: wrong.certificates };
  }
}

async function tryNow(people: People, home: Home, visit: SignedInVisit): Promise<Response> {
  const { subject, text } = visit.frame.say.mail.letter;
  try {
    await acts.tryMail(people, home, visit.person, { subject, text });
    return visit.go(`${MAIL_PAGE}?done=sent`);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return show(people, visit, error.found);
  }
}
