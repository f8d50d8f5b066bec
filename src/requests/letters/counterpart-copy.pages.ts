// Copies of a letter for an authority of the other State: which there are, and one more.
import { hex } from '../../base/bytes.ts';
import { visiblePlain } from '../../evidence/packages/report/safe-text.ts';
import type { Authority } from '../../law/model.ts';
import { inCase } from '../../people/policy.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { choices, facts, field, form, hidden, note, type Errors } from '../../web/parts.ts';
import { whenText } from '../../web/when.ts';
import { belowRequest } from '../life/request-follow.pages.ts';
import { requestAddress, type RequestShown } from '../request-shown.pages.ts';
import type { CounterpartCopy } from '../drafting/counterpart-copy.store.ts';

export const COPIES = '/copies';

export interface CopiesShown {
  readonly shown: RequestShown;
  readonly copies: readonly CounterpartCopy[];
  readonly takers: readonly Authority[];
  /** Whether a signed letter stands. */
  readonly isSigned: boolean;
  readonly errors: Errors;
}

export function copiesPage(say: Messages, { shown, copies, takers, isSigned, errors }: CopiesShown): View {
  const words = say.counterpartCopy;
  const maySend = inCase(shown.file.role, 'sendRequest') === 'yes';
  return belowRequest(say, shown, {
    title: words.title,
    here: words.title,
    errors,
    isQuestion: false,
    main: html`<h1>${words.title}</h1>
      <p>${words.lead}</p>
      ${copies.map((one) => copyHtml(say, shown, one, maySend))}
      ${maySend ? another(say, { takers, isSigned, errors }) : nothing}`,
  });
}

function copyHtml(
  say: Messages,
  { file, request }: RequestShown,
  copy: CounterpartCopy,
  maySend: boolean,
): Html {
  const words = say.counterpartCopy;
  const address = requestAddress(file, request.number, COPIES);
  const told = (what: CounterpartCopy['sent']): string | undefined =>
    what && `${visiblePlain(what.evidence, 4000)} (${whenText(say, what.at)})`;
  const next = copy.sent === undefined ? 'sent' : copy.received === undefined ? 'received' : undefined;
  return html`<h2>${visiblePlain(copy.name, 1000)}</h2>
    ${facts([
      [words.made, whenText(say, copy.madeAt)],
      [words.document, html`<a href="${address}?document=${copy.id}">${words.open}</a>`],
      [words.digest, html`<code>${hex(copy.sha256)}</code>`],
      [words.sent, told(copy.sent) ?? words.not],
      [words.received, told(copy.received) ?? words.not],
    ])}
    ${next === undefined || !maySend ? nothing : html`<p><a href="${address}?copy=${copy.id}&tell=${next}">${words.tell[next]}</a></p>`}`;
}

function another(
  say: Messages,
  { takers, isSigned, errors }: Pick<CopiesShown, 'takers' | 'isSigned' | 'errors'>,
): Html {
  const words = say.counterpartCopy;
  if (!isSigned) return note('plain', html`<p>${words.notSigned}</p>`);
  if (takers.length === 0) return note('warn', html`<p>${words.none}</p>`);
  const list = takers.map(({ id, name }) => ({ value: id, words: name, isChosen: takers.length === 1 }));
  return form(
    choices(say, { name: 'authority', kind: 'radios', legend: words.who, hint: words.whoHint, list }, errors),
    words.make,
  );
}

export interface TellAsked {
  readonly copy: CounterpartCopy;
  readonly what: 'sent' | 'received';
  readonly given: string;
  readonly errors: Errors;
}

export function tellPage(say: Messages, shown: RequestShown, { copy, what, given, errors }: TellAsked): View {
  const words = say.counterpartCopy;
  const label = words.asks[what];
  return belowRequest(say, shown, {
    title: label,
    here: words.tell[what],
    under: { words: words.title, path: COPIES },
    errors,
    main: form(
      html`<p class="c-caption"><bdi>${visiblePlain(copy.name, 1000)}</bdi></p>
        ${hidden('copy', copy.id)} ${hidden('tell', what)}
        ${field(say, { name: 'evidence', label, hint: words.evidenceHint, rows: 3, value: given, isHeading: true }, errors)}`,
      words.record,
    ),
  });
}
