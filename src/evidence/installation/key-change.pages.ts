// Replacing the keys of the log, or the one of the service: what two administrators sign, and what is to be done afterwards.
import { utf8Text } from '../../base/bytes.ts';
import type { KeyChange, KeyChangeCause, LogKeyPair, ServiceKeyChange } from '../../verify/key-change.ts';
import { keyFingerprint } from '../../verify/note-key.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { questionFrame } from '../../people/act.pages.ts';
import { factsOf } from '../../web/fields/record.ts';
import { html, nothing, raw, type Html } from '../../web/html.ts';
import { LANGUAGES, type Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { facts, note, pressButton, type Errors } from '../../web/parts.ts';
import { dayText, numberText, whenText } from '../../web/when.ts';
import type { SigningRequest } from '../custody/signing.acts.ts';
import { signBlock } from '../custody/signing.pages.ts';
import { fingerprintCode } from './key-settings.pages.ts';
import {
  keyWords,
  LOG_KEYS_FIELDS,
  OPEN_DAYS,
  SERVICE_KEY_FIELDS,
  type ReplacedKeys,
} from './key-proposal.ts';
import type { KeyProposal } from './key-proposal.store.ts';

export function changeAddress(id: string): string {
  return `/settings/keys/changes/${id}`;
}

function keyPlace(say: Messages, keys: ReplacedKeys): Pick<View, 'place' | 'crumbs'> {
  return {
    place: 'settings',
    crumbs: [
      { words: say.settings.title, href: '/settings' },
      { words: say.settings.keys, href: '/settings/keys' },
      { words: keyWords(say, keys).title },
    ],
  };
}

/** What stands around the questions. */
export function aroundQuestions(say: Messages, keys: ReplacedKeys) {
  const words = keyWords(say, keys);
  return {
    caption: '',
    button: words.propose,
    frame: questionFrame(keyPlace(say, keys)),
    checked: () => Promise.resolve(html`<p>${words.next(OPEN_DAYS)}</p>`),
  };
}

/** How a change stands for whoever looks. */
export type Standing =
  | {
      readonly kind: 'sign';
      readonly choices: readonly { readonly request: SigningRequest; readonly addedAt: Date | undefined }[];
    }
  | { readonly kind: 'signed' | 'stale' | 'withdrawn' | 'stopped' }
  /** `job`: of whoever looks. */
  | { readonly kind: 'underWay'; readonly job: string | undefined }
  | { readonly kind: 'recorded'; readonly index: number };

export interface ChangeShown {
  readonly proposal: KeyProposal;
  readonly change: Omit<KeyChange, 'index'> | ServiceKeyChange;
  readonly reason: string | undefined;
  readonly standing: Standing;
  readonly errors: Errors;
}

export function changePage(say: Messages, shown: ChangeShown): View {
  const { proposal, standing, errors } = shown;
  const { keys } = proposal;
  const words = keyWords(say, keys);
  const signers = proposal.signatures.map(({ name, at }) => words.signer(name, whenText(say, at)));
  const list =
    signers.length === 0
      ? words.nobody
      : html`${signers.map((one, i) => html`${i === 0 ? nothing : raw('<br />')}${one}`)}`;
  return {
    ...keyPlace(say, keys),
    title: words.title,
    errors,
    main: html`<h1>${words.title}</h1>
      ${standingHtml(say, shown)}
      ${facts([...changeFacts(say, shown.change, shown.reason), [words.signed, list]])}
      <details class="c-each c-each--after">
        <summary>${say.signing.line}</summary>
        <div>
          <p>${say.signing.lineHint}</p>
          <p><code class="c-digest">${utf8Text(proposal.text).trimEnd()}</code></p>
        </div>
      </details>
      ${standing.kind === 'sign' ? signForm(say, proposal.id, standing.choices) : nothing}
      ${canWithdraw(standing) ? withdrawal(words, proposal.id) : nothing}`,
    ...(standing.kind === 'sign' ? { scripts: ['sign.js'] } : {}),
    ...(standing.kind === 'underWay' ? { refreshSeconds: 4 } : {}),
  };
}

const canWithdraw = ({ kind }: Standing): boolean =>
  kind === 'sign' || kind === 'signed' || kind === 'stale' || kind === 'stopped';

type Facts = (readonly [string, Html | string | undefined])[];

function changeFacts(
  say: Messages,
  change: Omit<KeyChange, 'index'> | ServiceKeyChange,
  reason: string | undefined,
): Facts {
  if (isOfService(change)) {
    const words = keyWords(say, 'service');
    return [
      ...factsOf(say, SERVICE_KEY_FIELDS, { cause: change.cause, reason }),
      [words.oldKeys, fingerprintCode(change.from)],
      [words.newKeys, fingerprintCode(change.to)],
    ];
  }
  const words = say.keyChange;
  const pair = (one: LogKeyPair): Html =>
    html`${say.houseKeys.ed25519}${say.language.colon}${fingerprintCode(keyFingerprint(nodeCrypto, one.ed25519))}<br />${say.houseKeys.mlDsa44}:
      ${fingerprintCode(keyFingerprint(nodeCrypto, one.mlDsa44))}`;
  const { cause, overlapUntil } = change;
  return [
    ...factsOf(say, LOG_KEYS_FIELDS, { cause, reason }),
    [words.until, overlapUntil === undefined ? undefined : dayText(say, new Date(overlapUntil))],
    [words.oldKeys, pair(change.from)],
    [words.newKeys, pair(change.to)],
  ];
}

function isOfService(change: Omit<KeyChange, 'index'> | ServiceKeyChange): change is ServiceKeyChange {
  return typeof change.from === 'string';
}

/** What is left to do once the key of the service was replaced. */
function serviceTodo(say: Messages, cause: KeyChangeCause): Html {
  const words = say.serviceChange;
  return html`<h2>${say.keyChange.todo}</h2>
    <ol class="govuk-list govuk-list--number">
      <li>${words.todoBackup} <code class="c-code">./comity backup --to FOLDER</code></li>
      ${cause === 'planned' ? nothing : html`<li>${words.todoSendUnplanned} <a href="/settings/peers/ours">${say.peers.ours}</a></li>`}
    </ol>`;
}

function standingHtml(say: Messages, { proposal, standing }: ChangeShown): Html {
  const words = keyWords(say, proposal.keys);
  switch (standing.kind) {
    case 'sign':
      return html`<p class="c-lead">${words.lead}</p>`;
    case 'signed':
      return note('ok', html`<p>${words.youSigned}</p>`);
    case 'stale':
      return note('warn', html`<p>${words.stale(OPEN_DAYS)}</p>`);
    case 'withdrawn':
      return note('plain', html`<p>${words.withdrawn} <a href="/settings/keys">${say.settings.keys}</a></p>`);
    case 'stopped':
      return html`${note('warn', html`<p>${words.stopped}</p>`)}
        <form method="post" action="${changeAddress(proposal.id)}/carry-out">
          <button type="submit" class="govuk-button">${words.carryOut}</button>
        </form>`;
    case 'underWay':
      return note(
        'plain',
        html`<p>
          ${words.underWay}
          ${standing.job === undefined ? html`<a href="${changeAddress(proposal.id)}">${say.jobs.lookAgain}</a>` : html`<a href="/jobs/${standing.job}">${words.seeJob}</a>`}
        </p>`,
      );
    case 'recorded': {
      const isOfLog = proposal.keys === 'log';
      return html`${note(
        'ok',
        html`<p>
          <b>${words.replaced}</b> ${words.replacedWhat(numberText(say, standing.index))}
          ${isOfLog ? html`<a href="/settings/keys/told?event=${standing.index}">${words.todo}</a>` : nothing}
        </p>`,
      )}${isOfLog ? nothing : serviceTodo(say, proposal.cause)}`;
    }
  }
}

function signForm(
  say: Messages,
  id: string,
  list: readonly { readonly request: SigningRequest; readonly addedAt: Date | undefined }[],
): Html {
  const words = say.keyChange;
  if (list.length === 0)
    return note('warn', html`<p>${words.noPasskey} <a href="/account">${say.requestLife.account}</a></p>`);
  return html`<form method="post" action="${changeAddress(id)}" novalidate>
    ${signBlock(say, { choices: list })}
    <div data-unable>${note('plain', html`<p>${say.requestLife.needsScript}</p>`)}</div>
  </form>`;
}

function withdrawal(words: Messages['keyChange'], id: string): Html {
  return html`<p class="c-hint">${words.withdrawHint}</p>
    ${pressButton(`${changeAddress(id)}/withdraw`, words.withdraw, '')}`;
}

export interface ToldShown {
  readonly change: KeyChange;
  readonly reason: string | undefined;
  readonly at: Date;
}

/** What is to be done after a change, with everything that is sent. */
export function toldPage(say: Messages, { change, reason, at }: ToldShown): View {
  const words = say.keyChange;
  const { index, cause, overlapUntil } = change;
  const isPlanned = cause === 'planned';
  const day = overlapUntil === undefined ? '' : dayText(say, new Date(overlapUntil));
  const sheets = Object.entries(LANGUAGES).map(
    ([code, { language }]) =>
      html`<li>
        <a
          href="/settings/keys/sheet?event=${index}&amp;in=${code}"
          download
          lang="${code}"
          dir="${language.dir}"
          >${language.name}</a
        >
      </li>`,
  );
  return {
    ...keyPlace(say, 'log'),
    title: words.todo,
    main: html`<h1>${words.todo}</h1>
      <p class="c-lead">${words.replaced} ${words.replacedWhat(numberText(say, index))}</p>
      <ol class="govuk-list govuk-list--number">
        ${isPlanned ? nothing : html`<li><b>${words.todoCall}</b></li>`}
        <li>${words.todoBackup} <code class="c-code">./comity backup --to FOLDER</code></li>
        <li>
          ${isPlanned ? words.todoSend(day) : words.todoSendUnplanned}
          <ul class="govuk-list govuk-list--bullet">
            <li><a href="/settings/keys/trust.txt" download>${words.trustFile}</a></li>
            ${isPlanned ? html`<li><a href="/settings/keys/proof?event=${index}" download>${words.proofFile}</a></li>` : nothing}
            <li>${words.sheetIn}</li>
          </ul>
          <ul class="govuk-list c-inline">
            ${sheets}
          </ul>
        </li>
        <li>
          ${isPlanned ? words.todoWitness : words.todoWitnessByHand}
          <a href="/settings/partners">${say.settings.partners}</a>
        </li>
      </ol>
      ${facts([[words.when, whenText(say, at)], ...changeFacts(say, change, reason)])}`,
  };
}
