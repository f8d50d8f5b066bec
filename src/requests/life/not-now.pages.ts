// Why an act cannot be taken now: what must happen first, or whose it is.
import { html, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import { isWho, type Actor } from './guards.ts';
import { rowFor, wayTo, type Machine, type Row } from './machine.ts';

export interface NotNow {
  readonly machine: Machine;
  readonly state: string;
  readonly act: string;
  readonly actor: Pick<Actor, 'role' | 'roles'>;
}

export function whyNotNow(say: Messages, asked: NotNow): Html {
  const words = say.requestLife;
  const row = rowFor(asked.machine, asked.state, asked.act);
  if (row !== undefined)
    return html`<p>${isWho(asked.actor, row.who) ? words.ruledOut : words.isFor(words.whos[row.who])}</p>`;
  const way = wayTo(asked.machine, asked.state, asked.act);
  if (way === undefined) return html`<p>${words.noWay}</p>`;
  return html`<p>${words.first}</p>
    <ol class="govuk-list govuk-list--number">
      ${way.map((one) => html`<li>${stepHtml(say, one)}</li>`)}
    </ol>`;
}

function stepHtml(say: Messages, { act, who }: Row<string, string>): Html {
  const acts: { readonly [act: string]: string } = say.requestLife.acts;
  return html`${acts[act] ?? act} <span class="c-hint">${say.requestLife.whos[who]}</span>`;
}
