// Curing what came informally, on the page of the exhibit.
import { z } from 'zod';
import { exhibitAddress, questionAbout } from '../../evidence/exhibits/exhibit-about.pages.ts';
import { aboutExhibit, type ExhibitVisit } from '../../evidence/exhibits/exhibit-visit.routes.ts';
import { isForLeadsOnly } from '../../evidence/packages/leads-only.ts';
import { liftedConditions } from '../../evidence/packages/leads-only.store.ts';
import { signAbout, type SignForm } from '../../evidence/custody/signing.routes.ts';
import { actRoutes, asking, type AnyAct } from '../../people/act.routes.ts';
import { inCase, type PageRoute } from '../../people/visit.routes.ts';
import { readAll, type Fields } from '../../web/fields/field.ts';
import { pick } from '../../web/fields/pick.ts';
import { text } from '../../web/fields/text.ts';
import { html } from '../../web/html.ts';
import { cure, curing } from './cure.acts.ts';
import { requestReference, type RequestRecord } from '../core/request.ts';
import { authorityFor } from './results.acts.ts';
import type { ResultsDesk } from './results.routes.ts';

const LENGTH_MAX = 400;

export function cureRoutes(desk: ResultsDesk, sign: SignForm): PageRoute[] {
  return actRoutes<ExhibitVisit>({
    people: desk.people,
    path: '/cure',
    route: (method, path, open) =>
      inCase('liftLeadsOnly', method, `/cases/:case/evidence/:item${path}`, aboutExhibit(desk.people, open)),
    asked: (visited, method) => curingOf({ desk, sign, method }, visited),
  });
}

interface CureAbout {
  readonly requests: readonly RequestRecord[];
  readonly named: (request: RequestRecord) => string;
  readonly authority: (request: RequestRecord) => string;
}

const cureFields = ({ requests, named, authority }: CureAbout) =>
  ({
    request: pick<RequestRecord, string>({
      ask: (say) => say.results.cureAsk,
      hint: (say) => say.results.cureHint,
      list: () => requests,
      id: ({ number }) => String(number),
      words: (_say, one) => named(one),
      hints: (_say, one) => authority(one),
      wrong: (say) => say.form.choose,
      ids: z.string(),
      means: 'The formal request for this evidence.',
    }),
    reason: text({
      ask: (say) => say.results.cureWhy,
      hint: (say) => say.results.cureWhyHint,
      tidy: (typed) => typed.replace(/\s+/g, ' '),
      max: LENGTH_MAX,
      wrong: (say) => say.form.needed(say.results.cureWhyWhat),
      tooLong: (say) => say.form.tooLong(say.results.cureWhy, LENGTH_MAX),
      means: 'Why it covers the exhibit.',
    }),
  }) satisfies Fields;

async function curingOf(
  { desk, sign, method }: { desk: ResultsDesk; sign: SignForm; method: 'GET' | 'POST' },
  visited: ExhibitVisit,
): Promise<AnyAct | Response> {
  const { visit, ...about } = visited;
  const { exhibit, file } = about;
  const { people } = desk;
  const { requests, isKept } = await people.db.asPerson(visit.person.id, async (tx) => ({
    requests: await curing(tx, visit.file.id),
    isKept: isForLeadsOnly(exhibit.conditions, await liftedConditions(tx, exhibit.number)),
  }));
  const { say } = visit.frame;
  const words = say.results;
  const frame = ({ main, ...page }: Parameters<AnyAct['frame']>[0]) =>
    questionAbout(say, about, { ...page, here: words.cure, content: main });
  if (method === 'GET' && (!isKept || requests.length === 0)) {
    const main = html`<h1>${words.cureAsk}</h1>
      <p>${isKept ? words.cureNone : words.cureNotNeeded}</p>
      <p><a href="${exhibitAddress(about)}">${say.handOver.toExhibit}</a></p>`;
    return visit.page(frame({ title: words.cureAsk, errors: {}, main }));
  }
  const law = await desk.law.current();
  const fields = cureFields({
    requests,
    named: ({ number }) => requestReference(file.reference, number),
    authority: (request) => authorityFor(file, request, law).id,
  });
  return asking({
    fields,
    about: undefined,
    address: `${exhibitAddress(about)}/cure`,
    caption: words.cure,
    button: words.cureButton,
    frame,
    act: async (body, key) => {
      const { request, reason } = readAll(fields, body, undefined);
      const acting = { people, person: visit.person, file, law };
      const made = { exhibit: exhibit.number, number: request.number, reason, key };
      return signAbout(sign, visited, {
        run: (house) => cure(house, acting, made),
        done: 'cured',
        here: words.cure,
      });
    },
  });
}
