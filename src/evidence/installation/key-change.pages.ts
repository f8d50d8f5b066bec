// Replacing the keys of the log, or the one of the service: one question a page, then what two administrators sign, and what is to be done afterwards.
import { utf8Text } from '../../base/bytes.ts';
import type { KeyChange, LogKeyPair, ServiceKeyChange } from '../../verify/key-change.ts';
import { KEY_CHANGE_CAUSES, type KeyChangeCause } from '../../verify/key-change.ts';
import { keyFingerprint } from '../../verify/note-key.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { html, nothing, raw, type Html } from '../../web/html.ts';
import { LANGUAGES, type Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { choices, facts, field, form, hidden, note, pressButton, type Errors } from '../../web/parts.ts';
import { numberField } from '../../web/ask-parts.ts';
import { dayText, numberText, whenText } from '../../web/when.ts';
import type { SigningRequest } from '../custody/signing.acts.ts';
import { signBlock } from '../custody/signing.pages.ts';
import { fingerprintCode } from './key-settings.pages.ts';
import { OPEN_DAYS, stepsOf, type KeyStep, type ReplacedKeys } from './key-proposal.ts';
import type { KeyProposal } from './key-proposal.store.ts';

export interface KeyAnswers {
  readonly cause: string;
  readonly days: string;
  readonly reason: string;
}

const BASES: { readonly [keys in ReplacedKeys]: string } = {
  log: '/settings/keys/replace',
  service: '/settings/keys/service',
};

/** What is said of the keys of the log, and in another way of the one of the service. */
function keyWords(say: Messages, keys: ReplacedKeys): Messages['keyChange'] {
  return keys === 'log' ? say.keyChange : { ...say.keyChange, ...say.serviceChange };
}

export function changeAddress(id: string): string {
  return `/settings/keys/changes/${id}`;
}

/** What is said beside an answer that does not do. */
export function keyFault(
  say: Messages,
  keys: ReplacedKeys,
  what: 'choose' | 'notLost' | 'onlyLost' | 'overlapForm' | 'reasonForm',
): string {
  const words = keyWords(say, keys);
  return words[what];
}

function frame(
  say: Messages,
  { keys, title, errors }: { readonly keys: ReplacedKeys; readonly title: string; readonly errors: Errors },
  content: Html,
): View {
  return {
    title,
    place: 'settings',
    crumbs: [
      { words: say.settings.title, href: '/settings' },
      { words: say.settings.keys, href: '/settings/keys' },
      { words: keyWords(say, keys).title },
    ],
    isQuestion: true,
    errors,
    main: html`${content}`,
  };
}

export interface KeyStepShown {
  readonly keys: ReplacedKeys;
  readonly step: KeyStep;
  readonly given: KeyAnswers;
  readonly errors: Errors;
}

/** The page of a question; its answer is a part of the next one's address. */
export function keyStepPage(say: Messages, shown: KeyStepShown): View {
  const { keys, step, given, errors } = shown;
  const words = keyWords(say, keys);
  switch (step) {
    case 'cause': {
      const question = causeQuestion(say, words, given.cause, errors);
      return frame(say, { keys, title: words.ask, errors }, next(say, shown, step, question));
    }
    case 'overlap': {
      const asked = {
        name: 'days',
        label: words.overlapAsk,
        hint: words.overlapHint,
        value: given.days,
        isHeading: true,
      };
      const question = numberField(say, asked, errors);
      return frame(say, { keys, title: words.overlapAsk, errors }, next(say, shown, step, question));
    }
    case 'reason': {
      const asked = { name: 'reason', label: words.reasonAsk, hint: words.reasonHint, value: given.reason, isHeading: true, isOptional: true }; // prettier-ignore
      const question = field(say, asked, errors);
      return frame(say, { keys, title: words.reasonAsk, errors }, next(say, shown, step, question));
    }
    case 'check':
      return frame(say, { keys, title: words.check, errors }, check(say, keys, given));
  }
}

function causeQuestion(say: Messages, words: Messages['keyChange'], given: string, errors: Errors): Html {
  const list = KEY_CHANGE_CAUSES.map((value) => ({
    value,
    words: words.causes[value],
    hint: words.causeHints[value],
    isChosen: value === given,
  }));
  return choices(
    say,
    { name: 'cause', legend: words.ask, hint: words.askHint, kind: 'radios', list, isHeading: true },
    errors,
  );
}

function next(
  say: Messages,
  { keys, given }: KeyStepShown,
  step: Exclude<KeyStep, 'check'>,
  question: Html,
): Html {
  const own = { cause: 'cause', overlap: 'days', reason: 'reason' }[step];
  const kept = Object.entries(given).filter(([name, value]) => name !== own && value !== '');
  const steps = stepsOf(keys);
  return html`<form method="get" action="${BASES[keys]}/${steps[steps.indexOf(step) + 1]}" novalidate>
    ${kept.map(([name, value]) => hidden(name, value))} ${question}
    <button type="submit" class="govuk-button" data-module="govuk-button">${say.form.next}</button>
  </form>`;
}

function check(say: Messages, keys: ReplacedKeys, given: KeyAnswers): Html {
  const words = keyWords(say, keys);
  const base = BASES[keys];
  const query = new URLSearchParams({ ...given }).toString();
  const cause = given.cause as KeyChangeCause; // asked before
  const line = (label: string, value: Html | string, address: string): Html =>
    html`<div>
      <dt>${label}</dt>
      <dd>${value}</dd>
      <dd>
        <a href="${address}?${query}"
          >${say.add.change}<span class="govuk-visually-hidden">${say.language.colon}${label}</span></a
        >
      </dd>
    </div>`;
  return html`<h1>${words.check}</h1>
    <dl class="c-check">
      ${line(words.why, words.causes[cause], base)}
      ${keys === 'log' && cause === 'planned' ? line(words.overlap, words.days(Number(given.days)), `${base}/overlap`) : nothing}
      ${line(words.reason, given.reason === '' ? words.noReason : given.reason, `${base}/reason`)}
    </dl>
    <p>${words.next(OPEN_DAYS)}</p>
    ${form(
      html`${Object.entries(given).map(([name, value]) => hidden(name, value))}`,
      words.propose,
      `${base}/check`,
    )}`;
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
  const view = frame(
    say,
    { keys, title: words.title, errors },
    html`<h1>${words.title}</h1>
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
  );
  return {
    ...view,
    isQuestion: false,
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
      [words.why, html`<b>${words.causes[change.cause]}</b>`],
      [words.reason, reason],
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
    [words.why, html`<b>${words.causes[cause]}</b>`],
    [words.reason, reason],
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
  const words = keyWords(say, 'service');
  return html`<h2>${words.todo}</h2>
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
  const view = frame(
    say,
    { keys: 'log', title: words.todo, errors: {} },
    html`<h1>${words.todo}</h1>
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
  );
  return { ...view, isQuestion: false };
}
