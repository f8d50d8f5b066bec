// What is asked when a formal request cures what came informally.
import { z } from 'zod';
import { typedLine } from '../../../web/form-line.ts';
import type { Fields } from '../../../web/fields/field.ts';
import { pick } from '../../../web/fields/pick.ts';
import { text } from '../../../web/fields/text.ts';
import type { RequestRecord } from '../../core/request.ts';

const REASON_MAX = 1000;

interface CureAbout {
  readonly requests: readonly RequestRecord[];
  readonly named: (request: RequestRecord) => string;
  readonly authority: (request: RequestRecord) => string;
}

/** A request, with what it is called and what it rests on. */
interface Curing extends Pick<CureAbout, 'named' | 'authority'> {
  readonly request: RequestRecord;
}

export const CURE = {
  request: pick<Curing, number, CureAbout>({
    ask: (say) => say.results.cureAsk,
    hint: (say) => say.results.cureHint,
    list: ({ requests, ...words }) => requests.map((request) => ({ request, ...words })),
    id: ({ request }) => request.number,
    words: (_say, { request, named }) => named(request),
    hints: (_say, { request, authority }) => authority(request),
    wrong: (say) => say.form.choose,
    ids: z.int().min(1).max(999_999_999),
    means: 'Its number in the case.',
  }),
  reason: text({
    ...typedLine(REASON_MAX),
    ask: (say) => say.results.cureWhy,
    hint: (say) => say.results.cureWhyHint,
    wrong: (say) => say.form.needed(say.results.cureWhyWhat),
    tooLong: (say) => say.form.tooLong(say.results.cureWhy, REASON_MAX),
    means: 'Why it covers the exhibit. Signed into the log, so without names.',
  }),
} satisfies Fields;
