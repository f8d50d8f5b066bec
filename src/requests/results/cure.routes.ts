// Curing what came informally, on the page of the exhibit.
import { isUuid, newUuid } from '../../base/ids.ts';
import { exhibitAddress, questionAbout, type About } from '../../evidence/exhibits/exhibit-about.pages.ts';
import { aboutExhibit, type ExhibitVisit } from '../../evidence/exhibits/exhibit-visit.routes.ts';
import { formLine } from '../../web/form-line.ts';
import { isForLeadsOnly } from '../../evidence/packages/leads-only.ts';
import { liftedConditions } from '../../evidence/packages/leads-only.store.ts';
import { signAbout, type SignForm } from '../../evidence/custody/signing.routes.ts';
import { idOfForm } from '../../people/form-key.routes.ts';
import { inCase, type PageRoute } from '../../people/visit.routes.ts';
import { html, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { choices, field, form, hidden, type Errors } from '../../web/parts.ts';
import type { Knowledge } from '../../law/model.ts';
import { cure, curing } from './cure.acts.ts';
import { requestReference, type RequestRecord } from '../request.ts';
import { authorityFor } from './results.acts.ts';
import type { ResultsDesk } from './results.routes.ts';

const LENGTH_MAX = 400;
const line = formLine(LENGTH_MAX);

interface Given {
  readonly request: string;
  readonly reason: string;
  readonly key: string;
}

export function cureRoutes(desk: ResultsDesk, sign: SignForm): PageRoute[] {
  const route = (method: 'GET' | 'POST', open: (visited: ExhibitVisit) => Promise<Response>) =>
    inCase('liftLeadsOnly', method, '/cases/:case/evidence/:item/cure', aboutExhibit(desk.people, open));
  return [
    route('GET', (visited) => {
      const key = newUuid(desk.people.clock, desk.people.random);
      return ask(desk, visited, { request: '', reason: '', key }, {});
    }),
    route('POST', (visited) => take(desk, sign, visited)),
  ];
}

async function ask(
  { people, law }: ResultsDesk,
  { visit, ...about }: ExhibitVisit,
  given: Given,
  errors: Errors,
): Promise<Response> {
  const { exhibit } = about;
  const { requests, isKept } = await people.db.asPerson(visit.person.id, async (tx) => ({
    requests: await curing(tx, visit.file.id),
    isKept: isForLeadsOnly(exhibit.conditions, await liftedConditions(tx, exhibit.number)),
  }));
  const asked = { requests, isKept, given, errors, law: await law.current() };
  return visit.page(curePage(visit.frame.say, about, asked), Object.keys(errors).length > 0 ? 422 : 200);
}

interface Asked {
  readonly requests: readonly RequestRecord[];
  readonly isKept: boolean;
  readonly given: Given;
  readonly errors: Errors;
  readonly law: Knowledge;
}

function curePage(say: Messages, about: About, asked: Asked): View {
  const words = say.results;
  return questionAbout(say, about, {
    title: words.cureAsk,
    here: words.cure,
    errors: asked.errors,
    content:
      asked.isKept && asked.requests.length > 0
        ? question(say, about, asked)
        : nothingToDo(say, about, asked),
  });
}

function nothingToDo(say: Messages, about: About, { isKept }: Asked): Html {
  const words = say.results;
  return html`<h1>${words.cureAsk}</h1>
    <p>${isKept ? words.cureNone : words.cureNotNeeded}</p>
    <p><a href="${exhibitAddress(about)}">${say.handOver.toExhibit}</a></p>`;
}

function question(say: Messages, about: About, { requests, given, errors, law }: Asked): Html {
  const words = say.results;
  const list = requests.map((request) => ({
    value: String(request.number),
    words: requestReference(about.file.reference, request.number),
    hint: authorityFor(about.file, request, law).id,
    isChosen: given.request === String(request.number),
  }));
  return form(
    html`${hidden('key', given.key)}
    ${choices(say, { name: 'request', kind: 'radios', legend: words.cureAsk, hint: words.cureHint, isHeading: true, list }, errors)}
    ${field(say, { name: 'reason', label: words.cureWhy, hint: words.cureWhyHint, value: given.reason }, errors)}`,
    words.cureButton,
    `${exhibitAddress(about)}/cure`,
  );
}

async function take(desk: ResultsDesk, sign: SignForm, visited: ExhibitVisit): Promise<Response> {
  const { visit, file, exhibit } = visited;
  const { say } = visit.frame;
  const sent = await visit.form();
  const given = {
    request: sent.get('request') ?? '',
    reason: sent.get('reason') ?? '',
    key: sent.get('key') ?? '',
  };
  const reason = line.safeParse(given.reason);
  const errors: Errors = {
    ...(/^[1-9]\d{0,8}$/.test(given.request) ? {} : { request: say.form.choose }),
    ...(reason.success && reason.data !== ''
      ? {}
      : {
          reason: reason.success
            ? say.form.needed(say.results.cureWhyWhat)
            : say.form.tooLong(say.results.cureWhy, LENGTH_MAX),
        }),
  };
  if (Object.keys(errors).length > 0 || !isUuid(given.key) || !reason.success)
    return ask(desk, visited, given, errors);
  const acting = { people: desk.people, person: visit.person, file, law: await desk.law.current() };
  const made = {
    exhibit: exhibit.number,
    number: Number(given.request),
    reason: reason.data,
    key: idOfForm(desk.people, visit, given.key),
  };
  const here = say.results.cure;
  return signAbout(sign, visited, { run: (house) => cure(house, acting, made), done: 'cured', here });
}
