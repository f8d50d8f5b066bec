// Handing an exhibit over from person to person.
import { isUuid } from '../../base/ids.ts';
import { membersOf, type Member } from '../../people/case-member.store.ts';
import type { AnyAct } from '../../people/act.routes.ts';
import type { People } from '../../people/people.acts.ts';
import { inCase as mayInCase } from '../../people/policy.ts';
import { inCase, type PageRoute } from '../../people/visit.routes.ts';
import { html } from '../../web/html.ts';
import { exhibitAddress, notNow } from '../exhibits/exhibit-about.pages.ts';
import { aboutExhibit, type ExhibitVisit } from '../exhibits/exhibit-visit.routes.ts';
import { knowsExhibit } from '../exhibits/exhibit.store.ts';
import { actOnExhibit, signedAct } from './custody-act.routes.ts';
import { answerHandOver, offerExhibit } from './hand-over.acts.ts';
import { ANSWER, OFFER } from './hand-over.ts';
import { whyNotOffer } from './holding.pages.ts';
import { signAbout, type SignForm } from './signing.routes.ts';

const PATH = '/hand-over';
/** The offer that was seen stands in the address: another one is asked about anew. */
const OFFERED = `${PATH}/:offer` as const;

export function handOverRoutes(people: People, sign: SignForm): PageRoute[] {
  return [
    ...actOnExhibit(people, ['holdExhibit', PATH], (visited, method) =>
      offering({ people, sign, method }, visited),
    ),
    ...actOnExhibit(people, ['holdExhibit', `${OFFERED}/answer`], (visited, method) =>
      answering({ people, sign, method }, visited),
    ),
    inCase(
      'seeExhibit',
      'POST',
      `/cases/:case/evidence/:item${OFFERED}/withdraw`,
      aboutExhibit(people, (visited) => withdraw(sign, visited)),
    ),
  ];
}

interface Parts {
  readonly people: People;
  readonly sign: SignForm;
  readonly method: 'GET' | 'POST';
}

async function offering({ people, sign, method }: Parts, visited: ExhibitVisit): Promise<AnyAct | Response> {
  const { visit, ...about } = visited;
  const { file, exhibit, holding } = about;
  const { say } = visit.frame;
  const words = say.handOver;
  const why = whyNotOffer(say, { ...about, viewer: visit.person.id, agency: '' });
  const receivers = await receiversOf(people, visited);
  // What was sent before is answered as it was; the act refuses the rest.
  if (method === 'GET' && (why !== undefined || receivers.length === 0))
    return visit.page(
      notNow(say, about, {
        here: words.title,
        title: why === undefined ? words.nobodyTitle : words.notNowTitle,
        why: html`<p>${why ?? words.nobody}</p>
          ${why === undefined ? html`<p>${words.nobodyNext}</p>` : ''}`,
      }),
    );
  const by = { person: visit.person, file };
  return signedAct<typeof OFFER>(sign, visited, {
    fields: OFFER,
    about: { receivers, isInStore: holding.holder === undefined },
    path: PATH,
    here: words.title,
    button: words.offerButton,
    checked: async ({ to }) => {
      const name = receivers.find(({ person }) => person === to)?.name ?? '';
      return html`<p>${words.checkWords(name)}</p>`;
    },
    done: 'offered',
    run:
      ({ to, why: said }, key) =>
      (house) =>
        offerExhibit(house, { by, number: exhibit.number, to: to.person, ...said, key }),
  });
}

async function answering({ sign, method }: Parts, visited: ExhibitVisit): Promise<AnyAct | Response> {
  const { visit, file, exhibit, holding } = visited;
  const { open } = holding;
  const handOver = visit.param('offer');
  if (!isUuid(handOver)) return visit.notFound();
  // Answered meanwhile. What was sent before is answered as it was.
  if (method === 'GET' && (open?.id !== handOver || open.to.id !== visit.person.id))
    return visit.go(exhibitAddress(visited));
  const { handOver: words } = visit.frame.say;
  return signedAct<typeof ANSWER>(sign, visited, {
    fields: ANSWER,
    about: { from: open?.from.name ?? '', exhibit: exhibitAddress(visited) },
    path: `${PATH}/${handOver}/answer`,
    here: words.title,
    button: words.answerButton,
    done: ({ answer }) => answer.outcome,
    run:
      ({ answer }) =>
      (house) =>
        answerHandOver(house, {
          ...answer,
          by: { person: visit.person, file },
          number: exhibit.number,
          handOver,
        }),
  });
}

async function withdraw(sign: SignForm, visited: ExhibitVisit): Promise<Response> {
  const { visit, file, exhibit } = visited;
  const handOver = visit.param('offer');
  if (!isUuid(handOver)) return visit.notFound();
  const made = { by: { person: visit.person, file }, number: exhibit.number, handOver } as const;
  return signAbout(sign, visited, {
    run: (house) => answerHandOver(house, { ...made, outcome: 'withdrawn' }),
    done: 'withdrawn',
    here: visit.frame.say.handOver.title,
  });
}

/** The others of the case whose role may hold an exhibit, and who may know of this one. */
async function receiversOf(people: People, { visit, file, exhibit }: ExhibitVisit): Promise<Member[]> {
  return people.db.asPerson(visit.person.id, async (tx) => {
    const receivers: Member[] = [];
    for (const one of await membersOf(tx, file.id))
      if (
        one.person !== visit.person.id &&
        mayInCase(one.role, 'holdExhibit') === 'yes' &&
        (await knowsExhibit(tx, one.person, exhibit.id))
      )
        receivers.push(one);
    return receivers;
  });
}
