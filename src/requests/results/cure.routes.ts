// Curing what came informally, on the page of the exhibit.
import { exhibitAddress, questionAbout, type About } from '../../evidence/exhibits/exhibit-about.pages.ts';
import { aboutExhibit, type ExhibitVisit } from '../../evidence/exhibits/exhibit-visit.routes.ts';
import { formLine } from '../../web/form-line.ts';
import { isForLeadsOnly } from '../../evidence/packages/leads-only.ts';
import { liftedConditions } from '../../evidence/packages/leads-only.store.ts';
import { signAbout, type SignForm } from '../../evidence/custody/signing.routes.ts';
import { idOfForm, keyOf } from '../../people/form-key.routes.ts';
import { askSteps, type Method } from '../../people/steps.routes.ts';
import { inCase, type PageRoute } from '../../people/visit.routes.ts';
import { html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { choices, field, hidden } from '../../web/parts.ts';
import { stepForm, type StepAsked, type Steps } from '../../web/steps.ts';
import type { Knowledge } from '../../law/model.ts';
import { cure, curing } from './cure.acts.ts';
import { requestReference, type RequestRecord } from '../request.ts';
import { authorityFor } from './results.acts.ts';
import type { ResultsDesk } from './results.routes.ts';

const LENGTH_MAX = 400;
const line = formLine(LENGTH_MAX);

type CureStep = 'request' | 'reason';

export function cureRoutes(desk: ResultsDesk, sign: SignForm): PageRoute[] {
  return (['GET', 'POST'] as const).map((method) =>
    inCase(
      'liftLeadsOnly',
      method,
      '/cases/:case/evidence/:item/cure',
      aboutExhibit(desk.people, (visited) => ask(desk, sign, { visited, method })),
    ),
  );
}

async function ask(
  desk: ResultsDesk,
  sign: SignForm,
  { visited, method }: { readonly visited: ExhibitVisit; readonly method: Method },
): Promise<Response> {
  const { visit, ...about } = visited;
  const { exhibit, file } = about;
  const { people } = desk;
  const { requests, isKept } = await people.db.asPerson(visit.person.id, async (tx) => ({
    requests: await curing(tx, visit.file.id),
    isKept: isForLeadsOnly(exhibit.conditions, await liftedConditions(tx, exhibit.number)),
  }));
  const { say } = visit.frame;
  if (method === 'GET' && (!isKept || requests.length === 0))
    return visit.page(nothingToDo(say, about, isKept));
  const law = await desk.law.current();
  return askSteps<CureStep>(visit, method, {
    asking: () => cureSteps(say),
    page: (asked) => curePage(say, about, { ...asked, requests, law, key: keyOf(people, asked.given) }),
    act: (given) => {
      const acting = { people, person: visit.person, file, law };
      const made = {
        exhibit: exhibit.number,
        number: Number(given.get('request')),
        reason: line.parse(given.get('reason') ?? ''), // as cureSteps asks
        key: idOfForm(people, visit, keyOf(people, given)),
      };
      const here = say.results.cure;
      return signAbout(sign, visited, { run: (house) => cure(house, acting, made), done: 'cured', here });
    },
  });
}

function cureSteps(say: Messages): Steps<CureStep> {
  return {
    steps: ['request', 'reason'],
    more: ['key'],
    wrong: (step, given) => {
      const value = given.get(step) ?? '';
      if (step === 'request') return /^[1-9]\d{0,8}$/.test(value) ? undefined : say.form.choose;
      const reason = line.safeParse(value);
      if (!reason.success) return say.form.tooLong(say.results.cureWhy, LENGTH_MAX);
      return reason.data === '' ? say.form.needed(say.results.cureWhyWhat) : undefined;
    },
  };
}

function nothingToDo(say: Messages, about: About, isKept: boolean): View {
  const words = say.results;
  return questionAbout(say, about, {
    title: words.cureAsk,
    here: words.cure,
    errors: {},
    content: html`<h1>${words.cureAsk}</h1>
      <p>${isKept ? words.cureNone : words.cureNotNeeded}</p>
      <p><a href="${exhibitAddress(about)}">${say.handOver.toExhibit}</a></p>`,
  });
}

interface Asked extends StepAsked<CureStep> {
  readonly requests: readonly RequestRecord[];
  readonly law: Knowledge;
  readonly key: string;
}

function curePage(say: Messages, about: About, asked: Asked): View {
  const words = say.results;
  const { step, given, errors, requests, law } = asked;
  const named = (number: number): string => requestReference(about.file.reference, number);
  const value = given.get(step) ?? '';
  const list = requests.map((request) => ({
    value: String(request.number),
    words: named(request.number),
    hint: authorityFor(about.file, request, law).id,
    isChosen: value === String(request.number),
  }));
  const question =
    step === 'request'
      ? choices(
          say,
          { name: step, kind: 'radios', legend: words.cureAsk, hint: words.cureHint, isHeading: true, list },
          errors,
        )
      : html`${hidden('key', asked.key)}
        ${field(say, { name: step, label: words.cureWhy, hint: words.cureWhyHint, value, isHeading: true }, errors)}`;
  const walk = {
    ...asked,
    address: `${exhibitAddress(about)}/cure`,
    caption: words.cure,
    button: words.cureButton,
  };
  return questionAbout(say, about, {
    title: step === 'request' ? words.cureAsk : words.cureWhy,
    here: words.cure,
    errors,
    content: stepForm(say, walk, question, () => [
      { step: 'request', label: words.cureAsk, value: named(Number(given.get('request'))) },
    ]),
  });
}
