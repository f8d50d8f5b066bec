// An authority, or a person, as it is asked for: whom, first of those on record; and how they are reached. Pure.
import type { Contact, ContactKind } from '../../../../law/contact.ts';
import { isUnder } from '../../../../law/look-up.ts';
import type { Authority } from '../../../../law/model.ts';
import type { FormField } from '../../../../law/model-form.ts';
import type { Answer, Party } from '../../../core/answers.ts';
import { ASKED_PARTY, ASKING } from '../../../core/asker.ts';
import type { PartName } from './read-fields.ts';

/** `record`: which of the directory. */
export type PartyPart = 'record' | 'who' | 'reach';

/** One thing to the person who answers: who it is, as on a card; and where they are, as on an envelope. A person has both on one card. */
export const PARTY_PARTS: {
  readonly [type in 'party' | 'contact']: { readonly [part in 'who' | 'reach']: readonly PartName[] };
} = {
  party: {
    who: ['organisation', 'person', 'role'],
    reach: ['address', 'phone', 'mobile', 'fax', 'email', 'hours', 'zone'],
  },
  contact: { who: ['name', 'title', 'function', 'phone', 'mobile', 'email'], reach: [] },
};

/** Whether how they are reached has a page of its own. */
export function hasReach({ type }: PartyField): boolean {
  return PARTY_PARTS[type].reach.length > 0;
}

export type PartyField = FormField & { readonly type: 'party' | 'contact' };

/** The page asks for it alone. */
export function partyAlone(fields: readonly FormField[]): PartyField | undefined {
  const [field, ...more] = fields;
  return field !== undefined && more.length === 0 && isParty(field) ? field : undefined;
}

function isParty(field: FormField): field is PartyField {
  return field.type === 'party' || field.type === 'contact';
}

/** Undefined: of neither side, or of a State that is not known. */
export function stateOfParty({ id, type }: FormField, { asker, asked }: Sides): string | undefined {
  if (type !== 'party') return undefined;
  return ASKED_PARTY.has(id) ? asked : ASKING.has(id) ? asker : undefined;
}

/** Codes of the States of a request, whichever of them we are. */
export interface Sides {
  readonly asker: string | undefined;
  readonly asked: string | undefined;
}

/**
 * Of the directory, who may stand there: of that State, under the instrument of the form. Where none is, whoever of the other
 * State is on record, to be asked who is competent; of ours nobody needs to be asked. Each name once.
 */
export function recordsOf(
  all: readonly Authority[],
  state: string,
  { instrument, isAsked }: { readonly instrument: string; readonly isAsked: boolean },
): readonly Authority[] {
  const theirs = all.filter((one) => one.state === state);
  const under = theirs.filter((one) => isUnder(one, instrument));
  const shown = under.length > 0 || !isAsked ? under : theirs;
  return shown.filter((one, i) => shown.findIndex(({ name }) => name === one.name) === i);
}

const PARTS_OF_CONTACTS: {
  readonly [kind in ContactKind]: 'address' | 'phone' | 'fax' | 'email' | undefined;
} = {
  post: 'address',
  telephone: 'phone',
  fax: 'fax',
  email: 'email',
  portal: undefined,
};

/** What is on record of it, as two persons checked it; general contacts before those for the night. */
export function partyOf({ name, hours }: Authority, contacts: readonly Contact[]): Party {
  const checked = contacts.filter(({ confirmedAt }) => confirmedAt !== undefined);
  const inOrder = checked.toSorted(
    (a, b) => Number(a.purpose !== 'general') - Number(b.purpose !== 'general'),
  );
  const found: { [part in 'address' | 'phone' | 'fax' | 'email']?: string } = {};
  for (const { kind, value } of inOrder) {
    const part = PARTS_OF_CONTACTS[kind];
    if (part !== undefined) found[part] ??= value;
  }
  return { organisation: name, ...found, ...(hours === undefined ? {} : { zone: hours.zone }) };
}

export function organisationOf(answer: Answer | undefined): string | undefined {
  return typeof answer === 'object' && 'organisation' in answer ? answer.organisation : undefined;
}

/** As it is spoken of: the body, or the person. */
export function partyName(answer: Answer | undefined): string | undefined {
  if (typeof answer === 'object' && 'name' in answer) return answer.name;
  return organisationOf(answer);
}

/** In the form of the page: which of the directory, or none of them. */
export const OTHER_PARTY = 'other';
export const recordName = (field: string): string => `${field}.record`;

/** What the other page says of it, beside what this one does: one answer is made of both. */
export function withRest(
  field: PartyField,
  part: 'who' | 'reach',
  before: Answer | undefined,
  given: URLSearchParams,
): URLSearchParams {
  const all = new URLSearchParams(given);
  const rest = PARTY_PARTS[field.type][part === 'who' ? 'reach' : 'who'];
  for (const name of rest) {
    const value =
      typeof before === 'object' ? (before as { readonly [part: string]: unknown })[name] : undefined;
    if (typeof value === 'string') all.set(`${field.id}.${name}`, value);
    else all.delete(`${field.id}.${name}`);
  }
  return all;
}
