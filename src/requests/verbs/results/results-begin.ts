// Something came in answer, or was gathered: whether it is the formal answer, when, who may know of it, and what shows it.
import { onlyIf, type Fields } from '../../../web/fields/field.ts';
import { moment, momentText } from '../../../web/fields/moment.ts';
import { text } from '../../../web/fields/text.ts';
import { yesNo } from '../../../web/fields/yes-no.ts';
import { confidenceField, NAMED } from '../drafting/confidence/confidentiality-ask.ts';
import type { RequestRecord } from '../../core/request.ts';

const EVIDENCE_MAX = 4000;

interface BeginAbout {
  readonly request: Pick<RequestRecord, 'direction' | 'isRestricted'>;
  readonly states: readonly (string | undefined)[];
  readonly now: Date;
}

export function beginFields({ request: { direction, isRestricted }, states, now }: BeginAbout) {
  return {
    // What we gather ourselves is formal.
    isInformal: onlyIf(
      () => direction === 'outgoing',
      yesNo({
        ask: (say) => say.results.kind,
        words: (say, is) => say.results.kinds[is ? 'informal' : 'formal'],
        hints: (say, is) => say.results.kindHints[is ? 'informal' : 'formal'],
        isNoFirst: true,
        means: 'It is not the formal answer: for leads only, until one cures it.',
      }),
    ),
    arrivedAt: {
      ...moment('arrivedAt', {
        ask: (say) => say.results.arrivedAt[direction],
        states: () => states,
        now: () => now,
        means: 'When it came.',
      }),
      schema: () => ({ arrivedAt: momentText.describe('When it came.') }), // its zone is kept nowhere
    },
    confidence: confidenceField('result', isRestricted ? 'restricted' : 'open'),
    until: NAMED.until,
    knowers: NAMED.knowers,
    ground: NAMED.ground,
    evidence: text({
      ask: (say) => say.results.evidence,
      hint: (say) => say.results.evidenceHint,
      rows: 3,
      max: EVIDENCE_MAX,
      wrong: (say) => say.form.needed(say.results.evidenceWhat),
      tooLong: (say) => say.form.tooLong(say.results.evidence, EVIDENCE_MAX),
      means: 'How it came, and how that is known.',
    }),
  } satisfies Fields;
}
