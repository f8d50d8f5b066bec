// What is told of any act, on a request or on a preservation: when, how it is known, and why. What an act says besides is its `detail`.
import { z } from 'zod';
import { bodyOf, optional, type Fields } from '../../../web/fields/field.ts';
import { moment } from '../../../web/fields/moment.ts';
import { text } from '../../../web/fields/text.ts';
import { actDetail, TEXT_MAX } from './life.ts';

export const REASON_TOLD = text({
  ask: (say) => say.desks.actAsks.reason,
  label: (say) => say.requestLife.reason,
  max: TEXT_MAX.reason,
  rows: 3,
  wrong: (say) => say.requestLife.guards.reasonGiven,
  tooLong: (say) => say.requestLife.notTaken,
  means: 'Why.',
});

export const EVIDENCE_TOLD = text({
  ask: (say) => say.desks.actAsks.evidence,
  label: (say) => say.requestLife.evidence,
  hint: (say) => say.requestLife.evidenceHint,
  max: TEXT_MAX.evidence,
  rows: 3,
  wrong: (say) => say.requestLife.guards.evidenceGiven,
  tooLong: (say) => say.requestLife.notTaken,
  means: 'How it is known: time limits run from evidence.',
});

const TOLD = {
  occurredAt: optional(
    moment('occurredAt', {
      ask: (say) => say.desks.actAsks.occurredAt,
      label: (say) => say.requestLife.occurred,
      hint: (say) => say.requestLife.occurredHint,
      means: 'When it took effect, with its offset. Absent: now.',
    }),
  ),
  evidence: optional(EVIDENCE_TOLD),
  reason: optional(REASON_TOLD),
} satisfies Fields;

/** Of any act, in the API. */
const ACT_BODY = {
  act: z.string().regex(/^[a-zA-Z]{1,40}$/),
  detail: actDetail.optional().describe('What the act says besides (docs/formats/request-life.md).'),
};

export const actBody = bodyOf(TOLD, ACT_BODY);

/** Of an act on a preservation. */
export const preservationActBody = bodyOf(TOLD, {
  ...ACT_BODY,
  production: z
    .int()
    .min(1)
    .optional()
    .describe('Of `announceProduction`: number of the request that asks for the data.'),
});
