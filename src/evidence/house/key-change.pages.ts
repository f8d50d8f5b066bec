// Replacing the keys of the log: one question a page, then what two administrators sign, and what is to be done afterwards.
import { utf8Text } from '../../base/bytes.ts';
import type { KeyChange, LogKeyPair } from '../../verify/key-change.ts';
import { KEY_CHANGE_CAUSES, type KeyChangeCause } from '../../verify/key-change.ts';
import { keyFingerprint } from '../../verify/note-key.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { html, nothing, raw, type Html } from '../../web/html.ts';
import { LANGUAGES, type Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import {
  choices,
  errorSummary,
  facts,
  field,
  form,
  hidden,
  note,
  pressButton,
  type Errors,
} from '../../web/parts.ts';
import { numberField } from '../../web/ask-parts.ts';
import { dayText, numberText, whenText } from '../../web/when.ts';
import type { SigningRequest } from '../custody/signing.acts.ts';
import { signBlock } from '../custody/signing.pages.ts';
import { fingerprintCode } from './key-settings.pages.ts';
import { OPEN_DAYS, type KeyStep } from './key-proposal.ts';
import type { KeyProposal } from './key-proposal.store.ts';

export interface KeyAnswers {
  readonly cause: string;
  readonly days: string;
  readonly reason: string;
}

const BASE = '/settings/keys/replace';

export function changeAddress(id: string): string {
  return `/settings/keys/changes/${id}`;
}

function frame(say: Messages, title: string, errors: Errors, content: Html): View {
  return {
    title,
    place: 'settings',
    crumbs: [
      { words: say.settings.title, href: '/settings' },
      { words: say.settings.keys, href: '/settings/keys' },
      { words: say.keyChange.title },
    ],
    isQuestion: true,
    hasErrors: Object.keys(errors).length > 0,
    main: html`${errorSummary(say, errors)}${content}`,
  };
}

/** The page of a question; its answer is a part of the next one's address. */
export function keyStepPage(say: Messages, step: KeyStep, given: KeyAnswers, errors: Errors): View {
  const words = say.keyChange;
  switch (step) {
    case 'cause':
      return frame(say, words.ask, errors, next(say, given, step, causeQuestion(say, given.cause, errors)));
    case 'overlap': {
      const asked = {
        name: 'days',
        label: words.overlapAsk,
        hint: words.overlapHint,
        value: given.days,
        isHeading: true,
      };
      return frame(say, words.overlapAsk, errors, next(say, given, step, numberField(say, asked, errors)));
    }
    case 'reason': {
      const asked = { name: 'reason', label: words.reasonAsk, hint: words.reasonHint, value: given.reason, isHeading: true, isOptional: true }; // prettier-ignore
      return frame(say, words.reasonAsk, errors, next(say, given, step, field(say, asked, errors)));
    }
    case 'check':
      return frame(say, words.check, errors, check(say, given));
  }
}

function causeQuestion(say: Messages, given: string, errors: Errors): Html {
  const words = say.keyChange;
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

const NEXT: { readonly [step in Exclude<KeyStep, 'check'>]: string } = {
  cause: `${BASE}/overlap`,
  overlap: `${BASE}/reason`,
  reason: `${BASE}/check`,
};

function next(say: Messages, given: KeyAnswers, step: Exclude<KeyStep, 'check'>, question: Html): Html {
  const own = { cause: 'cause', overlap: 'days', reason: 'reason' }[step];
  const kept = Object.entries(given).filter(([name, value]) => name !== own && value !== '');
  return html`<form method="get" action="${NEXT[step]}" novalidate>
    ${kept.map(([name, value]) => hidden(name, value))} ${question}
    <button type="submit" class="govuk-button" data-module="govuk-button">${say.form.next}</button>
  </form>`;
}

function check(say: Messages, given: KeyAnswers): Html {
  const words = say.keyChange;
  const query = new URLSearchParams({ ...given }).toString();
  const cause = given.cause as KeyChangeCause; // asked before
  const line = (label: string, value: Html | string, address: string): Html =>
    html`<div>
      <dt>${label}</dt>
      <dd>${value}</dd>
      <dd>
        <a href="${address}?${query}"
          >${say.add.change}<span class="govuk-visually-hidden">: ${label}</span></a
        >
      </dd>
    </div>`;
  return html`<h1>${words.check}</h1>
    <dl class="c-check">
      ${line(words.why, words.causes[cause], BASE)}
      ${cause === 'planned' ? line(words.overlap, words.days(Number(given.days)), `${BASE}/overlap`) : nothing}
      ${line(words.reason, given.reason === '' ? words.noReason : given.reason, `${BASE}/reason`)}
    </dl>
    <p>${words.next(OPEN_DAYS)}</p>
    ${form(
      html`${Object.entries(given).map(([name, value]) => hidden(name, value))}`,
      words.propose,
      `${BASE}/check`,
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
  readonly change: Omit<KeyChange, 'index'>;
  readonly reason: string | undefined;
  readonly standing: Standing;
  readonly errors: Errors;
}

export function changePage(say: Messages, shown: ChangeShown): View {
  const words = say.keyChange;
  const { proposal, standing, errors } = shown;
  const signers = proposal.signatures.map(({ name, at }) => words.signer(name, whenText(say, at)));
  const list =
    signers.length === 0
      ? words.nobody
      : html`${signers.map((one, i) => html`${i === 0 ? nothing : raw('<br />')}${one}`)}`;
  const view = frame(
    say,
    words.title,
    errors,
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
      ${canWithdraw(standing) ? withdrawal(say, proposal.id) : nothing}`,
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

function changeFacts(say: Messages, change: Omit<KeyChange, 'index'>, reason: string | undefined): Facts {
  const words = say.keyChange;
  const pair = (one: LogKeyPair): Html =>
    html`${say.houseKeys.ed25519}: ${fingerprintCode(keyFingerprint(nodeCrypto, one.ed25519))}<br />${say.houseKeys.mlDsa44}:
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

function standingHtml(say: Messages, { proposal, standing }: ChangeShown): Html {
  const words = say.keyChange;
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
    case 'recorded':
      return note(
        'ok',
        html`<p>
          <b>${words.replaced}</b> ${words.replacedWhat(numberText(say, standing.index))}
          <a href="/settings/keys/told?event=${standing.index}">${words.todo}</a>
        </p>`,
      );
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

function withdrawal(say: Messages, id: string): Html {
  const words = say.keyChange;
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
    words.todo,
    {},
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
