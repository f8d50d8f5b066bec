// Information that an EPOC or EPOC-PR cannot be carried out: Regulation (EU) 2023/1543, Annex III.
import { hasChosen, type Answers } from '../drafting/answers.ts';
import type { Form } from '../form.ts';
import { daysBetween } from './days.ts';
import { ANNEX_ASK, ANNEX_RULE } from './eu-annex-words.ts';
import { EU_PART } from './eu-words.ts';
import { ASK } from './questions.ts';
import { HINT } from './words.ts';

const isThirdLaw = (answers: Answers): boolean => hasChosen(answers, 'reasons', 'third-country-law');
/** Arts 10(6), 11(5): what is incomplete, manifestly wrong or not enough is asked about. */
const isUnclear = (answers: Answers): boolean =>
  ['incomplete', 'manifest-errors', 'insufficient'].some((one) => hasChosen(answers, 'reasons', one));

const THIRD_LAW_DAYS = 10;

export const annexIii: Form = {
  id: 'annex-iii',
  goesBySystem: true,
  tasks: [
    {
      id: 'certificate',
      title: EU_PART.certificate,
      pages: [
        { id: 'certificate', title: ANNEX_ASK.certificate, fields: ['certificate'] },
        {
          id: 'authorities',
          title: ANNEX_ASK.authorities,
          fields: ['issuing', 'issuing.file', 'issued', 'received'],
        },
        {
          id: 'other-authorities',
          title: ANNEX_ASK.otherAuthorities,
          fields: ['validating', 'validating.file', 'enforcing', 'enforcing.file'],
        },
        { id: 'addressee', title: ANNEX_ASK.addressee, fields: ['addressee', 'addressee.file'] },
      ],
    },
    {
      id: 'reasons',
      title: EU_PART.reasons,
      pages: [
        { id: 'reasons', title: ANNEX_ASK.reasons, fields: ['reasons', 'explanation'] },
        {
          id: 'third-law',
          title: ANNEX_ASK.thirdLaw,
          hint: {
            en: 'Not merely that such a procedure is unknown there, nor that the data are stored there (Art. 17(2)).',
            fr: 'Ni l’absence de procédure semblable, ni le seul stockage des données là-bas ne suffisent (art. 17(2)).',
            es: 'No basta que allí no exista tal procedimiento ni que los datos se almacenen allí (art. 17(2)).',
            ru: 'Недостаточно отсутствия там такой процедуры или того, что данные хранятся там (ст. 17(2)).',
            zh: '仅因当地无类似程序或数据存储于当地并不足够(第17条第2款)。',
            ar: 'لا يكفي عدم وجود إجراء مماثل هناك ولا تخزين البيانات هناك (المادة 17(2)).',
          },
          fields: ['law', 'provision', 'interest', 'interest.detail'],
        },
        {
          id: 'third-why',
          title: ANNEX_ASK.thirdWhy,
          fields: ['applicability', 'conflict', 'link', 'consequences', 'extra'],
        },
        { id: 'question', title: ANNEX_ASK.question, fields: ['question'] },
        { id: 'kept', title: ANNEX_ASK.kept, fields: ['preserved'] },
      ],
    },
    {
      id: 'contact',
      title: EU_PART.contact,
      pages: [
        {
          id: 'establishment',
          title: ANNEX_ASK.establishment,
          fields: ['name', 'person', 'post', 'address', 'phone', 'fax', 'email'],
        },
        {
          id: 'signature',
          title: ASK.signs,
          hint: HINT.signedLater,
          fields: ['authorised', 'date', 'signature'],
        },
      ],
    },
  ],
  asked: {
    ...Object.fromEntries(
      [
        'law',
        'provision',
        'interest',
        'interest.detail',
        'applicability',
        'conflict',
        'link',
        'consequences',
        'extra',
      ].map((id) => [id, isThirdLaw]),
    ),
    question: isUnclear,
  },
  roles: {},
  rules: [
    {
      id: 'offence',
      level: 'block',
      ref: 'eu-2023-1543, Art. 16(5)',
      field: 'reasons',
      words: ANNEX_RULE.epocOnly,
      isMet: (answers) =>
        !hasChosen(answers, 'certificate', 'epoc-pr') || !hasChosen(answers, 'reasons', 'offence'),
    },
    {
      id: 'in-time',
      level: 'warn',
      ref: 'eu-2023-1543, Art. 17(2)',
      field: 'date',
      words: ANNEX_RULE.thirdLawInTime,
      isMet: (answers) =>
        !isThirdLaw(answers) || (daysBetween(answers['received'], answers['date']) ?? 0) <= THIRD_LAW_DAYS,
    },
    {
      id: 'received',
      level: 'block',
      ref: 'eu-2023-1543, Annex III, Section B',
      field: 'received',
      words: ANNEX_RULE.afterOrder,
      isMet: (answers) => (daysBetween(answers['issued'], answers['received']) ?? 0) >= 0,
    },
  ],
};
