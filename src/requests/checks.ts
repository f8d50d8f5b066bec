// What is still missing or wrong in a request, before anybody signs it: the form's own demands, its legal basis, and the checks
// that every request for electronic evidence shares (basic tips of the paper, para 57, and what practice adds).
import type { CheckId, Knowledge } from '../law/model.ts';
import { itemsOf, type Answers, type Item } from './answers.ts';
import { isAsked, isRequired, type Form, type Level, type Words } from './form.ts';
import { checkIdentifier } from './identifiers/check.ts';
import type { Problem, Remark } from './identifiers/identifier.ts';
import type { DraftRequest } from './request-file.ts';

export interface RequestFinding {
  /** `missing`, the id of a rule of the form, of a check of `channels.yaml`, or a problem of an identifier. */
  readonly code: string;
  readonly level: Level;
  readonly field: string;
  /** Which item and identifier, counted from 1. */
  readonly item?: number;
  readonly identifier?: number;
  /** Instrument and article, or the practice it rests on. */
  readonly ref: string;
  readonly words: Words;
  /** A blocking finding that lets the request go once a reason is given. */
  readonly mayBeExplained?: true;
}

/** In the order of the form. */
export function findingsOf(draft: DraftRequest, { checks }: Pick<Knowledge, 'checks'>): RequestFinding[] {
  const { legal, answers } = draft;
  const basis = new Map(checks.map((one) => [one.id, one.basis]));
  const practice = (id: CheckId): string => basis.get(id) ?? '';
  const found = [
    ...missing(draft),
    ...legal.form.rules.flatMap((rule) => (rule.isMet(answers) ? [] : [{ ...rule, code: rule.id }])),
    ...aboutItems(legal.form, answers, practice),
    ...aboutPreservation(legal.form, answers, practice),
  ];
  const order = new Map(legal.fields.map(({ id }, i) => [id, i]));
  return found
    .map(({ code, level, field, item, identifier, ref, words, mayBeExplained }: RequestFinding) => ({
      code,
      level,
      field,
      ...(item !== undefined && { item }),
      ...(identifier !== undefined && { identifier }),
      ref,
      words,
      ...(mayBeExplained && { mayBeExplained }),
    }))
    .toSorted((a, b) => (order.get(a.field) ?? 0) - (order.get(b.field) ?? 0));
}

function missing({ legal, answers }: DraftRequest): RequestFinding[] {
  return legal.fields
    .filter(
      (field) =>
        field.type !== 'signature' && answers[field.id] === undefined && isRequired(legal, field, answers),
    )
    .map((field) => ({
      code: 'missing',
      level: 'block' as const,
      field: field.id,
      ref: `${legal.record.instrument}, ${field.ref}`,
      words: { en: `Still to be answered: ${field.label}.` },
    }));
}

/** An answer to a question that this request does not ask would go out with it. */
export function notAsked({ legal, answers }: DraftRequest): readonly string[] {
  return legal.fields
    .filter((field) => answers[field.id] !== undefined && !isAsked(legal, field, answers))
    .map(({ id }) => id);
}

type Practice = (id: CheckId) => string;

function aboutItems({ roles }: Form, answers: Answers, practice: Practice): RequestFinding[] {
  const field = roles.items;
  if (field === undefined) return [];
  return itemsOf(answers, field).flatMap((item, i) => {
    const at = { field, item: i + 1 };
    return [...aboutScope(item, at, practice), ...aboutIdentifiers(item, at, practice)];
  });
}

interface Place {
  readonly field: string;
  readonly item: number;
}

function aboutScope(item: Item, at: Place, practice: Practice): RequestFinding[] {
  const found: RequestFinding[] = [];
  const say = (code: CheckId, level: Level, en: string): void => {
    found.push({ ...at, code, level, ref: practice(code), words: { en } });
  };
  if (item.identifiers.length === 0)
    say(
      'identifiers',
      'block',
      'Name the accounts, numbers or addresses; a request for all data is refused.',
    );
  const isOfTime = item.category !== 'subscriber' && item.category !== 'domain_registration';
  if (isOfTime && (item.from === undefined || item.to === undefined))
    say('identifiers', 'block', 'Say from when to when; a period without bounds is refused as too broad.');
  if (item.from !== undefined && item.to !== undefined && Date.parse(item.to) < Date.parse(item.from))
    say('identifiers', 'block', 'The period ends before it begins.');
  if (item.format === undefined)
    say('evidence-form', 'warn', 'Say in which form your court needs it: certificate, digest, file format.');
  return found;
}

const PROBLEM_WORDS: { readonly [problem in Problem]: string } = {
  empty: 'It is empty.',
  tooLong: 'It is too long to be one.',
  notEmail: 'This is not a mail address.',
  notPhone: 'No such telephone number can exist; look at each digit.',
  phoneWithoutCountry: 'Write the number with its country, such as +44 20 7946 0958.',
  notIp: 'This is neither an IPv4 nor an IPv6 address.',
  ipNotPublic: 'This address exists only within a private network; nobody outside can tell whose it was.',
  notPort: 'A port is a number from 1 to 65535.',
  notTime: 'This is not a time, such as 2026-11-26T14:20:05+01:00.',
  timeWithoutOffset: 'Say the offset of the clock that recorded it, such as +01:00, or Z for UTC.',
  endsBeforeItBegins: 'It ends before it begins.',
  notUrl: 'This is not the address of a page.',
  notDomain: 'This is not the name of a domain.',
  notDigits: 'It has not the right number of digits.',
  checkDigit: 'A digit or letter is wrong: its check digits do not fit.',
  notMac: 'A hardware address has six pairs of digits 0-9 and A-F.',
  notIban: 'This is not an IBAN.',
  ibanLength: 'An IBAN of this country has another length.',
  notAddress: 'This is not an address of that currency.',
  otherNetwork: 'This is an address of a test network; it holds nothing.',
};

const REMARKS: {
  readonly [remark in Remark]: readonly [level: Level | undefined, check: CheckId, en: string];
} = {
  portMissing: [
    'block',
    'ip-precision',
    'Add the source port: many people share an IPv4 address at one moment.',
  ],
  timeMissing: [
    'block',
    'ip-precision',
    'Say when the address was used, to the second, with the offset from UTC.',
  ],
  timeOnlyToTheMinute: [
    'block',
    'ip-precision',
    'Say the second: in a minute an address can pass to somebody else.',
  ],
  displayName: [
    'warn',
    'identifiers',
    'A name that is shown can be changed at any time; give the number or id of the account too.',
  ],
  noStableId: [
    'warn',
    'identifiers',
    'The address of this page may change; give the number or id of the account too.',
  ],
  exampleAddress: ['warn', 'identifiers', 'This address is reserved for examples; nobody has it.'],
  randomMac: ['warn', 'identifiers', 'Devices make up such hardware addresses; it may name nothing.'],
  checkDigitAdded: [undefined, 'identifiers', ''],
  caseNotChecked: [
    'warn',
    'identifiers',
    'Written in one case this address carries no checksum; compare it with its source.',
  ],
  countryUnknown: [
    'warn',
    'identifiers',
    'The length of an IBAN of this country is not known here; compare it with its source.',
  ],
};

function aboutIdentifiers(item: Item, at: Place, practice: Practice): RequestFinding[] {
  return item.identifiers.flatMap(({ kind, value, port, from, to }, k): RequestFinding[] => {
    const typed = {
      kind,
      value,
      ...(port !== undefined && { port }),
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
    };
    const checked = checkIdentifier(typed);
    const place = { ...at, identifier: k + 1 };
    if (!checked.ok)
      return [
        {
          ...place,
          code: checked.problem,
          level: 'block' as const,
          ref: practice('identifiers'),
          words: { en: PROBLEM_WORDS[checked.problem] },
        },
      ];
    return checked.identifier.remarks.flatMap((remark) => {
      const [level, check, en] = REMARKS[remark];
      return level === undefined
        ? []
        : [{ ...place, code: remark, level, ref: practice(check), words: { en } }];
    });
  });
}

/** Para 57, second tip. A reason lets it go: data may be held by law, or the holder may be trusted not to delete. */
function aboutPreservation({ roles }: Form, answers: Answers, practice: Practice): RequestFinding[] {
  const { preservation, items } = roles;
  if (
    preservation === undefined ||
    answers[preservation] !== undefined ||
    itemsOf(answers, items).length === 0
  )
    return [];
  return [
    {
      code: 'preserve',
      level: 'block',
      field: preservation,
      ref: practice('preserve'),
      words: { en: 'No preservation of these data is linked. Have them preserved first, or say why not.' },
      mayBeExplained: true,
    },
  ];
}

/** True when nothing stands in the way that has not been explained. */
export function mayGo(
  findings: readonly RequestFinding[],
  explained: Readonly<Record<string, string>>,
): boolean {
  return findings.every(
    ({ level, mayBeExplained, code }) =>
      level !== 'block' || (mayBeExplained === true && explained[code] !== undefined),
  );
}
