// The basic tips of UNODC (background paper, para 57) and what practice adds, as checks of the question itself.
import { isSameLanguage } from '../web/language-names.ts';
import { cited } from '../law/look-up.ts';
import type { CheckId, Fact } from '../law/model.ts';
import { tell, type Part, type Sentence, type Wording } from '../law/sentence.ts';
import type { Question } from './condition.ts';
import { isVolatile } from './need.ts';

export interface Check {
  readonly id: CheckId;
  readonly level: 'done' | 'warn' | 'suggest';
  readonly text: Wording;
  readonly basis: string;
  readonly facts: readonly Fact[];
}

type Said = readonly [id: CheckId, level: Check['level'], text: Sentence, facts?: readonly Fact[]];

export function checksOf(question: Question, directChannels: readonly string[]): Check[] {
  const said = [
    ...tips(question, directChannels),
    ...aboutIdentifiers(question),
    ...aboutWords(question),
    ...aboutWeight(question),
  ];
  const rules = new Map(question.knowledge.checks.map((one) => [one.id, one]));
  return said.flatMap(([id, level, text, facts = []]) => {
    const rule = rules.get(id);
    return rule === undefined
      ? []
      : [{ id, level, text, basis: rule.basis, facts: [{ ...cited(rule), text: rule.tip }, ...facts] }];
  });
}

/** The four of para 57. */
function tips({ need, category, to }: Question, directChannels: readonly string[]): Said[] {
  const other: Part = to === undefined ? tell('itsState') : { state: to };
  const copy = tell('directCopy', { list: directChannels.map((way) => ({ way })) }, other);
  return [
    ['open-source', 'suggest', tell('openSources')],
    ['affiliate', 'suggest', tell('affiliate', { state: need.from })],
    ...(isVolatile(category) ? [['preserve', 'warn', tell('preserveFirst')] as const] : []),
    ...(directChannels.length > 0 ? [['direct-copy', 'suggest', copy] as const] : []),
    ['cyber-unit', 'suggest', tell('cyberUnit')],
  ];
}

function aboutIdentifiers({ need: { identifiers = [], holder }, provider }: Question): Said[] {
  const made: Said[] =
    identifiers.length === 0
      ? [['identifiers', 'warn', tell('noIdentifier')]]
      : [['identifiers', 'done', tell('identifiers', { list: identifiers.map((said) => ({ said })) })]];
  made.push(...identifiers.flatMap((one) => ipPrecision(one) ?? []));
  if (holder.kind === 'provider' && provider === undefined && holder.name === undefined)
    made.push(['holder', 'warn', tell('nameHolder')]);
  return made;
}

/** By what the directory says of the authorities of that State. */
function aboutLanguage({ need: { language }, to, knowledge }: Question): Said {
  const other = otherOf(to);
  const said = language === undefined ? undefined : { language };
  const telling = knowledge.authorities.filter((one) => one.state === to && one.languages !== undefined);
  const accepted = [...new Set(telling.flatMap(({ languages = [] }) => languages))];
  const facts = telling.map((one): Fact => ({
    ...cited(one),
    text: tell('quoted', one.name, { list: languageParts(one.languages ?? []) }),
  }));
  if (accepted.length === 0)
    return said === undefined
      ? ['language', 'warn', tell('languagesUnknown', other)]
      : ['language', 'warn', tell('languageUnknown', said, other)];
  const list = { list: languageParts(accepted) };
  if (said === undefined) return ['language', 'suggest', tell('languagesAccepted', list, other), facts];
  const taking = telling.filter(({ languages = [] }) =>
    languages.some((one) => isSameLanguage(one, said.language)),
  );
  if (taking.length === 0) return ['language', 'warn', tell('languageOther', said, list, other), facts];
  return taking.length === telling.length
    ? ['language', 'done', tell('languageAccepted', said, other), facts]
    : ['language', 'suggest', tell('languagesAccepted', list, other), facts]; // not under every treaty: the facts say by whom
}

function languageParts(tags: readonly string[]): Part[] {
  return tags.map((language) => ({ language }));
}

function aboutWords(question: Question): Said[] {
  const { need } = question;
  const made: Said[] = [aboutLanguage(question)];
  if (need.urgency === 'emergency_life') made.push(['emergency', 'warn', tell('sayThreat')]);
  if (need.urgency === 'urgent')
    made.push([
      'urgency',
      'warn',
      need.deadline === undefined ? tell('sayUrgency') : tell('sayUrgencyBy', { day: need.deadline }),
    ]);
  if (need.use === 'court') made.push(['evidence-form', 'suggest', tell('sayForm', { state: need.from })]);
  return made;
}

/** Little, for data that reaches deep: put by this project, no rule of law. */
const HEAVY_YEARS = 1;

function aboutWeight({ need, category, to }: Question): Said[] {
  const { maxYears } = need.offence;
  const isHeavy =
    category !== 'subscriber' && category !== 'domain_registration' && category !== 'open_source';
  const made: Said[] = [
    ['dual-criminality', 'suggest', tell('sayOffence', otherOf(to))],
    ['privilege', 'suggest', tell('sayPrivilege')],
  ];
  if (isHeavy && (maxYears === undefined || maxYears <= HEAVY_YEARS))
    made.push([
      'proportionality',
      'warn',
      maxYears === undefined ? tell('weightUnsaid') : tell('weightLittle', maxYears),
    ]);
  return category === 'open_source' ? [] : made;
}

function otherOf(to: Question['to']): Part {
  return to === undefined ? tell('otherState') : { state: to };
}

const IPV4 = /^(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?/;
const IPV6 = /^\[?[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}\]?/i;
/** Seconds and an offset from UTC, as in 2026-11-03T12:04:11+01:00. */
const PRECISE_TIME = /\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})/;

/** Behind address translation an address without port and second names a thousand people. */
function ipPrecision(identifier: string): [Said] | undefined {
  const isAddress = IPV4.test(identifier) || (IPV6.test(identifier) && identifier.split(':').length > 3);
  if (!isAddress) return undefined;
  const hasPort =
    /^(?:\d{1,3}\.){3}\d{1,3}:\d{1,5}/.test(identifier) ||
    /\]:\d{1,5}/.test(identifier) ||
    /port\s*\d+/i.test(identifier);
  const address = { said: identifier };
  const hasTime = PRECISE_TIME.test(identifier);
  if (hasPort && hasTime) return [['ip-precision', 'done', tell('isPrecise', address)]];
  const add = hasPort ? 'addTime' : hasTime ? 'addPort' : 'addBoth';
  return [['ip-precision', 'warn', tell(add, address)]];
}
