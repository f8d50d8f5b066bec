// Taking somebody out of a case: what is asked, and what it is held against.
import { optional, type Fields } from '../web/fields/field.ts';
import { text } from '../web/fields/text.ts';
import { REASON_LENGTH_MAX } from './case-file.ts';

interface Leaving {
  readonly name: string;
}

export const REMOVAL = {
  reason: optional(
    text<Leaving>({
      ask: (say, { name }) => say.cases.removeAsk(name),
      label: (say) => say.caseFile.reason,
      hint: (say) => say.cases.removeHint,
      max: REASON_LENGTH_MAX,
      rows: 4,
      wrong: (say) => say.form.tooLong(say.caseFile.reason, REASON_LENGTH_MAX),
      means:
        'Why the person is taken out of the case. It stands in the history of the case, which its members read.',
    }),
  ),
} satisfies Fields;
