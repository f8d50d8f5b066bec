// Time-stamp authorities and witnesses, for administrators.
import { Refusal } from '../../base/refusal.ts';
import { questionFrame } from '../../people/act.pages.ts';
import { actRoutes, asking, type AnyAct } from '../../people/act.routes.ts';
import type { People } from '../../people/people.acts.ts';
import { agency, type PageRoute, type SignedInVisit } from '../../people/visit.routes.ts';
import { Fault } from '../../verify/fault.ts';
import type { Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import { vouchedFor } from './health.acts.ts';
import type { Installation } from '../log/installation.acts.ts';
import { bestKept } from '../log/log-kept.acts.ts';
import {
  readAuthorities,
  readWitnessPolicy,
  stampCheckpoint,
  witnessCheckpoint,
} from '../log/log-partners.acts.ts';
import { authoritySchema } from '../log/log-partners.ts';
import { readAll } from '../../web/fields/field.ts';
import * as pages from './partners.pages.ts';
import { AUTHORITIES_MAX, AUTHORITY, POLICY } from './partners.ts';
import { dropAuthority, setAuthority, setPolicy } from './settings.acts.ts';

export function partnersRoutes(house: Installation, people: People): PageRoute[] {
  const route = (
    method: 'GET' | 'POST',
    step: string,
    open: (visit: SignedInVisit) => Response | Promise<Response>,
  ): PageRoute => agency('changeSettings', method, `${pages.HOME}${step}`, open);
  const asked = (path: string, open: (visit: SignedInVisit) => Promise<AnyAct>): PageRoute[] =>
    actRoutes<{ readonly visit: SignedInVisit }>({
      people,
      path,
      route: (method, step, then) => route(method, step, (visit) => then({ visit })),
      asked: ({ visit }) => open(visit),
    });
  return [
    route('GET', '', (visit) => show(house, visit)),
    ...asked('/authority', (visit) => addingAuthority(house, people, visit)),
    route('POST', '/authority/:name/try', (visit) => tryNow(house, visit)),
    route('POST', '/authority/:name/remove', async (visit) => {
      await dropAuthority(house, people, visit.person, visit.param('name').slice(0, 40));
      return visit.go(`${pages.HOME}?done=removed`);
    }),
    ...asked('/policy', (visit) => savingPolicy(house, people, visit)),
    route('POST', '/witness', async (visit) => {
      const found = await witnessCheckpoint(house, await house.publish());
      return show(house, visit, pages.witnessNote(visit.frame.say, found));
    }),
  ];
}

async function show(house: Installation, visit: SignedInVisit, asked?: Html): Promise<Response> {
  const { say } = visit.frame;
  const notices: { readonly [name: string]: string } = {
    added: say.partners.added,
    removed: say.partners.removed,
    policy: say.partners.policySaved,
  };
  const done = visit.query('done');
  const notice = Object.hasOwn(notices, done) ? notices[done] : undefined;
  const shown = {
    authorities: await readAuthorities(house.home),
    policy: (await readWitnessPolicy(house.home))?.policy,
    ...(await vouchedFor(house)),
    notice,
    ...(asked === undefined ? {} : { asked }),
  };
  return visit.page(pages.partnersPage(say, shown));
}

async function tryNow(house: Installation, visit: SignedInVisit): Promise<Response> {
  const name = visit.param('name');
  const authority = (await readAuthorities(house.home)).find((one) => one.name === name);
  if (authority === undefined) return visit.notFound();
  const published = await house.publish();
  const checkpoint = (await bestKept(house, published.size)) ?? published;
  const [found] = await stampCheckpoint(house, checkpoint, [authority]);
  return show(house, visit, found === undefined ? undefined : pages.stampNote(visit.frame.say, found));
}

async function addingAuthority(house: Installation, people: People, visit: SignedInVisit) {
  const { say } = visit.frame;
  const words = say.partners;
  const there = await readAuthorities(house.home);
  return asking<typeof AUTHORITY>({
    fields: AUTHORITY,
    about: {},
    address: `${pages.HOME}/authority`,
    caption: words.addTitle,
    button: words.addButton,
    frame: below(say, words.add),
    act: async (body) => {
      const authority = readAll(AUTHORITY, body, {});
      if (there.filter(({ name }) => name !== authority.name).length >= AUTHORITIES_MAX)
        return { question: 'name', words: words.tooMany };
      await setAuthority(house, people, visit.person, authoritySchema.parse(authority));
      return `${pages.HOME}?done=added`;
    },
  });
}

async function savingPolicy(house: Installation, people: People, visit: SignedInVisit) {
  const { say } = visit.frame;
  return asking<typeof POLICY>({
    fields: POLICY,
    about: { policy: (await readWitnessPolicy(house.home))?.text ?? '' },
    address: `${pages.HOME}/policy`,
    caption: '',
    button: say.settings.save,
    frame: below(say, say.partners.policy),
    act: async (body) => {
      const { policy = '' } = body;
      try {
        await setPolicy(house, people, visit.person, `${policy.replaceAll('\r\n', '\n').trimEnd()}\n`);
        return `${pages.HOME}?done=policy`;
      } catch (error) {
        if (!(error instanceof Fault || (error instanceof Refusal && error.code !== 'noSpace'))) throw error;
        return { question: 'policy', words: policyWords(say, error) };
      }
    },
  });
}

function below(say: Messages, here: string) {
  const { title, partners } = say.settings;
  const crumbs = [
    { words: title, href: '/settings' },
    { words: partners, href: pages.HOME },
    { words: here },
  ];
  return questionFrame({ place: 'settings', crumbs });
}

/** The line that is not right, where one is; what a line may say stands above the field. */
function policyWords({ partners }: Messages, { message }: Error): string {
  const [, line] = /\bline (\d+)\b/.exec(message) ?? [];
  return line === undefined ? partners.policyForm : `${partners.policyForm} ${partners.policyLine(line)}`;
}
