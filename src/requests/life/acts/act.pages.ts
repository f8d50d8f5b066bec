// The pages of one act: each question, or why it cannot be taken now; and the page on which a request is signed.
import type { SigningRequest } from '../../../evidence/custody/signing.acts.ts';
import { signBlock } from '../../../evidence/custody/signing.pages.ts';
import { stateName } from '../../../law/states.ts';
import { html, nothing, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import type { View } from '../../../web/page.ts';
import { errorSummary, form, note, type Errors } from '../../../web/parts.ts';
import { stepForm } from '../../../web/steps.ts';
import { actQuestion, askOne, type ActAbout, type ActAsked } from './act-questions.pages.ts';
import { actSaid } from './act-said.pages.ts';
import { basisStanding } from './basis.pages.ts';
import { recordFacts } from '../carriage/carriage.pages.ts';
import { RECORDING } from '../carriage/carriage.ts';
import { copyAtSending, copyWithSending } from '../carriage/counterpart-copy.pages.ts';
import { courseOf, recordedIn } from './offered.ts';
import { isOwnRule } from '../machine/guard-refs.ts';
import type { Hindrance } from '../machine/guards.ts';
import { refText } from '../../ref-text.pages.ts';
import { actWords, digestFacts, nextSteps, type LifeShown } from '../life.pages.ts';
import { hasAct, type Row } from '../machine/machine.ts';
import { machineOf } from '../machine/machines.ts';
import { whyNotNow } from './not-now.pages.ts';
import type { SignedAct } from '../signature/signature.ts';
import { validationNote } from '../signature/validation.pages.ts';
import { aboutRail, crumbsBelow, requestAddress, stateTag } from '../../request-shown.pages.ts';

/** Nothing is asked: the act is taken in one press. Or why it cannot be. */
export function actPage(say: Messages, about: ActAbout): View {
  const { shown, row, hindrances } = about;
  const title = actWords(say, row.act);
  return {
    ...frame(say, shown, { title, here: title, errors: {} }),
    main: html`<h1>${title}</h1>
      ${isDecision(shown, row) ? basisStanding(say, shown) : nothing}
      ${hindrances.length > 0 ? standsInTheWay(say, shown, hindrances) : html`${row.act === 'submit' ? html`<p>${say.requestLife.submitLead}</p>` : nothing}${form(html``, title)}`}`,
  };
}

/** One of its questions. */
export function actStepPage(say: Messages, asked: ActAsked): View {
  const { shown, row, errors, asking, step } = asked;
  const act = actWords(say, row.act);
  const title = actQuestion(say, asked);
  const own = requestAddress(shown.file, shown.request.number, `/acts/${row.act}`);
  const address = asked.address ?? own;
  const isFirst = step === asking.steps[0];
  return {
    ...frame(say, shown, { title, here: act, errors }),
    main: html`${errorSummary(say, errors)}
    ${row.act === RECORDING && isFirst ? recordFacts(say, shown) : nothing}
    ${row.act === 'transmit' && isFirst ? copyAtSending(say, shown, shown.life.copy) : nothing}
    ${stepForm(
      say,
      { ...asked, address, caption: act, button: say.requestLife.record },
      askOne(say, asked, title),
      () => actSaid(say, asked),
    )}
    ${isDecision(shown, row) ? basisStanding(say, shown) : nothing}`,
  };
}

/** On another's request, once it is under review: with what is known of its legal basis before the eyes. */
function isDecision({ request }: LifeShown, { who, from }: Row<string, string>): boolean {
  return request.direction === 'incoming' && who === 'authoriser' && from === 'admissibility';
}

function frame(
  say: Messages,
  { file, request, ...shown }: LifeShown,
  { title, here, errors }: { readonly title: string; readonly here: string; readonly errors: Errors },
): Omit<View, 'main'> {
  return {
    title,
    place: 'cases',
    crumbs: crumbsBelow(say, { file, request }, { words: here }),
    isQuestion: true,
    hasErrors: Object.keys(errors).length > 0,
    aside: aboutRail(say, { file, request, ...shown }),
  };
}

/** Each with the article or rule it rests on. */
function standsInTheWay(say: Messages, { file, request, law }: LifeShown, list: readonly Hindrance[]): Html {
  const words = say.requestLife;
  return html`${note(
      'stop',
      html`<ul class="c-findings">
        ${list.map(({ guard, ref }) => html`<li>${words.guards[guard]} ${isOwnRule(ref) ? nothing : html`<p class="c-hint"><bdi>${words.rule(refText(say, law, ref))}</bdi></p>`}</li>`)}
      </ul>`,
    )}
    ${request.state === 'draft' ? html`<p><a class="govuk-button" href="${requestAddress(file, request.number, '/check')}">${say.requests.check}</a></p>` : nothing}
    <p><a href="${requestAddress(file, request.number)}">${words.toRequest}</a></p>`;
}

/** Not in this state, or not by this person; or no act at all. With what can be done instead. */
export function notNowPage(say: Messages, shown: LifeShown, act: string): View {
  const { file, request, life } = shown;
  const words = say.requestLife;
  const machine = machineOf(request.direction);
  const isAct = hasAct(machine, act);
  const here = isAct ? actWords(say, act) : words.noSuchAct;
  const why = isAct
    ? whyNotNow(say, {
        machine,
        state: request.state,
        act,
        actor: life.facts.actor,
        course: courseOf(life.facts),
        recorded: recordedIn(act, request.direction, life.facts.events),
      })
    : html`<p>${words.noSuchActLead}</p>`;
  return {
    ...frame(say, shown, { title: here, here, errors: {} }),
    main: html`<h1>${isAct ? words.notNow : here}</h1>
      <p>${stateTag(say, request.state)}</p>
      ${why}
      <h2>${words.next}</h2>
      ${nextSteps(say, shown)}
      <p><a href="${requestAddress(file, request.number)}">${words.toRequest}</a></p>`,
  };
}

export interface SignShown {
  readonly shown: LifeShown;
  readonly act: SignedAct;
  readonly digests: { readonly document: string; readonly data: string } | undefined;
  readonly choices: readonly { readonly request: SigningRequest; readonly addedAt: Date | undefined }[];
  readonly hindrances: readonly Hindrance[];
  readonly errors: Errors;
}

/** Before the eyes of whoever signs, on a narrow screen too: what it is, and to which State it goes. */
function whatIsSigned(say: Messages, { request, legal }: LifeShown): string {
  const { counterpart } = request;
  const state = counterpart === undefined ? [] : [stateName(counterpart, say.language.code)];
  return [legal.record.title, ...state].join(' · ');
}

/** The letter, its digests, and the key. */
export function signPage(say: Messages, { shown, act, digests, ...asked }: SignShown): View {
  const { file, request } = shown;
  const words = say.requestLife;
  const title = words.acts[act];
  const letter = requestAddress(file, request.number, '/letter.pdf');
  return {
    ...frame(say, shown, { title, here: title, errors: asked.errors }),
    main: html`${errorSummary(say, asked.errors)}
      <p class="c-caption">${whatIsSigned(say, shown)}</p>
      <h1>${title}</h1>
      ${
        asked.hindrances.length > 0
          ? standsInTheWay(say, shown, asked.hindrances)
          : digests === undefined
            ? html`<p>${words.noKey}</p>
                <p><a class="govuk-button" href="/account">${words.account}</a></p>`
            : html`<p class="c-lead">${words.signLead}</p>
                ${act === 'issueUnvalidated' ? note('warn', html`<p>${words.validation.before}</p>`) : nothing}
                ${act === 'validate' ? validationNote(say, shown) : nothing}
                <p class="c-buttons">
                  <a class="govuk-button govuk-button--secondary" href="${letter}">${say.requests.letter}</a>
                </p>
                ${digestFacts(say, digests)} ${copyWithSending(say, shown.life.copy)}
                <form method="post" novalidate>
                  ${signBlock(say, asked, words.signButtons[act])}
                  <div data-unable>${note('plain', html`<p>${words.needsScript}</p>`)}</div>
                </form>`
      }
      <p><a href="${requestAddress(file, request.number)}">${words.toRequest}</a></p>`,
    scripts: ['sign.js'],
  };
}
