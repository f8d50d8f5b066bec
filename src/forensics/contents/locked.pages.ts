// Volumes that a key would open, and where to give one.
import { inCase } from '../../people/policy.ts';
import { exhibitAddress, type About } from '../../evidence/exhibits/exhibit-about.pages.ts';
import { html, nothing, raw, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import { field } from '../../web/parts.ts';
import type { ShownVolume } from '../looking/asked.ts';

/** Of those that no key has opened yet; who may examine gives the key to the examination too. */
export function lockedHtml(
  say: Messages,
  shown: About & { readonly volumes: readonly ShownVolume[] | undefined },
): Html {
  const { volumes = [] } = shown;
  const opened = new Set(volumes.map(({ within }) => within));
  const locked = volumes.filter(({ isEncrypted, number }) => isEncrypted === true && !opened.has(number));
  if (locked.length === 0) return nothing;
  const { key, keyHint, keyFile, keyFileHint, keyButton, keyExamine, locked: title } = say.contents;
  const examines = inCase(shown.file.role, 'checkEvidence') === 'yes';
  const address = `${exhibitAddress(shown)}/contents/key`;
  const button = (words: string, more: Html = nothing): Html =>
    html`<button type="submit" class="govuk-button govuk-button--secondary" ${more}>${words}</button>`;
  const typed = { name: 'key', label: key, hint: keyHint, type: 'password', autocomplete: 'off' } as const;
  const file = { name: 'keyFile', label: keyFile, hint: keyFileHint, type: 'file' } as const;
  const toExamine = raw(' name="then" value="examine"');
  return html`<h3>${title(locked.length)}</h3>
    <form method="post" action="${address}" novalidate>
      ${field(say, typed, {})}
      <div class="govuk-button-group">
        ${button(keyButton)} ${examines ? button(keyExamine, toExamine) : nothing}
      </div>
    </form>
    <form method="post" action="${address}/file" enctype="multipart/form-data" novalidate>
      ${field(say, file, {})}
      <div class="govuk-button-group">
        ${button(keyButton)}
        ${examines ? button(keyExamine, html` formaction="${address}/file?then=examine"`) : nothing}
      </div>
    </form>
    ${examines ? html`<p class="c-hint">${say.contents.keyExamineHint}</p>` : nothing}`;
}
