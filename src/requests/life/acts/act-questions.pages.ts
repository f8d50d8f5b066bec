// The questions of an act on a request, one a page, and what was said on the pages before the last.
import { visiblePlain } from '../../../web/safe-text.ts';
import { selectField } from '../../../web/ask-parts.ts';
import { askedFieldset } from '../../../web/asked-fieldset.ts';
import { dayGiven, daysField } from '../../../web/day-field.ts';
import { html, raw, nothing, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import { hourField, momentField } from '../../../web/moment-field.ts';
import { choices, field, hidden, note, type Field } from '../../../web/parts.ts';
import type { StepAsked } from '../../../web/steps.ts';
import { whenText } from '../../../web/when.ts';
import { inZone, ruleName } from '../../clocks/clock-words.pages.ts';
import { itemName } from '../../item-name.pages.ts';
import { stateOfCase } from '../../request.ts';
import { isOfSender, isOptional, lackingIn, numberId, type ActField } from './act-form.ts';
import { isOfLink } from '../../clocks/time-limits-by-form.ts';
import { linksOf, movableOf, type RunningLimit } from '../carriage/deadline.ts';
import { meansField, meansList } from '../../means.pages.ts';
import { capacityField } from '../capacity.pages.ts';
import { carriageField, type CarriageField } from '../carriage/carriage.pages.ts';
import { endingField, isEndingField } from '../ending/ending.pages.ts';
import { isWindowOpen } from '../machine/executing.ts';
import { partyIn } from '../carriage/carriage.ts';
import { OTHER_WAY } from '../carriage/sending.ts';
import { utcDay } from '../../../base/time.ts';
import { groundChoices, groundOptions, groundsOf, noteFields } from './ground-ask.pages.ts';
import type { Hindrance } from '../machine/guards.ts';
import { wayName } from '../carriage/way-name.pages.ts';
import type { LifeShown } from '../life.pages.ts';
import { ACTUAL, DESIRED, type ActDetail, type RequestItem } from '../life.ts';
import type { Guard, Row } from '../machine/machine.ts';

export interface ActAbout {
  readonly shown: LifeShown;
  readonly row: Row<string, string>;
  /** What no answer on its pages would mend. */
  readonly hindrances: readonly Hindrance[];
  /** Exhibits of the case, where the act names some. */
  readonly exhibits: readonly Named[];
  readonly now: Date;
  /** What the program found where it compares the digests itself, and nobody is asked. */
  readonly compared?: Pick<ActDetail, 'digestsMatch'>;
  /** Where the questions are asked, where that is not the page of the act. */
  readonly address?: string;
}

export interface Named {
  readonly number: string;
  readonly title: string;
}

export type ActAsked = ActAbout & StepAsked<ActField>;

/** The heading of the page. */
export function actQuestion(say: Messages, { shown, row, now, step }: ActAsked): string {
  const title = questionOf(say, { shown, row, now }, step);
  return isOptional(row, step) ? say.requests.optionalLabel(title) : title;
}

export function questionOf(
  say: Messages,
  { shown, row, now }: Pick<ActAbout, 'shown' | 'row' | 'now'>,
  step: ActField,
): string {
  if (isEndingField(step)) return say.requestOutcome.asks[step];
  const { asks, call, carriage, deadline, exhibits } = say.requestLife;
  const { actAsks } = say.desks;
  switch (step) {
    case 'reason':
      return reasonAsk(say, reasonFor({ row, shown, now }));
    case 'items':
      return isOfSender(shown.request.direction, row) ? asks.wanted : asks.became;
    case 'capacity':
      return say.requestIncoming.capacity.ask;
    case 'call':
      return call;
    case 'exhibits':
      return exhibits;
    case 'carried':
      return carriage.ask;
    case 'means':
      return say.sendingAsked.act;
    case 'occurred':
      return actAsks.occurredAt;
    case 'evidence':
      return actAsks.evidence;
    case 'timeLimit':
    case 'setBy':
    case 'lastDay':
    case 'lastHour':
    case 'fetched':
      return deadline[step];
    default:
      return asks[step];
  }
}

function reasonAsk(say: Messages, kind: ReasonKind): string {
  const { asks } = say.requestLife;
  const { asks: ends } = say.requestOutcome;
  return {
    way: asks.way,
    order: ends.order,
    checked: ends.checked,
    early: ends.early,
    longer: asks.longer,
    comment: asks.comment,
    words: asks.words,
    why: say.desks.actAsks.reason,
  }[kind];
}

/** What the words are that stand in the field of a reason. */
export function reasonFor({ row, shown, now }: Pick<ActAbout, 'row' | 'shown' | 'now'>): ReasonKind {
  const { guards, act, who } = row;
  const has = (guard: Guard): boolean => guards.includes(guard);
  if (has('channelAllowed')) return 'way';
  if (has('orderOrReason')) return 'order';
  if (has('digestsMatch')) return 'checked';
  if (has('windowOver') && isWindowOpen({ ...shown.life.facts, occurredAt: now })) return 'early';
  if (has('accessInTime')) return 'longer';
  if (act === 'returnForChanges') return 'comment';
  return who === 'counterpart' ? 'words' : 'why';
}

export type ReasonKind = 'way' | 'order' | 'checked' | 'early' | 'longer' | 'comment' | 'words' | 'why';

export function askOne(say: Messages, asked: ActAsked, title: string): Html {
  if (isEndingField(asked.step)) return endingField(say, asked.step, { ...asked, title });
  const { shown, row, given, errors, step } = asked;
  const words = say.requestLife;
  const value = given.get(step) ?? '';
  const ask = { name: step, label: title, legend: title, isHeading: true } as const;
  const text = (more: Partial<Field> = {}): Html =>
    field(say, { ...ask, value, isOptional: isOptional(row, step), ...more }, errors);
  switch (step) {
    case 'reason':
      return text({ rows: 5 });
    case 'evidence':
      return text({ hint: words.evidenceHint, rows: 3 });
    case 'conditions':
    case 'preservation':
      return text({ rows: 4 });
    case 'callSpoke':
    case 'notifiedTo':
    case 'notNotified':
    case 'reference':
      return text();
    case 'inWhat':
      return text({ rows: 2 });
    case 'setBy':
      return text({ hint: words.deadline.setByHint });
    case 'lastDay': {
      const hint = words.deadline.lastDayHint;
      return daysField(say, { ...ask, hint, value: dayGiven(given, step) }, errors);
    }
    case 'lastHour':
      return lastHourField(say, asked, title);
    case 'timeLimit':
    case 'fetched':
      return limitChoice(say, asked, title);
    case 'recipient': {
      const { direction, version } = shown.request;
      return text({ value: given.get(step) ?? partyIn(step, direction, version.answers) ?? '' });
    }
    case 'ground':
      return selectField(
        say,
        { ...ask, value },
        groundOptions(say, shown.law, groundsOf(shown.request, row)),
        errors,
      );
    case 'grounds':
    case 'notes':
      return whyAsked(say, asked, title);
    case 'capacity':
      return capacityField(say, shown, { legend: title, value, errors });
    case 'channel':
      return wayChoice(say, asked, title);
    case 'means':
      return meansChoice(say, asked, title);
    case 'items':
      return itemChoices(say, asked, title);
    case 'occurred':
      return occurredField(say, asked, title);
    case 'exhibits':
      return exhibitChoice(say, asked, title);
    case 'call':
      return callChoice(say, asked, title);
    case 'digests':
      return digestsChoice(say, asked, title);
    case 'carried':
    case 'whyOther':
    case 'until':
      return carriedField(say, { ...asked, step }, title);
  }
}

/** In the zone in which it was said: of whoever answers. */
function lastHourField(say: Messages, { shown, given, errors, step }: ActAsked, legend: string): Html {
  const { direction, counterpart } = shown.request;
  const states = [direction === 'outgoing' ? counterpart : stateOfCase(shown.file)];
  const hint = say.requestLife.deadline.lastHourHint;
  return hourField(say, { name: step, legend, hint, given, states, isHeading: true }, errors);
}

/** With how each stands: the first that is open is chosen, unless somebody has chosen already. */
function wayChoice(say: Messages, { shown, given, errors, now }: ActAsked, label: string): Html {
  const words = say.requestLife;
  const ways = shown.life.facts.ways(utcDay(now.getTime()));
  const list = ways.map(({ channel, verdict, isOfItsRequest }) => ({
    value: channel,
    words: `${wayName(say, shown.law, channel)} (${isOfItsRequest === true ? say.sendingAsked.followed : words.wayIs[verdict]})`,
  }));
  const options = [{ value: '', words: '' }, ...list, { value: OTHER_WAY, words: words.otherWay }];
  const first = ways.find(({ verdict, isOfItsRequest }) => verdict === 'open' || isOfItsRequest)?.channel;
  const value = given.get('channel') ?? first ?? '';
  const ask = { name: 'channel', label, isHeading: true, hint: words.wayHint, value } as const;
  return selectField(say, ask, options, errors);
}

/** As was said while it was written, unless somebody says otherwise now. */
function meansChoice(say: Messages, { shown, given, errors }: ActAsked, legend: string): Html {
  const { meansTaken: taken = [], request } = shown.life.facts;
  const first = [...new Set(taken.flatMap(({ means }) => means))];
  const list = meansList(say, { taken, first }, given.get('means') ?? request.means ?? '');
  // After the choices, so that what is chosen comes first; without it nothing chosen would be no answer.
  return html`${meansField(say, { legend, taken, list, errors })}${hidden('means', '')}`;
}

function carriedField(
  say: Messages,
  { shown, row, given, errors, step }: ActAsked & { readonly step: CarriageField },
  title: string,
): Html {
  return carriageField(say, step, {
    title,
    given: given.has('carried') ? given : withCarried(given, shown.request),
    errors,
    mustStateLink: row.guards.includes('linkStated'),
  });
}

/** By what was said while it was written. */
function withCarried(given: URLSearchParams, { means }: LifeShown['request']): URLSearchParams {
  if (means === undefined) return given;
  return new URLSearchParams([...given, ['carried', means === 'e_codex' ? 'system' : 'other']]);
}

/** Just now, unless somebody says otherwise. What the other side did happened by its clock. */
function occurredField(say: Messages, { shown, row, given, errors, now }: ActAsked, legend: string): Html {
  const [ours, theirs] = [stateOfCase(shown.file), shown.request.counterpart];
  const begun = given.has('occurred.when')
    ? given
    : new URLSearchParams([...given, ['occurred.when', 'now']]);
  const asked = {
    name: 'occurred',
    legend,
    isHeading: true,
    hint: say.requestLife.occurredHint,
    given: begun,
    states: row.who === 'counterpart' && theirs !== undefined ? [theirs, ours] : [ours, theirs],
    now: whenText(say, now),
  };
  return momentField(say, asked, errors);
}

function exhibitChoice(say: Messages, { given, errors, exhibits }: ActAsked, legend: string): Html {
  const chosen = given.getAll('exhibits');
  const list = exhibits.map(({ number, title }) => ({
    value: number,
    words: `${number} ${visiblePlain(title, 200)}`,
    isChosen: chosen.includes(number),
  }));
  if (list.length === 0)
    return html`<h1>${legend}</h1>
      <p id="exhibits">${say.requestLife.noExhibits}</p>`;
  return choices(say, { name: 'exhibits', kind: 'checkboxes', legend, isHeading: true, list }, errors);
}

function digestsChoice(say: Messages, { given, errors, step }: ActAsked, legend: string): Html {
  const list = [{ value: 'yes', words: say.requestLife.digests, isChosen: given.get(step) === 'yes' }];
  return choices(say, { name: step, legend, isHeading: true, kind: 'checkboxes', list }, errors);
}

/** Numbers of the directory alone: one of the message may be of whoever wrote it. */
function callChoice(say: Messages, { shown, given, errors }: ActAsked, legend: string): Html {
  const { directory } = shown.life;
  if (directory.length === 0)
    return html`<h1>${legend}</h1>
      ${note(
        'warn',
        html`<p id="call">${say.requestIncoming.noNumbers}</p>
          <p><a href="${directoryAddress(shown.request)}">${say.desks.showNumber}</a></p>`,
      )}`;
  const name = (id: string): string => shown.law.authorities.find((one) => one.id === id)?.name ?? id;
  const list = directory.map((one) => ({
    value: numberId(one),
    words: html`<bdi dir="ltr">${visiblePlain(one.number, 100)}</bdi>`,
    hint: visiblePlain(name(one.authority), 300),
    isChosen: given.get('call') === numberId(one),
  }));
  return choices(say, { name: 'call', kind: 'radios', legend, isHeading: true, list }, errors);
}

function directoryAddress({ counterpart }: LifeShown['request']): string {
  return counterpart === undefined ? '/law/authorities' : `/law/states/${counterpart}`;
}

/** For which time limit another day was set, or which links were fetched: each with its end. No link chosen is an answer too. */
function limitChoice(say: Messages, { shown, step, given, errors }: ActAsked, legend: string): Html {
  const words = say.requestLife.deadline;
  const { limits } = shown.life.facts;
  const isOfLinks = step === 'fetched';
  const chosen = given.getAll(step);
  const list = (isOfLinks ? linksOf(limits) : movableOf(limits)).map((limit) => ({
    value: limit.id,
    words: limitWords(say, shown, limit),
    hint: endOfLimit(say, limit),
    isChosen: chosen.includes(limit.id),
  }));
  const asked = { name: step, legend, isHeading: true, list } as const;
  return isOfLinks
    ? html`${hidden(step, '')}
      ${choices(say, { ...asked, kind: 'checkboxes', hint: words.fetchedHint }, errors)}`
    : choices(say, { ...asked, kind: 'radios' }, errors);
}

export function limitWords(say: Messages, { law }: Pick<LifeShown, 'law'>, { rule }: RunningLimit): string {
  return isOfLink(rule) ? say.requestLife.deadline.link : ruleName(say, rule, law);
}

export function endOfLimit(say: Messages, { end, zone }: RunningLimit): string {
  const words = say.timeLimits;
  return end === undefined ? words.noFigure : words.endsAt(inZone(say, end.toISOString(), zone));
}

/** Of each that does not come: by its ground, or in words. */
function whyAsked(say: Messages, asked: ActAsked, legend: string): Html {
  const { shown, given, errors, step } = asked;
  const ask = step === 'notes' ? noteFields : groundChoices;
  return ask(say, { shown, items: itemsLacking(asked), given, errors }, legend);
}

/** Of which it was just said that they do not come, or not wholly. */
export function itemsLacking({ shown, given }: Pick<ActAsked, 'shown' | 'given'>): number[] {
  return lackingIn(
    given,
    shown.life.items.map(({ item }) => item),
  );
}

/** One question, answered once for each item. */
function itemChoices(say: Messages, asked: ActAsked, legend: string): Html {
  return askedFieldset(
    say,
    { name: 'items', legend, isHeading: true, error: asked.errors['items'] },
    html`${asked.shown.life.items.map((item, i) => itemSelect(say, asked, item, i === 0))}`,
  );
}

function itemSelect(say: Messages, asked: ActAsked, one: RequestItem, isFirst: boolean): Html {
  const words = say.requestLife;
  const { item, desired, actual } = one;
  const isSender = isOfSender(asked.shown.request.direction, asked.row);
  const now = isSender
    ? words.desireds[desired]
    : actual === undefined
      ? words.noAnswer
      : words.actuals[actual];
  const name = `items.${item}`;
  const chosen = asked.given.get(name) ?? '';
  // What is wrong leads to the first.
  const id = isFirst ? 'items' : name;
  const options = [
    ['', `${words.unchanged}${say.language.colon}${now}`],
    ...itemOptions(say, asked),
  ] as const;
  return html`<div class="govuk-form-group">
    <label class="govuk-label" for="${id}">${itemName(say, asked.shown, item)}</label>
    <select class="govuk-select" id="${id}" name="${name}">
      ${options.map(
        ([value, text]) =>
          html`<option value="${value}" ${value === chosen ? raw(' selected') : nothing}>${text}</option>`,
      )}
    </select>
  </div>`;
}

export function itemOptions(
  { requestLife: words }: Messages,
  { shown, row }: Pick<ActAbout, 'shown' | 'row'>,
): readonly (readonly [value: string, words: string])[] {
  return isOfSender(shown.request.direction, row)
    ? DESIRED.map((one) => [one, words.desireds[one]] as const)
    : ACTUAL.map((one) => [one, words.actuals[one]] as const);
}
