// Adding a condition of use.
import type { People } from '../../people/people.acts.ts';
import type { PageRoute } from '../../people/visit.routes.ts';
import { html } from '../../web/html.ts';
import { addCondition } from './condition.acts.ts';
import { CONDITION } from './condition.ts';
import { actOnExhibit, signedAct } from './custody-act.routes.ts';
import type { SignForm } from './signing.routes.ts';

export function conditionRoutes(people: People, sign: SignForm): PageRoute[] {
  return actOnExhibit(people, ['addCondition', '/condition'], (visited) => {
    const { visit, file, exhibit } = visited;
    const { say } = visit.frame;
    const by = { person: visit.person, file };
    return signedAct<typeof CONDITION>(sign, visited, {
      fields: CONDITION,
      about: {},
      path: '/condition',
      here: say.condition.title,
      button: say.condition.button,
      checked: () => Promise.resolve(html`<p>${say.condition.checkWords}</p>`),
      done: 'condition',
      run: (said, key) => (house) => addCondition(house, { ...said, by, number: exhibit.number, key }),
      mended: ({ code }) =>
        code === 'alreadyExists' ? { question: 'condition', words: say.condition.exists } : undefined,
    });
  });
}
