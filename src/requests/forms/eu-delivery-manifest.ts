// Manifest for evidence that goes outside the decentralised IT system, with the record of why: Implementing Regulation (EU)
// 2025/1550, Annex, points 3.3.3 and 6.5 to 6.6; Regulation (EU) 2023/1543, Art. 19(5).
import type { Answers } from '../core/answers.ts';
import { hasChosen } from '../core/request-items.ts';
import type { Form, FormRule } from '../core/form.ts';
import { INSIDE_BYTES, isAccessInTime } from '../core/eu-system.ts';
import { daysBetween } from './days.ts';
import { ask, each } from './one-field-pages.ts';
import { NEVER } from '../core/form-nature.ts';
import { ANNEX_ASK, ANNEX_RULE, ASK, EU_PART, PART, WORDS } from './words.ts';

type Hash = { readonly file: string; readonly algorithm: string };

const list = <One>(answers: Answers, field: string): readonly One[] | undefined =>
  answers[field] as readonly One[] | undefined; // a list of these, by the schema of the field

/** Undefined while one of them is no whole number. */
function bytesOf(answers: Answers): number | undefined {
  const sizes = list<string>(answers, 'sizes') ?? [];
  return sizes.every(isBytes) ? sizes.reduce((sum, size) => sum + Number(size), 0) : undefined;
}

function isBytes(size: string): boolean {
  return /^\d{1,15}$/.test(size);
}

function isWhole(answers: Answers): boolean {
  const [files, sizes, hashes] = [
    list<string>(answers, 'files'),
    list<string>(answers, 'sizes'),
    list<Hash>(answers, 'hash'),
  ];
  if (files === undefined || sizes === undefined || hashes === undefined) return true;
  const hashed = new Set(hashes.map(({ file }) => file));
  return files.length === sizes.length && files.every((file) => hashed.has(file));
}

const RULES: readonly FormRule[] = [
  {
    id: 'whole',
    level: 'block',
    ref: 'eu-2025-1550, Annex, point 3.3.3',
    field: 'hash',
    words: ANNEX_RULE.sameNumber,
    isMet: isWhole,
  },
  {
    id: 'bytes',
    level: 'block',
    ref: 'eu-2025-1550, Annex, point 3.3.3',
    field: 'sizes',
    words: ANNEX_RULE.size,
    isMet: (answers) => (list<string>(answers, 'sizes') ?? []).every(isBytes),
  },
  {
    id: 'fits-inside',
    level: 'block',
    ref: 'eu-2025-1550, Annex (25 MB); eu-2023-1543, Art. 19(5)',
    field: 'why',
    words: ANNEX_RULE.fitsInside,
    isMet: (answers) => !hasChosen(answers, 'why', 'size') || (bytesOf(answers) ?? Infinity) > INSIDE_BYTES,
  },
  {
    id: 'access',
    level: 'block',
    ref: 'eu-2025-1550, Annex, point 3.3.3',
    field: 'until',
    words: ANNEX_RULE.access,
    isMet: (answers) => {
      const days = daysBetween(answers['sent'], answers['until']);
      if (answers['by-link'] !== true || days === undefined) return true;
      return isAccessInTime(days, answers['longer'] !== undefined);
    },
  },
  {
    id: 'hash',
    level: 'suggest',
    ref: 'eu-2025-1550, Annex, point 3.3.3',
    field: 'hash',
    words: ANNEX_RULE.strongHash,
    isMet: (answers) =>
      (list<Hash>(answers, 'hash') ?? [{ file: '', algorithm: 'SHA-512' }]).some(
        ({ algorithm }) => algorithm !== 'SHA-256',
      ),
  },
];

export const euDeliveryManifest: Form = {
  id: 'eu-delivery-manifest',
  purpose: 'answer',
  isFormal: false,
  direction: 'both',
  goesTo: 'authority',
  channel: { id: 'mla-central', is: 'usual' },
  goesBySystem: false,
  clocks: [],
  keeps: 'nothing',
  order: 'none',
  signing: 'atHome',
  follows: { answers: NEVER },
  onlyTells: true,
  reports: 'package',
  begins: NEVER,
  findsProviders: false,
  tasks: [
    {
      id: 'transfer',
      title: EU_PART.transfer,
      pages: [
        ask('sender', ASK.whoSends),
        ask('recipient', ASK.whoReceives),
        ...each('order', 'sent', 'means'),
        ask('why', ANNEX_ASK.why),
        ask('why.detail', ANNEX_ASK.whyDetail),
      ],
    },
    {
      id: 'files',
      title: PART.data,
      pages: [
        {
          id: 'files',
          title: ANNEX_ASK.files,
          hint: WORDS.euDeliveryManifest.filesHint,
          fields: ['files', 'sizes', 'hash'],
        },
        ask('by-link', ANNEX_ASK.link),
        ...each('until', 'longer'),
        ask('certificate', ANNEX_ASK.certificateGiven),
        ...each('encrypted', 'unencrypted', 'remarks'),
      ],
    },
  ],
  asked: {
    until: (answers) => answers['by-link'] === true,
    longer: (answers) => answers['by-link'] === true,
    encrypted: (answers) => answers['certificate'] === true,
    unencrypted: (answers) => answers['certificate'] === true && answers['encrypted'] === false,
  },
  roles: {},
  rules: RULES,
};
