// clocks.yaml: legal time limits: what starts them, how long they run, what happens at the end.
import * as z from 'zod';
import { cited, dataCategory, head, id, text, wording } from './common.ts';

const UNITS = [
  'hour',
  'calendar_day',
  'working_day',
  'week',
  'at_once',
  'without_undue_delay',
  'expeditious',
  'rapidly_expedited',
  'as_soon_as_possible',
  'until_event',
  'same_as_production_clock',
  'day_of_march',
  'set_by_order',
  'agreed',
  'national_law',
] as const;

const BOUNDS = ['max', 'min', 'exact', 'target'] as const;

export const clocksFile = z.strictObject({
  ...head,
  note: text,
  vocabulary: z.strictObject({
    unit: z.record(z.enum(UNITS), text),
    bound: z.record(z.enum(BOUNDS), text),
    length: text,
    days: text,
    receipt: text,
  }),
  other_instruments: z.record(id, text),
  rules: z.array(z.strictObject({ id, rule: text, ...cited })),
  clocks: z.array(
    z.strictObject({
      id,
      ...wording,
      instrument: id,
      article: text,
      starts_on: id,
      length: z.int().nonnegative().nullable(),
      unit: z.enum(UNITS),
      bound: z.enum(BOUNDS),
      conditions: z.strictObject({
        data_categories: z.array(dataCategory).optional(),
        enforcing_authority_notified: z.boolean().optional(),
        order: text.optional(),
        or: text.optional(),
        stage: text.optional(),
        annex_vi_received_in_time: z.boolean().optional(),
        size_above_mb: z.int().positive().optional(),
      }),
      emergency: z.boolean(),
      /** `until: null`: nothing makes the clock run again. */
      pauses: z.array(z.strictObject({ event: id, until: id.nullable() })),
      extension: z
        .strictObject({
          by: id,
          length: z.int().positive().nullable(),
          unit: z.enum(UNITS),
          /** `max`: another day may be agreed, at most so much later. */
          bound: z.literal('max').optional(),
          times: z.int().positive().optional(),
          within: text.optional(),
          form: id.optional(),
          article: text,
          text: text.optional(),
        })
        .nullable(),
      at_end: text,
      duty_of: id,
      warn_before: z.array(
        z.strictObject({ length: z.int().positive(), unit: z.enum(['hour', 'calendar_day', 'working_day']) }),
      ),
      form: id.nullable(),
      note: text.optional(),
      /** Why no act that is recorded here begins it: it is shown and does not run. */
      not_begun: text.optional(),
      ...cited,
    }),
  ),
});

export type ClocksFile = z.infer<typeof clocksFile>;
