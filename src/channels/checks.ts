// The basic tips of UNODC (background paper, para 57) and what practice adds, as checks of the question itself.
import { cited } from '../law/look-up.ts';
import type { CheckId, Fact } from '../law/model.ts';
import { stateName } from '../law/states.ts';
import type { Question } from './condition.ts';
import { isVolatile } from './need.ts';

export interface Check {
  readonly id: CheckId;
  readonly level: 'done' | 'warn' | 'suggest';
  readonly text: string;
  readonly basis: string;
  readonly facts: readonly Fact[];
}

type Said = readonly [id: CheckId, level: Check['level'], text: string];

export function checksOf(question: Question, directChannels: readonly string[]): Check[] {
  const said = [
    ...tips(question, directChannels),
    ...aboutIdentifiers(question),
    ...aboutWords(question),
    ...aboutWeight(question),
  ];
  const rules = new Map(question.knowledge.checks.map((one) => [one.id, one]));
  return said.flatMap(([id, level, text]) => {
    const rule = rules.get(id);
    return rule === undefined
      ? []
      : [{ id, level, text, basis: rule.basis, facts: [{ ...cited(rule), text: rule.tip }] }];
  });
}

/** The four of para 57. */
function tips({ need, category, to }: Question, directChannels: readonly string[]): Said[] {
  const other = to === undefined ? 'its State' : stateName(to);
  const copy = `Where you write to the provider itself (${directChannels.join(', ')}), send a copy to the authority of ${other}`;
  return [
    ['open-source', 'suggest', 'First look in open sources, and record what was found or why not'],
    [
      'affiliate',
      'suggest',
      `Ask whether the holder has an affiliate in ${stateName(need.from)} that can answer`,
    ],
    ...(isVolatile(category)
      ? [['preserve', 'warn', 'Preserve before you ask for disclosure'] as const]
      : []),
    ...(directChannels.length > 0 ? [['direct-copy', 'suggest', copy] as const] : []),
    ['cyber-unit', 'suggest', 'Have the cybercrime unit read the technical part'],
  ];
}

function aboutIdentifiers({ need: { identifiers = [], holder }, provider }: Question): Said[] {
  const made: Said[] =
    identifiers.length === 0
      ? [
          [
            'identifiers',
            'warn',
            'No identifier was said: name accounts, numbers or addresses, and a period; a request for "all data" is refused',
          ],
        ]
      : [['identifiers', 'done', `Identifiers: ${identifiers.join(', ')}`]];
  made.push(...identifiers.flatMap((one) => ipPrecision(one) ?? []));
  if (holder.kind === 'provider' && provider === undefined && holder.name === undefined)
    made.push([
      'holder',
      'warn',
      'Name the provider and the legal entity that controls the data; the wrong entity is a usual ground of refusal',
    ]);
  return made;
}

function aboutWords({ need, to }: Question): Said[] {
  const other = to === undefined ? 'the other State' : stateName(to);
  const made: Said[] = [
    need.language === undefined
      ? [
          'language',
          'warn',
          `Which languages ${other} accepts is not on record: ask, and plan for a translation`,
        ]
      : ['language', 'warn', `A request in ${need.language}: whether ${other} accepts it is not on record`],
  ];
  if (need.urgency === 'emergency_life')
    made.push([
      'emergency',
      'warn',
      'Say what threatens whom and how the data would avert it; name a number of the directory for the call-back',
    ]);
  if (need.urgency === 'urgent')
    made.push([
      'urgency',
      'warn',
      need.deadline === undefined
        ? 'Say why it is urgent and by when: no day was said'
        : `Say why it is urgent; needed by ${need.deadline}`,
    ]);
  if (need.use === 'court')
    made.push([
      'evidence-form',
      'suggest',
      `Say in the request which certificate, digest and format the courts of ${stateName(need.from)} need`,
    ]);
  return made;
}

/** Little, for data that reaches deep: put by this project, no rule of law. */
const HEAVY_YEARS = 1;

function aboutWeight({ need, category, to }: Question): Said[] {
  const { maxYears } = need.offence;
  const other = to === undefined ? 'the other State' : stateName(to);
  const isHeavy =
    category !== 'subscriber' && category !== 'domain_registration' && category !== 'open_source';
  const made: Said[] = [
    [
      'dual-criminality',
      'suggest',
      `Say how the act would be an offence in ${other} too; many treaties let it refuse otherwise`,
    ],
    [
      'privilege',
      'suggest',
      'Say whether a lawyer, a doctor, the press, a public authority or an enterprise customer is concerned',
    ],
  ];
  if (isHeavy && (maxYears === undefined || maxYears <= HEAVY_YEARS))
    made.push([
      'proportionality',
      'warn',
      maxYears === undefined
        ? 'The maximum sentence was not said: say why the offence is serious enough for this data'
        : `A maximum of ${maxYears} year${maxYears === 1 ? '' : 's'} is little for this data: ask for less, or say why it is needed`,
    ]);
  return category === 'open_source' ? [] : made;
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
  const missing = [
    ...(hasPort ? [] : ['source port']),
    ...(PRECISE_TIME.test(identifier) ? [] : ['time to the second with its offset from UTC']),
  ];
  return missing.length === 0
    ? [['ip-precision', 'done', `${identifier}: port, second and offset are there`]]
    : [['ip-precision', 'warn', `${identifier}: add ${missing.join(' and ')}`]];
}
