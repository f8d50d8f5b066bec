// The certificates of those who sign documents, for administrators.
import { Refusal } from '../../base/refusal.ts';
import type { People } from '../../people/people.acts.ts';
import { agency, type PageRoute, type SignedInVisit } from '../../people/visit.routes.ts';
import { addAnchors, anchorsKept, MAX_ANCHORS, removeAnchor } from './document-anchor.acts.ts';
import { ANCHORS, anchorsPage } from './document-anchor.pages.ts';

export function anchorRoutes(people: People): PageRoute[] {
  return [
    agency('changeSettings', 'GET', ANCHORS, (visit) => show(people, visit)),
    agency('changeSettings', 'POST', ANCHORS, (visit) => add(people, visit)),
    agency('changeSettings', 'POST', `${ANCHORS}/remove`, async (visit) => {
      await removeAnchor(people, visit.person, (await visit.form()).get('sha256') ?? '');
      return visit.go(`${ANCHORS}?done=removed`);
    }),
  ];
}

async function show(people: People, visit: SignedInVisit, given = '', wrong?: string): Promise<Response> {
  const { say } = visit.frame;
  const notices: { readonly [done: string]: string } = {
    added: say.documentAnchors.addedNow,
    removed: say.partners.removed,
  };
  const done = visit.query('done');
  const page = anchorsPage(say, {
    anchors: await anchorsKept(people, visit.person),
    given,
    errors: wrong === undefined ? {} : { certificates: wrong },
    notice: Object.hasOwn(notices, done) ? notices[done] : undefined,
  });
  return visit.page(page, wrong === undefined ? 200 : 422);
}

async function add(people: People, visit: SignedInVisit): Promise<Response> {
  const pem = (await visit.form()).get('certificates') ?? '';
  try {
    await addAnchors(people, visit.person, pem);
    return visit.go(`${ANCHORS}?done=added`);
  } catch (error) {
    if (!(error instanceof Refusal) || (error.code !== 'badInput' && error.code !== 'tooLarge')) throw error;
    const { say } = visit.frame;
    const why =
      error.code === 'badInput'
        ? say.partners.certificatesForm
        : say.documentAnchors.tooMany(String(MAX_ANCHORS));
    return show(people, visit, pem.slice(0, 100_000), why);
  }
}
