// Time-stamp authorities and witnesses, for administrators.
import { Refusal } from '../../base/refusal.ts';
import type { People } from '../../people/people.acts.ts';
import { agency, type PageRoute, type SignedInVisit } from '../../people/visit.routes.ts';
import { Fault } from '../../verify/fault.ts';
import { certificatesOfPem } from '../../verify/x509-pem.ts';
import type { Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import { placeOf, type Steps } from '../../web/steps.ts';
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
import * as pages from './partners.pages.ts';
import { dropAuthority, setAuthority, setPolicy } from './settings.acts.ts';

const HOME = '/settings/partners';

export function partnersRoutes(house: Installation, people: People): PageRoute[] {
  const route = (
    method: 'GET' | 'POST',
    step: string,
    open: (visit: SignedInVisit) => Response | Promise<Response>,
  ): PageRoute => agency('changeSettings', method, `${HOME}${step}`, open);
  return [
    route('GET', '', (visit) => show(house, visit)),
    route('GET', '/authority', (visit) => askAuthority(house, visit, begun(visit.queries()), 'GET')),
    route('POST', '/authority', (visit) => add(house, people, visit)),
    route('POST', '/authority/:name/try', (visit) => tryNow(house, visit)),
    route('POST', '/authority/:name/remove', async (visit) => {
      await dropAuthority(house, people, visit.person, visit.param('name').slice(0, 40));
      return visit.go(`${HOME}?done=removed`);
    }),
    route('GET', '/policy', async (visit) => {
      const text = (await readWitnessPolicy(house.home))?.text ?? '';
      return visit.page(pages.policyPage(visit.frame.say, text, {}));
    }),
    route('POST', '/policy', (visit) => savePolicy(house, people, visit)),
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

/** Without an answer it begins with the first question. */
function begun(given: URLSearchParams): URLSearchParams {
  return given.size > 0 ? given : new URLSearchParams({ ask: 'name' });
}

const AUTHORITIES_MAX = 8;

/** What an answer must be; `others`: how many there are beside the one of this name. */
function authoritySteps(say: Messages, others: (name: string) => number): Steps<pages.AuthorityStep> {
  const words = say.partners;
  return {
    steps: pages.AUTHORITY_STEPS,
    wrong: (step, given) => {
      const text = (given.get(step) ?? '').trim();
      const fits = authoritySchema.shape[step].safeParse(step === 'trust' && text === '' ? undefined : text);
      switch (step) {
        case 'name':
          if (!fits.success) return words.nameForm;
          return others(text) >= AUTHORITIES_MAX ? words.tooMany : undefined;
        case 'url':
          return fits.success ? undefined : words.addressForm;
        case 'trust':
          return fits.success && (text === '' || areCertificates(text)) ? undefined : words.certificatesForm;
      }
    },
  };
}

async function askAuthority(
  house: Installation,
  visit: SignedInVisit,
  given: URLSearchParams,
  method: 'GET' | 'POST',
  take?: () => Promise<Response>,
): Promise<Response> {
  const { say } = visit.frame;
  const there = await readAuthorities(house.home);
  const asking = authoritySteps(say, (name) => there.filter((one) => one.name !== name).length);
  const { step, errors } = placeOf(asking, given, method);
  if (step === undefined && take !== undefined) return take();
  const asked = { asking, step: step ?? 'name', given, errors };
  return visit.page(pages.authorityPage(say, asked), Object.keys(errors).length > 0 ? 422 : 200);
}

async function add(house: Installation, people: People, visit: SignedInVisit): Promise<Response> {
  const given = await visit.form();
  const text = (name: string): string => (given.get(name) ?? '').trim();
  return askAuthority(house, visit, given, 'POST', async () => {
    const trust = text('trust');
    const read = { name: text('name'), url: text('url'), ...(trust === '' ? {} : { trust }) };
    await setAuthority(house, people, visit.person, authoritySchema.parse(read));
    return visit.go(`${HOME}?done=added`);
  });
}

function areCertificates(text: string): boolean {
  try {
    return certificatesOfPem(text, 'certificates').length > 0;
  } catch (error) {
    if (error instanceof Fault || error instanceof Refusal) return false;
    throw error;
  }
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

async function savePolicy(house: Installation, people: People, visit: SignedInVisit): Promise<Response> {
  const { say } = visit.frame;
  const text = ((await visit.form()).get('policy') ?? '').replaceAll('\r\n', '\n');
  try {
    await setPolicy(house, people, visit.person, text.endsWith('\n') ? text : `${text}\n`);
    return visit.go(`${HOME}?done=policy`);
  } catch (error) {
    if (!(error instanceof Fault || (error instanceof Refusal && error.code !== 'noSpace'))) throw error;
    return visit.page(pages.policyPage(say, text, { policy: policyWords(say, error) }), 422);
  }
}

/** The line that is not right, where one is; what a line may say stands above the field. */
function policyWords({ partners }: Messages, { message }: Error): string {
  const [, line] = /\bline (\d+)\b/.exec(message) ?? [];
  return line === undefined ? partners.policyForm : `${partners.policyForm} ${partners.policyLine(line)}`;
}
