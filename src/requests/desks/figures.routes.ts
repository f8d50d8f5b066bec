// The figures of the desks on the web, and as a table.
import type { PublishedLaw } from '../../law/published.acts.ts';
import type { People } from '../../people/people.acts.ts';
import { inAgency } from '../../people/policy.ts';
import { signedIn, type PageRoute, type SignedInVisit } from '../../people/visit.routes.ts';
import { channelName } from '../core/ref-text.pages.ts';
import { formTitles } from '../verbs/drafting/request-found.routes.ts';
import { csvAnswer } from './desk-csv.pages.ts';
import { figureName, figuresPage, groundName, receivedOutcome, type Figures } from './figures.pages.ts';
import { FIGURE_BY, feedbacks, medianTimes, receivedBy, refusals } from './figures.store.ts';

const FIGURE_YEARS_MS = 3 * 365 * 86_400_000;

interface FiguresParts {
  readonly people: People;
  readonly law: PublishedLaw;
}

export function figureRoutes(parts: FiguresParts): PageRoute[] {
  return [
    signedIn('GET', '/desk/statistics', async (visit) =>
      visit.page(figuresPage(visit.frame.say, await figuresOf(parts, visit))),
    ),
    signedIn('GET', '/desk/statistics/csv', (visit) => figuresCsv(parts, visit)),
  ];
}

async function figuresOf({ people, law }: FiguresParts, visit: SignedInVisit): Promise<Figures> {
  const knowledge = await law.current();
  const since = new Date(people.clock() - FIGURE_YEARS_MS);
  const found = await people.db.asPerson(visit.person.id, async (tx) => ({
    times: {
      counterpart: await medianTimes(tx, 'counterpart', since),
      channel: await medianTimes(tx, 'channel', since),
      form: await medianTimes(tx, 'form', since),
    },
    refusals: await refusals(tx, since),
    feedbacks: await feedbacks(tx, since),
    received: await receivedBy(tx, since),
  }));
  const channels = new Map(
    knowledge.channels.map(({ id }) => [id, channelName(visit.frame.say, knowledge, id)]),
  );
  return {
    ...found,
    titles: formTitles(visit.frame.say, knowledge),
    channels,
    isAtDutyDesk: inAgency(visit.person.roles, 'verifyEmergency') === 'yes',
  };
}

async function figuresCsv(parts: FiguresParts, visit: SignedInVisit): Promise<Response> {
  const { say } = visit.frame;
  const words = say.desks;
  const figures = await figuresOf(parts, visit);
  return csvAnswer('statistics', [
    [words.figure, words.of, words.median, words.answered],
    ...FIGURE_BY.flatMap((by) =>
      figures.times[by].map(({ of, count, medianDays }) => [
        words.timeBy[by],
        figureName(say, by, of, figures),
        String(medianDays),
        String(count),
      ]),
    ),
    ...figures.refusals.map(({ direction, ground, count }) => [
      say.letter.labelled(words.refusals, words.orders.directions[direction]),
      groundName(say, ground),
      '',
      String(count),
    ]),
    ...figures.received.map(({ counterpart, form, outcome, count }) => [
      words.received,
      [
        figureName(say, 'counterpart', counterpart, figures),
        figureName(say, 'form', form, figures),
        receivedOutcome(say, outcome),
      ].join('; '),
      '',
      String(count),
    ]),
    ...figures.feedbacks.map(({ use, count }) => [
      say.requestOutcome.asks.feedback,
      say.requestOutcome.use[use],
      '',
      String(count),
    ]),
  ]);
}
