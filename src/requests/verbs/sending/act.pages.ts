// The pages of one act: each question, or why it cannot be taken now.
import { html, nothing, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import type { View } from '../../../web/page.ts';
import { visiblePlain } from '../../../web/safe-text.ts';
import { errorSummary, form, note, type Errors } from '../../../web/parts.ts';
import type { AnyAct } from '../../../people/act.routes.ts';
import { pagesOfAct } from './ask.pages.ts';
import type { ActAbout } from './question.pages.ts';
import { basisStanding } from './basis.pages.ts';
import { recordFacts } from './carriage.pages.ts';
import { RECORDING } from '../../machine/states/carriage.ts';
import { copyAtSending } from './counterpart-copy.pages.ts';
import { courseOf, recordedIn } from '../life/offered.ts';
import { isOwnRule } from '../../machine/states/guard-refs.ts';
import type { Hindrance } from '../../machine/states/guards.ts';
import { refText } from '../../core/ref-text.pages.ts';
import { actWords, nextSteps, type LifeShown } from './life.pages.ts';
import { hasAct, type Row } from '../../machine/states/machine.ts';
import { machineOf } from '../../machine/states/machines.ts';
import { whyNotNow } from './not-now.pages.ts';
import { aboutRail, crumbsBelow, requestAddress, stateTag } from '../../machine/text/request-shown.pages.ts';

/** Nothing is asked: the act is taken in one press. Or why it cannot be. */
export function actPage(say: Messages, about: ActAbout): View {
  const { shown, row, hindrances } = about;
  const title = actWords(say, row.act);
  return {
    ...actFrame(say, shown, { title, here: title, errors: {} }),
    main: html`<h1>${title}</h1>
      ${isDecision(shown, row) ? basisStanding(say, shown) : nothing}
      ${hindrances.length > 0 ? standsInTheWay(say, shown, hindrances) : html`${row.act === 'submit' ? html`<p>${say.requestLife.submitLead}</p>` : nothing}${toldByItself(say, about)}${form(html``, title)}`}`,
  };
}

/** What leaves with the act is said before it is taken. */
function toldByItself(say: Messages, { told }: ActAbout): Html {
  return told === undefined
    ? nothing
    : note('plain', html`<p>${say.exchange.goesAsMessage(visiblePlain(told, 200))}</p>`);
}

/** The page around its questions. */
export function actAround(say: Messages, about: ActAbout): AnyAct['frame'] {
  const { shown, row } = about;
  const first = Object.keys(pagesOfAct(about).fields)[0];
  return ({ name, title, errors, main }) => ({
    ...actFrame(say, shown, { title, here: actWords(say, row.act), errors }),
    main: html`${errorSummary(say, errors)} ${name === first ? toldByItself(say, about) : nothing}
    ${row.act === RECORDING && name === first ? recordFacts(say, shown) : nothing}
    ${row.act === 'transmit' && name === first ? copyAtSending(say, shown, shown.life.copy) : nothing} ${main}
    ${isDecision(shown, row) ? basisStanding(say, shown) : nothing}`,
  });
}

/** On another's request, once it is under review: with what is known of its legal basis before the eyes. */
function isDecision({ request }: LifeShown, { who, from }: Row<string, string>): boolean {
  return request.direction === 'incoming' && who === 'authoriser' && from === 'admissibility';
}

export function actFrame(
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
export function standsInTheWay(
  say: Messages,
  { file, request, law }: LifeShown,
  list: readonly Hindrance[],
): Html {
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
    ...actFrame(say, shown, { title: here, here, errors: {} }),
    main: html`<h1>${isAct ? words.notNow : here}</h1>
      <p>${stateTag(say, request.state)}</p>
      ${why}
      <h2>${words.next}</h2>
      ${nextSteps(say, shown)}
      <p><a href="${requestAddress(file, request.number)}">${words.toRequest}</a></p>`,
  };
}
