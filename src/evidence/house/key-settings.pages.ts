// The keys of the installation: what partners compare, when those of the log were replaced, and how each is replaced.
import { settingPage } from '../../people/setting.pages.ts';
import type { KeyChangeCause } from '../../verify/key-change.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { note, table } from '../../web/parts.ts';
import { dayText, numberText } from '../../web/when.ts';

export interface KeyShown {
  readonly name: 'ed25519' | 'mlDsa44' | 'service';
  readonly fingerprint: string;
  readonly madeAt: Date | undefined;
}

export interface ChangeShown {
  readonly index: number;
  readonly at: Date;
  readonly cause: KeyChangeCause;
}

export interface KeysShown {
  readonly keys: readonly KeyShown[];
  /** Of the keys of the log, the newest first. */
  readonly changes: readonly ChangeShown[];
  /** Until then the old keys of the log sign too. */
  readonly overlapUntil: Date | undefined;
}

const ROTATE = './comity log rotate-keys --officer FILE --officer FILE --cause';

export function keysPage(say: Messages, { keys, changes, overlapUntil }: KeysShown): View {
  const words = say.houseKeys;
  return {
    ...settingPage(
      say,
      say.settings.keys,
      { errors: {}, notice: undefined },
      html`<p class="c-lead">${words.lead}</p>
        ${
          overlapUntil === undefined
            ? nothing
            : note('warn', html`<p>${words.overlap(dayText(say, overlapUntil))}</p>`)
        }
        ${table<KeyShown>(
          say.settings.keys,
          [
            { heading: words.key, cell: (one) => words[one.name] },
            { heading: words.fingerprint, cell: (one) => html`<code>${inGroups(one.fingerprint)}</code>` },
            {
              heading: words.made,
              cell: (one) => (one.madeAt === undefined ? '' : dayText(say, one.madeAt)),
            },
          ],
          keys,
        )}
        <p><a href="/settings/keys/trust.txt" download>${words.trust}</a></p>
        ${changes.length === 0 ? nothing : changesTable(say, changes)}
        <h2>${words.replace}</h2>
        <p>${words.replaceHint}</p>
        <p><code class="c-code">./comity log rotate-service-key</code></p>
        <h2>${words.logKeys}</h2>
        <p>${words.logKeysHint}</p>
        ${way(words.logKeysPlanned, 'planned')} ${way(words.logKeysCompromised, 'compromised')}
        ${way(words.logKeysLost, 'lost')}`,
    ),
    isQuestion: false,
  };
}

function way(hint: string, cause: KeyChangeCause): Html {
  return html`<p>${hint}</p>
    <p><code class="c-code">${ROTATE} ${cause}</code></p>`;
}

function changesTable(say: Messages, changes: readonly ChangeShown[]): Html {
  const words = say.houseKeys;
  const number = (one: ChangeShown): string => numberText(say, one.index);
  return html`<h2>${words.changes}</h2>
    ${table<ChangeShown>(
      words.changes,
      [
        { heading: words.change, cell: number },
        { heading: words.changedAt, cell: (one) => dayText(say, one.at) },
        { heading: words.cause, cell: (one) => words.causes[one.cause] },
        {
          heading: words.proof,
          cell: (one) =>
            html`<a href="/settings/keys/proof?event=${one.index}" download
              >${words.saveProof}<span class="govuk-visually-hidden"> (${number(one)})</span></a
            >`,
        },
      ],
      changes,
    )}`;
}

/** In eights, to be read out. */
function inGroups(fingerprint: string): string {
  return (fingerprint.match(/.{1,8}/g) ?? []).join(' ');
}
