// How a request travelled: the road by wire beside the one that persons recorded, with the same marks, and which of them first proved receipt.
import { fromBase64 } from '../base/bytes.ts';
import { nodeCrypto } from '../platform/node-crypto.ts';
import type { LifeEvent } from '../requests/machine/states/life.ts';
import { keptReceipt } from '../verify/envelope-receipt.ts';
import { sha256Hex } from '../verify/envelope.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import { facts } from '../web/parts.ts';
import { when } from '../web/when.ts';
import type { In } from './in.store.ts';
import { messageOf } from './message.ts';
import type { Out } from './out.store.ts';
import { SENT_BY_EXCHANGE } from './request-exchange.acts.ts';

type Act = 'transmit' | 'returnUndelivered' | 'deliver' | 'acknowledge';
const RECEIVED: readonly Act[] = ['deliver', 'acknowledge'];

interface Step {
  readonly words: string;
  readonly at: Date;
  /** It shows that the other side has it. */
  readonly isProof: boolean;
}

type Sent = Pick<Out, 'id' | 'type' | 'plain' | 'queuedAt' | 'delivery' | 'retrieval'>;
type Came = Pick<In, 'id' | 'type' | 'state' | 'arrivedAt'>;

interface Travelled {
  readonly outs: readonly Sent[];
  readonly ins: readonly Came[];
  readonly events: readonly Pick<LifeEvent, 'id' | 'act' | 'evidence' | 'occurredAt'>[];
}

/** Of a request of ours that was sent by the exchange. */
export function roadsSection(say: Messages, travelled: Travelled): Html {
  const words = say.exchange.roads;
  const letter = travelled.outs.find(({ type }) => type === 'request');
  if (letter === undefined) return nothing;
  const roads = [
    { title: words.wire, hint: words.wireHint, steps: wireSteps(say, letter, travelled.ins) },
    { title: words.paper, hint: words.paperHint, steps: paperSteps(say, travelled) },
  ];
  const [first] = roads
    .flatMap(({ title, steps }) => steps.filter(({ isProof }) => isProof).map(({ at }) => ({ title, at })))
    .toSorted((one, other) => one.at.getTime() - other.at.getTime());
  const digest = digestOf(letter);
  return html`<h2>${words.title}</h2>
    <div class="c-roads">
      ${roads.map(
        ({ title, hint, steps }) =>
          html`<div>
            <h3>${title}</h3>
            ${
              steps.length === 0
                ? html`<p class="c-hint">${words.nothing}</p>`
                : html`<p class="c-hint">${hint}</p>
                    <ol class="c-road" role="list">
                      ${steps.map(
                        ({ words: step, at, isProof }) =>
                          html`<li ${isProof ? html`class="c-road__proof"` : nothing}>
                            <b>${step}</b> ${when(say, at)}
                          </li>`,
                      )}
                    </ol>`
            }
          </div>`,
      )}
    </div>
    ${facts([
      ...(digest === undefined
        ? []
        : [[words.digest, html`<code class="c-break" dir="ltr">${digest}</code>`] as const]),
      [
        words.first,
        first === undefined ? words.noProof : html`${first.title}${say.language.comma}${when(say, first.at)}`,
      ],
    ])}`;
}

function wireSteps(say: Messages, { queuedAt, delivery, retrieval }: Sent, ins: readonly Came[]): Step[] {
  const words = say.exchange.roads;
  const { transmitted, delivered } = say.requestLife.states;
  const registered = ins.find(({ type, state }) => type === 'registered' && state === 'delivered');
  const step = (name: string, at: Date | undefined, isProof = false): Step[] =>
    at === undefined ? [] : [{ words: name, at, isProof }];
  const told = (note: Uint8Array | undefined): Date | undefined => note && new Date(keptReceipt(note).at);
  return [
    ...step(transmitted, queuedAt),
    ...step(delivered, told(delivery), true),
    ...step(words.opened, told(retrieval)),
    ...step(words.registered, registered?.arrivedAt),
  ];
}

/** What a person recorded: an event that came of a message has its id, and sending by the exchange says so. */
function paperSteps(say: Messages, { outs, ins, events }: Travelled): Step[] {
  const { states, acts } = say.requestLife;
  const names: { readonly [act in Act]: string } = {
    transmit: states.transmitted,
    returnUndelivered: say.exchange.roads.returned,
    deliver: states.delivered,
    acknowledge: states.acknowledged,
  };
  const isAct = (act: string): act is Act => act in names && act in acts;
  const byWire = new Set<string>([...outs, ...ins].map(({ id }) => id));
  return events.flatMap(({ id, act, evidence, occurredAt }) =>
    !isAct(act) || byWire.has(id) || evidence?.startsWith(SENT_BY_EXCHANGE) === true
      ? []
      : [{ words: names[act], at: occurredAt, isProof: RECEIVED.includes(act) }],
  );
}

/** Of the letter as it left, where it left open. */
function digestOf({ plain }: Sent): string | undefined {
  const said = messageOf(plain);
  const letter = said?.type === 'request' ? fromBase64(said.letter ?? '') : undefined;
  return letter === undefined || letter.length === 0 ? undefined : sha256Hex(nodeCrypto, letter);
}
