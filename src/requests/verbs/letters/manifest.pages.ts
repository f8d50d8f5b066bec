// Before the manifest of what goes outside the Union's system is written: what would go, and whether it fits inside.
import { html, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import { facts, note } from '../../../web/parts.ts';
import { visiblePlain } from '../../../web/safe-text.ts';
import { sizeText } from '../../../web/when.ts';
import { ACCESS_DAYS, INSIDE_BYTES } from '../../core/eu-system.ts';
import { goesOutside } from './manifest.ts';

interface PackageSent {
  readonly name: string;
  readonly bytes: number;
  readonly receiver: string;
}

export function sentHtml(say: Messages, { name, bytes, receiver }: PackageSent): Html {
  const words = say.results.manifest;
  return html`<p class="c-lead">${words.lead}</p>
    ${facts([
      [say.results.file, html`<bdi>${visiblePlain(name, 300)}</bdi>`],
      [say.evidence.size, sizeText(say, bytes)],
      [words.limit, sizeText(say, INSIDE_BYTES)],
      [words.receiver, html`<bdi>${visiblePlain(receiver, 300)}</bdi>`],
    ])}
    ${
      goesOutside({ bytes })
        ? note('plain', html`<p>${words.outside}</p>`)
        : note('warn', html`<p>${words.inside}</p>`)
    }
    <p class="c-hint">${words.access(String(ACCESS_DAYS.min), String(ACCESS_DAYS.max))}</p>`;
}
