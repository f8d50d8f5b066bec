// The cases one is in, a case, opening one, and who is in it.
import { localDay } from '../base/time.ts';
import { nothing, type Html } from '../web/html.ts';
import { Refusal } from '../base/refusal.ts';
import { casesOfMember, membersOf } from '../people/case-member.store.ts';
import { questionFrame } from '../people/act.pages.ts';
import { actInAgency, asking, type AnyAct } from '../people/act.routes.ts';
import type { People } from '../people/people.acts.ts';
import { inCase as mayInCase } from '../people/policy.ts';
import { readAll } from '../web/fields/field.ts';
import {
  inCase,
  signedIn,
  type CaseVisit,
  type PageRoute,
  type SignedInVisit,
} from '../people/visit.routes.ts';
import { addMember, openCase } from './case-open.acts.ts';
import { memberRemovalRoutes } from './member-removal.routes.ts';
import { aboutCase, actInCase } from './case-act.routes.ts';
import { MEMBER, NEW_CASE } from './case-asked.ts';
import { caseFileHtml, type FileShown } from './case-file.pages.ts';
import { caseRecord, openEntries } from './case-file.store.ts';
import * as pages from './cases.pages.ts';

const LISTED = 500;

/** `state`: ISO 3166-1 alpha-2 of this installation, whose cases these are. `between`: what stands between a case and other authorities. */
export function caseRoutes(
  people: People,
  state: string,
  between: (visit: CaseVisit) => Promise<Html>,
): PageRoute[] {
  return [
    signedIn('GET', '/cases', async (visit) => {
      const list = await people.db.asPerson(visit.person.id, (tx) =>
        casesOfMember(tx, visit.person.id, LISTED),
      );
      return visit.page(pages.casesPage(visit.frame.say, visit.person, list));
    }),
    ...actInAgency(people, ['openCase', '/cases/new'], (visit) => opening(people, visit, state)),
    inCase('seeCase', 'GET', '/cases/:case', (visit) => show(people, visit, between)),
    ...actInCase(people, ['changeMembers', '/members/add'], (visit) => adding(people, visit)),
    ...memberRemovalRoutes(people),
  ];
}

function opening(people: People, visit: SignedInVisit, state: string): AnyAct {
  const { say } = visit.frame;
  return asking<typeof NEW_CASE>({
    fields: NEW_CASE,
    about: {},
    address: '/cases/new',
    caption: say.cases.open,
    button: say.cases.openButton,
    frame: questionFrame({ place: 'cases', crumbs: pages.newCaseCrumbs(say) }),
    act: async (body, key) => {
      try {
        const made = await openCase(people, { by: visit.person, ...readAll(NEW_CASE, body, {}), state, key });
        const isOwn = made.lead.id === visit.person.id;
        const { reference, title } = made.file;
        const page = pages.openedPage(say, { reference, title, lead: made.lead.name, isOwn });
        // Whoever opened it may not be in it.
        return { page: await visit.page(page), ledTo: isOwn ? `/cases/${reference}` : '/cases' };
      } catch (error) {
        if (!(error instanceof Refusal && error.code === 'notFound')) throw error;
        return { question: 'lead', words: say.cases.leadUnknown };
      }
    },
  });
}

async function show(
  people: People,
  visit: CaseVisit,
  between: (visit: CaseVisit) => Promise<Html>,
): Promise<Response> {
  const { say } = visit.frame;
  const { file, person } = visit;
  const members =
    mayInCase(file.role, 'seeMembers') === 'yes'
      ? await people.db.asPerson(person.id, (tx) => membersOf(tx, file.id))
      : [];
  const about = mayInCase(file.role, 'seeCaseFile') === 'yes' ? await fileOf(people, visit) : undefined;
  const notices: { readonly [name: string]: string } = { added: say.cases.added, removed: say.cases.removed };
  const done = visit.query('done');
  return visit.page(
    pages.casePage(say, {
      file,
      members,
      between: await between(visit),
      about: about === undefined ? nothing : caseFileHtml(say, about),
      notice: Object.hasOwn(notices, done) ? notices[done] : undefined,
    }),
  );
}

async function fileOf(people: People, { file, person }: CaseVisit): Promise<FileShown> {
  const found = await people.db.asPerson(person.id, async (tx) => ({
    record: await caseRecord(tx, file.id),
    parties: await openEntries(tx, file.id, 'party'),
    deadlines: await openEntries(tx, file.id, 'deadline'),
  }));
  return { ...found, file, today: localDay(people.clock()) };
}

function adding(people: People, visit: CaseVisit): AnyAct {
  const { say } = visit.frame;
  const { reference } = visit.file;
  return aboutCase<typeof MEMBER>(visit, {
    fields: MEMBER,
    about: {},
    path: '/members/add',
    caption: say.cases.addMember,
    button: say.cases.addButton,
    save: async (body) => {
      try {
        const outcome = await addMember(people, visit.person, visit.file, readAll(MEMBER, body, {}));
        if (outcome === 'isMember') return { question: 'email', words: say.cases.isMember };
        return `/cases/${reference}?done=added`;
      } catch (error) {
        if (!(error instanceof Refusal && error.code === 'notFound')) throw error;
        return { question: 'email', words: say.cases.leadUnknown };
      }
    },
  });
}
