// Access in an emergency: for whoever may ask and decide, and for auditors.
import { isUuid } from '../../base/ids.ts';
import { questionFrame } from '../../people/act.pages.ts';
import { actRoutes, asking, type AnyAct } from '../../people/act.routes.ts';
import type { GlassRequest } from '../../people/break-glass.ts';
import { allGlass, ownGlass, waitingGlass } from '../../people/break-glass.store.ts';
import { record, type People } from '../../people/people.acts.ts';
import { agency, type PageRoute, type SignedInVisit } from '../../people/visit.routes.ts';
import { readAll } from '../../web/fields/field.ts';
import { html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import { note } from '../../web/parts.ts';
import type { Installation } from '../log/installation.acts.ts';
import { askToOpen, confirmToOpen, declineToOpen } from './break-glass.acts.ts';
import * as pages from './break-glass.pages.ts';
import { ACCESS, accessDecision } from './break-glass.ts';

const HOME = '/break-glass';
const LISTED = 100;

export function breakGlassRoutes(house: Installation, people: People): PageRoute[] {
  const acts = (path: string, asked: (visit: SignedInVisit) => AnyAct | Promise<AnyAct | Response>) =>
    actRoutes<{ readonly visit: SignedInVisit }>({
      people,
      path,
      route: (method, below, open) => agency('breakGlass', method, below, (visit) => open({ visit })),
      asked: ({ visit }) => asked(visit),
    });
  return [
    agency('breakGlass', 'GET', HOME, (visit) => list(people, visit)),
    ...acts(`${HOME}/ask`, (visit) => asksFor(people, visit)),
    agency('breakGlass', 'POST', `${HOME}/:id/decline`, async (visit) => {
      const id = visit.param('id');
      if (!isUuid(id)) return visit.notFound();
      await declineToOpen(people, visit.person, id);
      return visit.go(`${HOME}?done=declined`);
    }),
    ...acts(`${HOME}/:id`, (visit) => deciding(house, people, visit)),
    agency('seeAudit', 'GET', '/audit/break-glass', (visit) => audit(people, visit)),
  ];
}

async function list(people: People, visit: SignedInVisit): Promise<Response> {
  const { say } = visit.frame;
  const now = new Date(people.clock());
  const found = await people.db.asPerson(visit.person.id, async (tx) => ({
    waiting: (await waitingGlass(tx, now)).filter(({ askedBy }) => askedBy.id !== visit.person.id),
    own: await ownGlass(tx, visit.person.id, now),
  }));
  const notices: { readonly [name: string]: string } = {
    sent: say.glass.sent,
    confirmed: say.glass.confirmed,
    declined: say.glass.declined,
  };
  const done = visit.query('done');
  const notice = Object.hasOwn(notices, done) ? notices[done] : undefined;
  return visit.page(pages.glassPage(say, { ...found, now, notice }));
}

function asksFor(people: People, visit: SignedInVisit): AnyAct {
  const { say } = visit.frame;
  return asking<typeof ACCESS>({
    fields: ACCESS,
    about: {},
    address: `${HOME}/ask`,
    caption: '',
    button: say.glass.send,
    frame: framed(say, say.glass.ask),
    checked: () => Promise.resolve(note('warn', html`<p>${say.glass.loud}</p>`)),
    act: async (body, id) => {
      await askToOpen(people, visit.person, { id, ...readAll(ACCESS, body, {}) });
      return `${HOME}?done=sent`;
    },
  });
}

const framed = (say: Messages, here: string) =>
  questionFrame({ place: 'cases', crumbs: [{ words: say.glass.title, href: HOME }, { words: here }] });

/** One that waits, of somebody else. */
async function toDecide(people: People, visit: SignedInVisit): Promise<GlassRequest | undefined> {
  const now = new Date(people.clock());
  const waiting = await people.db.asPerson(visit.person.id, (tx) => waitingGlass(tx, now));
  return waiting.find(({ id, askedBy }) => id === visit.param('id') && askedBy.id !== visit.person.id);
}

async function deciding(
  house: Installation,
  people: People,
  visit: SignedInVisit,
): Promise<AnyAct | Response> {
  const { say } = visit.frame;
  const found = await toDecide(people, visit);
  if (found === undefined) return visit.notFound();
  const fields = accessDecision({ asked: found, above: () => pages.askedGlass(say, found) });
  return asking<typeof fields>({
    fields,
    about: {},
    address: `${HOME}/${found.id}`,
    caption: '',
    button: say.glass.decideButton,
    frame: framed(say, say.glass.decide),
    act: async (body) => {
      const isYes = readAll(fields, body, {}).decision.answer === 'yes';
      if (isYes) await confirmToOpen(house, people, visit.person, found.id);
      else await declineToOpen(people, visit.person, found.id);
      return `${HOME}?done=${isYes ? 'confirmed' : 'declined'}`;
    },
  });
}

async function audit(people: People, visit: SignedInVisit): Promise<Response> {
  const cursor = visit.query('before');
  const found = await people.db.asPerson(visit.person.id, async (tx) => {
    await record(people, tx, {
      what: 'auditLooked',
      by: visit.person.id,
      facts: { list: 'breakGlass' },
    });
    return allGlass(tx, isUuid(cursor) ? cursor : undefined, LISTED + 1);
  });
  const lines = found.slice(0, LISTED);
  const before = found.length > LISTED ? lines.at(-1)?.id : undefined;
  return visit.page(pages.glassAuditPage(visit.frame.say, { lines, before, now: new Date(people.clock()) }));
}
