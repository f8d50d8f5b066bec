// What is still missing or wrong in a request, before anybody signs it: the form's own demands, its legal basis, and the checks
// that every request for electronic evidence shares (basic tips of the paper, para 57, and what practice adds).
import type { CheckId, Knowledge } from '../../../../law/model.ts';
import type { Answers, Item, Measure } from '../../../core/answers.ts';
import { askedOf, identifiersOf, isMeasure, itemsOf } from '../../../core/request-items.ts';
import { missingDetails, PRESERVED, typeFindings } from '../../../core/evidence-types.ts';
import {
  isAsked,
  isRequired,
  kindForm,
  namesItsLaw,
  onlyAsked,
  type LegalForm,
  type Level,
  type Roles,
  type RuleLaw,
} from '../../../core/form.ts';
import { checkIdentifier } from '../../../core/identifier-check.ts';
import type { Remark } from '../../../core/identifier.ts';
import { practiceFindings, type Setting } from '../../../machine/way/practice.ts';
import type { DraftRequest } from '../../../machine/messages/request-file.ts';
import type { RequestFinding, SharedCheck } from '../../../machine/way/request-finding.ts';

/** In the order of the form. Of what is asked: what is kept of a question that is asked no more stands in nobody's way. */
export function findingsOf(
  all: DraftRequest,
  law: Pick<Knowledge, 'checks' | 'instruments'>,
): RequestFinding[] {
  const { legal } = all;
  const answers = onlyAsked(legal, all.answers);
  const draft = { ...all, answers };
  const basis = new Map(law.checks.map((one) => [one.id, one.basis]));
  const practice = (id: CheckId): string => basis.get(id) ?? '';
  const found: RequestFinding[] = [
    ...missing(draft),
    // A rule is broken by what is asked alone, and not where what is kept of another question meets it: that may be asked again.
    ...broken(draft, law).filter(({ what }) => what.kind !== 'rule' || !what.rule.isMet(all.answers, law)),
    ...aboutItems(draft, law, practice),
    ...legal.fields
      .filter(({ type }) => type === 'identifier_list')
      .flatMap(({ id }) => aboutIdentifiers(identifiersOf(answers, id), { field: id }, practice)),
    ...aboutPreservation(legal.form.roles, answers, practice),
  ];
  return inOrder(draft, found);
}

type Drafted = Pick<DraftRequest, 'legal' | 'answers'>;

function broken({ legal, answers }: Drafted, law: RuleLaw): RequestFinding[] {
  return legal.form.rules
    .filter((rule) => !rule.isMet(answers, law))
    .map((rule) => ({
      what: { kind: 'rule', rule },
      level: rule.level,
      field: rule.field,
      ref: rule.ref,
    }));
}

function inOrder({ legal }: DraftRequest, found: readonly RequestFinding[]): RequestFinding[] {
  const order = new Map(legal.fields.map(({ id }, i) => [id, i]));
  return found.toSorted((a, b) => (order.get(a.field) ?? 0) - (order.get(b.field) ?? 0));
}

/** Those of the answers, and those of practice for what surrounds them. */
export function allFindings(draft: DraftRequest, law: Knowledge, setting: Setting): RequestFinding[] {
  return inOrder(draft, [...findingsOf(draft, law), ...practiceFindings(draft, law, setting)]);
}

/** Answers to questions that this request does not ask: in the file of another program they mean something that nobody would read. */
export function notAsked({ legal, answers }: Pick<DraftRequest, 'legal' | 'answers'>): readonly string[] {
  return legal.fields.flatMap((field) => [
    ...(answers[field.id] !== undefined && !isAsked(legal, field, answers) ? [field.id] : []),
    ...(field.type === 'item_list' ? askedOf(answers, field.id) : []).flatMap((one, i) => {
      const kind = isMeasure(one) ? kindForm(legal, one.measure) : undefined;
      if (kind === undefined || !isMeasure(one)) return [];
      return notAsked({ legal: kind, answers: one.answers }).map((part) => `${field.id}.${i}.${part}`);
    }),
  ]);
}

function missing({ legal, answers }: Pick<DraftRequest, 'legal' | 'answers'>): RequestFinding[] {
  return legal.fields
    .filter(
      (field) =>
        field.type !== 'signature' && answers[field.id] === undefined && isRequired(legal, field, answers),
    )
    .map((field) => ({
      what: { kind: 'missing' },
      level: 'block',
      field: field.id,
      ref: namesItsLaw(field.ref) ? field.ref : `${legal.record.instrument}, ${field.ref}`,
    }));
}

type Practice = (id: CheckId) => string;

type Place = Pick<RequestFinding, 'field' | 'item'>;

function aboutItems({ legal, answers }: Drafted, law: RuleLaw, practice: Practice): RequestFinding[] {
  const { roles } = legal.form;
  const field = roles.items;
  if (field === undefined) return [];
  return askedOf(answers, field).flatMap((item, i) => {
    const at = { field, item: i + 1 };
    if (isMeasure(item)) return aboutMeasure({ legal, law }, item, at);
    return [
      ...aboutScope(item, { legal, answers }, at, practice),
      ...aboutIdentifiers(item.identifiers, at, practice),
    ];
  });
}

/** A kind of assistance is a small form: what it lacks is what the item lacks. */
function aboutMeasure(
  { legal, law }: { readonly legal: LegalForm; readonly law: RuleLaw },
  { measure, answers }: Measure,
  at: Place,
): RequestFinding[] {
  const kind = kindForm(legal, measure);
  if (kind === undefined) return [];
  const draft = { legal: kind, answers };
  return [...missing(draft), ...broken(draft, law)].map(({ what, field, ...found }) => {
    const part = kind.fields.find(({ id }) => id === field);
    const lacks = what.kind === 'missing' && part !== undefined;
    return { ...found, ...at, part: field, what: lacks ? { kind: 'lacks', part } : what };
  });
}

/** By which law whoever is asked keeps to the form that the request says. */
const FORMALITIES: { readonly [instrument: string]: string } = {
  'coe-ets-185': 'coe-ets-185, Art. 27(3)',
  'un-untoc-2000': 'un-untoc-2000, Art. 18(17)',
  'eu-2014-41': 'eu-2014-41, Art. 9(2)',
};

/** What the form asks once for all its items is not asked of each. */
function aboutScope(
  item: Item,
  { legal: { form, record }, answers }: Pick<DraftRequest, 'legal' | 'answers'>,
  at: Place,
  practice: Practice,
): RequestFinding[] {
  const { roles, purpose } = form;
  const found: RequestFinding[] = [];
  const say = (code: SharedCheck, level: Level, check: CheckId): void => {
    found.push({ ...at, what: { kind: 'shared', code }, level, ref: practice(check) });
  };
  if (item.holder === undefined) say('noHolder', 'block', 'holder');
  if (item.reason === undefined) say('noReason', 'block', 'identifiers');
  if (roles.identifiers === undefined && item.identifiers.length === 0)
    say('noIdentifiers', 'block', 'identifiers');
  const asksOnce = { identifiers: roles.identifiers !== undefined, period: roles.period !== undefined };
  for (const { code, check } of typeFindings(item, asksOnce)) say(code, 'block', check);
  for (const { detail, level, check } of missingDetails(item))
    found.push({ ...at, what: { kind: 'detail', detail }, level, ref: practice(check) });
  if (item.from !== undefined && item.to !== undefined && isBefore(item.to, item.from))
    say('endsBeforeItBegins', 'block', 'identifiers');
  // Nobody hands over what is only to be kept; and a form that asks once for all items has said it there.
  const isSaid = roles.evidenceForm !== undefined && answers[roles.evidenceForm] !== undefined;
  if (item.format === undefined && !isSaid && purpose !== 'keep')
    found.push({
      ...at,
      what: { kind: 'shared', code: 'noFormat' },
      level: 'warn',
      ref: FORMALITIES[record.instrument] ?? practice('evidence-form'),
    });
  return found;
}

/** Of two of which one is a day, by their days: the last one is within the period. */
function isBefore(one: string, other: string): boolean {
  const isTimed = one.includes('T') && other.includes('T');
  return isTimed ? Date.parse(one) < Date.parse(other) : one.slice(0, 10) < other.slice(0, 10);
}

/** How much each remark weighs, and the check of the law data it belongs to; undefined: said beside the field only. */
const REMARKS: { readonly [remark in Remark]: readonly [level: Level | undefined, check: CheckId] } = {
  portMissing: ['block', 'ip-precision'],
  timeMissing: ['block', 'ip-precision'],
  timeOnlyToTheMinute: ['block', 'ip-precision'],
  displayName: ['warn', 'identifiers'],
  noStableId: ['block', 'identifiers'],
  exampleAddress: ['warn', 'identifiers'],
  randomMac: ['warn', 'identifiers'],
  checkDigitAdded: [undefined, 'identifiers'],
  caseNotChecked: ['warn', 'identifiers'],
  countryUnknown: ['warn', 'identifiers'],
};

function aboutIdentifiers(list: Item['identifiers'], at: Place, practice: Practice): RequestFinding[] {
  return list.flatMap((typed, k): RequestFinding[] => {
    const checked = checkIdentifier(typed);
    const place = { ...at, identifier: k + 1 };
    if (!checked.ok)
      return [
        {
          ...place,
          what: { kind: 'problem', code: checked.problem },
          level: 'block',
          ref: practice('identifiers'),
        },
      ];
    return checked.identifier.remarks.flatMap((code) => {
      const [level, check] = REMARKS[code];
      return level === undefined
        ? []
        : [{ ...place, what: { kind: 'remark', code }, level, ref: practice(check) }];
    });
  });
}

function aboutPreservation(roles: Roles, answers: Answers, practice: Practice): RequestFinding[] {
  const { preservation: field, items } = roles;
  if (field === undefined || answers[field] !== undefined) return [];
  const isOpen = itemsOf(answers, items).some(
    ({ category, preservation }) => preservation === undefined && PRESERVED.has(category),
  );
  if (!isOpen) return [];
  return [{ what: { kind: 'shared', code: 'preserve' }, level: 'block', field, ref: practice('preserve') }];
}
