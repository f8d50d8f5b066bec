// The limits of a review, for administrators.
import type { AnyAct } from '../../people/act.routes.ts';
import type { People } from '../../people/people.acts.ts';
import { setLines, settingPage } from '../../people/setting.pages.ts';
import { settingAsked, settingRoutes } from '../../people/setting.routes.ts';
import { agency, type PageRoute, type SignedInVisit } from '../../people/visit.routes.ts';
import { readAll } from '../../web/fields/field.ts';
import { html } from '../../web/html.ts';
import { numberText } from '../../web/when.ts';
import { equalPolicySet, setEqualPolicy } from '../known/equal.acts.ts';
import { EQUAL } from '../known/equal.ts';
import { limitsSet, setPictureLimits } from './limits.acts.ts';
import { PICTURE_LIMITS, pictureLimit } from './limits.ts';

const LIMITS = '/settings/pictures';
/** Beside the limits: whether two people confirm what is equal. */
const EQUAL_AT = 'equal';

export function pictureLimitRoutes(people: People): PageRoute[] {
  return [
    agency('changeSettings', 'GET', LIMITS, async (visit) => {
      const { say } = visit.frame;
      const words = say.pictureLimits;
      const set = await people.db.asPerson(visit.person.id, limitsSet);
      const policy = await people.db.asPerson(visit.person.id, equalPolicySet);
      const notice = visit.query('done') === 'saved' ? say.settings.saved : undefined;
      const lines = PICTURE_LIMITS.map(
        (name) => [words.labels[name], numberText(say, set[name]), `${LIMITS}/${name}`] as const,
      );
      const twice = say.form.yesNo[policy.twoPersons ? 'yes' : 'no'];
      const equal = [say.equalHits.label, twice, `${LIMITS}/${EQUAL_AT}`] as const;
      const content = html`<p class="c-lead">${words.lead}</p>
        ${setLines(say, lines)}
        <h2>${say.equalHits.title}</h2>
        <p>${say.equalHits.hint}</p>
        ${setLines(say, [equal])}`;
      return visit.page(settingPage(say, words.title, { errors: {}, notice }, content));
    }),
    ...settingRoutes(people, `${LIMITS}/:limit`, (visit) => limitAsked(people, visit)),
  ];
}

async function limitAsked(people: People, visit: SignedInVisit): Promise<AnyAct | Response> {
  const name = PICTURE_LIMITS.find((one) => one === visit.param('limit'));
  const { say } = visit.frame;
  if (visit.param('limit') === EQUAL_AT) return equalAsked(people, visit);
  if (name === undefined) return visit.notFound();
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

async function equalAsked(people: People, visit: SignedInVisit): Promise<AnyAct> {
  const { say } = visit.frame;
  const about = { set: await people.db.asPerson(visit.person.id, equalPolicySet) };
  return settingAsked(say, {
    fields: EQUAL,
    about,
    address: `${LIMITS}/${EQUAL_AT}`,
    of: { words: say.pictureLimits.title, href: LIMITS },
    set: (body) => setEqualPolicy(people, visit.person, readAll(EQUAL, body, about)),
  });
}
