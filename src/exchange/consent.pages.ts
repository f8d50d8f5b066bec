// Consent about the evidence of an offer: asked on the page of what came, answered on the page of what was offered.
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import { facts, field, form, hidden, tag, type Errors, type Tone } from '../web/parts.ts';
import { visiblePlain } from '../web/safe-text.ts';
import { when } from '../web/when.ts';
import type { ConsentSeen } from './consent.acts.ts';

const TONES: { readonly [is in ConsentSeen['is']]: Tone } = { asked: 'warn', given: 'ok', refused: 'stop' };

/** Where consent can be asked for. `id`: of what is asked, once. */
export interface Asking {
  readonly address: string;
  readonly id: string;
  readonly errors: Errors;
}

export function consentSection(
  say: Messages,
  consents: readonly ConsentSeen[],
  asking: Asking | undefined,
): Html {
  const words = say.exchange.consent;
  if (asking === undefined && consents.length === 0) return nothing;
  return html`<h2>${words.title}</h2>
    ${consents.map((one) => consentFacts(say, one))} ${asking === undefined ? nothing : askForm(say, asking)}`;
}

function consentFacts(say: Messages, { asked, at, is, why }: ConsentSeen): Html {
  const words = say.exchange.consent;
  return html`<p>${tag(TONES[is], words.states[is])}</p>
    ${facts([
      [say.exchange.message, when(say, at)],
      [words.to, html`<bdi>${visiblePlain(asked.to, 200)}</bdi>`],
      [words.why, html`<span lang="${asked.language}" dir="auto">${visiblePlain(asked.text, 20_000)}</span>`],
      [
        words.reason,
        why === undefined ? undefined : html`<span dir="auto">${visiblePlain(why, 20_000)}</span>`,
      ],
    ])}`;
}

function askForm(say: Messages, { address, id, errors }: Asking): Html {
  const words = say.exchange.consent;
  return html`<p>${words.lead}</p>
    ${form(
      html`${hidden('act', 'consent')}${hidden('id', id)}
      ${field(say, { name: 'to', label: words.to, value: '' }, errors)}
      ${field(say, { name: 'why', label: words.why, value: '', rows: 4 }, errors)}`,
      words.ask,
      address,
    )}`;
}

/** Of what a peer asks about a package of ours; each is given or refused while it has no answer. */
export function consentsToAnswer(
  say: Messages,
  consents: readonly ConsentSeen[],
  address: string | undefined,
  errors: Errors,
): Html {
  const words = say.exchange.consent;
  if (consents.length === 0) return nothing;
  return html`<h3>${words.title}</h3>
    ${consents.map(
      (one) =>
        html`${consentFacts(say, one)}
        ${address === undefined || one.is !== 'asked' ? nothing : answerForms(say, one, address, errors)}`,
    )}`;
}

function answerForms(say: Messages, { of }: ConsentSeen, address: string, errors: Errors): Html {
  const words = say.exchange.consent;
  return html`<p>${words.giveWords}</p>
    ${form(hidden('consent', of), words.give, address)}
    ${form(
      html`${hidden('consent', of)}${hidden('refuses', 'yes')}
      ${field(say, { name: 'reason', label: words.reason, value: '', rows: 3 }, errors)}`,
      words.refuse,
      address,
      true,
    )}`;
}
