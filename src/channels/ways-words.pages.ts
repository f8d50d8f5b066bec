// Words that several pages of the planner share.
import type { DataCategory, Knowledge } from '../law/model.ts';
import { labelText } from '../law/sentence.pages.ts';
import { stateName, type StateCode } from '../law/states.ts';
import { capital } from '../web/capital.ts';
import { html, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import { sourceWords } from '../web/source-words.ts';
import { dayText } from '../web/when.ts';
import type { Expected } from './duration.ts';
import type { Need } from './need.ts';
import type { Change } from './what-if.ts';

/** States whose name takes an article in English: the other languages leave it out, or have it in the name. */
const WITH_THE = new Set<StateCode>('US GB NL AE PH DO BS GM KM MH SB CF MV SC FK KY CK VI VG'.split(' '));

/** `the United States`: as it stands in a sentence. */
export function stateWords(say: Messages, code: StateCode | undefined): string {
  if (code === undefined) return say.ways.unknownState;
  const name = stateName(code, say.language.code);
  return WITH_THE.has(code) ? say.ways.stateWithThe(name) : name;
}

export function planTitle(say: Messages, need: Pick<Need, 'categories' | 'to'>): string {
  const [first = '', ...rest] = need.categories.map((one: DataCategory) => say.ways.category[one]);
  const data = [first, ...rest.map((one) => one.slice(0, 1).toLowerCase() + one.slice(1))];
  return say.ways.plan.title(new Intl.ListFormat(say.language.locale).format(data), stateWords(say, need.to));
}

/** `Needed in France, for use in court, by 30 Apr 2027. Fraud, maximum 5 years.` */
export function needLead(say: Messages, need: Need, { offenceTypes }: Knowledge): string {
  const { plan } = say.ways;
  const by = need.deadline === undefined ? '' : plan.by(dayText(say, new Date(need.deadline)));
  const offence = [
    ...(need.offence.types ?? []).map((type) => offenceText(say, offenceTypes, type)),
    ...(need.offence.maxYears === undefined ? [] : [plan.years(need.offence.maxYears)]),
  ].join(say.language.comma);
  const sentence = offence === '' ? '' : ` ${capital(offence)}.`;
  return `${plan.lead(stateWords(say, need.from), plan.use[need.use], by)}${sentence}${plan.urgency[need.urgency]}`;
}

export function offenceText(say: Messages, known: Knowledge['offenceTypes'], type: string): string {
  return labelText(say, known.find(({ id }) => id === type)?.label ?? type);
}

/** As a title: by the name of the law data, or where that is not the reader's language in the words of the catalogue. */
export function wayName(say: Messages, channel: string, name: string): Html {
  const way = say.ways.plan.way[channel];
  if (say.language.code === 'en' || way === undefined) return sourceWords(say, name);
  return html`${capital(way)}`;
}

export function takesWords(say: Messages, expected: Expected | undefined): string {
  const { takes } = say.ways.plan;
  const { minDays, maxDays } = expected ?? {};
  if (minDays === undefined || maxDays === undefined) return takes.noFigure;
  if (minDays === 0) return takes.upTo(maxDays);
  return minDays === maxDays ? takes.about(maxDays) : takes.range(minDays, maxDays);
}

export function changeWords(say: Messages, change: Change, { instruments }: Knowledge): string {
  const said = say.ways.plan.changes;
  const title = (id: string): string =>
    labelText(say, instruments.find((one) => one.id === id)?.shortTitle ?? id);
  switch (change.kind) {
    case 'ratify':
      return said.ratify(stateWords(say, change.state), title(change.instrument));
    case 'in-force':
      return said.inForce(title(change.instrument));
    case 'no-reservation':
      return said.noReservation(stateWords(say, change.state), change.article, title(change.instrument));
    case 'urgency':
      return change.urgency === 'emergency_life' ? said.emergency : said.urgent;
    case 'category':
      return change.category === 'subscriber'
        ? said.subscriber
        : said.category(say.ways.category[change.category]);
    case 'to':
      return said.to(stateWords(say, change.state));
    case 'years':
      return said.years(change.maxYears);
  }
}
