// The page of one act: what it asks, or why it cannot be taken now; and the page on which a request is signed.
import type { SigningRequest } from '../../evidence/custody/signing.acts.ts';
import { visiblePlain } from '../../evidence/packages/report/safe-text.ts';
import { signBlock } from '../../evidence/custody/signing.pages.ts';
import { html, nothing, raw, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import { momentField } from '../../web/moment-field.ts';
import type { View } from '../../web/page.ts';
import { choices, errorSummary, field, form, note, type Errors, type Field } from '../../web/parts.ts';
import { whenText } from '../../web/when.ts';
import { basisStanding } from './basis.pages.ts';
import { carriageField, recordFacts } from './carriage.pages.ts';
import { RECORDING } from './carriage.ts';
import { fieldsOf, goesFirst, isOfSender, type ActField } from './act-form.ts';
import { GROUND_REFS, GROUNDS } from './grounds.ts';
import { isOwnRule, type Hindrance } from './guards.ts';
import { refText } from '../ref-text.ts';
import { selectField } from '../drafting/list-fields.pages.ts';
import { actWords, digestFacts, stateTag, type LifeShown } from './life.pages.ts';
import { ACTUAL, DESIRED, type RequestItem } from './life.ts';
import type { Row } from './machine.ts';
import { machineOf } from './machines/index.ts';
import { whyNotNow } from './not-now.pages.ts';
import type { SignedAct } from './signature.ts';
import { validationNote } from './validation.pages.ts';
import { requestReference, stateOfCase } from '../request.ts';
import { aboutRail, requestAddress, requestCrumbs } from '../request-shown.pages.ts';

export interface ActShown {
  readonly shown: LifeShown;
  readonly row: Row<string, string>;
  readonly given: URLSearchParams;
  readonly errors: Errors;
  /** What no answer on this page would mend. */
  readonly hindrances: readonly Hindrance[];
  /** Exhibits of the case, where the act names some. */
  readonly exhibits: readonly Named[];
  readonly now: Date;
}

export interface Named {
  readonly number: string;
  readonly title: string;
}

export function actPage(say: Messages, asked: ActShown): View {
  const { shown, row, errors, hindrances } = asked;
  const title = actWords(say, row.act);
  const list = fieldsOf(row, shown.life.facts);
  return {
    ...frame(say, shown, title, errors),
    main: html`${errorSummary(say, errors)}
      <h1>${title}</h1>
      ${isDecision(shown, row) ? basisStanding(say, shown) : nothing}
      ${row.act === RECORDING ? recordFacts(say, shown) : nothing}
      ${
        hindrances.length > 0
          ? standsInTheWay(say, shown, hindrances)
          : form(
              html`${list.map((one) => askOne(say, asked, one))}`,
              list.length === 0 ? title : say.requestLife.record,
            )
      }`,
  };
}

/** On another's request, once it is under review: with what is known of its legal basis before the eyes. */
function isDecision({ request }: LifeShown, { who, from }: Row<string, string>): boolean {
  return request.direction === 'incoming' && who === 'authoriser' && from === 'admissibility';
}

function frame(
  say: Messages,
  { file, request, ...shown }: LifeShown,
  title: string,
  errors: Errors,
): Omit<View, 'main'> {
  const reference = requestReference(file.reference, request.number);
  return {
    title,
    place: 'cases',
    crumbs: requestCrumbs(
      say,
      file,
      { words: reference, href: requestAddress(file, request.number) },
      { words: title },
    ),
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
      html`<ul class="govuk-list">
        ${list.map(({ guard, ref }) => html`<li>${words.guards[guard]} ${isOwnRule(ref) ? nothing : html`<span class="c-hint">${words.rule(refText(say, law, ref))}</span>`}</li>`)}
      </ul>`,
    )}
    ${request.state === 'draft' ? html`<p><a class="govuk-button" href="${requestAddress(file, request.number, '/check')}">${say.requests.check}</a></p>` : nothing}
    <p><a href="${requestAddress(file, request.number)}">${words.toRequest}</a></p>`;
}

/** Not in this state, or not by this person. */
export function notNowPage(say: Messages, shown: LifeShown, act: string): View {
  const { file, request, life } = shown;
  const words = say.requestLife;
  const title = actWords(say, act);
  const machine = machineOf(request.direction);
  return {
    ...frame(say, shown, title, {}),
    main: html`<h1>${words.notNow}</h1>
      <p>${stateTag(say, request.state)}</p>
      ${whyNotNow(say, { machine, state: request.state, act, actor: life.facts.actor, goesFirst: goesFirst(life.facts) })}
      <p><a href="${requestAddress(file, request.number)}">${words.toRequest}</a></p>`,
  };
}

/** Fields that may stay empty whatever the act. */
const OPTIONAL = new Set<ActField>(['channel', 'reference', 'notifiedTo', 'notNotified']);

function askOne(say: Messages, asked: ActShown, name: ActField): Html {
  const { shown, row, given, errors } = asked;
  const words = say.requestLife;
  const text = (more: Omit<Field, 'name' | 'value'>): Html =>
    field(say, { name, value: given.get(name) ?? '', isOptional: OPTIONAL.has(name), ...more }, errors);
  switch (name) {
    case 'reason':
      return text({
        label: row.guards.includes('accessInTime')
          ? words.carriage.longer
          : row.act === 'returnForChanges'
            ? words.comment
            : row.who === 'counterpart'
              ? words.words
              : words.reason,
        rows: 5,
        isOptional: !row.guards.includes('reasonGiven'),
      });
    case 'ground':
      return groundChoice(say, given, errors);
    case 'items':
      return html`${shown.life.items.map((item) => itemSelect(say, asked, item))}
      ${errors['items'] === undefined ? nothing : html`<p class="govuk-error-message" id="items">${errors['items']}</p>`}`;
    case 'evidence':
      return text({ label: words.evidence, hint: words.evidenceHint, rows: 3 });
    case 'occurred':
      return occurredField(say, asked);
    case 'exhibits':
      return exhibitChoice(say, asked);
    case 'call':
      return callChoice(say, asked);
    case 'conditions':
    case 'preservation':
      return text({ label: words[name], rows: 4 });
    case 'digests':
      return choices(
        say,
        {
          name,
          kind: 'checkboxes',
          legend: actWords(say, row.act),
          isLegendHidden: true,
          list: [{ value: 'yes', words: words.digests, isChosen: given.get(name) === 'yes' }],
        },
        errors,
      );
    case 'channel':
      return selectField(say, {
        name,
        label: words.channel,
        list: shown.law.channels.flatMap((one) =>
          one.replacedBy === undefined ? [[one.id, one.name] as const] : [],
        ),
        given,
        errors,
      });
    case 'carried':
    case 'whyOther':
    case 'inWhat':
    case 'recipient':
    case 'until':
      return carriageField(say, name, { given, errors, mustStateLink: row.guards.includes('linkStated') });
    case 'callSpoke':
    case 'notifiedTo':
    case 'notNotified':
    case 'reference':
      return text({ label: words[name] });
  }
}

/** Just now, unless somebody says otherwise. What the other side did happened by its clock. */
function occurredField(say: Messages, { shown, row, given, errors, now }: ActShown): Html {
  const words = say.requestLife;
  const [ours, theirs] = [stateOfCase(shown.file), shown.request.counterpart];
  const begun = given.has('occurred.when')
    ? given
    : new URLSearchParams([...given, ['occurred.when', 'now']]);
  const asked = {
    name: 'occurred',
    legend: words.occurred,
    hint: words.occurredHint,
    given: begun,
    states: row.who === 'counterpart' && theirs !== undefined ? [theirs, ours] : [ours, theirs],
    now: whenText(say, now),
  };
  return momentField(say, asked, errors);
}

function exhibitChoice(say: Messages, { given, errors, exhibits }: ActShown): Html {
  const words = say.requestLife;
  const chosen = given.getAll('exhibits');
  const list = exhibits.map(({ number, title }) => ({
    value: number,
    words: `${number} ${visiblePlain(title, 200)}`,
    isChosen: chosen.includes(number),
  }));
  if (list.length === 0) return html`<p>${words.noExhibits}</p>`;
  return choices(say, { name: 'exhibits', kind: 'checkboxes', legend: words.exhibits, list }, errors);
}

/** Numbers of the directory alone: one of the message may be of whoever wrote it. */
function callChoice(say: Messages, { shown, given, errors }: ActShown): Html {
  const words = say.requestLife;
  const { directory } = shown.life;
  if (directory.length === 0)
    return note(
      'warn',
      html`<p>${say.requestIncoming.noNumbers}</p>
        <p><a href="${directoryAddress(shown.request)}">${say.desks.showNumber}</a></p>`,
    );
  const name = (id: string): string => shown.law.authorities.find((one) => one.id === id)?.name ?? id;
  const list = directory.map(({ authority, number }, i) => ({
    value: String(i),
    words: html`<bdi dir="ltr">${visiblePlain(number, 100)}</bdi>`,
    hint: visiblePlain(name(authority), 300),
    isChosen: given.get('call') === String(i),
  }));
  return choices(say, { name: 'call', kind: 'radios', legend: words.call, list }, errors);
}

function directoryAddress({ counterpart }: LifeShown['request']): string {
  return counterpart === undefined ? '/law/authorities' : `/law/states/${counterpart}`;
}

/** Each with what it rests on. */
function groundChoice(say: Messages, given: URLSearchParams, errors: Errors): Html {
  const words = say.requestLife;
  const error = errors['ground'];
  const list = GROUNDS.map((code) => {
    const { ref, isRecalled } = GROUND_REFS[code];
    const from = [ref, ...(isRecalled === true ? [words.recalled] : [])].join('; ');
    return [code, ref === '' ? words.grounds[code] : `${words.grounds[code]} (${from})`] as const;
  });
  return html`<div class="govuk-form-group${error === undefined ? '' : ' govuk-form-group--error'}">
    <label class="govuk-label" for="ground">${words.ground}</label>
    ${error === undefined ? nothing : html`<p class="govuk-error-message" id="ground-error">${error}</p>`}
    ${select('ground', given.get('ground') ?? '', [['', ''], ...list])}
  </div>`;
}

type Option = readonly [value: string, words: string];

function select(name: string, chosen: string, options: readonly Option[]): Html {
  return html`<select class="govuk-select" id="${name}" name="${name}">
    ${options.map(
      ([value, words]) =>
        html`<option value="${value}" ${value === chosen ? raw(' selected') : nothing}>${words}</option>`,
    )}
  </select>`;
}

function itemSelect(
  say: Messages,
  { shown, row, given }: ActShown,
  { item, desired, actual }: RequestItem,
): Html {
  const words = say.requestLife;
  const name = `item.${item}`;
  const isSender = isOfSender(shown.request.direction, row);
  const options = isSender
    ? DESIRED.map((one) => [one, words.desireds[one]] as const)
    : ACTUAL.map((one) => [one, words.actuals[one]] as const);
  const now = isSender
    ? words.desireds[desired]
    : actual === undefined
      ? words.noAnswer
      : words.actuals[actual];
  return html`<div class="govuk-form-group">
    <label class="govuk-label" for="${name}">${words.item} ${item}</label>
    ${select(name, given.get(name) ?? '', [['', `${words.unchanged}: ${now}`], ...options])}
  </div>`;
}

export interface SignShown {
  readonly shown: LifeShown;
  readonly act: SignedAct;
  readonly digests: { readonly document: string; readonly data: string } | undefined;
  readonly choices: readonly { readonly request: SigningRequest; readonly addedAt: Date | undefined }[];
  readonly hindrances: readonly Hindrance[];
  readonly errors: Errors;
}

/** The letter, its digests, and the key. */
export function signPage(say: Messages, { shown, act, digests, ...asked }: SignShown): View {
  const { file, request } = shown;
  const words = say.requestLife;
  const title = words.acts[act];
  const letter = requestAddress(file, request.number, '/letter.pdf');
  return {
    ...frame(say, shown, title, asked.errors),
    main: html`${errorSummary(say, asked.errors)}
      <h1>${title}</h1>
      ${
        asked.hindrances.length > 0
          ? standsInTheWay(say, shown, asked.hindrances)
          : digests === undefined
            ? html`<p>${words.noKey}</p>
                <p><a href="/account">${words.account}</a></p>`
            : html`<p class="c-lead">${words.signLead}</p>
                ${act === 'issueUnvalidated' ? note('warn', html`<p>${words.validation.before}</p>`) : nothing}
                ${act === 'validate' ? validationNote(say, shown) : nothing}
                <p class="c-buttons">
                  <a class="govuk-button govuk-button--secondary" href="${letter}">${say.requests.letter}</a>
                </p>
                ${digestFacts(say, digests)}
                <form method="post" novalidate>
                  ${signBlock(say, asked, words.signButtons[act])}
                  <div data-unable>${note('plain', html`<p>${words.needsScript}</p>`)}</div>
                </form>`
      }
      <p><a href="${requestAddress(file, request.number)}">${words.toRequest}</a></p>`,
    scripts: ['sign.js'],
  };
}
