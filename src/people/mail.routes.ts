// The mail server, for administrators.
import { Refusal } from '../base/refusal.ts';
import type { Home } from '../platform/home.ts';
import * as acts from './mail.acts.ts';
import type { Messages } from '../web/messages.ts';
import { MAIL_STEPS, mailPage, mailStepPage, type MailGiven, type MailStep } from './mail.pages.ts';
import { mailForm } from './mail.ts';
import type { People } from './people.acts.ts';
import { agency, type PageRoute, type SignedInVisit } from './visit.routes.ts';

const HOME = '/settings/mail';
const NAMES = [...MAIL_STEPS.server, ...MAIL_STEPS.sender];

/** `url`: of this installation, for the links in letters. */
export function mailRoutes(people: People, home: Home, url: URL): PageRoute[] {
  return [
    agency('changeSettings', 'GET', HOME, (visit) => show(people, visit)),
    agency('changeSettings', 'GET', `${HOME}/server`, (visit) => ask(people, visit, 'server')),
    agency('changeSettings', 'GET', `${HOME}/sender`, (visit) => ask(people, visit, 'sender')),
    agency('changeSettings', 'POST', HOME, (visit) => save(people, visit, url)),
    agency('changeSettings', 'POST', `${HOME}/try`, (visit) => tryNow(people, home, visit)),
    agency('changeSettings', 'POST', `${HOME}/remove`, async (visit) => {
      await acts.removeMail(people, visit.person);
      return visit.go(`${HOME}?done=removed`);
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

/** The second page has what the first was told in its address; both begin with what is set. */
async function ask(people: People, visit: SignedInVisit, step: MailStep): Promise<Response> {
  const set = await people.db.asPerson(visit.person.id, (tx) => acts.mailSet(tx));
  const kept: MailGiven = set === undefined ? {} : { ...set, port: String(set.port) };
  const said = visit.queries();
  const given = { ...kept, ...Object.fromEntries(MAIL_STEPS.server.flatMap((name) => named(name, said))) };
  const { say } = visit.frame;
  const errors = step === 'server' ? {} : errorsOf(say, mailForm.pick(SERVER).safeParse(pickServer(given)));
  // A server that cannot be one is asked for again.
  const asked = Object.keys(errors).length > 0 ? 'server' : step;
  return visit.page(mailStepPage(say, { step: asked, given, errors }));
}

const SERVER = { host: true, port: true, tls: true } as const;

function pickServer({ host = '', port = '', tls = '' }: MailGiven) {
  return { host, port, tls };
}

function named(name: string, said: URLSearchParams): [string, string][] {
  const value = said.get(name);
  return value === null ? [] : [[name, value.slice(0, 300)]];
}

interface Read {
  readonly error?: { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] };
}

function errorsOf({ mail }: Messages, { error }: Read): { readonly [name: string]: string } {
  const wrong: { readonly [name: string]: string } = mail.wrong;
  const issues = error?.issues ?? [];
  return Object.fromEntries(
    issues.map(({ path }) => [String(path[0]), wrong[String(path[0])] ?? mail.wrong.host] as const),
  );
}

async function save(people: People, visit: SignedInVisit, url: URL): Promise<Response> {
  const { say } = visit.frame;
  const fields = await visit.form();
  const given = Object.fromEntries(NAMES.map((name) => [name, fields.get(name) ?? '']));
  const again = (errors: { readonly [name: string]: string }): Promise<Response> => {
    const isServer = MAIL_STEPS.server.some((name) => name in errors);
    return visit.page(mailStepPage(say, { step: isServer ? 'server' : 'sender', given, errors }), 422);
  };
  const read = mailForm.safeParse({ ...given, password: fields.get('password') ?? '' });
  if (!read.success) return again(errorsOf(say, read));
  const problem = await acts.setMail(people, visit.person, read.data, url.origin);
  if (problem === undefined) return visit.go(`${HOME}?done=saved`);
  return again({ [problem === 'certificates' ? 'certificates' : 'password']: say.mail.wrong[problem] });
}

async function tryNow(people: People, home: Home, visit: SignedInVisit): Promise<Response> {
  const { subject, text } = visit.frame.say.mail.letter;
  try {
    await acts.tryMail(people, home, visit.person, { subject, text });
    return visit.go(`${HOME}?done=sent`);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return show(people, visit, error.found);
  }
}
