// The administrator's settings: one page a thing.
import { html, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';

export function settingsPage(say: Messages): View {
  const words = say.settings;
  const one = (href: string, title: string, hint: string): Html =>
    html`<li>
      <a href="/settings/${href}">${title}</a>
      <p class="c-hint">${hint}</p>
    </li>`;
  return {
    title: words.title,
    place: 'settings',
    isQuestion: true,
    main: html`<h1>${words.title}</h1>
      <p class="c-lead">${words.lead}</p>
      <ul class="c-questions">
        ${one('identity-provider', words.provider, words.providerHint)}
      </ul>`,
  };
}
