// The figures of the desks as JSON: how long answers take and why they are refused, and the yearly statistics of orders.
import { z } from 'zod';
import { instant, signedIn, type ApiRoute, orNull } from '../../people/visit.api.ts';
import { feedbacks, medianTimes, RECEIVED_OUTCOMES, receivedBy, refusals } from './figures.store.ts';
import { countedRecords, countedRequests } from './statistics.store.ts';
import { COST_BEARERS, FEEDBACK_USES } from '../machine/states/life.ts';
import { REMEDY_KINDS } from '../verbs/results/remedy.ts';
import { STATISTICS_REF, statisticsOf } from './statistics.ts';

export function figuresApi(): ApiRoute[] {
  return [figures, yearly];
}

const medians = z.array(
  z.object({
    of: orNull(z.string()).describe('Null: it was not said.'),
    count: z.int(),
    medianDays: z.number().describe('From sending to the answer that settles it.'),
  }),
);

const figuresShape = z
  .object({
    since: instant,
    counterpart: medians,
    channel: medians,
    form: medians,
    refusals: z.array(
      z.object({
        direction: z
          .enum(['outgoing', 'incoming'])
          .describe('Outgoing: the other side refused; incoming: you did.'),
        ground: z.string(),
        count: z.int(),
      }),
    ),
    received: z
      .array(
        z.object({
          counterpart: orNull(z.string()).describe('The State that asked; null: it was not said.'),
          form: z.string(),
          outcome: z.enum(RECEIVED_OUTCOMES).describe('What became of it last.'),
          count: z.int().describe('Of requests.'),
        }),
      )
      .describe('What others asked of you, each request once: for a report on transparency.'),
    feedback: z
      .array(
        z.object({
          use: z.enum(FEEDBACK_USES).describe('`none`: there was nothing to say.'),
          count: z.int().describe('Of requests.'),
        }),
      )
      .describe('Whether what came was of use, as was said last when a request was closed.'),
  })
  .meta({ id: 'Figures' });

/** Three years, as the page has it. */
const FIGURES_MS = 3 * 365 * 86_400_000;

const figures = signedIn(
  {
    method: 'GET',
    path: '/desk/figures',
    operation: 'showFigures',
    summary:
      'Says how long answers take, why they are refused, what was asked of you and whether what came was of use, over what you may see.',
    description: 'Of the last three years.',
    answer: { status: 200, words: 'The quickest first.', schema: figuresShape },
    isForCaseKeys: true,
  },
  async ({ person, people }) => {
    const since = new Date(people.clock() - FIGURES_MS);
    return people.db.asPerson(person.id, async (tx) => {
      const by = async (key: Parameters<typeof medianTimes>[1]) =>
        (await medianTimes(tx, key, since)).map(({ of, ...one }) => ({ ...one, of: of ?? null }));
      return {
        since: since.toISOString(),
        counterpart: await by('counterpart'),
        channel: await by('channel'),
        form: await by('form'),
        refusals: await refusals(tx, since),
        received: (await receivedBy(tx, since)).map((one) => ({
          ...one,
          counterpart: one.counterpart ?? null,
        })),
        feedback: await feedbacks(tx, since),
      };
    });
  },
);

const direction = z.enum(['outgoing', 'incoming']);
const counted = {
  direction,
  form: z.string(),
  category: orNull(z.string()).describe('Null: it is not recorded which kind of data was asked for.'),
  addressee: z.string(),
  isEmergency: z.boolean(),
  issuingState: orNull(z.string()).describe('Of those that came in.'),
};
const sum = z.object({
  number: z.int().describe('Of claims.'),
  amount: z.string().describe('Decimal digits with a point, exact.'),
});
const outcomesShape = z.object({
  fulfilled: z.int(),
  inPart: z.int(),
  refused: z.int(),
  withdrawn: z.int(),
  open: z.int(),
});
const remedyKind = {
  state: z.enum(['issuing', 'enforcing']).describe('In which State it was used.'),
  kind: z.enum(REMEDY_KINDS),
};
const yearShape = z
  .object({
    ref: z.string(),
    year: z.int(),
    lines: z
      .array(
        z.object({
          ...counted,
          number: z.int(),
          outcomes: outcomesShape,
          meanHours: orNull(z.number()).describe(
            'Of production orders that were fulfilled: from issue, or receipt, to the data.',
          ),
          meanHoursToRequest: orNull(z.number()).describe(
            'Of preservation orders that were fulfilled: from issue to the request for the data.',
          ),
          notified: z.int().describe('Of which the enforcing authority was notified (Art. 8).'),
          enforcement: z
            .object({ asked: z.int(), fulfilled: z.int() })
            .describe(
              'Sent to the enforcing State for enforcement (Art. 16), or received there for it, and fulfilled afterwards.',
            ),
        }),
      )
      .describe('Art. 28(2)(a), (c), (d), (e), (f), (g).'),
    refusals: z
      .array(z.object({ ...counted, ground: z.string(), number: z.int() }))
      .describe('Art. 28(2)(d): each ground once an order.'),
    issuedUnvalidated: z
      .int()
      .describe('Art. 28(2)(b): production orders issued in an emergency before validation (Art. 4(5)).'),
    notValidated: z
      .int()
      .describe('Art. 28(2)(i): issued in an emergency before validation, and not validated.'),
    remedies: z
      .array(
        z.object({
          direction,
          category: counted.category,
          ...remedyKind,
          number: z.int(),
          outcomes: z.object({
            pending: z.int(),
            granted: z.int(),
            partly: z.int(),
            rejected: z.int(),
            inadmissible: z.int(),
            withdrawn: z.int(),
          }),
        }),
      )
      .describe(
        'Art. 28(2)(h): used in that year against production orders. Whether a review under Art. 17 or a remedy against a penalty counts, it does not say: each kind stands by itself.',
      ),
    totals: outcomesShape.describe(
      'Each order once: in `lines`, one for two kinds of data is counted in both.',
    ),
    remedyTotals: z.array(z.object({ ...remedyKind, number: z.int() })).describe('Each remedy once.'),
    claims: z
      .array(
        z.object({
          direction,
          form: z.string(),
          currency: z.string(),
          claimed: sum,
          reimbursed: sum,
          refused: sum,
        }),
      )
      .describe('Art. 28(2)(j): costs that were claimed, reimbursed and refused in that year, by currency.'),
    costs: z
      .array(
        z.object({ currency: z.string(), bearer: z.enum(COST_BEARERS), amount: z.string(), number: z.int() }),
      )
      .describe('As stated when orders were closed, summed by currency and who bears them.'),
  })
  .meta({ id: 'YearlyStatistics' });

const yearly = signedIn(
  {
    method: 'GET',
    path: '/desk/figures/:year',
    operation: 'showYearlyStatistics',
    summary: 'Counts the European orders of a year, as the Regulation asks, over what you may see.',
    description: `${STATISTICS_REF}. Those of the whole installation are counted at the machine: ./comity request statistics.`,
    params: z.object({
      year: z
        .string()
        .regex(/^20\d\d$/)
        .transform(Number)
        .describe('Four digits, by UTC.'),
    }),
    answer: { status: 200, words: 'The orders sent or received in that year.', schema: yearShape },
    isForCaseKeys: true,
  },
  async ({ person, people, params: { year } }) => {
    const statistics = await people.db.asPerson(person.id, async (tx) =>
      statisticsOf(await countedRequests(tx, year), year, await countedRecords(tx, year)),
    );
    return {
      ref: STATISTICS_REF,
      ...statistics,
    };
  },
);
