// Sealing what one brought: the digest, and what the signature says.
import { html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { facts, form } from '../../web/parts.ts';
import { exhibitAddress, questionAbout, type About } from '../exhibits/exhibit-about.pages.ts';

export function sealPage(say: Messages, about: About): View {
  const words = say.seal;
  const { sha256, files } = about.exhibit;
  return questionAbout(say, about, {
    title: words.title,
    here: words.act,
    errors: {},
    content: html`<h1>${words.title}</h1>
      <p class="c-lead">${words.lead}</p>
      ${facts([
        [
          files === 1 ? say.evidence.sha256 : say.evidence.sha256Tree,
          html`<code class="c-digest">${sha256}</code>`,
        ],
      ])}
      <p>${words.compare}</p>
      ${form(html``, words.button, `${exhibitAddress(about)}/seal`)}`,
  });
}
