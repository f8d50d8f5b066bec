// What an administrator says who names the lead of a case that nobody leads.
import { isCaseReference } from '../../cases/case.ts';
import { REASON_LENGTH_MAX, reasonText } from '../../cases/case-file.ts';
import { emailOf } from '../../people/email-field.ts';
import type { Fields } from '../../web/fields/field.ts';
import { text } from '../../web/fields/text.ts';

export const LEAD = {
  reference: text({
    ask: (say) => say.caseLead.ask.reference,
    hint: (say) => say.caseLead.hints.reference,
    max: 40,
    autocomplete: 'off',
    tidy: (typed) => typed.toUpperCase(),
    isRight: isCaseReference,
    wrong: (say) => say.glass.referenceForm,
    means: 'The reference of the case.',
    option: { value: 'CASE', isArgument: true },
  }),
  email: emailOf({
    ask: (say) => say.caseLead.ask.person,
    hint: (say) => say.caseLead.hints.person,
    means: 'E-mail address of a member who works on the case.',
    option: { name: 'person', value: 'EMAIL' },
  }),
  reason: text({
    ask: (say) => say.caseLead.ask.reason,
    hint: (say) => say.caseLead.hints.reason,
    max: REASON_LENGTH_MAX,
    rows: 3,
    isRight: (typed) => reasonText.safeParse(typed).success,
    wrong: (say) => say.form.needed(say.caseFile.reasonWhat),
    means: 'Why. Its members read it.',
    isPrivate: true,
  }),
} satisfies Fields;
