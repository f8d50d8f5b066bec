// Who is in a joint investigation no more, or of whose investigation we are no more; and the copies that go back or are destroyed.
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import { tag } from '../web/parts.ts';
import { isolatedText, when } from '../web/when.ts';
import type { Party } from './joint.store.ts';
import type { CopyHeld } from './copies-held.store.ts';

/** `copies`: that were taken into evidence, here and there; `nameOf`: of the agency with this log. */
export function leftHtml(
  say: Messages,
  { parties, copies }: { readonly parties: readonly Party[]; readonly copies: readonly CopyHeld[] },
  nameOf: (origin: string) => string,
): Html {
  const words = say.exchange.joint;
  const left = parties.filter(({ leftBy }) => leftBy !== undefined);
  if (left.length === 0) return nothing;
  const held = copies.filter(({ peerOrigin }) => left.some(({ origin }) => origin === peerOrigin));
  return html`${left.map(
    ({ origin, endedAt }) =>
      html`<p>
        ${nameOf(origin)} ${tag('stop', words.left)} ${endedAt === undefined ? nothing : when(say, endedAt)}
      </p>`,
  )}
  ${
    held.length === 0
      ? nothing
      : html`<h3>${words.copiesToReturn}</h3>
          <ul>
            ${held.map(({ peerOrigin, isOurs, exhibits }) => {
              const numbers = isolatedText(say, exhibits.join(' '));
              const agency = nameOf(peerOrigin);
              return html`<li>
                ${isOurs ? words.theyHaveCopy(agency, numbers) : words.weHaveCopy(agency, numbers)}
              </li>`;
            })}
          </ul>`
  }`;
}
