// What was said on the pages of an act before the last one, to be read once more.
import { visiblePlain } from '../../../web/safe-text.ts';
import { capital } from '../../../web/capital.ts';
import { dayGiven } from '../../../web/day-field.ts';
import { html, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import { readMoment } from '../../../web/moment.ts';
import type { SaidLine } from '../../../web/steps.ts';
import { dayText } from '../../../web/when.ts';
import { zoneOf } from '../../../web/zones.ts';
import { itemName } from '../../item-name.pages.ts';
import { inZone } from '../../clocks/clock-words.pages.ts';
import {
  endOfLimit,
  itemOptions,
  itemsLacking,
  limitWords,
  questionOf,
  reasonFor,
  type ReasonKind,
  type ActAsked,
} from './act-questions.pages.ts';
import { hourGiven, numberId, type ActField } from './act-form.ts';
import { endingSaid, isEndingField } from '../ending/ending.pages.ts';
import { groundLines, noteLines } from './ground-ask.pages.ts';
import { capacityWords } from '../capacity.pages.ts';
import { GROUNDS } from '../grounds.ts';
import { WHY_OTHER_MEANS } from '../life.ts';
import { meansWords } from '../../drafting/answers/finding.ts';
import { wayName } from '../carriage/way-name.pages.ts';

/** Of the pages before the last, whose answer stands in its field. */
export function actSaid(say: Messages, asked: ActAsked): SaidLine<ActField>[] {
  return asked.asking.steps
    .slice(0, -1)
    .map((step) => ({ step, label: shortLabel(say, asked, step), value: said(say, asked, step) }));
}

function shortLabel(say: Messages, about: ActAsked, step: ActField): string {
  const words = say.requestLife;
  if (isEndingField(step)) return say.requestOutcome.labels[step];
  switch (step) {
    case 'reason':
      return reasonLabel(say, reasonFor(about));
    case 'whyOther':
      return words.carriage.why;
    case 'inWhat':
    case 'recipient':
    case 'until':
      return words.carriage[step];
    case 'capacity':
      return say.requestIncoming.capacity.label;
    case 'means':
      return say.sendingAsked.label;
    case 'carried':
    case 'grounds':
    case 'notes':
    case 'timeLimit':
    case 'setBy':
    case 'lastDay':
    case 'lastHour':
    case 'fetched':
      return questionOf(say, about, step);
    // Named, so that it can be seen which words are said here.
    case 'callSpoke':
    case 'notifiedTo':
    case 'notNotified':
    default:
      return words[step];
  }
}

function reasonLabel(say: Messages, kind: ReasonKind): string {
  const { way, comment, words, reason } = say.requestLife;
  const { order, early } = say.requestOutcome.labels;
  const checked = say.results.verifyWhy;
  const { longer } = say.requestLife.carriage;
  return { way, order, checked, early, longer, comment, words, why: reason }[kind];
}

function said(say: Messages, asked: ActAsked, step: ActField): Html | string {
  const { shown, given, exhibits } = asked;
  const words = say.requestLife;
  const { comma } = say.language;
  const all = given.getAll(step);
  const text = (given.get(step) ?? '').trim();
  if (isEndingField(step)) return endingSaid(say, step, text);
  switch (step) {
    case 'occurred': {
      const read = readMoment(given, step);
      return read.kind === 'moment' ? inZone(say, read.at, read.zone) : '–';
    }
    case 'capacity':
      return capacityWords(say, text);
    case 'ground': {
      const ground = GROUNDS.find((one) => one === text);
      return ground === undefined ? '–' : words.grounds[ground];
    }
    case 'means':
      return text === '' ? '–' : capital(meansWords(say, text));
    case 'channel':
      return text === '' ? '–' : wayName(say, shown.law, text);
    case 'call': {
      const called = shown.life.directory.find((one) => numberId(one) === text);
      return html`<bdi dir="ltr">${visiblePlain(called?.number ?? '–', 100)}</bdi>`;
    }
    case 'carried':
      return text === 'other' ? words.carriage.other : words.carriage.system;
    case 'whyOther':
      return WHY_OTHER_MEANS.filter((one) => all.includes(one))
        .map((one) => words.carriage.whys[one])
        .join(comma);
    case 'timeLimit':
    case 'fetched': {
      const named = shown.life.facts.limits.filter(({ id }) => all.includes(id));
      const lines = named.map(
        (one) => html`<div>${limitWords(say, shown, one)} (${endOfLimit(say, one)})</div>`,
      );
      return lines.length === 0 ? '–' : html`${lines}`;
    }
    case 'lastHour': {
      const hour = hourGiven(given);
      if (hour === undefined || hour === 'wrong') return words.deadline.wholeDay;
      return `${hour.time} (${zoneOf(hour.zone, say.language.locale).words})`;
    }
    case 'lastDay':
    case 'until':
      return text === '' && dayGiven(given, step) === ''
        ? '–'
        : dayText(say, new Date(dayGiven(given, step)));
    case 'exhibits':
      return exhibits
        .filter(({ number }) => all.includes(number))
        .map(({ number }) => number)
        .join(comma);
    case 'digests':
      return words.digests;
    case 'items':
      return itemsSaid(say, asked);
    case 'grounds':
      return groundLines(say, { shown, items: itemsLacking(asked), given });
    case 'notes':
      return noteLines(say, { shown, items: itemsLacking(asked), given });
    default:
      return visiblePlain(text === '' ? '–' : text, 1000);
  }
}

function itemsSaid(say: Messages, asked: ActAsked): Html {
  const options = new Map(itemOptions(say, asked));
  const lines = asked.shown.life.items.flatMap(({ item }) => {
    const words = options.get(asked.given.get(`items.${item}`) ?? '');
    return words === undefined
      ? []
      : [html`${itemName(say, asked.shown, item)}${say.language.colon}${words}<br />`];
  });
  return lines.length === 0 ? html`–` : html`${lines}`;
}
