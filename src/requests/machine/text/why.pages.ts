// Why a request goes this way: the plan that it was begun from, worked out again from the law data it was made from.
import type { Knowledge } from '../../../law/model.ts';
import type { Part, Plan } from '../../../channels/plan.ts';
import { stepHtml } from '../../../channels/step.pages.ts';
import type { Difference } from '../../../channels/what-if.ts';
import { differenceTable } from '../../../channels/ways.pages.ts';
import { html, nothing, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import type { View } from '../../../web/page.ts';
import { facts, note } from '../../../web/parts.ts';
import { dayText } from '../../../web/when.ts';
import { belowRequest } from './request-follow.pages.ts';
import type { PlanOrigin } from '../../core/origin.ts';
import type { RequestShown } from './request-shown.pages.ts';

interface WhyShown {
  readonly shown: RequestShown;
  readonly origin: PlanOrigin;
  /** False: the law data of then are not published here, and those of today answer. */
  readonly isOfThen: boolean;
  /** Undefined: there is no such way in the plan. */
  readonly way: { readonly part: Part; readonly plan: Plan } | undefined;
  /** The law data of today, where they are others, and which ways stand otherwise in them. */
  readonly now: { readonly law: Knowledge; readonly differences: readonly Difference[] } | undefined;
}

export function whyPage(say: Messages, why: WhyShown): View {
  const { shown, origin, isOfThen, way } = why;
  const { begin } = say.practice;
  const { old, plan } = say.ways;
  return belowRequest(say, shown, {
    title: begin.why,
    here: begin.why,
    isQuestion: false,
    main: html`<h1>${begin.why}</h1>
      ${facts([
        [begin.wayChosen, plan.way[origin.way] ?? origin.way],
        [begin.lawOf, dayText(say, new Date(origin.day))],
        [begin.lawVersion, html`<code>${origin.dataVersion}</code>`],
      ])}
      ${isOfThen ? nothing : note('warn', html`<p>${begin.lawGone}</p>`)} ${changedSince(say, why)}
      ${
        way === undefined
          ? note('warn', html`<p>${begin.wayGone}</p>`)
          : html`<div class="c-steps">
              ${way.plan.steps.map((step, i) => stepHtml(say, step, { number: i + 1, level: 2, category: way.part.category }))}
            </div>`
      }
      <p><a href="/channels/plan?${origin.question}">${old.anew}</a></p>`,
  });
}

function changedSince(say: Messages, { now }: WhyShown): Html {
  if (now === undefined) return nothing;
  const { old } = say.ways;
  const { law, differences } = now;
  const words = html`<p>
    ${old.changed(law.dataVersion)} ${differences.length === 0 ? old.nothing : old.differs}
  </p>`;
  return differences.length === 0
    ? note('plain', words)
    : html`${note('warn', words)}
      ${differenceTable(say, differences, [old.columns.was, old.columns.now], law)}`;
}
