// The mail server, for administrators.
import { Refusal } from '../base/refusal.ts';
import type { Home } from '../platform/home.ts';
import * as acts from './mail.acts.ts';
import { mailPage, type MailGiven, type MailShown } from './mail.pages.ts';
import { mailForm } from './mail.ts';
import type { People } from './people.acts.ts';
import { agency, type PageRoute, type SignedInVisit } from './visit.routes.ts';

const HOME = '/settings/mail';
const NAMES = ['host', 'port', 'tls', 'sender', 'user', 'certificates'] as const;

/** `url`: of this installation, for the links in letters. */
export function mailRoutes(people: People, home: Home, url: URL): PageRoute[] {
  return [
    agency('changeSettings', 'GET', HOME, (visit) => show(people, visit)),
    agency('changeSettings', 'POST', HOME, (visit) => save(people, visit, url)),
    agency('changeSettings', 'POST', `${HOME}/try`, (visit) => tryNow(people, home, visit)),
    agency('changeSettings', 'POST', `${HOME}/remove`, async (visit) => {
      await acts.removeMail(people, visit.person);
      return visit.go(`${HOME}?done=removed`);
    }),
  ];
}

async function show(people: People, visit: SignedInVisit, more: Partial<MailShown> = {}): Promise<Response> {
  const { say } = visit.frame;
  const set = await people.db.asPerson(visit.person.id, (tx) => acts.mailSet(tx));
  const notices: { readonly [name: string]: string } = {
    saved: say.settings.saved,
    sent: say.mail.sent(visit.person.email),
    removed: say.mail.removed,
  };
  const done = visit.query('done');
  const notice = Object.hasOwn(notices, done) ? notices[done] : undefined;
  const given: MailGiven = set === undefined ? {} : { ...set, port: String(set.port) };
  const status = more.refused === undefined && more.errors === undefined ? 200 : 422;
  return visit.page(mailPage(say, { given, isSet: set !== undefined, errors: {}, notice, ...more }), status);
}

async function save(people: People, visit: SignedInVisit, url: URL): Promise<Response> {
  const { mail } = visit.frame.say;
  const fields = await visit.form();
  const given = Object.fromEntries(NAMES.map((name) => [name, fields.get(name) ?? '']));
  const read = mailForm.safeParse({ ...given, password: fields.get('password') ?? '' });
  if (!read.success) {
    const wrong: { readonly [name: string]: string } = mail.wrong;
    const errors = read.error.issues.map(({ path }) => {
      const name = String(path[0]);
      return [name, wrong[name] ?? mail.wrong.host] as const;
    });
    return show(people, visit, { given, errors: Object.fromEntries(errors), notice: undefined });
  }
  const problem = await acts.setMail(people, visit.person, read.data, url.origin);
  if (problem === undefined) return visit.go(`${HOME}?done=saved`);
  const name = problem === 'certificates' ? 'certificates' : 'password';
  return show(people, visit, { given, errors: { [name]: mail.wrong[problem] }, notice: undefined });
}

async function tryNow(people: People, home: Home, visit: SignedInVisit): Promise<Response> {
  const { subject, text } = visit.frame.say.mail.letter;
  try {
    await acts.tryMail(people, home, visit.person, { subject, text });
    return visit.go(`${HOME}?done=sent`);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return show(people, visit, { refused: error.found, notice: undefined });
  }
}
