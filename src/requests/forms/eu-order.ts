// What the two certificates of Regulation (EU) 2023/1543 share: who issues, the addressee, the identifiers, the data.
import type { AuthorityRank } from '../../law/competence.ts';
import type { DataCategory } from '../../law/model.ts';
import type { Answers } from '../core/answers.ts';
import { hasChosen } from '../core/request-items.ts';
import type { Form, FormRule, SheetBoxes, Task } from '../core/form.ts';
import type { Issuer } from '../core/form-nature.ts';
import { ask, box, each } from './one-field-pages.ts';
import { EU_ASK, EU_PART, HINT, PART, WORDS } from './words.ts';

const RANKS: readonly AuthorityRank[] = ['judge', 'prosecutor', 'other'];

/** The highest that was ticked: of a judge and another authority, it is the judge who issues. */
export function issuingRank(answers: Answers): AuthorityRank | undefined {
  return RANKS.find((rank) => hasChosen(answers, 'issuing.kind', rank));
}

/** As the certificate has it: who issues (Sections I and F), and who validates (Sections J and G) where somebody must. */
export function issuerOf(
  answers: Answers,
  { isValidated, goesFirst }: { readonly isValidated: boolean; readonly goesFirst: boolean },
): Issuer {
  return {
    kinds: RANKS.filter((rank) => hasChosen(answers, 'issuing.kind', rank)),
    validator: isValidated ? RANKS.find((rank) => hasChosen(answers, 'validating.kind', rank)) : undefined,
    isUnvalidated: goesFirst,
  };
}

/** The lines of Annex I, Section F, and of Annex II, Section D, in their order. Data only to identify the user are access data (Art. 3(10)). */
export const TICKED: NonNullable<Form['ticked']> = {
  subscriber: 'subscriber',
  identification: 'access',
  'traffic.telephony': 'traffic',
  'traffic.internet': 'traffic',
  'traffic.hosting': 'traffic',
  'traffic.other': 'traffic',
  content: 'content',
};

/** What has been ticked. */
export function tickedCategories(answers: Answers): readonly DataCategory[] {
  return Object.entries(TICKED).flatMap(([field, category]) =>
    answers[field] === undefined ? [] : [category],
  );
}

export function asksTrafficOrContent(answers: Answers): boolean {
  return tickedCategories(answers).some((one) => one === 'traffic' || one === 'content');
}

export const ISSUING: Task = {
  id: 'issuing',
  title: EU_PART.issuing,
  pages: [
    ask('issuing.kind', EU_ASK.kind, WORDS.euOrder.issuingKindHint),
    box('issuing', EU_ASK.issuing, ['issuing.state', 'issuing.name', 'issuing.file']),
  ],
};

export const ADDRESSEE: Task = {
  id: 'addressee',
  title: EU_PART.addressee,
  pages: [
    box(
      'addressee.name',
      EU_ASK.addressee,
      [
        'addressee.name',
        'addressee.kind',
        'provider',
        'addressee.address',
        'addressee.contact',
        'addressee.person',
        'addressee.file',
        'addressee.other',
      ],
      WORDS.euOrder.addresseeNameHint,
    ),
  ],
};

const IDENTIFIERS = ['ip', 'phones', 'emails', 'imei', 'mac', 'users', 'services', 'other'];

export const IDENTIFY: Task = {
  id: 'identify',
  title: EU_PART.identify,
  pages: [
    box('ip', EU_ASK.identifiers, ['ip', 'phones', 'emails', 'imei', 'mac', 'users', 'services']),
    box('range', EU_ASK.periodAndMore, ['range', 'other', 'identify.extra']),
  ],
};

export const WANTED: Task = {
  id: 'data',
  title: PART.data,
  pages: [
    box('subscriber', EU_ASK.dataWanted, [
      'subscriber',
      'identification',
      'identification.records',
      'traffic.telephony',
      'traffic.internet',
      'traffic.hosting',
      'traffic.other',
      'content',
      'limits',
    ]),
    ...each(
      'subscriber.other',
      'identification.range',
      'identification.other',
      'traffic.telephony.other',
      'traffic.internet.other',
      'traffic.hosting.other',
      'traffic.other.other',
      'content.other',
    ),
  ],
};

/** The lines of Annex I, Section F, and of Annex II, Section D, each behind its box. */
const LINES: SheetBoxes['lines'] = {
  'subscriber.other': ['subscriber', 'other'],
  'identification.records': ['identification', 'ip-records'],
  'identification.range': ['identification', 'time-range'],
  'identification.other': ['identification', 'other'],
  'traffic.telephony.other': ['traffic.telephony', 'other'],
  'traffic.internet.other': ['traffic.internet', 'other'],
  'traffic.hosting.other': ['traffic.hosting', 'other'],
  'traffic.other.other': ['traffic.other', 'other'],
  'content.other': ['content', 'other'],
};

/** What stands in both: `more` is of the one annex alone. */
export function sheetBoxes(more: SheetBoxes): SheetBoxes {
  return { own: ['limits', ...more.own], none: more.none, lines: { ...LINES, ...more.lines } };
}

/** A line is asked for where its box is ticked. */
export function askedBehind(lines: SheetBoxes['lines']): Form['asked'] {
  return Object.fromEntries(
    Object.entries(lines).map(([line, [field, option]]) => [
      line,
      (answers: Answers) => hasChosen(answers, field, option),
    ]),
  );
}

const REACH = ['address', 'phone', 'fax', 'email', 'languages'];
const SIGNATORY = ['authority', 'representative', 'post', 'file.details', 'date', 'signature'];

export const AT_ISSUING: Task = {
  id: 'at-issuing',
  title: EU_PART.atIssuing,
  pages: [
    box(
      'issuing.representative',
      EU_ASK.whoSigns,
      SIGNATORY.map((part) => (['date', 'signature'].includes(part) ? part : `issuing.${part}`)),
      HINT.signedLater,
    ),
    box(
      'issuing.address',
      EU_ASK.issuingReach,
      REACH.map((part) => `issuing.${part}`),
    ),
    ask('contact', EU_ASK.otherContact),
  ],
};

export const VALIDATING: Task = {
  id: 'validating',
  title: EU_PART.validating,
  pages: [
    ask('validating.kind', EU_ASK.atValidating),
    box(
      'validating.name',
      EU_ASK.whoValidates,
      ['name', 'file', ...SIGNATORY, ...REACH].map((part) => `validating.${part}`),
      HINT.signedLater,
    ),
  ],
};

/** Section A and the sections on who issues and validates ask for names and file numbers twice. */
export const REPEATS: NonNullable<Form['repeats']> = {
  'issuing.authority': 'issuing.name',
  'issuing.file.details': 'issuing.file',
  'validating.authority': 'validating.name',
  'validating.file.details': 'validating.file',
};

/** The validating authority is asked for where there is one; what the sheet says below its signature stands there only then. */
export function askedOfValidating(isValidated: (answers: Answers) => boolean): Form['asked'] {
  const fields = [...VALIDATING.pages.flatMap((page) => page.fields), 'validating.signature.seal'];
  return Object.fromEntries(fields.map((id) => [id, isValidated]));
}

const STORED: FormRule = {
  id: 'stored',
  level: 'block',
  ref: 'eu-2023-1543, Art. 3(8)',
  field: 'range',
  words: WORDS.euOrder.storedRule,
  isMet: (answers) => {
    const range = answers['range'] as { readonly to: string } | undefined; // a date_range, by its schema
    const date = answers['date'] as string | undefined; // a day
    return range === undefined || date === undefined || range.to <= date;
  },
};

/** `annex`: where Sections E and F, or C and D, stand. */
export function orderRules(annex: 'I' | 'II'): readonly FormRule[] {
  return [
    {
      id: 'file',
      level: 'warn',
      ref:
        annex === 'I'
          ? 'eu-2023-1543, Annex I, Sections A and I'
          : 'eu-2023-1543, Annex II, Sections A and F',
      field: 'issuing.file.details',
      words: WORDS.euOrder.fileRule,
      isMet: (answers) => isSame(answers, 'issuing.file', 'issuing.file.details'),
    },
    {
      id: 'category',
      level: 'block',
      ref: annex === 'I' ? 'eu-2023-1543, Art. 5(5)(d)' : 'eu-2023-1543, Art. 6(4)(d)',
      field: 'subscriber',
      words: WORDS.euOrder.categoryRule,
      isMet: (answers) => tickedCategories(answers).length > 0,
    },
    {
      id: 'identifier',
      level: 'block',
      ref: annex === 'I' ? 'eu-2023-1543, Art. 5(5)(c)' : 'eu-2023-1543, Art. 6(4)(c)',
      field: 'ip',
      words: WORDS.euOrder.identifierRule,
      isMet: (answers) =>
        IDENTIFIERS.some((id) => answers[id] !== undefined) ||
        tickedCategories(answers).every((one) => one === 'access'),
    },
    STORED,
  ];
}

function isSame(answers: Answers, one: string, other: string): boolean {
  return answers[one] === undefined || answers[other] === undefined || answers[one] === answers[other];
}
