// A question of a request: asked, answered, and asked again when two answered at once.
import { isDeepStrictEqual } from 'node:util';
import type { PageRoute } from '../../../../people/visit.routes.ts';
import type { FormField } from '../../../../law/model-form.ts';
import { formLabels } from '../../../../law/form-labels.store.ts';
import type { Messages } from '../../../../web/messages.ts';
import { letterWords } from '../../../core/letter-language.ts';
import type { Errors } from '../../../../web/parts.ts';
import { whenText } from '../../../../web/when.ts';
import type { Answers } from '../../../core/answers.ts';
import { isAsked, isRequired, pagesOf, type LegalForm, type QuestionPage } from '../../../core/form.ts';
import { askedOf } from '../../../core/request-items.ts';
import { answerLines } from '../../../machine/text/answer-words.ts';
import type { Profile } from '../../../../evidence/installation/settings.ts';
import { contactsOf } from '../../../../law/contact.store.ts';
import { numberOf } from '../../../core/origin.ts';
import { stateOfCase } from '../../../core/request.ts';
import {
  organisationOf,
  hasReach,
  OTHER_PARTY,
  PARTY_PARTS,
  partyAlone,
  partyOf,
  recordsOf,
  recordName,
  stateOfParty,
  withRest,
  type PartyPart,
} from './party.ts';
import { givenBefore } from './given-before.ts';
import { isOfItems, questionPage, type PartyAsked, type Question } from './question.pages.ts';
import { withPerson } from '../../../core/list-fields.ts';
import { answeredHere, readFields, type FieldProblems } from './read-fields.ts';
import { recordedFor } from '../begin/follow-up.acts.ts';
import { savePage, type Saved } from '../request-draft.acts.ts';
import {
  isWalked,
  optionalFrom,
  pageBefore,
  PAST,
  pathAfter,
  pathAfterChange,
  pathPast,
  type Answered,
} from './walk.ts';
import { aboutRequest, type Found, type RequestDesk } from '../request-found.routes.ts';
import { versionOf } from '../../../machine/states/request.store.ts';
import { onwards, requestAddress, type RequestShown } from '../../../machine/text/request-shown.pages.ts';

export function questionRoutes(desk: RequestDesk): PageRoute[] {
  return [
    aboutRequest(desk, ['draftRequest', 'GET', '/questions/:page'], (found) => ask(desk, found)),
    aboutRequest(desk, ['draftRequest', 'POST', '/questions/:page'], (found) => answer(desk, found)),
  ];
}

async function ask({ people, profile }: RequestDesk, found: Found): Promise<Response> {
  const { visit, shown } = found;
  const question = questionOf(found);
  // An address from before the page was parted: all that is asked now stands on the page of the request.
  if (question === undefined) return visit.go(requestAddress(visit.file, shown.request.number));
  const answered = answeredIn(shown);
  if (!isWalked(answered, question.page))
    return visit.go(requestAddress(visit.file, shown.request.number, pathAfter(answered, question.page)));
  const first = firstItem(shown, question);
  if (first !== undefined) return visit.go(first);
  const recorded = await recordedIn(people, found, question);
  const given = ownContact(question, found.plain, await profile?.());
  return visit.page(questionPage(visit.frame.say, { ...question, ...recorded, given }));
}

/** An empty list that cannot stay so: its first item is what is asked. */
function firstItem(shown: RequestShown, { fields: [list] }: Question): string | undefined {
  const { answers } = shown.request.version;
  if (list?.type !== 'item_list' || !isRequired(shown.legal, list, answers)) return undefined;
  return askedOf(answers, list.id).length === 0 ? onwards(shown, `/items/${list.id}/new`) : undefined;
}

/** Whoever may be called back about it is reached at our own number, unless another is said. */
function ownContact(
  { party, given, shown }: Question,
  legal: LegalForm,
  profile: Profile | undefined,
): URLSearchParams {
  const phone = profile && numberOf(profile);
  if (party === undefined || party.part === 'record') return given;
  const { id, type } = party.field;
  if (id !== legal.form.roles.verification || !PARTY_PARTS[type][party.part].includes('phone')) return given;
  // Of somebody who may be left out a number alone would be half an answer.
  const { answers } = shown.request.version;
  if (answers[id] === undefined && !isRequired(legal, party.field, answers)) return given;
  if (phone === undefined || given.has(`${id}.phone`) || given.has(`${id}.mobile`)) return given;
  return new URLSearchParams([...given, [`${id}.phone`, phone]]);
}

/** Of the fields of other forms: they name items of the request that is written about, by their numbers. */
const NAME_ITEMS = new Set(['items', 'delivered', 'outstanding']);

/** Of the request that is written about: that the answers here stand as they are on record of it, and its items. */
async function recordedIn(
  { db }: RequestDesk['people'],
  { visit, shown, law }: Found,
  { fields }: Question,
): Promise<Pick<Question, 'recordedOf' | 'itemsOf'>> {
  const { request } = shown;
  const { writtenIn, version } = request;
  const tongue = { say: letterWords(writtenIn), labels: formLabels(writtenIn) };
  const recorded = await db.asPerson(visit.person.id, (tx) =>
    recordedFor(tx, visit.file, request, { law, ...tongue }),
  );
  if (recorded === undefined) return {};
  const isSame = ({ id }: FormField): boolean => {
    const said = recorded.answers[id];
    return said !== undefined && isDeepStrictEqual(said, version.answers[id]);
  };
  return {
    recordedOf: fields.some(isSame) ? recorded.reference : undefined,
    itemsOf: fields.some(({ id }) => NAME_ITEMS.has(id)) ? recorded : undefined,
  };
}

/** `part`: of an authority or a person, whose parts are asked one after the other. */
function questionOf({ visit, shown }: Found, part = visit.query('part')): Question | undefined {
  const name = visit.param('page');
  const pages = pagesOf(shown.legal.form);
  // Of a field that is asked together with others, its page.
  const page = pages.find(({ id }) => id === name) ?? pages.find(({ fields }) => fields.includes(name));
  if (page === undefined) return undefined;
  const { requests: words } = visit.frame.say;
  const asked = questionAbout(shown, page);
  const party = partyAsked(shown, asked, part);
  const within = party && partBefore(party);
  const before = pageBefore(answeredIn(shown), page);
  const path = isChange(visit) ? '/check' : before && `/questions/${before.id}`;
  const back = path !== undefined && {
    words: isChange(visit) ? words.checkTitle : words.previous,
    href: requestAddress(visit.file, shown.request.number, path),
  };
  const backWithin = within && {
    words: words.previous,
    href: onwards(shown, `/questions/${page.id}?part=${within}`),
  };
  const answered = answeredIn(shown);
  const isMore = !isChange(visit) && within === undefined && optionalFrom(answered, page) > 1;
  const past = isMore
    ? requestAddress(visit.file, shown.request.number, pathPast(answered, page))
    : undefined;
  return { ...asked, party, past, back: backWithin ?? (back === false ? undefined : back) };
}

/** Undefined: the page asks for something else. */
function partyAsked(shown: RequestShown, { fields }: Question, part: string): PartyAsked | undefined {
  const field = partyAlone(fields);
  if (field === undefined) return undefined;
  const { request, law, file } = shown;
  const [ours, theirs] = [stateOfCase(file), request.counterpart];
  const [asker, asked] = request.direction === 'outgoing' ? [ours, theirs] : [theirs, ours];
  const state = stateOfParty(field, { asker, asked });
  const { instrument } = shown.legal.record;
  const records =
    state === undefined ? [] : recordsOf(law.authorities, state, { instrument, isAsked: state === asked });
  const answer = request.version.answers[field.id];
  const name = organisationOf(answer);
  const isKnown = answer === undefined || records.some((one) => one.name === name);
  const first: PartyPart = records.length > 0 && isKnown ? 'record' : 'who';
  const parts: readonly PartyPart[] = [
    ...(records.length > 0 ? (['record'] as const) : []),
    'who',
    ...(answer === undefined || !hasReach(field) ? [] : (['reach'] as const)),
  ];
  return { field, records, part: parts.find((one) => one === part) ?? first };
}

function partBefore({ part, records }: PartyAsked): PartyPart | undefined {
  if (part === 'reach') return 'who';
  return part === 'who' && records.length > 0 ? 'record' : undefined;
}

/** Led here from the check of all answers, and goes back to it. */
function isChange(visit: Found['visit']): boolean {
  return visit.query('then') === 'check';
}

function answeredIn({ legal, request }: RequestShown): Answered {
  return { legal, answers: request.version.answers };
}

export function questionAbout(shown: RequestShown, page: QuestionPage): Question {
  const { answers } = shown.request.version;
  // A field that an answer on the same page brings in is asked there from the start: no script shows it later.
  // In the order of the page, which may be another than that of the printed form.
  const fields = page.fields.flatMap((id) => shown.legal.fields.find((one) => one.id === id) ?? []);
  const here = fields.filter((field) => isAsked(shown.legal, field, answers) || fields.length > 1);
  const repeated = repeatedIn(shown.legal, answers, here);
  const given = givenBefore(here, { ...answers, ...repeated });
  return { shown, page, fields: here, given, isRepeated: Object.keys(repeated).length > 0, errors: {} };
}

/** What the form asks for once more and was said the first time. */
function repeatedIn({ form }: LegalForm, answers: Answers, fields: readonly FormField[]): Answers {
  const said = fields.flatMap(({ id }) => {
    const first = form.repeats?.[id];
    const answer = first === undefined ? undefined : answers[first];
    return answer === undefined || answers[id] !== undefined ? [] : [[id, answer] as const];
  });
  return Object.fromEntries(said);
}

async function answer({ people }: RequestDesk, found: Found): Promise<Response> {
  const { visit, shown } = found;
  const { say } = visit.frame;
  const sent = await visit.form();
  const question = questionOf(found, sent.get('part') ?? '');
  if (question === undefined || isOfItems(question.fields)) return visit.notFound();
  const { party } = question;
  const part = sent.has('part') ? party?.part : undefined; // all at once, without one
  if (party !== undefined && part === 'record') return chooseRecord(people, found, { question, party, sent });
  const stored = party && shown.request.version.answers[party.field.id];
  const given = party && part ? withRest(party.field, part as 'who' | 'reach', stored, sent) : sent;
  const more = given.get('more');
  if (more !== null) return visit.page(questionPage(say, { ...question, given: withPerson(more, given) }));
  const { answers, problems } = readFields(question.fields, given);
  if (Object.keys(problems).length > 0) {
    const errors = errorsOf(say, problems);
    // What lacks is asked where it is: without a name there is nobody to be reached.
    const asked = party && { party: { ...party, part: partOf(party, Object.keys(problems)) } };
    return visit.page(questionPage(say, { ...question, ...asked, given, isRepeated: false, errors }), 422);
  }
  const fields = answeredHere(question.fields, given);
  const saved = await savePage(
    { people, person: visit.person, file: visit.file },
    {
      number: shown.request.number,
      base: baseIn(given.get('base'), shown),
      page: question.page.id,
      fields,
      answers,
    },
  );
  if (!saved.ok) return visit.page(questionPage(say, conflict(say, question, given, saved)), 409);
  const isMore =
    party !== undefined && part === 'who' && hasReach(party.field) && answers[party.field.id] !== undefined;
  return visit.go(
    isMore ? reachAddress(shown, question.page) : addressAfter(found, saved.request, question.page),
  );
}

function partOf({ field, part }: PartyAsked, wrong: readonly string[]): PartyPart {
  const isWho = PARTY_PARTS[field.type].who.some((name) => wrong.includes(`${field.id}.${name}`));
  return isWho ? 'who' : part === 'record' ? 'who' : part;
}

function reachAddress(shown: RequestShown, { id }: QuestionPage): string {
  return onwards(shown, `/questions/${id}?part=reach`);
}

function addressAfter({ visit, shown }: Found, request: RequestShown['request'], page: QuestionPage): string {
  const isPast = visit.query('then') === PAST;
  const then = isChange(visit) ? pathAfterChange : isPast ? pathPast : pathAfter;
  return requestAddress(visit.file, request.number, then(answeredIn({ ...shown, request }), page));
}

interface Choosing {
  readonly question: Question;
  readonly party: PartyAsked;
  readonly sent: URLSearchParams;
}

/** With what two persons have checked of it, as far as this person may see it; what is not on record is asked. */
async function chooseRecord(
  people: RequestDesk['people'],
  found: Found,
  { question, party, sent }: Choosing,
): Promise<Response> {
  const { visit, shown } = found;
  const { say } = visit.frame;
  const { field, records } = party;
  const name = recordName(field.id);
  const { page } = question;
  if (sent.get(name) === OTHER_PARTY) return visit.go(onwards(shown, `/questions/${page.id}?part=who`));
  const chosen = records.find(({ id }) => id === sent.get(name));
  if (chosen === undefined)
    return visit.page(questionPage(say, { ...question, errors: { [name]: say.form.choose } }), 422);
  const { number, version } = shown.request;
  const before = version.answers[field.id];
  const contacts = await people.db.asPerson(visit.person.id, (tx) => contactsOf(tx, chosen.id));
  // What was added by hand to the same one stays.
  const answer = organisationOf(before) === chosen.name ? before! : partyOf(chosen, contacts);
  const saved = await savePage(
    { people, person: visit.person, file: visit.file },
    {
      number,
      base: baseIn(sent.get('base'), shown),
      page: page.id,
      fields: [field.id],
      answers: { [field.id]: answer },
    },
  );
  if (!saved.ok) return visit.page(questionPage(say, conflict(say, question, sent, saved)), 409);
  const isWhole = typeof answer === 'object' && 'address' in answer && answer.address !== undefined;
  return visit.go(isWhole ? addressAfter(found, saved.request, page) : reachAddress(shown, page));
}

/** The version that was on the page; 0 where it is not said, so that nothing that somebody answered is overwritten unseen. */
export function baseIn(text: string | null, { request }: RequestShown): number {
  const base = Number(text);
  return Number.isInteger(base) && base > 0 && base <= request.version.number ? base : 0;
}

/** The request with the answers that stood on the page when it was filled in. */
export async function asRead({ people }: RequestDesk, found: Found, given: URLSearchParams): Promise<Found> {
  const { visit, shown } = found;
  const { request } = shown;
  const base = baseIn(given.get('base'), shown) || request.version.number;
  if (base === request.version.number) return found;
  const version = await people.db.asPerson(visit.person.id, (tx) => versionOf(tx, request.id, base));
  return version === undefined ? found : { ...found, shown: { ...shown, request: { ...request, version } } };
}

/** The page again with what was typed, upon the newest version: sending it again says that theirs is meant to go. */
export function conflict(
  say: Messages,
  question: Question,
  given: URLSearchParams,
  saved: Extract<Saved, { ok: false }>,
): Question {
  const { request } = saved;
  const { version } = request;
  const theirs = question.fields
    .filter(({ id }) => saved.fields.includes(id))
    .flatMap((field) => {
      const theirAnswer = version.answers[field.id];
      return theirAnswer === undefined
        ? [`${field.label}: ${say.requests.notAnswered}`]
        : answerLines(field, theirAnswer, say);
    });
  const words = say.requests.conflict.lead(
    version.savedBy ?? say.requests.gone,
    whenText(say, version.savedAt),
  );
  return { ...question, shown: { ...question.shown, request }, given, theirs: { words, lines: theirs } };
}

export function errorsOf(say: Messages, problems: FieldProblems): Errors {
  const words = { ...say.requests.problems, ...say.requests.wrong };
  return Object.fromEntries(Object.entries(problems).map(([name, problem]) => [name, words[problem]]));
}
