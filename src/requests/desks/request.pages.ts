// A request whole: while it is written, its tasks and how far each is; then where it stands, and all that was done.
import { formChanged } from '../verbs/drafting/questions/form-change.pages.ts';
import { stateName } from '../../law/states.ts';
import { inCase } from '../../people/policy.ts';
import { arrow } from '../../web/arrow.ts';
import { capital } from '../../web/capital.ts';
import { languageName } from '../../web/language-names.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { done, railSection, tag } from '../../web/parts.ts';
import { goesToState, goesToProvider } from '../core/form.ts';
import { COPY_FOR, copyTakers } from '../machine/way/counterpart-copy.ts';
import { meansWords } from '../machine/way/finding.ts';
import { SENDING_PATH } from '../machine/text/sending.pages.ts';
import { standingOf, taskItem } from '../verbs/drafting/questions/task-list.pages.ts';
import { followRail } from '../machine/text/request-follow.pages.ts';
import {
  heldLinks,
  historyTable,
  itemTable,
  nextSteps,
  returned,
  signatureTable,
  type LifeShown,
} from '../verbs/sending/life.pages.ts';
import { openStepNote } from '../machine/states/open-step.pages.ts';
import { requestReference } from '../core/request.ts';
import {
  aboutRail,
  requestAddress,
  requestCrumbs,
  stateTag,
  unconfirmed,
  type RequestShown,
} from '../machine/text/request-shown.pages.ts';
import { whenText } from '../../web/when.ts';
import { aboutNote, writeRail, writtenSection } from '../verbs/sending/follow-up.pages.ts';
import { validationNote } from '../verbs/life/validation.pages.ts';
import { incomingSections } from '../verbs/incoming/incoming.pages.ts';
import { copiesSection } from '../verbs/sending/counterpart-copy.pages.ts';
import { endingSection } from '../verbs/sending/ending.pages.ts';
import { otherMeansSection } from '../verbs/sending/carriage.pages.ts';

export function taskPage(say: Messages, shown: LifeShown): View {
  const { file, request, legal } = shown;
  const words = say.requests;
  const mayDraft = inCase(file.role, 'draftRequest') === 'yes';
  const reference = requestReference(file.reference, request.number);
  const standing = standingOf(shown);
  const needed = standing.filter(({ is }) => is === 'notStarted' || is === 'inProgress' || is === 'done');
  const done = needed.filter(({ is }) => is === 'done').length;
  return {
    title: reference,
    place: 'cases',
    crumbs: requestCrumbs(say, file, { words: reference }),
    main: html`<h1>${legal.record.title}</h1>
      <p class="c-lead">${words.tasksDone(done, needed.length)}</p>
      ${returned(say, shown.life.events)} ${unconfirmed(say, shown)} ${formChanged(say, shown)}
      <ol class="c-tasks">
        ${askedTask(say, shown)} ${standing.map((one) => taskItem(say, shown, one))}
      </ol>
      <p class="c-buttons">
        <a class="govuk-button" href="${requestAddress(file, request.number, '/check')}">${words.check}</a>
        ${mayDraft ? html`<a class="govuk-button govuk-button--secondary" href="${requestAddress(file)}/new?like=${request.number}">${say.practice.begin.again}</a>` : nothing}
      </p>
      ${
        shown.life.events.length === 0
          ? nothing
          : html`<h2>${say.requestLife.history}</h2>
              ${historyTable(say, shown.life.events, shown.law)}`
      }`,
    aside: html`${aboutRail(say, shown)} ${railSection(say.requestLife.next, nextSteps(say, shown))}
    ${followRail(say, shown)}`,
  };
}

function sentBy(say: Messages, { means }: LifeShown['request']): Html {
  return means === undefined
    ? tag('plain', capital(say.sendingAsked.notSaid))
    : tag('ok', capital(meansWords(say, means)));
}

/** Before the questions of the form: whose rules are checked and shown, and in which languages. */
function askedTask(say: Messages, { file, request, legal, law }: RequestShown): Html {
  const words = say.practice.asked;
  const mayDraft = inCase(file.role, 'draftRequest') === 'yes';
  const line = (then: string, title: string, mark: Html): Html =>
    html`<li>
      ${mayDraft ? html`<a href="${requestAddress(file, request.number, then)}">${title}</a>` : html`<span>${title}</span>`}
      ${mark}
    </li>`;
  const { counterpart, urgency, writtenIn, letterIn } = request;
  const languages = [...new Set([writtenIn, letterIn])].map((one) => languageName(one, say.language.code));
  const mark =
    counterpart === undefined
      ? tag('plain', say.requests.toDo)
      : tag('ok', stateName(counterpart, say.language.code));
  const copyMark = (): Html => {
    const isChosen = copyTakers(law, counterpart).some(({ id }) => id === request.copyFor);
    return isChosen ? tag('ok', say.requests.done) : tag('plain', say.requests.toDo);
  };
  return html`<li>
    <h2>${words.task}</h2>
    <ul>
      ${goesToState(legal.form) ? line('/asked', request.direction === 'incoming' ? words.stateFrom : words.state, mark) : nothing}
      ${line('/urgency', words.urgency, tag('ok', words.levels[urgency]))}
      ${goesToState(legal.form) ? line(SENDING_PATH, say.sendingAsked.title, sentBy(say, request)) : nothing}
      ${line('/languages', say.translation.languages.title, tag('ok', capital(languages.join(` ${arrow(say)} `))))}
      ${goesToProvider(legal.form) && counterpart !== undefined ? line(COPY_FOR, say.counterpartCopy.task, copyMark()) : nothing}
    </ul>
  </li>`;
}

/** The page of a request that is on its way. */
export function lifePage(say: Messages, shown: LifeShown): View {
  const { file, request, legal, life } = shown;
  const words = say.requestLife;
  const reference = requestReference(file.reference, request.number);
  return {
    title: reference,
    place: 'cases',
    crumbs: requestCrumbs(say, file, { words: reference }),
    main: html`${shown.isDone === true ? done(words.done) : nothing}
      <h1>${legal.record.title}</h1>
      <p class="c-lead">${stateTag(say, request.state)} ${words.since(whenText(say, request.stateSince))}</p>
      ${request.direction === 'outgoing' ? unconfirmed(say, shown) : nothing} ${aboutNote(say, shown)}
      ${validationNote(say, shown)}
      ${shown.open === undefined ? nothing : openStepNote(say, { case: file.reference, number: request.number }, shown.open)}
      ${incomingSections(say, shown)}
      <h2>${words.next}</h2>
      ${heldLinks(say, shown)} ${nextSteps(say, shown)}
      ${life.items.length === 0 || shown.legal.form.onlyTells ? nothing : itemTable(say, shown)}
      ${copiesSection(say, shown, life)} ${writtenSection(say, shown, shown.followUps)}
      ${endingSection(say, shown)} ${otherMeansSection(say, shown)} ${signatureTable(say, shown)}
      <h2>${words.history}</h2>
      ${historyTable(say, life.events, shown.law)}`,
    aside: html`${aboutRail(say, shown)} ${writeRail(say, shown, shown.followUps)} ${followRail(say, shown)}
    ${saysRail(say, (then) => requestAddress(file, request.number, then))}`,
  };
}

function saysRail(say: Messages, at: (then: string) => string): Html {
  const words = say.requestLife;
  return railSection(
    words.whatItSays,
    html`<ul class="govuk-list">
      <li><a href="${at('/check')}">${words.answers}</a></li>
      <li><a href="${at('/letter.pdf')}">${say.requests.letter}</a></li>
    </ul>`,
  );
}
