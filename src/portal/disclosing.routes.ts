// A package is disclosed to a person who is no member of the case: asked, shown with what opens it, renewed, taken back.
import { isUuid } from '../base/ids.ts';
import { utcDay } from '../base/time.ts';
import { actInCase } from '../cases/case-act.routes.ts';
import { signsWith } from '../evidence/exhibits/exhibit-visit.routes.ts';
import { signature } from '../evidence/exhibits/exhibit-about.pages.ts';
import { packageCrumbs } from '../evidence/packages/share-list.pages.ts';
import { shareById, shareLines } from '../evidence/packages/share.store.ts';
import type { SharedPackage } from '../evidence/packages/share.ts';
import type { SignForm } from '../evidence/custody/signing.routes.ts';
import { questionFrame } from '../people/act.pages.ts';
import { asking, type AnyAct } from '../people/act.routes.ts';
import { disclosureById, disclosuresOf, type Disclosure } from '../people/disclosure.store.ts';
import { inCase, type CaseVisit, type PageRoute } from '../people/visit.routes.ts';
import { readAll } from '../web/fields/field.ts';
import { html } from '../web/html.ts';
import { disclose, makeNewCode, openingOf, takeDisclosureBack, type Disclosing } from './disclosure.do.ts';
import { DISCLOSE, DISCLOSED_DAYS_MAX, type DiscloseAbout } from './disclosure.ts';
import { conditionsNote } from './disclosed.pages.ts';
import { disclosurePage, disclosuresAddress, disclosuresPage } from './disclosing.pages.ts';

const LISTED = 500;
const DAY_MS = 86_400_000;
const AT = '/packages/:id/disclosures';

/** `url`: of this installation, for the links that people are given. */
export function disclosingRoutes(desk: Disclosing, sign: SignForm, url: URL): PageRoute[] {
  const path = `/cases/:case${AT}` as const;
  const ofPackage = (
    act: 'seePackages' | 'shareEvidence',
    method: 'GET' | 'POST',
    below: string,
    open: (visit: CaseVisit, share: SharedPackage) => Promise<Response>,
  ): PageRoute =>
    inCase(act, method, `${path}${below}`, async (visit) => {
      const share = await shareAsked(desk, visit);
      return share === undefined ? visit.go(packagesAddress(visit)) : open(visit, share);
    });
  const one = (
    act: 'seePackages' | 'shareEvidence',
    method: 'GET' | 'POST',
    below: string,
    open: (visit: CaseVisit, share: SharedPackage, disclosure: Disclosure) => Promise<Response>,
  ): PageRoute =>
    ofPackage(act, method, `/:disclosure${below}`, async (visit, share) => {
      const found = await disclosureAsked(desk, visit, share);
      return found === undefined
        ? visit.go(disclosuresAddress({ file: visit.file, share }))
        : open(visit, share, found);
    });
  return [
    ofPackage('seePackages', 'GET', '', (visit, share) => list(desk, visit, share)),
    ...actInCase(desk.people, ['shareEvidence', `${AT}/new`], (visit) => asked(desk, sign, visit)),
    one('seePackages', 'GET', '', (visit, share, found) => show(desk, url, visit, { share, found })),
    one('shareEvidence', 'POST', '/code', async (visit, share, disclosure) => {
      const { person, file } = visit;
      await makeNewCode(desk, { by: { person, file }, disclosure });
      return visit.go(disclosuresAddress({ file, share }, `/${disclosure.id}`));
    }),
    one('shareEvidence', 'POST', '/end', async (visit, share, disclosure) => {
      const { person, file } = visit;
      await takeDisclosureBack(desk, { by: { person, file }, disclosure });
      return visit.go(disclosuresAddress({ file, share }, `/${disclosure.id}`));
    }),
  ];
}

const packagesAddress = ({ file }: CaseVisit): string => `/cases/${file.reference}/packages`;

async function shareAsked({ people }: Disclosing, visit: CaseVisit): Promise<SharedPackage | undefined> {
  const { person, file } = visit;
  const id = visit.param('id');
  return isUuid(id) ? people.db.asPerson(person.id, (tx) => shareById(tx, file.id, id)) : undefined;
}

async function disclosureAsked(
  { people }: Disclosing,
  visit: CaseVisit,
  share: SharedPackage,
): Promise<Disclosure | undefined> {
  const id = visit.param('disclosure');
  return isUuid(id)
    ? people.db.asPerson(visit.person.id, (tx) => disclosureById(tx, share.id, id))
    : undefined;
}

/** Made, here, and a copy: custody goes to an agency. */
const isOpen = ({ made, removedAt, handsOver }: SharedPackage): boolean =>
  made !== undefined && removedAt === undefined && handsOver === 'copy';

async function list(
  { people, house }: Disclosing,
  visit: CaseVisit,
  share: SharedPackage,
): Promise<Response> {
  const { person, file, frame } = visit;
  const disclosures = await people.db.asPerson(person.id, (tx) => disclosuresOf(tx, share.id, LISTED));
  const now = new Date(house.clock());
  return visit.page(disclosuresPage(frame.say, { file, share, disclosures, isOpen: isOpen(share), now }));
}

async function show(
  { people, house }: Disclosing,
  url: URL,
  visit: CaseVisit,
  { share, found: disclosure }: { readonly share: SharedPackage; readonly found: Disclosure },
): Promise<Response> {
  const { person, file, frame } = visit;
  const opens = openingOf(people, disclosure, person.id);
  const opening = opens && {
    link: new URL(`/portal/open/${opens.token}`, url).href,
    code: opens.code,
  };
  const now = new Date(house.clock());
  return visit.page(disclosurePage(frame.say, { file, share, disclosure, opening, now }));
}

async function asked(desk: Disclosing, sign: SignForm, visit: CaseVisit): Promise<AnyAct | Response> {
  const { house, people } = desk;
  const { person, file } = visit;
  const { say } = visit.frame;
  const share = await shareAsked(desk, visit);
  if (share === undefined) return visit.go(packagesAddress(visit));
  const of = { file, share };
  if (!isOpen(share)) return visit.go(disclosuresAddress(of));
  const now = house.clock();
  const about: DiscloseAbout = { from: utcDay(now), to: utcDay(now + DISCLOSED_DAYS_MAX * DAY_MS) };
  const words = say.portal.disclose;
  const crumbs = [
    ...packageCrumbs(say, of, words.title, true).slice(0, -1),
    { words: words.title, href: disclosuresAddress(of) },
    { words: words.act },
  ];
  const frame = questionFrame({ place: 'cases', crumbs });
  return asking<typeof DISCLOSE>({
    fields: DISCLOSE,
    about,
    address: disclosuresAddress(of, '/new'),
    caption: words.act,
    button: words.act,
    frame,
    checked: async () => {
      const lines = await people.db.asPerson(person.id, (tx) =>
        shareLines(tx, file.id, LISTED, share.exhibits),
      );
      const signs = await signsWith(people, person.id);
      return html`${conditionsNote(say, lines)} ${signature(say, signs)}`;
    },
    act: (body, id) => {
      const made = { by: { person, file }, package: share.id, id, asked: readAll(DISCLOSE, body, about) };
      const run = (real: typeof house): Promise<void> => disclose({ house: real, people }, made);
      return sign(visit, {
        run,
        done: disclosuresAddress(of, `/${id}`),
        frame: ({ title, errors, content: main }) => frame({ title, errors, main }),
      });
    },
  });
}
