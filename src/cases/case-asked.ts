// What is asked of a case: opening it, who is in it, and what its file says.
import { emailOf } from '../people/email-field.ts';
import { CASE_ROLES } from '../people/roles.ts';
import { oneOf } from '../web/fields/choice.ts';
import { day as dayOf } from '../web/fields/day.ts';
import { onlyIf, optional, type Field, type Fields } from '../web/fields/field.ts';
import { text } from '../web/fields/text.ts';
import { yesNo } from '../web/fields/yes-no.ts';
import { caseTitle, isCaseReference, TITLE_LENGTH_MAX } from './case.ts';
import {
  ENTRY_LENGTH_MAX,
  entryText,
  FIELD_LENGTH_MAX,
  fieldText,
  PARTY_ROLES,
  REASON_LENGTH_MAX,
  reasonText,
  type CaseField,
} from './case-file.ts';

/** At the terminal: the case that the act is on. */
export const CASE = text({
  ask: (say) => say.cases.reference,
  max: 40,
  tidy: (typed) => typed.toUpperCase(),
  isRight: isCaseReference,
  wrong: (say) => say.glass.referenceForm,
  means: 'The reference of the case.',
  option: { value: 'CASE', isArgument: true },
});

export const NEW_CASE = {
  title: text({
    ask: (say) => say.cases.newTitle,
    label: (say) => say.cases.newLabel,
    hint: (say) => say.cases.newHint,
    max: TITLE_LENGTH_MAX,
    autocomplete: 'off',
    isRight: (typed) => caseTitle.safeParse(typed).success,
    wrong: (say) => say.form.needed(say.cases.newWhat),
    tooLong: (say) => say.form.tooLong(say.cases.newLabel, TITLE_LENGTH_MAX),
    means: 'What the case is called.',
    option: { value: 'TITLE' },
  }),
  lead: emailOf({
    ask: (say) => say.cases.leadTitle,
    hint: (say) => say.cases.leadHint,
    means: 'E-mail address of who leads it.',
  }),
} satisfies Fields;

export const MEMBER = {
  email: emailOf({
    ask: (say) => say.cases.addTitle,
    label: (say) => say.people.email,
    hint: (say) => say.cases.addHint,
    means: 'E-mail address of a person who has an account.',
    option: { name: 'person', value: 'EMAIL' },
  }),
  role: oneOf(CASE_ROLES, {
    ask: (say) => say.cases.addRole,
    words: (say, role) => say.caseRole[role],
    hints: (say, role) => say.caseRoleHint[role],
    means: 'What they are in the case.',
  }),
} satisfies Fields;

/** What the field of the file says now. */
interface FieldNow {
  readonly now: string;
}

function ofFile(name: CaseField) {
  return text<FieldNow>({
    ask: (say) => say.caseFile.questions[name],
    hint: (say) => say.caseFile.hints[name],
    max: FIELD_LENGTH_MAX[name],
    ...(name !== 'title' && { rows: 6 }),
    preset: ({ now }) => now,
    isRight: (typed) => fieldText[name].safeParse(typed).success,
    wrong: (say) => say.form.needed(say.cases.newWhat),
    tooLong: (say) => say.form.tooLong(say.caseFile.labels[name], FIELD_LENGTH_MAX[name]),
    means: 'What the file says.',
  });
}

/** One question each; all but the title may be emptied. */
export const FILE_FIELDS: { readonly [field in CaseField]: Field<string | undefined, FieldNow> } = {
  title: onlyIf(() => true, ofFile('title')),
  offences: optional(ofFile('offences')),
  legalBasis: optional(ofFile('legalBasis')),
};

/** What it means, in words. */
export interface ReasonAbout {
  readonly hint: string;
}

const reason = text<ReasonAbout>({
  ask: (say) => say.caseFile.reason,
  hint: (_say, { hint }) => hint,
  max: REASON_LENGTH_MAX,
  rows: 3,
  isRight: (typed) => reasonText.safeParse(typed).success,
  wrong: (say) => say.form.needed(say.caseFile.reasonWhat),
  tooLong: (say) => say.form.tooLong(say.caseFile.reason, REASON_LENGTH_MAX),
  means: 'Why. It stands in the history of the case.',
});
export const REASON = { reason } satisfies Fields;

export const STATUS = {
  status: oneOf(['open', 'closed'], {
    ask: (say) => say.caseFile.status,
    words: (say, status) => say.caseFile.statuses[status],
    means: 'What it is from now on.',
  }),
  reason,
} satisfies Fields;

export const COMPARTMENT = {
  isCompartmented: yesNo({
    ask: (say) => say.caseFile.compartment,
    words: (say, is) => say.caseFile.compartments[is ? 'yes' : 'no'],
    means: 'Whether it shows in nobody else’s searches and counts.',
  }),
  reason,
} satisfies Fields;

function entry(kind: 'party' | 'deadline' | 'note', hint: 'partyHint' | 'deadlineHint' | 'noteHint') {
  const what = { party: 'partyWhat', deadline: 'deadlineWhat', note: 'noteWhat' } as const;
  return text({
    ask: (say) => say.caseFile[kind],
    hint: (say) => say.caseFile[hint],
    max: ENTRY_LENGTH_MAX[kind],
    ...(kind === 'note' ? { rows: 4 } : { autocomplete: 'off' }),
    isRight: (typed) => entryText[kind].safeParse(typed).success,
    wrong: (say) => say.form.needed(say.caseFile[what[kind]]),
    tooLong: (say) => say.form.tooLong(say.caseFile[kind], ENTRY_LENGTH_MAX[kind]),
    means: { party: 'Who it is.', deadline: 'What ends then.', note: 'What it says.' }[kind],
    isPrivate: true,
  });
}

export const PARTY = {
  text: entry('party', 'partyHint'),
  role: oneOf(PARTY_ROLES, {
    ask: (say) => say.caseFile.partyRole,
    words: (say, role) => say.caseFile.partyRoles[role],
    means: 'What they are in the matter.',
  }),
} satisfies Fields;

export const DEADLINE = {
  text: entry('deadline', 'deadlineHint'),
  dueOn: dayOf({
    ask: (say) => say.caseFile.dueOn,
    from: () => '1900-01-01',
    to: () => '2200-12-31',
    wrong: (say) => say.caseFile.dueForm,
    means: 'The last day.',
  }),
} satisfies Fields;

export const NOTE = { text: entry('note', 'noteHint') } satisfies Fields;
