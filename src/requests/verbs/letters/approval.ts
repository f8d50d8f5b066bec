// Who approved a request: known before it is signed, so that it is among what is signed. As it stands in the data, and in the words of
// the letter: in the place of the lines to sign by hand, and in a section of its own.
import { isoUtc, utcDay } from '../../../base/time.ts';
import { stateName } from '../../../law/states.ts';
import type { CaseRole } from '../../../people/roles.ts';
import type { Letter, LetterRow } from '../../machine/text/letter.ts';
import type { Tongue } from '../../machine/text/tongue.ts';

export interface Approval {
  readonly name: string;
  readonly role: CaseRole;
  /** The agency, and its State. */
  readonly authority: string;
  readonly state: string;
  readonly at: Date;
  /** As they were typed on the page where it is signed. */
  readonly place?: string | undefined;
  /** The last day on which it may be acted upon; undefined: no limit was set. */
  readonly until?: string | undefined;
}

export const PLACE_MAX = 120;

/** What is typed beside the signature; the rest is known. */
export type ApprovalSaid = Pick<Approval, 'place' | 'until'>;

/** As it stands in the data (after ETSI TS 103 120, ApprovalDetails). */
export function approvalData({ name, role, authority, state, at, place, until }: Approval) {
  return {
    name,
    role,
    authority,
    country: state,
    timestamp: isoUtc(at.getTime()),
    ...(place !== undefined && { place }),
    ...(until !== undefined && { validUntil: until }),
  };
}

/** Its last section; what was to be written by hand says where to look. */
export function withApproval(letter: Letter, approval: Approval, tongue: Tongue): Letter {
  const words = tongue.say.letter.approval;
  const sections = letter.sections.map((section) => ({
    ...section,
    rows: section.rows.map((row): LetterRow =>
      row.signs === undefined || row.isOfTranslator === true
        ? row
        : { label: row.label, text: [words.signed], ...(row.above !== undefined && { above: row.above }) },
    ),
  }));
  return {
    ...letter,
    sections: [
      ...sections,
      { label: words.title, audience: undefined, rows: approvalRows(approval, tongue) },
    ],
  };
}

function approvalRows(approval: Approval, { say, isolate, time }: Tongue): LetterRow[] {
  const words = say.letter.approval;
  const { name, role, authority, state, at, place, until } = approval;
  const where = `${isolate(authority)} (${stateName(state, say.language.code)})`;
  const row = (label: string, text: string | undefined): LetterRow[] =>
    text === undefined ? [] : [{ label, text: [text] }];
  return [
    ...row(words.name, isolate(name)),
    ...row(words.function, say.caseRole[role]),
    ...row(words.authority, where),
    ...row(words.place, place && isolate(place)),
    ...row(words.day, time(utcDay(at.getTime()))),
    ...row(words.until, until && time(until)),
    ...row(words.how, words.check),
  ];
}
