// An answer as lines of plain words for a terminal: every rule with its article, every fact with how sure it is.
import { tagName } from '../web/language-names.ts';
import type { ClockRule, Fact, Knowledge } from '../law/model.ts';
import type { Declaration } from '../law/model-declaration.ts';
import { sourceWords } from '../law/look-up.ts';
import { reviewText } from '../law/review.ts';
import { isSaying, Sentence, type Wording } from '../law/sentence.ts';
import { stateName } from '../law/states.ts';
import type { Basis } from './basis.ts';
import { BRIEF_LINES, type Brief, type BriefLine } from './brief.ts';
import type { Condition } from './condition.ts';
import { expectedWords } from './duration.ts';
import { countWords, factsOf } from './facts.ts';
import type { Answer, NotNow, Part, Plan } from './plan.ts';
import type { Step } from './step.ts';
import type { WhatIf } from './what-if.ts';

const WIDTH = 110;
const LABEL = 16;
const CLAIM = 34;

interface TextOptions {
  /** How many ways are shown in full; none: five lines, the table, and what is not open. */
  readonly full: number;
  /** The list of facts with their sources at the end. */
  readonly facts: boolean;
}

export function answerText(answer: Answer, knowledge: Knowledge, options: TextOptions): string[] {
  const { need, parts } = answer;
  const lines = [
    `From ${stateName(need.from)}, for ${need.use === 'court' ? 'use in court' : 'a lead'}, ${need.urgency.replace('_', ' to ')}; law on ${answer.day}`,
    '',
    ...parts.flatMap((part) => partText(part, options)),
  ];
  if (answer.claims.length > 0) lines.push(...claimsText(answer));
  for (const note of answer.notes) lines.push(...wrapped('Note', factWords(note)));
  for (const { law, provision, requirements, confidence, at } of answer.court)
    lines.push(
      ...wrapped('Court asks', `${law}, ${provision}: ${requirements.join('; ')} [${confidence}, ${at}]`),
    );
  const facts = factsOf(answer);
  lines.push('', countWords(facts, answer));
  if (options.facts) lines.push('', ...facts.flatMap((fact) => factLines(fact, knowledge)));
  return lines;
}

function partText(part: Part, options: TextOptions): string[] {
  const holder = part.to === undefined ? 'a State that is not known' : stateName(part.to);
  const heading = `${category(part.category)}, held in ${holder}`;
  const lines = [heading, '='.repeat(heading.length), '', ...briefText(part.brief), ''];
  if (part.plans.length === 0) lines.push('No way is open or can be verified.');
  else lines.push(...waysTable(part.plans));
  return [...lines, ...(options.full === 0 ? foldedText(part) : fullText(part, options.full)), ''];
}

/** What falls out and why, one line each; everything else is asked for. */
function foldedText({ future, closed, unasked, ruledOut, plans }: Part): string[] {
  const short = (name: string, because: Condition): string[] =>
    wrapped('  -', `${name}: ${String(because.text)}`, 4);
  const ofLaw = closed.filter(({ because }) => because.predicate !== 'category');
  return [
    '',
    'Not open, with the reason',
    ...[...future, ...ofLaw, ...unasked].flatMap(({ name, because }) => short(name, because)),
    ...ruledOut.flatMap(({ shortTitle, because }) => short(shortTitle, because)),
    ...(closed.length === ofLaw.length
      ? []
      : [`  -   ${closed.length - ofLaw.length} for other kinds of data`]),
    '',
    `Each of the ${plans.length} channels in full, with every condition and its source: --all`,
  ];
}

function fullText(part: Part, full: number): string[] {
  const lines: string[] = [];
  for (const check of part.checks.filter(({ level }) => level === 'warn'))
    lines.push(...wrapped('Before', check.text));
  if (part.lighter.length > 0)
    lines.push(
      ...wrapped(
        'Ask less first',
        `Subscriber data may be had by: ${part.lighter.map(({ name }) => name).join('; ')}`,
      ),
    );
  const shown = part.plans.slice(0, full);
  shown.forEach((plan, i) => lines.push('', ...planText(plan, i + 1, shown.slice(0, i))));
  const unsure = part.plans.slice(shown.length).filter(({ toVerify }) => toVerify.length > 0);
  if (unsure.length > 0) lines.push('', 'To be verified');
  for (const plan of unsure)
    lines.push(
      ...wrapped(
        `  ${part.plans.indexOf(plan) + 1}`,
        `${plan.name}: ${plan.toVerify.filter(isOwn(plan)).slice(0, 2).map(bareWords).join('. ')}`,
        6,
      ),
    );
  return [
    ...lines,
    ...notNowText('Future: not in force yet', part.future),
    ...notNowText('Comes unasked', part.unasked),
    ...notNowText('Closed', part.closed),
    ...ruledOutText(part.ruledOut),
  ];
}

/** Sentences of the production step itself, without the words that every one of them starts with. */
function isOwn(plan: Plan): (fact: Fact) => boolean {
  const own = new Set(
    plan.steps.find(({ kind }) => kind === 'produce')?.toVerify.map(({ text }) => String(text)),
  );
  return ({ text }) => own.has(String(text));
}

function waysTable(plans: readonly Plan[]): string[] {
  const rows = plans.map((plan, i) => {
    const produce = plan.steps.find(({ kind }) => kind === 'produce');
    const takes =
      produce?.expected?.maxDays === undefined ? 'not on record' : String(expectedWords(produce.expected));
    return [
      String(i + 1),
      plan.name,
      stateWord(plan.state),
      takes,
      produce?.result.value ?? '',
      plan.weakest,
    ];
  });
  const heading = ['', 'Way', 'State', 'Takes', 'Result', 'Weakest fact'];
  const widths = heading.map((one, i) => Math.max(one.length, ...rows.map((row) => row[i]?.length ?? 0)));
  return [heading, ...rows].map((row) =>
    `  ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}`.trimEnd(),
  );
}

const BRIEF: { readonly [line in BriefLine]: string } = {
  call: 'Call',
  send: 'Send',
  sign: 'Signed by',
  by: 'By when',
  kill: 'Would stop it',
};

/** The label is that of the weakest part of the line. */
function briefText(brief: Brief): string[] {
  return BRIEF_LINES.flatMap((line) => {
    const { says, weakest } = brief[line];
    return wrapped(BRIEF[line], `${says.map(String).join('; ')} [${weakest}]`);
  });
}

function ruledOutText(list: Part['ruledOut']): string[] {
  if (list.length === 0) return [];
  return [
    '',
    'Ruled out, with the reason',
    ...list.flatMap(({ shortTitle, ways, because }) =>
      wrapped('  -', `${shortTitle} (${ways.join(', ')}): ${conditionWords(because)}`, 4),
    ),
  ];
}

function planText(plan: Plan, number: number, before: readonly Plan[]): string[] {
  const lines = [
    `Way ${number}: ${plan.name} (${stateWord(plan.state)})`,
    ...wrapped('  Order', plan.placed),
  ];
  plan.steps.forEach((step, i) => {
    const same = before.findIndex((one) =>
      one.steps.some(
        (other) => other.channel === step.channel && other.name === step.name && other.kind !== 'cure',
      ),
    );
    const head = `  ${i + 1} ${STEP_WORDS[step.kind]}: ${String(step.name)}`;
    if (same !== -1) lines.push(`${head}, as in way ${same + 1}`);
    else lines.push(`${head} (${stateWord(step.state)})`, ...stepText(step));
  });
  for (const warning of plan.timing.warnings)
    lines.push(
      ...wrapped(
        warning.level === 'stop' ? '  ! Time' : '  Time',
        `${String(warning.text)}. ${String(warning.next)}`,
      ),
    );
  return lines;
}

const STEP_WORDS = { preserve: 'Preserve', produce: 'Ask', cure: 'Make it evidence' } as const;

/** With the languages in which it takes a request. */
function bodyText({ name, asOf, languages, at }: Step['authorities'][number]): string {
  const taken = languages?.map((tag) => tagName(tag, 'en')).join(', ') ?? 'languages not on record';
  return `${name} (${taken}${asOf === undefined ? '' : `, as of ${asOf}`}, ${at})`;
}

function stepText(step: Step): string[] {
  const row = (label: string, text: Wording): string[] => wrapped(`    ${label}`, text);
  const rows = (label: string, texts: readonly Wording[]): string[] =>
    texts.flatMap((text) => row(label, text));
  const bodies = step.authorities.map(bodyText).join('; ');
  const { result } = step;
  return [
    ...row('Sent by', step.maySend.join('; ')),
    ...row('To', `${String(step.addressee)}${bodies === '' ? '' : `: ${bodies}`}`),
    ...rows(
      'Basis',
      step.bases
        .filter(({ verdict }, i) => verdict === 'yes' || i === 0)
        .slice(0, 4)
        .map(basisWords),
    ),
    ...step.conditions.flatMap((condition) => row(MARK[condition.verdict], conditionWords(condition))),
    ...(step.kind === 'preserve' && step.channel !== 'epoc-pr'
      ? []
      : rows('Authorised by', step.authorisation)),
    ...rows('You need', step.prerequisites),
    ...rows('It asks', step.asks.slice(0, 3).map(factWords)),
    ...rows(
      'Reservation',
      step.bases.flatMap(({ reservations }) => reservations.map(reservationWords)),
    ),
    ...(step.expected === undefined
      ? []
      : row('Takes', step.expected.facts.map(factWords).join('; ') || 'no figure on record')),
    ...rows('Clock', step.clocks.slice(0, 4).map(clockWords)),
    ...row(
      'Result',
      `${result.value}. ${String(result.text)}${result.makeItEvidence === undefined ? '' : ` ${String(result.makeItEvidence)}.`}`,
    ),
    ...rows('Use', step.conditionsOfUse.slice(0, 3).map(factWords)),
    ...rows('May be refused', step.refusalGrounds.slice(0, 4).map(factWords)),
    ...rows('Limit', step.limits),
    ...rows('Verify', step.toVerify.filter(({ text }) => isSaying(text, 'verifyDepositary')).map(factWords)),
    ...(step.kind === 'preserve' ? [] : row('These words', factWords(step.editorial))),
  ];
}

function clockWords({ length, unit, bound, article, instrument, atEnd, confidence, at }: ClockRule): string {
  const long =
    length === undefined || length === 0
      ? unit.replaceAll('_', ' ')
      : `${BOUND[bound] ?? ''}${length} ${unit.replaceAll('_', ' ')}${length === 1 ? '' : 's'}`;
  const where = instrument === 'planning-value' ? article : `Art. ${article}`;
  return `${long} (${where}). ${atEnd} [${confidence}, ${at}]`;
}

const MARK = { yes: 'met', unknown: 'not known', no: 'not met' } as const;
const BOUND: { readonly [bound: string]: string } = {
  max: 'at most ',
  min: 'at least ',
  exact: '',
  target: 'as an aim ',
};

function basisWords(basis: Basis): string {
  const articles = basis.articles.length === 0 ? 'article not recorded' : `Art. ${basis.articles.join(', ')}`;
  const since = basis.since.map(({ state, words }) => `${stateName(state)} ${String(words)}`);
  return `${basis.shortTitle}, ${articles}; ${since.join(', ')} [${basis.weakest}]`;
}

function reservationWords({ state, article, effect, confidence, at }: Declaration): string {
  return `${stateName(state)}, Art. ${article}: ${effect} [${confidence}, ${at}]`;
}

function conditionWords({ text, facts }: Condition): string {
  const places = [...new Set(facts.map(({ at, confidence }) => `${confidence}, ${at}`))];
  return `${String(text)} [${places.slice(0, 3).join('; ')}${places.length > 3 ? '; …' : ''}]`;
}

function notNowText(heading: string, list: readonly NotNow[]): string[] {
  if (list.length === 0) return [];
  return [
    '',
    heading,
    ...list.flatMap(({ name, because }) =>
      wrapped('  -', `${name}: ${conditionWords(because)}. Opens if ${String(because.opensIf)}`, 4),
    ),
  ];
}

function claimsText(answer: Answer): string[] {
  const lines = ['The place of the data is not one known State: what each way rests on', ''];
  for (const { claim, text, channels, facts } of answer.claims) {
    const states = channels.map((one) => `${one.channel} ${stateWord(one.state)}`).join(', ');
    lines.push(...wrapped(`  ${claim}`, text, CLAIM));
    for (const one of [states, ...facts.slice(0, 4).map(factWords)]) lines.push(...wrapped('', one, CLAIM));
  }
  return [...lines, ''];
}

export function whatIfText({ differences }: WhatIf): string[] {
  if (differences.length === 0) return ['That would change no channel.'];
  return [
    'That would change:',
    ...differences.map(
      ({ channel, before, after }) => `  ${channel.padEnd(30)}${stateWord(before)} -> ${stateWord(after)}`,
    ),
  ];
}

function stateWord(state: 'open' | 'unknown' | 'future' | 'closed'): string {
  return state === 'unknown' ? 'to be verified' : state;
}

function factWords({ text, confidence, at, asOf }: Fact): string {
  return `${String(text)} [${confidence}${asOf === undefined ? '' : ` as of ${asOf}`}, ${at}]`;
}

/** Without the words that every sentence to be verified begins with. */
function bareWords(fact: Fact): string {
  const { text } = fact;
  const [what] = text instanceof Sentence && text.key === 'toVerify' ? text.parts : [];
  return factWords(what instanceof Sentence ? { ...fact, text: what } : fact);
}

function factLines(fact: Fact, knowledge: Knowledge): string[] {
  const sources = sourceWords(knowledge, fact);
  return [
    ...wrapped(
      fact.at,
      `${String(fact.text)} [${fact.confidence}${sources.length === 0 ? '' : `, ${reviewText(fact)}`}]`,
      30,
    ),
    ...sources.flatMap((one) => wrapped('', one, 32)),
  ];
}

function category(name: string): string {
  const words = name.replace('_', ' ').replace('realtime', 'data in real time');
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** A label and a text in a column beside it, folded at the width of a page. */
function wrapped(label: string, text: Wording, column = LABEL + 4): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of String(text).split(' ')) {
    if (line !== '' && column + line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  lines.push(line);
  return lines.map((one, i) => `${(i === 0 ? label : '').padEnd(column)}${one}`.trimEnd());
}
