// Why an act cannot be taken now: what must happen first, whose it is, or what stood in its way.
import { Refusal } from '../../../base/refusal.ts';
import { html, nothing, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import { byWhom } from '../../../web/when.ts';
import type { Actor } from '../../machine/states/guard-facts.ts';
import type { LifeEvent } from '../../machine/states/life.ts';
import { isWho } from '../../machine/states/actor-roles.ts';
import { Hindered } from '../../machine/states/life-step.ts';
import {
  isOnItsWay,
  rowFor,
  wayTo,
  type Course,
  type Machine,
  type Row,
} from '../../machine/states/machine.ts';

export interface NotNow {
  readonly machine: Machine;
  readonly state: string;
  readonly act: string;
  readonly actor: Pick<Actor, 'role' | 'roles'>;
  readonly course: Course;
  /** Of an act that is recorded once: the event that records it. */
  readonly recorded?: Pick<LifeEvent, 'by' | 'at'> | undefined;
}

/** What an order that goes before its validation has in the place of an act, and every other one the other way round. */
const IN_PLACE_OF: { readonly [act: string]: string } = {
  authorise: 'issueUnvalidated',
  issueUnvalidated: 'authorise',
};

export function whyNotNow(say: Messages, asked: NotNow): Html {
  const { machine, state, act, actor, course, recorded } = asked;
  const words = say.requestLife;
  const row = rowFor(machine, state, act);
  const other = IN_PLACE_OF[act];
  if (other !== undefined && !isOnItsWay({ act, guards: [] }, course))
    return html`<p>${words.insteadOf[course.goesFirst ? 'authorise' : 'issueUnvalidated']}</p>
      ${steps(say, wayThrough(machine, state, other, course))}`;
  if (recorded !== undefined)
    return html`<p>${words.onRecord}</p>
      <p class="c-hint">${byWhom(say, recorded.by ?? say.requests.gone, recorded.at)}</p>`;
  if (row !== undefined)
    return html`<p>${isWho(actor, row.who) ? words.ruledOut : words.isFor(words.whos[row.who])}</p>`;
  const way = wayTo(machine, state, act, course);
  return way === undefined
    ? html`<p>${words.noWay}</p>`
    : html`<p>${words.first}</p>
        ${steps(say, way)}`;
}
/** The same with the act itself. */
function wayThrough(machine: Machine, state: string, act: string, course: Course): Row<string, string>[] {
  const way = wayTo(machine, state, act, course);
  if (way === undefined) return [];
  const last = rowFor(machine, way.at(-1)?.to ?? state, act);
  return [...way, ...(last === undefined ? [] : [last])];
}

function steps(say: Messages, way: readonly Row<string, string>[]): Html {
  if (way.length === 0) return nothing;
  return html`<ol class="govuk-list govuk-list--number">
    ${way.map((one) => html`<li>${stepHtml(say, one)}</li>`)}
  </ol>`;
}

function stepHtml(say: Messages, { act, who }: Row<string, string>): Html {
  const acts: { readonly [act: string]: string } = say.requestLife.acts;
  return html`${acts[act] ?? act} <span class="c-hint">${say.requestLife.whos[who]}</span>`;
}

/** What stood in the way of an act when it was taken. Undefined: it is no answer to what was given. */
export function refusalWords({ requestLife: words }: Messages, error: unknown): string | undefined {
  if (error instanceof Hindered) return words.guards[error.guard];
  if (!(error instanceof Refusal)) return undefined;
  if (error.code === 'conflict') return words.someoneFirst;
  if (error.code === 'tooLarge') return words.tooLargeInside;
  return error.code === 'badInput' ? words.notTaken : undefined;
}
