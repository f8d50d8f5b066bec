// Where somebody finds what they had typed when their session ended: to be read once more, and sent from here.
import { html } from '../web/html.ts';
import { form, hidden, note } from '../web/parts.ts';
import { visibleLines } from '../web/safe-text.ts';
import { keptForm } from './kept-form.acts.ts';
import type { People } from './people.acts.ts';
import { signedIn, type PageRoute } from './visit.routes.ts';

/** Before the path of the form. */
export const KEPT = '/kept';
const SHOWN_MAX = 20_000;
/** Keys and numbers of versions, which nobody typed. */
const HIDDEN = new Set(['key', 'base', 'part', 'to', 'then']);

export function keptFormRoutes(people: People): PageRoute[] {
  return [
    signedIn('GET', `${KEPT}/:path{.+}`, async (visit) => {
      const words = visit.frame.say.keptForm;
      const path = `/${visit.param('path')}`;
      const fields = await keptForm(people, visit.person.id, path);
      if (fields === undefined) return visit.notFound();
      const typed = fields.filter(([name, value]) => value !== '' && !HIDDEN.has(name));
      return visit.page({
        title: words.title,
        isQuestion: true,
        main: html`<h1>${words.title}</h1>
          <p>${words.lead}</p>
          ${typed.map(([, value]) => note('plain', html`<p class="c-typed">${visibleLines(value, SHOWN_MAX)}</p>`))}
          ${form(html`${fields.map(([name, value]) => hidden(name, value))}`, words.button, path)}`,
      });
    }),
  ];
}
