// Copies of a letter for an authority of the other State: which there are, what is next of each, and one more.
import { hex } from '../../../base/bytes.ts';
import { visiblePlain } from '../../../web/safe-text.ts';
import type { Authority } from '../../../law/model.ts';
import { inCase } from '../../../people/policy.ts';
import { html, nothing, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import type { View } from '../../../web/page.ts';
import { facts, note, pressButton } from '../../../web/parts.ts';
import { whenText } from '../../../web/when.ts';
import { COPIES, nextOfCopy } from '../../machine/way/counterpart-copy.ts';
import { copyLanguages, copyTag } from '../sending/counterpart-copy.pages.ts';
import { belowRequest } from '../../machine/text/request-follow.pages.ts';
import { requestAddress, type RequestShown } from '../../machine/text/request-shown.pages.ts';
import type { CounterpartCopy } from '../../machine/way/counterpart-copy.store.ts';

const NAME_MAX = 1000;

interface CopiesShown {
  readonly shown: RequestShown;
  readonly copies: readonly CounterpartCopy[];
  readonly takers: readonly Authority[];
  /** Whether a signed letter stands. */
  readonly isSigned: boolean;
}

export function copiesPage(say: Messages, asked: CopiesShown): View {
  const { shown, copies } = asked;
  const words = say.counterpartCopy;
  const maySend = inCase(shown.file.role, 'sendRequest') === 'yes';
  return belowRequest(say, shown, {
    title: words.title,
    here: words.title,
    errors: {},
    isQuestion: false,
    main: html`<h1>${words.title}</h1>
      <p>${words.lead}</p>
      ${copies.map((one) => copyHtml(say, shown, one, maySend))} ${maySend ? another(say, asked) : nothing}`,
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
  const next = nextOfCopy(copy);
  const { made } = copy;
  return html`<h2><bdi>${visiblePlain(copy.name, NAME_MAX)}</bdi> ${copyTag(say, copy)}</h2>
    ${facts([
      [words.made, made === undefined ? words.beingMade : whenText(say, made.at)],
      [words.why, copy.isWithSending ? words.withSending : words.byHand],
      [words.languages, copyLanguages(say, copy)],
      ...(made === undefined
        ? []
        : ([
            [words.document, html`<a href="${address}?document=${copy.id}">${words.open}</a>`],
            [words.digest, html`<code class="c-digest">${hex(made.sha256)}</code>`],
            [words.sent, told(copy.sent) ?? words.not],
            [words.received, told(copy.received) ?? words.not],
          ] as const)),
    ])}
    ${!maySend ? nothing : made === undefined ? again(say, address, copy) : next === undefined ? nothing : html`<p><a href="${address}/${copy.id}/${next}">${words.tell[next]}</a></p>`}`;
}

/** Where the making of it came to nothing, it is begun anew. */
function again(say: Messages, address: string, { authority, name }: CounterpartCopy): Html {
  const words = say.counterpartCopy;
  return html`<p class="c-hint">${words.beingMadeHint}</p>
    ${pressButton(`${address}/again/${authority}`, words.again, visiblePlain(name, NAME_MAX))}`;
}

function another(say: Messages, { shown, copies, takers, isSigned }: CopiesShown): Html {
  const words = say.counterpartCopy;
  if (takers.length === 0) return note('warn', html`<p>${words.none}</p>`);
  if (!isSigned) return note('plain', html`<p>${words.notSigned}</p>`);
  if (openTakers(takers, copies).length === 0) return nothing;
  const address = requestAddress(shown.file, shown.request.number, COPIES);
  return html`<p class="c-buttons"><a class="govuk-button" href="${address}/new">${words.make}</a></p>`;
}

/** Those that have none yet. */
export function openTakers(takers: readonly Authority[], copies: readonly CounterpartCopy[]): Authority[] {
  return takers.filter(({ id }) => copies.every(({ authority }) => authority !== id));
}
