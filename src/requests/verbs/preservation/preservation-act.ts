// What an act on a preservation asks: when it happened, until when the data are kept, and how it is known.
import { z } from 'zod';
import type { Option } from '../../../web/ask-parts.ts';
import { onlyIf, optional, type Fields } from '../../../web/fields/field.ts';
import { moment, momentBeside } from '../../../web/fields/moment.ts';
import { pick } from '../../../web/fields/pick.ts';
import { text } from '../../../web/fields/text.ts';
import type { Messages } from '../../../web/messages.ts';
import { EVIDENCE_TOLD, REASON_TOLD } from '../../machine/states/told.ts';
import type { Row } from '../../machine/states/machine.ts';
import type { Preservation } from '../../core/preservation.ts';

interface PreservationActAbout {
  readonly held: Preservation;
  readonly row: Row<string, string>;
  /** Of the case, where one is to be named. */
  readonly requests: readonly Option[];
  readonly now: Date;
  /** By the clock of whoever keeps the data: a time limit ends there. */
  readonly states: readonly (string | undefined)[];
}

/** Why, and how it is known: one of them or both. Of another's order that is let go, how that is known. */
export function toldLast({
  row: { guards },
  held,
}: Pick<PreservationActAbout, 'row' | 'held'>): readonly ('reason' | 'evidence')[] {
  if (!guards.includes('reasonGiven')) return ['evidence'];
  const isKnown =
    guards.includes('evidenceGiven') || (guards.includes('mayRelease') && held.direction === 'incoming');
  return isKnown ? ['reason', 'evidence'] : ['reason'];
}

export function preservationActFields({ held, row, requests, now, states }: PreservationActAbout) {
  const isConfirmed = row.act === 'confirm';
  const endsAt = momentBeside(
    { at: 'endsAt', zoneFrom: 'occurredAt' },
    {
      ask: (say) => (isConfirmed ? say.desks.actAsks.endsAtOptional : say.desks.actAsks.endsAt),
      label: (say) => say.desks.endsAt,
      ...(isConfirmed && { hint: (say: Messages) => say.desks.endsAtHint }),
      states: () => states,
      after: () => (isConfirmed ? undefined : held.expiresAt),
      wrong: (say) => say.requestLife.guards.endGiven,
      means: 'Until when the data are kept.',
    },
  );
  return {
    production: onlyIf(
      () => row.act === 'announceProduction',
      pick<Option, string>({
        ask: (say) => say.desks.actAsks.production,
        label: (say) => say.desks.production,
        list: () => requests,
        id: ({ value }) => value,
        words: (_say, { words }) => words,
        none: () => '',
        isInOrder: true,
        wrong: (say) => say.requestLife.guards.productionLinked,
        ids: z.string(),
        means: 'The request that asks for the data.',
      }),
    ),
    occurredAt: moment('occurredAt', {
      ask: (say) => say.desks.actAsks.occurredAt,
      label: (say) => say.requestLife.occurred,
      hint: (say) => say.requestLife.occurredHint,
      states: () => states,
      now: () => now,
      preset: () => 'now',
      means: 'When it happened.',
    }),
    endsAt: isConfirmed ? optional(endsAt, () => '–') : onlyIf(() => row.act === 'extend', endsAt),
    reference: onlyIf(
      () => isConfirmed,
      optional(
        text({
          ask: (say) => say.desks.actAsks.reference,
          label: (say) => say.requestLife.reference,
          max: 1000,
          wrong: (say) => say.requestLife.notTaken,
          means: 'Their own number of it.',
        }),
        () => '–',
      ),
    ),
    ...toldFields(toldLast({ row, held })),
  } satisfies Fields;
}

function toldFields(last: ReturnType<typeof toldLast>) {
  return {
    reason: onlyIf(() => last.includes('reason'), REASON_TOLD),
    evidence: onlyIf(() => last.includes('evidence'), EVIDENCE_TOLD),
  };
}
