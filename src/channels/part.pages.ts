// One category towards one State: what to do first, the first plan with its time axis, the other ways, what is closed.
import { html, nothing, raw, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import { note, table, tag, type Tone } from '../web/parts.ts';
import { axisHtml } from './axis.pages.ts';
import { axisOf } from './axis.ts';
import type { Check } from './checks.ts';
import type { NotNow, Part, Plan } from './plan.ts';
import { heading, places, stateTag, stepHtml } from './step.pages.ts';
import type { Warning } from './time-rule.ts';
import { planTitle, takesWords, told } from './ways-words.pages.ts';

export interface PartPlace {
  /** Has a heading of its own then. */
  readonly isOneOfMany: boolean;
  /** Address that gives the time axis of this part as a picture. */
  readonly axis: (kind: 'axis' | 'axis-narrow') => string;
}

export function partHtml(say: Messages, part: Part, { isOneOfMany, axis }: PartPlace): Html {
  const { plan } = say.ways;
  const level = isOneOfMany ? 3 : 2;
  const [first, ...rest] = part.plans;
  const open = rest.filter(({ state }) => state === 'open');
  const unsure = rest.filter(({ state }) => state === 'unknown');
  const title = planTitle(say, { categories: [part.category], to: part.to });
  return html`${isOneOfMany ? html`<h2 class="c-part">${title}</h2>` : nothing}
  ${first === undefined ? note('stop', html`<p><b>${plan.none}</b></p>`) : firstPlan(say, first, part, { level, axis })}
  ${
    open.length === 0
      ? nothing
      : html`${heading(level, plan.others)} ${open.map((one) => otherPlan(say, one, part, level))}`
  }
  ${
    unsure.length === 0
      ? nothing
      : html`${heading(level, plan.unsure)}
          <p>${plan.unsureLead}</p>
          ${unsure.map((one) => otherPlan(say, one, part, level))}`
  }
  ${checks(say, part.checks, level)}
  ${notNow(say, part.future, level, { title: plan.future, by: plan.columns.waitsFor })}
  ${notNow(say, part.closed, level, { title: plan.closed, by: plan.columns.closedBy })}`;
}

function firstPlan(
  say: Messages,
  first: Plan,
  part: Part,
  { level, axis }: Pick<PartPlace, 'axis'> & { readonly level: number },
): Html {
  const { plan } = say.ways;
  return html`${first.state === 'open' ? nothing : note('warn', html`<p><b>${plan.onlyUnknown}</b></p>`)}
    ${warnings(say, first.timing.warnings)} ${axisHtml(say, axisOf(first), axis)}
    <div class="c-steps">
      ${first.steps.map((step, i) => stepHtml(say, step, { number: i + 1, level, category: part.category }))}
      ${lighter(say, part, level)}
    </div>`;
}

/** What runs out before the answer comes, in one note; the gravest word decides its colour. */
function warnings(say: Messages, list: readonly Warning[]): Html {
  if (list.length === 0) return nothing;
  const { plan } = say.ways;
  const tone = list.some(({ level }) => level === 'stop')
    ? 'stop'
    : list.some(({ level }) => level === 'warn')
      ? 'warn'
      : 'plain';
  const isAboutKeeping = list.some(
    ({ id, level }) => level !== 'note' && (id === 'retention' || id === 'hold' || id === 'no-preservation'),
  );
  const [first, ...rest] = list.map(({ text, next }) => told(say, `${text}. ${next.replace(/\.$/, '')}.`));
  return note(
    tone,
    html`<p><b>${isAboutKeeping ? plan.preserveFirst : plan.time}</b> ${first}</p>
      ${rest.map((one) => html`<p>${one}</p>`)}`,
  );
}

function lighter(say: Messages, { lighter: ways }: Part, level: number): Html {
  if (ways.length === 0) return nothing;
  const { plan } = say.ways;
  return html`<section class="c-step c-step--also">
    ${heading(level, plan.also(plan.alsoSubscriber))}
    <p>${plan.alsoLead}</p>
    <ul class="c-links">
      ${ways.slice(0, 5).map(({ channel, name }) => html`<li>${plan.way[channel] ?? name}</li>`)}
    </ul>
  </section>`;
}

function otherPlan(say: Messages, one: Plan, part: Part, level: number): Html {
  const { plan } = say.ways;
  const produce = one.steps.find(({ kind }) => kind === 'produce');
  const summary = [takesWords(say, produce?.expected), plan.result[produce?.result.value ?? 'lead']].join(
    ' · ',
  );
  return html`<details class="c-way">
    <summary>
      <span class="c-way__name">${one.name}</span> ${stateTag(say, one.state)}
      <span class="c-way__told">${summary}</span>
    </summary>
    <div class="c-steps">
      ${one.steps.map((step, i) => stepHtml(say, step, { number: i + 1, level: level + 1, category: part.category }))}
    </div>
    ${one.timing.warnings.map(({ text, next }) => html`<p class="c-hint">${told(say, `${text}. ${next}`)}</p>`)}
  </details>`;
}

function checks(say: Messages, list: readonly Check[], level: number): Html {
  const { plan } = say.ways;
  const tones: { readonly [level in Check['level']]: readonly [Tone, string] } = {
    warn: ['warn', plan.mind],
    suggest: ['plain', plan.consider],
    done: ['ok', plan.done],
  };
  const order = ['warn', 'suggest', 'done'];
  const sorted = [...list].sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
  return html`${heading(level, plan.before)}
    <ul class="c-before">
      ${sorted.map((one) => {
        const [tone, words] = tones[one.level];
        return html`<li>
          ${tag(tone, words)} <span>${one.text} <span class="c-article">${one.basis}</span></span>
        </li>`;
      })}
    </ul>`;
}

function notNow(
  say: Messages,
  list: readonly NotNow[],
  level: number,
  { title, by }: { readonly title: string; readonly by: string },
): Html {
  if (list.length === 0) return raw('');
  const { columns } = say.ways.plan;
  return html`${heading(level, title)}
  ${table(
    title,
    [
      { heading: columns.way, cell: (one) => one.name },
      { heading: by, cell: ({ because }) => html`${told(say, because.text)} ${places(say, because.facts)}` },
      { heading: columns.opensIf, cell: ({ because }) => told(say, because.opensIf) },
    ],
    list,
  )}`;
}
