// The plan that a request was begun from, as it stood then and as it would stand today.
import { planFor } from '../../../channels/plan.ts';
import { readWords } from '../../../channels/read-words.ts';
import { differencesOf } from '../../../channels/what-if.ts';
import { wordsFrom } from '../../../channels/words.ts';
import type { Knowledge } from '../../../law/model.ts';
import type { PageRoute } from '../../../people/visit.routes.ts';
import { wayIn, type PlanOrigin } from '../../core/origin.ts';
import { aboutRequest, type Found, type RequestDesk } from './request-found.routes.ts';
import { whyPage } from '../../machine/text/why.pages.ts';

export function whyRoutes(desk: RequestDesk): PageRoute[] {
  return [aboutRequest(desk, ['seeRequests', 'GET', '/why'], (found) => show(desk, found))];
}

async function show({ law }: RequestDesk, { visit, shown }: Found): Promise<Response> {
  const { origin, counterpart } = shown.request;
  if (origin?.kind !== 'plan') return visit.notFound();
  const today = await law.current();
  const published = await law.named(origin.dataVersion);
  const then = published ?? today;
  const answer = answerOf(origin, then);
  const now = then.dataVersion === today.dataVersion ? undefined : answerOf(origin, today);
  return visit.page(
    whyPage(visit.frame.say, {
      shown,
      origin,
      isOfThen: then.dataVersion === origin.dataVersion,
      way: answer && wayIn(answer, origin, counterpart),
      now: answer && now && { law: today, differences: differencesOf(answer, now, today) },
    }),
  );
}

/** Undefined where these law data no longer know what was asked about. */
function answerOf({ question, day }: PlanOrigin, law: Knowledge) {
  const read = readWords(wordsFrom(new URLSearchParams(question)), law);
  return read.ok && read.asked.need.from !== read.asked.need.to
    ? planFor(read.asked.need, law, day)
    : undefined;
}
