// The cases one is in, a case, opening one, and who is in it.
import { localDay } from '../base/time.ts';
import { nothing } from '../web/html.ts';
import { Refusal } from '../base/refusal.ts';
import { casesOfMember, membersOf } from '../people/case-member.store.ts';
import { idOfForm, keyOf } from '../people/form-key.routes.ts';
import type { People } from '../people/people.acts.ts';
import { emailAddress } from '../people/person.ts';
import { inCase as mayInCase } from '../people/policy.ts';
import { isCaseRole } from '../people/roles.ts';
import {
  agency,
  inCase,
  signedIn,
  type CaseVisit,
  type PageRoute,
  type SignedInVisit,
} from '../people/visit.routes.ts';
import { addMember, openCase } from './case-open.acts.ts';
import { memberRemovalRoutes } from './member-removal.routes.ts';
import { caseTitle, TITLE_LENGTH_MAX } from './case.ts';
import { caseFileHtml, type FileShown } from './case-file.pages.ts';
import { caseRecord, openEntries } from './case-file.store.ts';
import * as pages from './cases.pages.ts';

const LISTED = 500;

/** `state`: ISO 3166-1 alpha-2 of this installation, whose cases these are. */
export function caseRoutes(people: People, state: string): PageRoute[] {
  return [
    signedIn('GET', '/cases', async (visit) => {
      const list = await people.db.asPerson(visit.person.id, (tx) =>
        casesOfMember(tx, visit.person.id, LISTED),
      );
      return visit.page(pages.casesPage(visit.frame.say, visit.person, list));
    }),
    agency('openCase', 'GET', '/cases/new', (visit) =>
      visit.page(
        pages.titlePage(visit.frame.say, {
          title: '',
          lead: '',
          key: keyOf(people, visit.queries()),
          errors: {},
        }),
      ),
    ),
    agency('openCase', 'POST', '/cases/new', (visit) => askLead(people, visit)),
    agency('openCase', 'POST', '/cases/new/lead', (visit) => open(people, visit, state)),
    inCase('seeCase', 'GET', '/cases/:case', (visit) => show(people, visit)),
    inCase('changeMembers', 'GET', '/cases/:case/members/add', (visit) =>
      visit.page(
        pages.addMemberPage(visit.frame.say, visit.file, { email: '', role: undefined, errors: {} }),
      ),
    ),
    inCase('changeMembers', 'POST', '/cases/:case/members/add', (visit) => add(people, visit)),
    ...memberRemovalRoutes(people),
  ];
}

async function askLead(people: People, visit: SignedInVisit): Promise<Response> {
  const { say } = visit.frame;
  const given = await newCaseForm(people, visit);
  if (!caseTitle.safeParse(given.title).success)
    return visit.page(
      pages.titlePage(say, { ...given, errors: { title: titleError(say, given.title) } }),
      422,
    );
  return visit.page(pages.leadPage(say, given));
}

async function open(people: People, visit: SignedInVisit, state: string): Promise<Response> {
  const { say } = visit.frame;
  const given = await newCaseForm(people, visit);
  const title = caseTitle.safeParse(given.title);
  if (!title.success) return visit.go('/cases/new');
  const lead = emailAddress.safeParse(given.lead);
  if (!lead.success)
    return visit.page(pages.leadPage(say, { ...given, errors: { lead: say.form.emailForm } }), 422);
  try {
    const request = {
      by: visit.person,
      title: title.data,
      lead: lead.data,
      state,
      key: idOfForm(people, visit, given.key),
    };
    const made = await openCase(people, request);
    const isOwn = made.lead.id === visit.person.id;
    const { reference } = made.file;
    return await visit.page(
      pages.openedPage(say, { reference, title: made.file.title, lead: made.lead.name, isOwn }),
    );
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'notFound')) throw error;
    return visit.page(pages.leadPage(say, { ...given, errors: { lead: say.cases.leadUnknown } }), 422);
  }
}

async function show(people: People, visit: CaseVisit): Promise<Response> {
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

async function add(people: People, visit: CaseVisit): Promise<Response> {
  const { say } = visit.frame;
  const fields = await visit.form();
  const email = emailAddress.safeParse(fields.get('email') ?? '');
  const role = fields.get('role') ?? '';
  const given = { email: fields.get('email') ?? '', role: isCaseRole(role) ? role : undefined };
  const again = (errors: { [field: string]: string }): Promise<Response> =>
    visit.page(pages.addMemberPage(say, visit.file, { ...given, errors }), 422);
  if (!email.success || given.role === undefined)
    return again({
      ...(email.success ? {} : { email: say.form.emailForm }),
      ...(given.role === undefined ? { role: say.form.choose } : {}),
    });
  try {
    const added = { email: email.data, role: given.role };
    const outcome = await addMember(people, visit.person, visit.file, added);
    if (outcome === 'isMember') return await again({ email: say.cases.isMember });
    return visit.go(`/cases/${visit.file.reference}?done=added`);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'notFound') return again({ email: say.cases.leadUnknown });
    throw error;
  }
}

async function newCaseForm(people: People, visit: SignedInVisit): Promise<pages.NewCaseForm> {
  const fields = await visit.form();
  return {
    key: keyOf(people, fields),
    title: (fields.get('title') ?? '').trim(),
    lead: fields.get('lead') ?? '',
    errors: {},
  };
}

function titleError(say: SignedInVisit['frame']['say'], title: string): string {
  if (title.length > TITLE_LENGTH_MAX) return say.form.tooLong(say.cases.newLabel, TITLE_LENGTH_MAX);
  return say.form.needed(say.cases.newWhat);
}
