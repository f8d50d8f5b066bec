// The limits of a review, for administrators.
import type { AnyAct } from '../../people/act.routes.ts';
import type { People } from '../../people/people.acts.ts';
import { setLines, settingPage } from '../../people/setting.pages.ts';
import { settingAsked, settingRoutes } from '../../people/setting.routes.ts';
import { agency, type PageRoute, type SignedInVisit } from '../../people/visit.routes.ts';
import { readAll } from '../../web/fields/field.ts';
import { html } from '../../web/html.ts';
import { numberText } from '../../web/when.ts';
import { limitsSet, setPictureLimits } from './limits.acts.ts';
import { PICTURE_LIMITS, pictureLimit } from './limits.ts';

const LIMITS = '/settings/pictures';

export function pictureLimitRoutes(people: People): PageRoute[] {
  return [
    agency('changeSettings', 'GET', LIMITS, async (visit) => {
      const { say } = visit.frame;
      const words = say.pictureLimits;
      const set = await people.db.asPerson(visit.person.id, limitsSet);
      const notice = visit.query('done') === 'saved' ? say.settings.saved : undefined;
      const lines = PICTURE_LIMITS.map(
        (name) => [words.labels[name], numberText(say, set[name]), `${LIMITS}/${name}`] as const,
      );
      const content = html`<p class="c-lead">${words.lead}</p>
        ${setLines(say, lines)}`;
      return visit.page(settingPage(say, words.title, { errors: {}, notice }, content));
    }),
    ...settingRoutes(people, `${LIMITS}/:limit`, (visit) => limitAsked(people, visit)),
  ];
}

async function limitAsked(people: People, visit: SignedInVisit): Promise<AnyAct | Response> {
  const name = PICTURE_LIMITS.find((one) => one === visit.param('limit'));
  if (name === undefined) return visit.notFound();
  const { say } = visit.frame;
  const about = { set: await people.db.asPerson(visit.person.id, limitsSet) };
  const fields = { [name]: pictureLimit(name) };
  return settingAsked(say, {
    fields,
    about,
    address: `${LIMITS}/${name}`,
    of: { words: say.pictureLimits.title, href: LIMITS },
    set: (body) => setPictureLimits(people, visit.person, { ...about.set, ...readAll(fields, body, about) }),
  });
}
