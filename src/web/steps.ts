// Questions asked one a page, at one address. What is said so far travels along in it; the last answer, and any other that may name
// somebody or grow long, is posted and stands in no address. What was said stands under the last question, each answer with the way
// back to it: going back loses nothing, the last answer included. Works without a script.
import { html, nothing, type Html } from './html.ts';
import type { Messages } from './messages.ts';
import { hidden, type Errors } from './parts.ts';

export interface Steps<Step extends string> {
  /** In the order in which they are asked. The field of each has its name, or parts that begin with it and a point. */
  readonly steps: readonly Step[];
  /** Besides the last, those whose answers stand in no address. Asked after all that may, for each page after the first is posted. */
  readonly posted?: readonly Step[];
  /** What the questions are about: goes along from every page. */
  readonly about?: readonly string[];
  /** Of the last page, beside the answer itself: posted like it. */
  readonly more?: readonly string[];
  /** Which fields are of a question, where their names do not say it as they do elsewhere. */
  readonly of?: (name: string, step: Step) => boolean;
  /** Asked because of what another one says: of the last page too, whose form does not have them yet. */
  readonly late?: readonly Step[];
  /** What is wrong with the answer, in the reader's words. Undefined: nothing is. */
  readonly wrong: (step: Step, given: URLSearchParams) => string | undefined;
}

const [ASK, SAID] = ['ask', 'said'];
const FORM = 'answers';

/** `step`: the question to ask now. Undefined: all are answered, and the last was posted. */
export interface Place<Step extends string> {
  readonly step: Step | undefined;
  readonly errors: Errors;
}

export function placeOf<Step extends string>(
  { steps, wrong, late = [] }: Steps<Step>,
  given: URLSearchParams,
  method: 'GET' | 'POST',
): Place<Step> {
  const [said, asked] = [given.get(SAID), steps.find((one) => one === given.get(ASK))];
  const isWhole = method === 'POST' && said === null && asked === undefined;
  const last = steps.at(-1);
  const before = isWhole ? steps : steps.slice(0, steps.indexOf(asked ?? last ?? ('' as Step))); // steps are never none
  for (const step of before) {
    const words = wrong(step, given);
    // What nobody has answered yet is asked, not found wrong.
    if (words === undefined) continue;
    const isNew = late.includes(step) && ![...given].some(([name]) => isOf(name, step));
    return { step, errors: (isWhole && !isNew) || said === step ? { [step]: words } : {} };
  }
  return { step: isWhole ? undefined : (asked ?? last), errors: {} };
}

/** Whether a field of this name is one of the question. */
export function isOf(name: string, step: string): boolean {
  return name === step || name.startsWith(`${step}.`);
}

/** What goes along from the page of `step`: what was said on the others. */
function carried<Step extends string>(
  { steps, about = [], more = [], of = isOf }: Steps<Step>,
  given: URLSearchParams,
  step: Step,
): [string, string][] {
  const isLast = step === steps.at(-1);
  const isCarried = (name: string): boolean =>
    about.includes(name) ||
    steps.some((one) => one !== step && of(name, one)) ||
    (!isLast && more.includes(name));
  return [...given].filter(([name]) => isCarried(name));
}

export interface StepAsked<Step extends string> {
  readonly asking: Steps<Step>;
  readonly step: Step;
  readonly given: URLSearchParams;
  readonly errors: Errors;
}

interface Walk<Step extends string> extends Omit<StepAsked<Step>, 'errors'> {
  readonly address: string;
  /** What the questions are about, above each. */
  readonly caption: string;
  /** Of the last button. */
  readonly button: string;
}

/** The question in its form; under the last, what was said on the pages before. */
export function stepForm<Step extends string>(
  say: Messages,
  { asking, step, given, address, caption, button }: Walk<Step>,
  question: Html,
  /** Asked for once all of them are answered. */
  lines: () => readonly SaidLine<Step>[],
): Html {
  const last = asking.steps.at(-1) ?? step;
  const isLast = step === last;
  const along = carried(asking, given, step);
  const posted = [...(asking.posted ?? []), last];
  const { of = isOf } = asking;
  const isPosted =
    posted.includes(step) ||
    along.some(([name]) => posted.some((one) => of(name, one)) || asking.more?.includes(name));
  return html`<p class="c-caption"><bdi>${caption}</bdi></p>
    <form id="${FORM}" method="${isPosted ? 'post' : 'get'}" action="${address}" novalidate>
      ${along.map(([name, value]) => hidden(name, value))} ${isLast ? nothing : hidden(SAID, step)}
      ${question}
      <button type="submit" class="govuk-button">${isLast ? button : say.form.next}</button>
    </form>
    ${isLast && asking.steps.length > 1 ? saidSoFar(say, lines()) : nothing}`;
}

export interface SaidLine<Step extends string> {
  readonly step: Step;
  readonly label: string;
  readonly value: Html | string;
}

/** The buttons belong to the form above, so that the last answer goes along as it stands. */
function saidSoFar(say: Messages, lines: readonly SaidLine<string>[]): Html {
  return html`<h2>${say.desks.saidSoFar}</h2>
    <dl class="c-check">
      ${lines.map(
        ({ step, label, value }) =>
          html`<div>
            <dt>${label}</dt>
            <dd><bdi>${value}</bdi></dd>
            <dd>
              <button type="submit" class="c-linkbutton" form="${FORM}" name="${ASK}" value="${step}">
                ${say.add.change}<span class="govuk-visually-hidden">${say.language.colon}${label}</span>
              </button>
            </dd>
          </div>`,
      )}
    </dl>`;
}
