// The one engine of questions asked one a page: each at an address of its own below that of the act, each answered by a redirect, so
// that Back, reload and a second tab always work. What is typed is kept as a draft (draft.acts.ts) until the act is done.
// docs/guides/add-an-act.md
import { isUuid, newUuid, type Uuid } from '../base/ids.ts';
import { readEach, type AboutOf, type Body, type BodyOf, type Fields } from '../web/fields/field.ts';
import type { Html } from '../web/html.ts';
import type { View } from '../web/page.ts';
import type { Errors } from '../web/parts.ts';
import { checkMain, questionMain } from './act.pages.ts';
import { draftOfForm, endDraft, findDraft, keepTyped, type Draft } from './draft.acts.ts';
import type { People } from './people.acts.ts';
import type { PageRoute, SignedInVisit } from './visit.routes.ts';

/** What the act found wrong that no question could see. */
export interface Unseen {
  readonly question: string;
  readonly words: string;
}

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
  readonly frame: (page: { readonly title: string; readonly errors: Errors; readonly main: Html }) => View;
  /** Does it; `id` is its idempotency key. Returns where it leads. */
  readonly act: (body: BodyOf<F>, id: Uuid) => Promise<string | Unseen>;
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
  /** Where nothing is to be asked (it is done, or cannot be), the answer that says so. */
  readonly asked: (found: Found) => Promise<AnyAct | Response> | AnyAct | Response;
}

export const CHECK = 'check';

export function actRoutes<Found extends { readonly visit: SignedInVisit }>({
  people,
  path,
  route,
  asked,
}: ActMount<Found>): PageRoute[] {
  const open = (then: (place: Place) => Promise<Response>) => async (found: Found) => {
    const act = await asked(found);
    return act instanceof Response ? act : then({ people, visit: found.visit, act });
  };
  return [
    route('GET', path, open(begin)),
    route('GET', `${path}/:ask`, open(show)),
    route('POST', `${path}/:ask`, open(take)),
  ];
}

interface Place {
  readonly people: People;
  readonly visit: SignedInVisit;
  readonly act: AnyAct;
}

/** To the first question without a right answer. */
async function begin(place: Place): Promise<Response> {
  return goOn(place, await findDraft(place.people, draftOf(place)));
}

function goOn({ visit, act }: Place, draft: Draft | undefined): Response {
  return visit.go(`${act.address}/${firstOpen(act, draft) ?? CHECK}`);
}

async function show(place: Place): Promise<Response> {
  const { people, visit, act } = place;
  const name = visit.param('ask');
  const draft = await findDraft(people, draftOf(place));
  const key = draft?.key ?? newUuid(people.clock, people.random);
  if (name === CHECK)
    return firstOpen(act, draft) === undefined ? check(place, draft, key) : goOn(place, draft);
  if (!isQuestion(act, name)) return visit.notFound();
  // An answer before it does away with the question.
  if (!asksOf(act, draft).some((one) => one.name === name)) return goOn(place, draft);
  const fields = draft?.typed[name];
  const words = fields === undefined ? undefined : wrongOf(act, draft, name)?.words(visit.frame.say);
  return visit.page(
    question(place, { name, draft, key, errors: words === undefined ? {} : { [name]: words } }),
  );
}

async function take(place: Place): Promise<Response> {
  const { people, visit, act } = place;
  const name = visit.param('ask');
  const form = await visit.form();
  const sent = form.get('key') ?? '';
  const key = isUuid(sent) ? sent : newUuid(people.clock, people.random);
  if (name === CHECK) {
    const kept = await draftOfForm(people, draftOf(place), key);
    if (kept.is === 'done') return visit.go(kept.ledTo);
    return kept.is === 'none' ? visit.go(act.address) : doIt(place, kept.draft);
  }
  if (!isQuestion(act, name)) return visit.notFound();
  const fields = [...form].filter(([field]) => field === name || field.startsWith(`${name}.`));
  const kept = await keepTyped(people, draftOf(place), { key, question: name, fields });
  if (kept.is !== 'open') return visit.go(kept.is === 'done' ? kept.ledTo : act.address);
  if (wrongOf(act, kept.draft, name) !== undefined) return visit.go(`${act.address}/${name}`);
  return isOnly(act) ? doIt(place, kept.draft) : goOn(place, kept.draft);
}

async function doIt(place: Place, draft: Draft): Promise<Response> {
  const { people, visit, act } = place;
  const open = firstOpen(act, draft);
  if (open !== undefined) return visit.go(`${act.address}/${open}`);
  const ledTo = await act.act(bodyTyped(act, draft), draft.id);
  if (typeof ledTo !== 'string') {
    const { question: name, words } = ledTo;
    return visit.page(question(place, { name, draft, key: draft.key, errors: { [name]: words } }), 422);
  }
  await endDraft(people, draftOf(place), draft.id, ledTo);
  return visit.go(ledTo);
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
  const preset = draft?.typed[name] === undefined ? field.preset?.(about) : undefined;
  const given = new URLSearchParams(preset === undefined ? paramsOf(draft) : { [name]: preset });
  const main = questionMain(say, { ...act, name, field, about, given, errors, key, isOnly: isOnly(act) });
  return act.frame({ title: field.ask(say, about), errors, main });
}

function check({ visit, act }: Place, draft: Draft | undefined, key: Uuid): Promise<Response> {
  const { say } = visit.frame;
  const lines = asksOf(act, draft).flatMap(({ name, read }) => {
    const { label, ask, said } = fieldOf(act, name);
    const value = read.ok ? said(say, read.value) : '';
    return [{ name, label: (label ?? ask)(say, act.about), value }];
  });
  const main = checkMain(say, { ...act, key, lines });
  return visit.page(act.frame({ title: say.requests.checkTitle, errors: {}, main }));
}

function draftOf({ visit, act }: Place) {
  return { person: visit.person.id, address: act.address };
}

const isQuestion = (act: AnyAct, name: string): boolean => Object.hasOwn(act.fields, name);
const isOnly = (act: AnyAct): boolean => Object.keys(act.fields).length === 1;

function fieldOf(act: AnyAct, name: string): Fields[string] {
  const field = (act.fields as Fields)[name];
  if (field === undefined) throw new Error(`no question ${name}`);
  return field;
}

/** Those that are asked, each with its answer as far as there is one. */
function asksOf(act: AnyAct, draft: Draft | undefined) {
  return readEach(act.fields as Fields, bodyTyped(act, draft), act.about as never); // of these very fields
}

function wrongOf(act: AnyAct, draft: Draft | undefined, name: string) {
  const read = asksOf(act, draft).find((one) => one.name === name)?.read;
  return read?.ok === false ? read.wrong : undefined;
}

function firstOpen(act: AnyAct, draft: Draft | undefined): string | undefined {
  // What may be left empty is asked all the same.
  return asksOf(act, draft).find(({ name, read }) => !read.ok || draft?.typed[name] === undefined)?.name;
}

/** What was typed, as the API would have it. */
function bodyTyped(act: AnyAct, draft: Draft | undefined): Body {
  const given = paramsOf(draft);
  const each = Object.entries(act.fields as Fields).map(([name, field]) =>
    draft?.typed[name] === undefined ? {} : field.typed(given, name, act.about),
  );
  return Object.assign({}, ...each) as Body;
}

function paramsOf(draft: Draft | undefined): URLSearchParams {
  return new URLSearchParams(
    Object.values(draft?.typed ?? {})
      .flat()
      .map(([name, value]) => [name, value]),
  );
}
