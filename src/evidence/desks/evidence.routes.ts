// The evidence of a case, an exhibit, and my work.
import { dueDeadlines, namedLeads } from '../../cases/case-file.store.ts';
import { alertsOf } from '../../people/alerts.store.ts';
import { glassInCasesLed } from '../../people/break-glass.store.ts';
import { casesOfMember } from '../../people/case-member.store.ts';
import type { Tx } from '../../people/as-person.store.ts';
import type { People } from '../../people/people.acts.ts';
import type { Person } from '../../people/person.ts';
import { jobsAfter } from '../../platform/job.store.ts';
import type { Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import { inAgency, inCase as mayInCase } from '../../people/policy.ts';
import { CASE_ROLES } from '../../people/roles.ts';
import {
  inCase,
  signedIn,
  type CaseVisit,
  type PageRoute,
  type SignedInVisit,
} from '../../people/visit.routes.ts';
import { exhibitNumber } from '../exhibits/exhibit.ts';
import { evidenceAcrossPage, evidencePage } from './evidence-list.pages.ts';
import { exhibitPage } from './exhibit.pages.ts';
import { itemParam } from '../exhibits/exhibit-visit.routes.ts';
import { viewExhibit } from './exhibit-view.acts.ts';
import { readFilter, wrongDays } from './evidence-filter.ts';
import { exhibitLines, exhibitsAcross, type AcrossPlace } from './evidence-list.store.ts';
import { failedExhibits } from './exhibit-view.store.ts';
import { waitingDisposals } from '../custody/disposal.store.ts';
import { waitingShares } from '../packages/share.store.ts';
import { waitingHandOvers } from '../custody/hand-over.store.ts';
import { unreadSince } from '../custody/fixity.jobs.ts';
import { healthOf } from '../installation/health.acts.ts';
import { countUnreadOf, fixityDays } from '../custody/fixity.store.ts';
import type { Installation } from '../log/installation.acts.ts';
import { publishedReader, type Published } from '../log/log-publish.acts.ts';
import { myWorkPage } from './my-work.pages.ts';
import { waitingFor } from './waiting.acts.ts';
import { isSampleOffered } from './sample.routes.ts';
import { bringingOf } from '../intake/upload.store.ts';

const PAGE = 100;
const CASES = 500;
const FAILED = 20;
const WAITING = 50;
const LEADS_TOLD_DAYS = 14;
const DEADLINES = 20;
const FILE_ROLES = CASE_ROLES.filter((role) => mayInCase(role, 'seeCaseFile') !== 'no');
const NAMED = CASE_ROLES.filter((role) => mayInCase(role, 'seeWhoActed') === 'yes');
const SHARERS = CASE_ROLES.filter((role) => mayInCase(role, 'shareEvidence') !== 'no');
const DISPOSERS = CASE_ROLES.filter((role) => mayInCase(role, 'disposeEvidence') !== 'no');

/** What folders above add to My work, for this person. */
export type AtWork = (tx: Tx, person: Person) => Promise<(say: Messages) => Html>;

export function evidenceRoutes(house: Installation, people: People, atWork?: AtWork): PageRoute[] {
  const published = publishedReader(house.folder, house.keys, house.settings.origin);
  return [
    signedIn('GET', '/', (visit) => myWork({ house, people, published, atWork }, visit)),
    signedIn('GET', '/evidence', (visit) => listAcross(people, visit)),
    inCase('seeExhibit', 'GET', '/cases/:case/evidence', (visit) => list(people, visit)),
    inCase('seeExhibit', 'GET', '/cases/:case/evidence/:item', (visit) =>
      show(house, people, visit, published),
    ),
  ];
}

async function list(people: People, visit: CaseVisit): Promise<Response> {
  const { file, person } = visit;
  const after = /^\d{1,9}$/.test(visit.query('after')) ? Number(visit.query('after')) : 0;
  const asked = readFilter(visit.queries());
  const filter = mayInCase(file.role, 'seeWhoActed') === 'yes' ? asked : { ...asked, holder: undefined };
  const found = await people.db.asPerson(person.id, (tx) =>
    exhibitLines(tx, file.id, after, { person: person.id, filter, limit: PAGE + 1 }),
  );
  const lines = found.slice(0, PAGE);
  const next = found.length > PAGE ? lines.at(-1)?.item : undefined;
  return visit.page(
    evidencePage(visit.frame.say, { file, lines, filter, wrong: wrongDays(visit.queries()), next }),
  );
}

async function listAcross(people: People, visit: SignedInVisit): Promise<Response> {
  const { person } = visit;
  const filter = readFilter(visit.queries());
  const page = { after: placeOf(visit.query('after')), roles: NAMED };
  const found = await people.db.asPerson(person.id, (tx) =>
    exhibitsAcross(tx, { person: person.id, filter, limit: PAGE + 1 }, page),
  );
  const lines = found.slice(0, PAGE);
  const last = found.length > PAGE ? lines.at(-1) : undefined;
  const next = last === undefined ? undefined : `${last.addedAt.toISOString()}~${last.number}`;
  return visit.page(
    evidenceAcrossPage(visit.frame.say, { lines, filter, wrong: wrongDays(visit.queries()), next }),
  );
}

/** What is no place of ours begins at the beginning. */
function placeOf(text: string): AcrossPlace | undefined {
  const [, time, number] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)~([\w-]{1,60})$/.exec(text) ?? [];
  const addedAt = new Date(time ?? '');
  return number === undefined || Number.isNaN(addedAt.getTime()) ? undefined : { addedAt, number };
}

async function show(
  house: Installation,
  people: People,
  visit: CaseVisit,
  published: () => Promise<Published | undefined>,
): Promise<Response> {
  const { file, person } = visit;
  const item = itemParam(visit);
  if (item === undefined) return visit.notFound();
  const number = exhibitNumber(file.reference, item);
  const viewed = await viewExhibit(house, people.db, { person, file }, number);
  if (viewed === undefined) return visit.notFound();
  const checkpoint = await published();
  const proof = {
    log: house.settings.origin,
    checkpoint:
      checkpoint === undefined ? undefined : { size: checkpoint.size, at: new Date(checkpoint.time * 1000) },
  };
  const { say } = visit.frame;
  const done = visit.query('done');
  const notices: { readonly [name: string]: string } = say.exhibitDone;
  const signed = visit.query('signed');
  const told = Object.hasOwn(notices, done) ? notices[done] : undefined;
  const notice = told === undefined ? undefined : ([told, ...signedNotice(say, signed)] as const);
  const { agency } = house.settings;
  return visit.page(exhibitPage(say, { ...viewed, file, proof, viewer: person.id, agency, notice }));
}

/** A second sentence of the notice: who signed. */
function signedNotice(say: Messages, by: string): string[] {
  if (by === 'you') return [say.signing.signedByYou];
  return by === 'service' ? [say.signing.signedForYou] : [];
}

interface WorkParts {
  readonly house: Installation;
  readonly people: People;
  readonly published: () => Promise<Published | undefined>;
  readonly atWork: AtWork | undefined;
}

async function myWork(
  { house, people, published, atWork }: WorkParts,
  visit: SignedInVisit,
): Promise<Response> {
  const { person } = visit;
  const now = new Date(people.clock());
  const days = await fixityDays(house.db.kysely);
  const found = await people.db.asPerson(person.id, async (tx) => {
    const cases = await casesOfMember(tx, person.id, CASES);
    return {
      cases,
      failed: await failedExhibits(
        tx,
        cases.map((one) => one.id),
        FAILED,
      ),
      overdue: {
        days,
        ...(await countUnreadOf(
          tx,
          unreadSince(house, days),
          cases.map((one) => one.id),
        )),
      },
      handOvers: await waitingHandOvers(tx, person.id, WAITING),
      waiting: await waitingFor(tx, person, now),
      alerts: await alertsOf(tx, person, now),
      emergencies: await glassInCasesLed(tx, person.id, now),
      leads: await namedLeads(tx, {
        person: person.id,
        roles: FILE_ROLES,
        since: new Date(now.getTime() - LEADS_TOLD_DAYS * 86_400_000),
      }),
      shares: await waitingShares(tx, person.id, SHARERS, WAITING),
      disposals: await waitingDisposals(tx, person.id, DISPOSERS, WAITING),
      bringing: await bringingOf(tx, person.id, WAITING),
      jobs: await jobsAfter(tx, { person: person.id }, { after: undefined, limit: WAITING }),
      deadlines: await dueDeadlines(tx, person.id, FILE_ROLES, DEADLINES),
      more: (await atWork?.(tx, person))?.(visit.frame.say),
    };
  });
  const maySeeHealth = inAgency(person.roles, 'seeHealth') === 'yes';
  const isSample = inAgency(person.roles, 'loadSample') === 'yes' && (await isSampleOffered(house));
  const health = maySeeHealth ? await healthOf(house, published) : undefined;
  return visit.page(
    myWorkPage(visit.frame.say, { person, ...found, health, isSample, now: new Date(house.clock()) }),
  );
}
