// Cases for the checks of practice: a complete example of a form, changed in one place, and what surrounds it.
import { readFileSync } from 'node:fs';
import { shippedLaw } from '../../src/law/data-files.store.ts';
import type { Knowledge } from '../../src/law/model.ts';
import type { Assurance } from '../../src/law/schema/parties.ts';
import { allFindings } from '../../src/requests/verbs/drafting/checks/checks.ts';
import { codeOf } from '../../src/requests/machine/way/request-finding.ts';
import type { Setting } from '../../src/requests/machine/way/practice.ts';
import { readRequest } from '../../src/requests/machine/messages/request-file.ts';

export const law = await shippedLaw();
export const SETTING: Setting = {
  from: 'FR',
  to: 'JP',
  day: '2026-11-26',
  urgency: 'normal',
  way: undefined,
  preservations: [],
  others: [],
  reading: undefined,
  inDirectory: [],
  theirContacts: [],
  openSearch: undefined,
  isConfidential: false,
  isCopied: false,
  copyFor: undefined,
  language: 'en',
  languages: ['en'],
};

export interface Case {
  readonly setting?: Partial<Setting>;
  readonly item?: Readonly<Record<string, unknown>>;
  readonly answers?: Readonly<Record<string, unknown>>;
  readonly form?: string;
  readonly law?: Knowledge;
}

export const example = (form: string): { answers: Record<string, unknown> } =>
  JSON.parse(
    readFileSync(new URL(`../../fixtures/requests/${form}/complete.json`, import.meta.url), 'utf8'),
  ) as { answers: Record<string, unknown> };

export function findings({
  setting = {},
  item,
  answers = {},
  form = 'bc-31-subscriber',
  law: known = law,
}: Case) {
  const raw = example(form);
  if (item !== undefined) {
    const [first] = raw.answers['data'] as Record<string, unknown>[];
    raw.answers['data'] = [{ ...first, ...item }];
  }
  for (const [id, value] of Object.entries(answers))
    if (value === undefined) delete raw.answers[id];
    else raw.answers[id] = value;
  return allFindings(readRequest(JSON.stringify(raw), known), known, { ...SETTING, ...setting });
}

export function levels(given: Case): Map<string, string> {
  return new Map(findings(given).map((one) => [codeOf(one.what), one.level]));
}

export const MAIL = { kind: 'email', value: 'clerk@example.org' };
export const CONTENT = {
  category: 'content',
  identifiers: [MAIL],
  holder: 'Example Telecom K.K.',
  from: '2026-10-01T00:00:00Z',
  to: '2026-10-03T00:00:00Z',
};
export const HELD = {
  number: 3,
  holder: 'EXAMPLE TELECOM, K.K.',
  categories: ['content'],
  identifiers: [{ kind: 'email' as const, value: 'clerk@EXAMPLE.org' }],
  expiresAt: undefined,
  heldSince: new Date('2026-10-04T00:00:00Z'),
};
/** Said at first hand, and of less than a year ago. */
export const SURE = { confidence: 'confirmed', sources: ['fi-185'], asOf: '2026-11-01' } as const;

export const withAuthority = (more: object): Knowledge => ({
  ...law,
  authorities: [
    {
      id: 'jp-moj',
      state: 'JP',
      name: 'Central Authority of Japan',
      functions: ['receive'],
      roles: ['mla'],
      instruments: ['coe-ets-185:27(2)'],
      territory: undefined,
      isAvailable247: undefined,
      languages: undefined,
      urgentChannel: undefined,
      transmission: undefined,
      requiredContent: undefined,
      form: undefined,
      translation: undefined,
      hours: undefined,
      note: undefined,
      at: 'authorities-model.yaml:1',
      sources: [],
      confidence: 'recalled',
      ...more,
    },
  ],
});

/** A letter that says how its addressee is reached. */
export const REACHED_BY = (more: object) => ({
  requested: { organisation: 'Central Authority of Japan', ...more },
});

export function withDeclaration(effect: string, more: object, assurances?: readonly Assurance[]): Knowledge {
  const [first] = law.declarations;
  if (first === undefined) throw new Error('a declaration');
  const { closes: _, ...open } = first;
  const declared = {
    ...open,
    instrument: 'coe-ets-185',
    state: 'JP',
    article: '27',
    effect,
    ...(assurances && { assurances }),
  } as const;
  const others = law.declarations.filter(
    ({ state, instrument }) => state !== 'JP' || instrument !== 'coe-ets-185',
  );
  return { ...withAuthority(more), declarations: [...others, declared] };
}
