// What is asked of a redacted copy: what is taken out of which file, what the copy is called, and why.
import { oneOf } from '../../web/fields/choice.ts';
import type { Fields } from '../../web/fields/field.ts';
import { hanging } from '../../web/fields/hanging.ts';
import { lines } from '../../web/fields/lines.ts';
import { text } from '../../web/fields/text.ts';
import { REDACT_KINDS } from './redact-spans.ts';

const LINE_MAX = 500;
const LINES_MAX = 500;
const TITLE_MAX = 200;
const REASON_MAX = 500;

export const REDACT = {
  kind: oneOf(REDACT_KINDS, {
    ask: (say) => say.redaction.asks.kind,
    label: (say) => say.redaction.labels.kind,
    words: (say, one) => say.redaction.kinds[one],
    hints: (say, one) => say.redaction.hints[one],
    means:
      '`lines` by their numbers, `columns` of a table by their names, `values` of JSON by pointers (RFC 6901; `*` is every member or place), `text` wherever it stands, or ranges of `bytes`.',
  }),
  which: hanging('kind', (answer) => {
    const kind = REDACT_KINDS.find((one) => one === answer);
    return lines({
      ask: (say) => (kind === undefined ? say.redaction.labels.which : say.redaction.which[kind]),
      label: (say) => say.redaction.labels.which,
      hint: (say) => (kind === undefined ? say.redaction.lead : say.redaction.whichHint[kind]),
      isNeeded: true,
      lineMax: LINE_MAX,
      max: LINES_MAX,
      wrong: (say) => say.redaction.wrong,
      means: 'What is taken out, each by itself: `12` or `7-12`, a name of a column, a pointer, a text.',
    });
  }),
  title: text({
    max: TITLE_MAX,
    ask: (say) => say.redaction.asks.title,
    label: (say) => say.selection.labels.title,
    wrong: (say) => say.form.needed(say.selection.labels.title),
    tooLong: (say) => say.form.tooLong(say.selection.labels.title, TITLE_MAX),
    means: 'What the copy is called.',
  }),
  reason: text({
    max: REASON_MAX,
    ask: (say) => say.redaction.asks.reason,
    label: (say) => say.selection.labels.reason,
    wrong: (say) => say.form.needed(say.selection.labels.reason),
    tooLong: (say) => say.form.tooLong(say.selection.labels.reason, REASON_MAX),
    means: 'Why it is taken out; it stands in the custody record and in the record beside the file.',
  }),
} satisfies Fields;
