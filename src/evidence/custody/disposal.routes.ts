// Disposal by order: proposed by one, decided by another.
import { isUuid, type Uuid } from '../../base/ids.ts';
import type { AnyAct } from '../../people/act.routes.ts';
import type { People } from '../../people/people.acts.ts';
import { inCase, type PageRoute } from '../../people/visit.routes.ts';
import { html } from '../../web/html.ts';
import { eventCount } from '../events/event-rows.store.ts';
import { exhibitAddress, notNow } from '../exhibits/exhibit-about.pages.ts';
import { aboutExhibit, type ExhibitVisit } from '../exhibits/exhibit-visit.routes.ts';
import type { Installation } from '../log/installation.acts.ts';
import { copiesWith } from './copies.store.ts';
import { actOnExhibit, signedAct } from './custody-act.routes.ts';
import { confirmDisposal, proposeDisposal, withdrawDisposal } from './disposal.acts.ts';
import { proposedHtml, whatHappens, type Staying } from './disposal.pages.ts';
import { openDisposal, type OpenDisposal } from './disposal.store.ts';
import { DECISION, DISPOSAL } from './disposal.ts';
import type { SignForm } from './signing.routes.ts';

const PATH = '/dispose';
/** The proposal that was seen stands in the address. */
const PROPOSED = `${PATH}/:disposal` as const;

interface Asked extends ExhibitVisit, Staying {
  readonly open: OpenDisposal | undefined;
}

export function disposalRoutes(house: Installation, people: People, sign: SignForm): PageRoute[] {
  const asked =
    (then: (asked: Asked, method: 'GET' | 'POST') => AnyAct | Response | Promise<Response>) =>
    async (visited: ExhibitVisit, method: 'GET' | 'POST') => {
      const { visit, exhibit, file } = visited;
      if (exhibit.status !== 'held') return visit.go(exhibitAddress(visited));
      const found = await people.db.asPerson(visit.person.id, async (tx) => ({
        open: await openDisposal(tx, exhibit.id),
        events: await eventCount(tx, file.id, exhibit.number),
        copies: await copiesWith(tx, file.id, exhibit.number),
      }));
      return then({ ...visited, ...found }, method);
    };
  return [
    ...actOnExhibit(
      people,
      ['disposeEvidence', PATH],
      asked((visited, method) => proposing({ sign, method }, visited)),
    ),
    ...actOnExhibit(
      people,
      ['disposeEvidence', `${PROPOSED}/decide`],
      asked((visited, method) => deciding({ house, sign, method }, visited)),
    ),
    inCase(
      'disposeEvidence',
      'POST',
      `/cases/:case/evidence/:item${PROPOSED}/withdraw`,
      aboutExhibit(people, async (visited) => {
        const disposal = visited.visit.param('disposal');
        if (!isUuid(disposal)) return visited.visit.notFound();
        await withdrawDisposal(house, decisionOf(visited, disposal));
        return visited.visit.go(`${exhibitAddress(visited)}?done=kept`);
      }),
    ),
  ];
}

interface Parts {
  readonly sign: SignForm;
  readonly method: 'GET' | 'POST';
}

function proposing({ sign, method }: Parts, asked: Asked): AnyAct | Promise<Response> {
  const { visit, file, exhibit, open, events, copies } = asked;
  const { say } = visit.frame;
  const { disposal: words } = say;
  // What was sent before is answered as it was; the act refuses the rest.
  if (method === 'GET' && open !== undefined) {
    const why = html`<p>${words.isOpen}</p>`;
    return visit.page(notNow(say, asked, { here: words.title, title: words.isOpenTitle, why }));
  }
  return signedAct<typeof DISPOSAL>(sign, asked, {
    fields: DISPOSAL,
    about: {},
    path: PATH,
    here: words.title,
    button: words.proposeButton,
    checked: () =>
      Promise.resolve(
        html`${whatHappens(say, asked, { events, copies })}
          <p>${words.second}</p>`,
      ),
    done: 'proposed',
    run: (said) => (house) =>
      proposeDisposal(house, { ...said, by: { person: visit.person, file }, number: exhibit.number }),
  });
}

function deciding(
  { house, sign, method }: Parts & { readonly house: Installation },
  asked: Asked,
): AnyAct | Response | Promise<Response> {
  const { visit, open, events, copies } = asked;
  const { say } = visit.frame;
  const { disposal: words } = say;
  const id = visit.param('disposal');
  if (!isUuid(id)) return visit.notFound();
  if (method === 'GET' && (open?.id !== id || open.proposedBy.id === visit.person.id)) {
    const why = html`<p>${open?.id === id ? words.isOwn : words.none}</p>`;
    return visit.page(notNow(say, asked, { here: words.title, title: words.title, why }));
  }
  const decision = decisionOf(asked, id);
  return signedAct<typeof DECISION>(sign, asked, {
    fields: DECISION,
    about: { proposed: () => proposedHtml(say, asked, { open, events, copies }) },
    path: `${PATH}/${id}/decide`,
    here: words.title,
    button: words.decideButton,
    done: ({ decision: { outcome } }) => (outcome === 'confirmed' ? 'destroyed' : 'kept'),
    unsigned: ({ decision: { outcome } }) =>
      outcome === 'withdrawn' ? () => withdrawDisposal(house, decision) : undefined,
    run: () => (real) => confirmDisposal(real, decision),
  });
}

function decisionOf({ visit, file, exhibit }: ExhibitVisit, disposal: Uuid) {
  return { by: { person: visit.person, file }, number: exhibit.number, disposal };
}
