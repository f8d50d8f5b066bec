// An answer as lines of plain words for a terminal: every rule with its article, every fact with how sure it is.
import { CONFIDENCES } from '../law/confidence.ts';
import type { Fact, Knowledge } from '../law/model.ts';
import { sourceWords } from '../law/look-up.ts';
import { stateName } from '../law/states.ts';
import type { Basis } from './basis.ts';
import type { Condition } from './condition.ts';
import { expectedWords } from './duration.ts';
import type { Answer, NotNow, Part, Plan } from './plan.ts';
import type { Step } from './step.ts';
import type { WhatIf } from './what-if.ts';

const WIDTH = 110;
const LABEL = 16;

export interface TextOptions {
  /** How many ways are shown in full; the others in one line. */
  readonly full: number;
  /** The list of facts with their sources at the end. */
  readonly facts: boolean;
}

export function answerText(answer: Answer, knowledge: Knowledge, options: TextOptions): string[] {
  const { need, parts } = answer;
  const lines = [
    `From ${stateName(need.from)}, for ${need.use === 'court' ? 'use in court' : 'a lead'}, ${need.urgency.replace('_', ' to ')}; law on ${answer.day}`,
    '',
    ...parts.flatMap((part) => partText(part, knowledge, options)),
  ];
  if (answer.claims.length > 0) lines.push(...claimsText(answer));
  for (const note of answer.notes) lines.push(...wrapped('Note', factWords(note), 0));
  if (answer.court.length > 0)
    lines.push(
      '',
      ...answer.court.flatMap((one) =>
        wrapped(
          'Court asks',
          `${one.law}, ${one.provision}: ${one.requirements.join('; ')} [${one.confidence}, ${one.at}]`,
          0,
        ),
      ),
    );
  const facts = factsOf(answer);
  lines.push('', countWords(facts, answer));
  if (options.facts) lines.push('', ...facts.flatMap((fact) => factLines(fact, knowledge)));
  return lines;
}

function partText(part: Part, knowledge: Knowledge, { full }: TextOptions): string[] {
  const holder = part.to === undefined ? 'a State that is not known' : stateName(part.to);
  const heading = `${category(part.category)} held in ${holder}`;
  const lines = [heading, '='.repeat(heading.length), ''];
  for (const check of part.checks.filter(({ level }) => level === 'warn'))
    lines.push(...wrapped('Before', check.text, 0));
  if (part.lighter.length > 0)
    lines.push(
      ...wrapped(
        'Ask less first',
        `Subscriber data may be had by ${part.lighter.map(({ name }) => name).join('; ')}`,
        0,
      ),
    );
  if (part.plans.length === 0) lines.push('No way is open or can be verified.');
  const open = part.plans.filter(({ state }) => state === 'open');
  const shown = part.plans.slice(0, Math.max(full, open.length > 0 ? 1 : full));
  shown.forEach((plan, i) => lines.push('', ...planText(plan, i + 1)));
  const rest = part.plans.slice(shown.length);
  if (rest.length > 0) {
    lines.push('', 'Other ways');
    rest.forEach((plan, i) =>
      lines.push(
        ...wrapped(
          `  ${shown.length + i + 1} ${stateWord(plan.state)}`,
          `${plan.name}${plan.toVerify[0] === undefined ? '' : `. ${plan.toVerify[0].text}`}`,
          0,
        ),
      ),
    );
  }
  lines.push(
    ...notNowText('Future: signed, not in force', part.future),
    ...notNowText('Closed', part.closed),
    '',
  );
  void knowledge;
  return lines;
}

function planText(plan: Plan, number: number): string[] {
  const lines = [`Way ${number}: ${plan.name} (${stateWord(plan.state)}; surest only as ${plan.weakest})`];
  plan.steps.forEach((step, i) => lines.push(...stepText(step, i + 1)));
  for (const warning of plan.timing.warnings)
    lines.push(
      ...wrapped(warning.level === 'stop' ? '  ! Time' : '  Time', `${warning.text}. ${warning.next}`, 0),
    );
  return lines;
}

const STEP_WORDS = { preserve: 'Preserve', produce: 'Ask', cure: 'Make it evidence' } as const;

function stepText(step: Step, number: number): string[] {
  const row = (label: string, text: string): string[] => wrapped(`    ${label}`, text, 0);
  const lines = [`  ${number} ${STEP_WORDS[step.kind]}: ${step.name} (${stateWord(step.state)})`];
  lines.push(...row('Sent by', step.maySend.join('; ')));
  const bodies = step.authorities.map(({ name, asOf }) => `${name} (as of ${asOf})`).join('; ');
  lines.push(...row('To', `${step.addressee}${bodies === '' ? '' : `: ${bodies}`}`));
  for (const basis of step.bases.filter(({ verdict }, i) => verdict === 'yes' || i === 0).slice(0, 4))
    lines.push(...row('Basis', basisWords(basis)));
  for (const condition of step.conditions)
    lines.push(...row(`${MARK[condition.verdict]}`, conditionWords(condition)));
  if (step.kind !== 'preserve')
    for (const one of step.authorisation) lines.push(...row('Authorised by', one));
  for (const one of step.prerequisites) lines.push(...row('You need', one));
  if (step.expected !== undefined)
    lines.push(
      ...row('Takes', `${expectedWords(step.expected)} (${step.expected.facts.map(factWords).join('; ')})`),
    );
  for (const clock of step.clocks.slice(0, 4))
    lines.push(
      ...row(
        'Clock',
        `${clock.length ?? ''} ${clock.unit.replaceAll('_', ' ')} ${BOUND[clock.bound] ?? clock.bound}, Art. ${clock.article}. ${clock.atEnd} [${clock.confidence}, ${clock.at}]`.trim(),
      ),
    );
  lines.push(
    ...row(
      'Result',
      `${step.result.value}. ${step.result.text}${step.result.makeItEvidence === undefined ? '' : ` ${step.result.makeItEvidence}.`}`,
    ),
  );
  for (const one of step.conditionsOfUse.slice(0, 3)) lines.push(...row('Use', factWords(one)));
  for (const one of step.refusalGrounds.slice(0, 4)) lines.push(...row('May be refused', factWords(one)));
  for (const one of step.toVerify) lines.push(...row('Verify', factWords(one)));
  return lines;
}

const MARK = { yes: 'met', unknown: 'not known', no: 'not met' } as const;
const BOUND: { readonly [bound: string]: string } = {
  max: 'at most',
  min: 'at least',
  exact: 'and then it ends',
  target: 'as an aim',
};

function basisWords(basis: Basis): string {
  const articles = basis.articles.length === 0 ? 'article not recorded' : `Art. ${basis.articles.join(', ')}`;
  const since = [basis.sinceFrom, basis.sinceTo].map((one) => one ?? 'not recorded');
  return `${basis.shortTitle}, ${articles}; in force for the one since ${since[0]}, for the other since ${since[1]} [${basis.weakest}]`;
}

function conditionWords({ text, facts }: Condition): string {
  const places = [...new Set(facts.map(({ at, confidence }) => `${confidence}, ${at}`))];
  return `${text} [${places.slice(0, 3).join('; ')}${places.length > 3 ? '; …' : ''}]`;
}

function notNowText(heading: string, list: readonly NotNow[]): string[] {
  if (list.length === 0) return [];
  return [
    '',
    heading,
    ...list.flatMap(({ name, because }) =>
      wrapped('  -', `${name}: ${conditionWords(because)}. Opens if ${because.opensIf}`, 0, 4),
    ),
  ];
}

function claimsText(answer: Answer): string[] {
  const lines = ['The place of the data is not one known State: what each way rests on', ''];
  for (const { claim, text, channels, facts } of answer.claims) {
    lines.push(...wrapped(`  ${claim}`, text, 0, 34));
    lines.push(
      ...wrapped('', channels.map((one) => `${one.channel} ${stateWord(one.state)}`).join(', '), 0, 34),
    );
    for (const fact of facts.slice(0, 4)) lines.push(...wrapped('', factWords(fact), 0, 34));
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
  return `${text} [${confidence}${asOf === undefined ? '' : ` as of ${asOf}`}, ${at}]`;
}

function factLines(fact: Fact, knowledge: Knowledge): string[] {
  const sources = sourceWords(knowledge, fact);
  return [
    ...wrapped(fact.at, `${fact.text} [${fact.confidence}]`, 0, 30),
    ...sources.flatMap((one) => wrapped('', one, 0, 32)),
  ];
}

/** Every fact an answer rests on, once, in the order of appearance. */
export function factsOf(answer: Answer): Fact[] {
  const found = new Map<string, Fact>();
  const add = (facts: readonly Fact[]): void => {
    for (const fact of facts) found.set(`${fact.at} ${fact.text}`, fact);
  };
  for (const { plans, future, closed } of answer.parts) {
    for (const { steps, timing } of plans) {
      for (const step of steps) {
        for (const one of step.conditions) add(one.facts);
        add([
          ...(step.expected?.facts ?? []),
          ...step.conditionsOfUse,
          ...step.refusalGrounds,
          step.editorial,
        ]);
      }
      for (const one of timing.warnings) add(one.facts);
    }
    for (const { because } of [...future, ...closed]) add(because.facts);
  }
  for (const { facts } of answer.claims) add(facts);
  return [...found.values()];
}

function countWords(facts: readonly Fact[], answer: Answer): string {
  const counts = [...CONFIDENCES].reverse().flatMap((one) => {
    const count = facts.filter(({ confidence }) => confidence === one).length;
    return count === 0 ? [] : [`${count} ${one}`];
  });
  return `Law data ${answer.dataVersion}; ${facts.length} facts used: ${counts.join(', ')}. --facts lists them with their sources.`;
}

function category(name: string): string {
  const words = name.replace('_', ' ').replace('realtime', 'data in real time');
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** A label and a text in a column beside it, folded at the width of a page. */
function wrapped(label: string, text: string, indent: number, column = LABEL + 4): string[] {
  const head = ' '.repeat(indent);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && column + line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  lines.push(line);
  return lines.map((one, i) => `${head}${(i === 0 ? label : '').padEnd(column)}${one}`);
}
