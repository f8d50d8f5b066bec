// The one engine of questions asked one a page: each at an address of its own below that of the act, each answered by a redirect, so
// that Back, reload and a second tab always work. What is typed is kept as a draft (draft.acts.ts) until the act is done.
// docs/guides/add-an-act.md
import { Refusal } from '../base/refusal.ts';
import { isUuid, newUuid, type Uuid } from '../base/ids.ts';
import { fileOfForm, wholeFileOfForm, type FormFile } from '../platform/form-file.ts';
import { filePartsOf } from '../web/fields/file.ts';
import { errorsOf, labelOf, type AboutOf, type BodyOf, type Fields } from '../web/fields/field.ts';
import type { Html } from '../web/html.ts';
import type { View } from '../web/page.ts';
import type { Errors } from '../web/parts.ts';
import { checkMain, questionMain, SENT, type SentAsked } from './act.pages.ts';
import { draftOfForm, dropDraft, endDraft, findDraft, keepTyped, type Draft } from './draft.acts.ts';
import {
  asksOf,
  bodyTyped,
  byQuestion,
  fieldOf,
  firstOpen,
  isOf,
  isOnly,
  isQuestion,
  KNOWN,
  paramsOf,
  wrongOf,
} from './draft-answers.acts.ts';
import type { People } from './people.acts.ts';
import type { AgencyAct } from './policy.ts';
import { agency, takingBytes, type PageRoute, type SignedInVisit } from './visit.routes.ts';

/** What the act found wrong that no question could see. */
export interface Unseen {
  readonly question: string;
  /** Of its parts, the control where it is said. Absent: the question. */
  readonly at?: string;
  readonly words: string;
}

/** It is done, and shown once, since nobody may see it at an address. `ledTo`: where the same form leads later. */
interface Shown {
  readonly page: Response;
  readonly ledTo: string;
}

type Known = { readonly [field: string]: string };

/** An act as one person is asked it now. */
export interface ActAsked<F extends Fields> {
  readonly fields: F;
  /** What their limits hang on. */
  readonly about: AboutOf<F>;
  /** The address below which its questions lie: the one that leads to it. */
  readonly address: string;
  readonly caption: string;
  /** Of the button that does it. */
  readonly button: string;
  /** The page around a question, and around the check of all answers. */
  readonly frame: (page: {
    readonly title: string;
    readonly errors: Errors;
    readonly main: Html;
    /** Of the question. Undefined: the check of all answers. */
    readonly name?: string;
  }) => View;
  /**
   * What stands in the fields at first, by their names in the form, where to find it out is an act of its own (a look that is recorded):
   * once, as the draft begins.
   */
  readonly known?: () => Promise<Known>;
  /** What is known is answered already, such as what stands on record: it can be changed answer by answer, from the check of all. */
  readonly isAnswered?: true;
  /**
   * What the answers make together and no question sees by itself, such as that the data of the house refuse it: asked after each right
   * answer (`name`), and of all of them before they are checked.
   */
  readonly weighed?: (body: BodyOf<F>, name?: string) => Promise<Unseen | undefined>;
  /** Between the answers and the button, such as what comes of it. */
  readonly checked?: (body: BodyOf<F>) => Promise<Html>;
  /**
   * A file too large to be kept with a draft: sent by the button below the answers, and read as it comes. `unread`: why it was not.
   */
  readonly sends?: SentAsked & { readonly unread: (error: Refusal, body: BodyOf<F>) => string };
  /** Does it; `id` is its idempotency key. Returns where it leads: a page, where there is one more step, such as a signature. */
  readonly act: (body: BodyOf<F>, id: Uuid, sent?: FormFile) => Promise<string | Unseen | Response | Shown>;
}

/** Of any fields: the engine reads each by its own declaration. */
// oxlint-disable-next-line typescript/no-explicit-any
export type AnyAct = ActAsked<any>;

/** So that what `asked` gives is one act: its body is that of its own fields. */
export const asking = <F extends Fields>(asked: ActAsked<F>): AnyAct => asked;

export interface ActMount<Found extends { readonly visit: SignedInVisit }> {
  readonly people: People;
  /** Ends as the address of the act does. */
  readonly path: string;
  readonly route: (
    method: 'GET' | 'POST',
    path: string,
    open: (found: Found) => Response | Promise<Response>,
  ) => PageRoute;
  /** A question is answered with a file. */
  readonly takesFile?: true;
  /** Where nothing is to be asked (it is done, or cannot be), the answer that says so. */
  readonly asked: (found: Found, method: 'GET' | 'POST') => Promise<AnyAct | Response> | AnyAct | Response;
}

const CHECK = 'check';
const AGAIN = 'again';
/** What is sent there throws the draft away. */
const ANEW = 'anew';

export function actRoutes<Found extends { readonly visit: SignedInVisit }>({
  people,
  path,
  route,
  asked,
  takesFile,
}: ActMount<Found>): PageRoute[] {
  const on = (method: 'GET' | 'POST', below: string, then: (place: Place) => Promise<Response>) =>
    route(method, `${path}${below}`, async (found) => {
      const act = await asked(found, method);
      return act instanceof Response ? act : then({ people, visit: found.visit, act });
    });
  return [
    on('GET', '', begin),
    on('GET', '/:ask', show),
    on('POST', '/:ask', take),
    ...(takesFile === true ? [takingBytes(on('POST', '/:ask/file', takeFile))] : []),
  ];
}

/** An act of the agency, of no case. */
export function actInAgency(
  people: People,
  [act, path]: readonly [act: AgencyAct, path: string],
  asked: (visit: SignedInVisit, method: 'GET' | 'POST') => Promise<AnyAct | Response> | AnyAct | Response,
): PageRoute[] {
  return actRoutes<{ readonly visit: SignedInVisit }>({
    people,
    path,
    route: (method, step, open) => agency(act, method, step, (visit) => open({ visit })),
    asked: ({ visit }, method) => asked(visit, method),
  });
}

interface Place {
  readonly people: People;
  readonly visit: SignedInVisit;
  readonly act: AnyAct;
}

/** To the first question without a right answer. */
async function begin(place: Place): Promise<Response> {
  return goOn(place, await begun(place));
}

/** With what is known already, where that is to be found out first. */
async function begun(place: Place, key?: Uuid): Promise<Draft | undefined> {
  const { people, act } = place;
  const draft = await findDraft(people, draftOf(place));
  if (draft !== undefined || act.known === undefined) return draft;
  const fields = Object.entries(await act.known());
  const typed = act.isAnswered === true ? byQuestion(act, fields) : { [KNOWN]: fields };
  const kept = await keepTyped(people, draftOf(place), {
    key: key ?? newUuid(people.clock, people.random),
    typed,
  });
  return kept.is === 'open' ? kept.draft : undefined;
}

function goOn({ visit, act }: Place, draft: Draft | undefined): Response {
  const [only] = isOnly(act) ? Object.keys(act.fields) : [];
  return visit.go(`${act.address}/${only ?? firstOpen(act, draft) ?? CHECK}`);
}

async function show(place: Place): Promise<Response> {
  const { people, visit, act } = place;
  const name = visit.param('ask');
  const draft = await begun(place);
  const key = draft?.key ?? newUuid(people.clock, people.random);
  if (name === CHECK) {
    if (firstOpen(act, draft) !== undefined || draft === undefined) return goOn(place, draft);
    const unseen = await act.weighed?.(bodyTyped(act, draft));
    return unseen === undefined ? check(place, draft, {}) : again(place, draft, unseen);
  }
  if (!isQuestion(act, name)) return visit.notFound();
  // An answer before it does away with the question.
  if (!asksOf(act, draft).some((one) => one.name === name)) return goOn(place, draft);
  const fields = draft?.typed[name];
  // Who adds a row has not answered yet: nothing is found wrong.
  const isAsked = fields === undefined || visit.query(AGAIN) !== '';
  const wrong = isAsked ? undefined : wrongOf(act, draft, name);
  const errors = wrong === undefined ? {} : errorsOf(visit.frame.say, name, wrong);
  return visit.page(question(place, { name, draft, key, errors }));
}

async function take(place: Place): Promise<Response> {
  const { people, visit, act } = place;
  const name = visit.param('ask');
  const form = await visit.form();
  const key = keyIn(place, form);
  if (name === ANEW) {
    await dropDraft(people, draftOf(place), key);
    return visit.go(act.address);
  }
  if (name === CHECK) {
    const kept = await draftOfForm(people, draftOf(place), key);
    if (kept.is === 'done') return visit.go(kept.ledTo);
    return kept.is === 'none' ? visit.go(act.address) : doIt(place, kept.draft);
  }
  if (!isQuestion(act, name)) return visit.notFound();
  const own = [...form].filter(([field]) => field !== 'key' && isOf(act, name, field));
  return answered(place, { name, key, form: new URLSearchParams(own) });
}

/** Of a question that is answered with a file: its form sends nothing else, and its key stands in the address. */
async function takeFile(place: Place): Promise<Response> {
  const { visit, act, people } = place;
  const name = visit.param('ask');
  const bytesMax = isQuestion(act, name) ? fieldOf(act, name).fileBytesMax : undefined;
  if (name === CHECK) return takeSent(place);
  if (bytesMax === undefined) return visit.notFound();
  const key = keyIn(place, visit.queries());
  const parts = filePartsOf(name);
  try {
    const sent = await wholeFileOfForm(visit.request(), bytesMax);
    if (sent === undefined) {
      // None was chosen: that of before stays.
      const form = (await findDraft(people, draftOf(place)))?.typed[name] ?? [];
      return await answered(place, { name, key, form: new URLSearchParams(form.map(([a, b]) => [a, b])) });
    }
    const bytes = Buffer.from(sent.bytes).toString('base64');
    const form = new URLSearchParams({ [parts.name]: sent.name, [parts.bytes]: bytes });
    return await answered(place, { name, key, form });
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'tooLarge') throw error;
    return answered(place, { name, key, form: new URLSearchParams({ [parts.problem]: error.code }) });
  }
}

/** With the button below all answers. Where the act takes no file there, who sends one is led to what is asked. */
async function takeSent(place: Place): Promise<Response> {
  const { visit, act, people } = place;
  const { body, headers } = visit.request();
  const kept = await draftOfForm(people, draftOf(place), keyIn(place, visit.queries()));
  if (kept.is === 'done') return visit.go(kept.ledTo);
  if (kept.is === 'none') return visit.go(act.address);
  if (act.sends === undefined || body === null) return goOn(place, kept.draft);
  try {
    return await doIt(place, kept.draft, await fileOfForm(body, headers.get('content-type') ?? ''));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return check(place, kept.draft, { [SENT]: act.sends.unread(error, bodyTyped(act, kept.draft)) });
  }
}

function keyIn({ people }: Place, form: URLSearchParams): Uuid {
  const sent = form.get('key') ?? '';
  return isUuid(sent) ? sent : newUuid(people.clock, people.random);
}

interface Answer {
  readonly name: string;
  readonly key: Uuid;
  /** The fields of the question. */
  readonly form: URLSearchParams;
}

async function answered(place: Place, { name, key, form }: Answer): Promise<Response> {
  const { people, visit, act } = place;
  const { given, isAgain } = settledOf(act, name, form);
  // Of a draft that went meanwhile, what is known is found out anew.
  if (act.known !== undefined && (await draftOfForm(people, draftOf(place), key)).is === 'none')
    await begun(place, key);
  const kept = await keepTyped(people, draftOf(place), { key, typed: { [name]: [...given] } });
  if (kept.is !== 'open') return visit.go(kept.is === 'done' ? kept.ledTo : act.address);
  if (isAgain) return visit.go(`${act.address}/${name}?${AGAIN}=yes`);
  if (wrongOf(act, kept.draft, name) !== undefined) return visit.go(`${act.address}/${name}`);
  const unseen = await act.weighed?.(bodyTyped(act, kept.draft), name);
  if (unseen !== undefined) return again(place, kept.draft, unseen);
  return isOnly(act) ? doIt(place, kept.draft) : goOn(place, kept.draft);
}

/** As it is kept; `isAgain`: the question is shown once more, such as with another row. */
function settledOf(act: AnyAct, name: string, form: URLSearchParams) {
  const field = fieldOf(act, name);
  const again = field.again?.(form, name);
  const given = again ?? form;
  return { given: field.settled?.(given, name, act.about) ?? given, isAgain: again !== undefined };
}

async function doIt(place: Place, draft: Draft, sent?: FormFile): Promise<Response> {
  const { people, visit, act } = place;
  const open = firstOpen(act, draft);
  const lacks = open ?? (act.sends !== undefined && sent === undefined ? CHECK : undefined);
  if (lacks !== undefined) return visit.go(`${act.address}/${lacks}`);
  const done = await act.act(bodyTyped(act, draft), draft.id, sent);
  if (typeof done === 'object' && 'page' in done) {
    await endDraft(people, draftOf(place), draft.id, done.ledTo);
    return done.page;
  }
  const ledTo = done instanceof Response ? done.headers.get('location') : done;
  if (ledTo === null) return done as Response; // nothing else leads nowhere
  if (typeof ledTo !== 'string') return again(place, draft, ledTo);
  await endDraft(people, draftOf(place), draft.id, ledTo);
  return visit.go(ledTo);
}

/** What is wrong is told where it can be righted. */
async function again(
  place: Place,
  draft: Draft,
  { question: name, words, at = name }: Unseen,
): Promise<Response> {
  return place.visit.page(question(place, { name, draft, key: draft.key, errors: { [at]: words } }), 422);
}

interface QuestionAsked {
  readonly name: string;
  readonly draft: Draft | undefined;
  readonly key: Uuid;
  readonly errors: Errors;
}

function question({ visit, act }: Place, { name, draft, key, errors }: QuestionAsked): View {
  const { say } = visit.frame;
  const field = fieldOf(act, name);
  const { about } = act;
  const given = paramsOf(draft);
  if (draft?.typed[name] === undefined) {
    const preset = field.preset?.(about);
    if (preset !== undefined) given.set(name, preset);
    for (const [known, value] of draft?.typed[KNOWN] ?? [])
      if (isOf(act, name, known)) given.set(known, value);
  }
  const main = questionMain(say, { ...act, name, field, about, given, errors, key, isOnly: isOnly(act) });
  return act.frame({ name, title: field.ask(say, about), errors, main });
}

async function check({ visit, act }: Place, draft: Draft, errors: Errors): Promise<Response> {
  const { say } = visit.frame;
  const lines = asksOf(act, draft).flatMap(({ name, read }) => {
    const field = fieldOf(act, name);
    const value = read.ok ? field.said(say, read.value, bodyTyped(act, draft)) : '';
    return [{ name, label: labelOf(say, field, act.about), value }];
  });
  const more = await act.checked?.(bodyTyped(act, draft));
  const main = checkMain(say, { ...act, key: draft.key, lines, more, errors });
  const view = act.frame({ title: say.requests.checkTitle, errors, main });
  return visit.page(view, Object.keys(errors).length === 0 ? 200 : 422);
}

function draftOf({ visit, act }: Place) {
  return { person: visit.person.id, address: act.address };
}
