// One category towards one State: what to do first, the first plan with its time axis, the other ways, what is closed.
import { citedText } from '../law/citation.ts';
import { lawWordsHtml, sentenceHtml, sentenceText } from '../law/sentence.pages.ts';
import { tell } from '../law/sentence.ts';
import { html, nothing, raw, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import { note, table, tag, type Tone } from '../web/parts.ts';
import { sourceWords } from '../web/source-words.ts';
import { axisHtml, type AxisPicture } from './axis.pages.ts';
import { axisOf } from './axis.ts';
import { BRIEF_LINES, type Brief } from './brief.ts';
import type { Check } from './checks.ts';
import type { NotNow, Part, Plan } from './plan.ts';
import { heading, places, stateTag, stepHtml, sureTag } from './step.pages.ts';
import type { Step } from './step.ts';
import type { Warning } from './time-rule.ts';
import { planTitle, takesWords, wayName } from './ways-words.pages.ts';

interface PartPlace {
  /** Has a heading of its own then, and is folded unless it is the first. */
  readonly isOneOfMany: boolean;
  readonly index: number;
  /** Address that gives the time axis of this part as a picture. */
  readonly axis: (kind: AxisPicture) => string;
  /** Where a request is begun from a step of a way. */
  readonly write?: ((channel: string, step: Step) => string) | undefined;
}

export function partHtml(say: Messages, part: Part, place: PartPlace): Html {
  const { isOneOfMany, index } = place;
  const content = contentHtml(say, part, place);
  if (!isOneOfMany) return content;
  const [first] = part.plans;
  const told =
    first === undefined
      ? say.ways.plan.none
      : html`${wayName(say, first.channel, first.name)} ${stateTag(say, first.state)} ${wayTold(say, first)}`;
  return html`<details class="c-part" ${index === 0 ? raw(' open') : nothing}>
    <summary>
      <h2>${planTitle(say, { categories: [part.category], to: part.to })}</h2>
      <span class="c-way__told">${told}</span>
    </summary>
    <div class="c-part__content" id="${partId(index)}">${content}</div>
  </details>`;
}

/** Within what is folded: a browser that goes there unfolds it. */
export function partId(index: number): string {
  return `part-${index + 1}`;
}

/** Ids of the sections of a part that stands alone. */
export const SECTIONS = {
  first: 'first-way',
  others: 'other-ways',
  unsure: 'to-verify',
  before: 'before',
  future: 'future',
  closed: 'closed',
} as const;

function contentHtml(say: Messages, part: Part, { isOneOfMany, axis, write }: PartPlace): Html {
  const { plan } = say.ways;
  const level = isOneOfMany ? 3 : 2;
  const id = (section: keyof typeof SECTIONS): string | undefined =>
    isOneOfMany ? undefined : SECTIONS[section];
  const [first, ...rest] = part.plans;
  const open = rest.filter(({ state }) => state === 'open');
  const unsure = rest.filter(({ state }) => state === 'unknown');
  return html`${first === undefined ? note('stop', html`<p><b>${plan.none}</b></p>`) : nothing}
  ${briefHtml(say, part.brief, level)}
  ${first === undefined ? nothing : firstPlan(say, first, part, { level, axis, write })}
  ${
    open.length === 0
      ? nothing
      : html`${heading(level, plan.others, id('others'))}
        ${open.map((one) => otherPlan(say, one, part, { level, write }))}`
  }
  ${
    unsure.length === 0
      ? nothing
      : html`${heading(level, plan.unsure, id('unsure'))}
          <p>${plan.unsureLead}</p>
          ${unsure.map((one) => otherPlan(say, one, part, { level, write }))}`
  }
  ${checks(say, part.checks, { level, id: id('before') })}
  ${notNow(say, part.future, { title: plan.future, by: plan.columns.waitsFor, level, id: id('future') })}
  ${notNow(say, part.unasked, { title: plan.unasked, by: plan.columns.closedBy, level, id: undefined })}
  ${closedHtml(say, part.closed, { title: plan.closed, by: plan.columns.closedBy, level, id: id('closed') })}
  ${ruledOutHtml(say, part.ruledOut)}`;
}

function firstPlan(
  say: Messages,
  first: Plan,
  part: Part,
  { level, axis, write }: Pick<PartPlace, 'axis' | 'write'> & { readonly level: number },
): Html {
  const { plan } = say.ways;
  return html`${first.state === 'open' ? nothing : note('warn', html`<p><b>${plan.onlyUnknown}</b></p>`)}
    ${warnings(say, first.timing.warnings)} ${axisHtml(say, axisOf(first), axis)}
    <p class="c-hint">
      ${plan.placedLabel}${say.language.colon}${sentenceHtml(say, tell('ended', first.placed))}
    </p>
    <div class="c-steps" id="${SECTIONS.first}">
      ${first.steps.map((step, i) => stepHtml(say, step, { number: i + 1, level, category: part.category, write: write?.(first.channel, step) }))}
      ${lighter(say, part, level)}
    </div>`;
}

/** What somebody reads at two in the morning, before all else. */
function briefHtml(say: Messages, brief: Brief, level: number): Html {
  const words = say.ways.plan.brief;
  return html`<section class="c-brief">
    ${heading(level, words.title)}
    <dl class="c-said c-said--wide">
      ${BRIEF_LINES.map(
        (line) =>
          html`<div>
            <dt>${words[line]}</dt>
            <dd>
              ${brief[line].says.map((one) => html`<p>${sentenceHtml(say, one)}</p>`)}
              ${sureTag(say, brief[line].weakest)}
            </dd>
          </div>`,
      )}
    </dl>
  </section>`;
}

function ruledOutHtml(say: Messages, list: Part['ruledOut']): Html {
  if (list.length === 0) return nothing;
  const { plan } = say.ways;
  return html`<details class="c-each">
    <summary>${plan.ruledOut}${say.language.colon}${list.length}</summary>
    ${table(
      plan.ruledOut,
      [
        { heading: plan.columns.basis, cell: (one) => lawWordsHtml(say, one.shortTitle) },
        {
          heading: plan.columns.way,
          cell: (one) => html`${one.ways.map((way) => html`<p>${plan.way[way] ?? way}</p>`)}`,
        },
        {
          heading: plan.columns.closedBy,
          cell: ({ because }) => html`${sentenceHtml(say, because.text)} ${places(say, because.facts)}`,
        },
      ],
      list,
    )}
  </details>`;
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
  const [first, ...rest] = list.map((one) => warningHtml(say, one));
  return note(
    tone,
    html`<p><b>${isAboutKeeping ? plan.preserveFirst : plan.time}</b> ${first}</p>
      ${rest.map((one) => html`<p>${one}</p>`)}`,
  );
}

function warningHtml(say: Messages, { text, next }: Warning): Html {
  const isEnded = /[.。]\P{L}?$/u.test(sentenceText(say, next)); // the words of a source end themselves
  return sentenceHtml(say, tell('twoInARow', text, isEnded ? next : tell('ended', next)));
}

function lighter(say: Messages, { lighter: ways }: Part, level: number): Html {
  if (ways.length === 0) return nothing;
  const { plan } = say.ways;
  return html`<section class="c-step">
    ${heading(level, plan.also(plan.alsoSubscriber))}
    <p>${plan.alsoLead}</p>
    <ul class="c-links">
      ${ways.slice(0, 5).map(({ channel, name }) => html`<li>${plan.way[channel] ?? sourceWords(say, name)}</li>`)}
    </ul>
  </section>`;
}

function otherPlan(
  say: Messages,
  one: Plan,
  part: Part,
  { level, write }: Pick<PartPlace, 'write'> & { readonly level: number },
): Html {
  const { plan } = say.ways;
  return html`<details class="c-way">
    <summary>
      <span class="c-way__name">${wayName(say, one.channel, one.name)}</span> ${stateTag(say, one.state)}
      <span class="c-way__told">${wayTold(say, one)}</span>
    </summary>
    <div class="c-steps">
      ${one.steps.map((step, i) => stepHtml(say, step, { number: i + 1, level: level + 1, category: part.category, write: write?.(one.channel, step) }))}
    </div>
    <p class="c-hint">
      ${plan.placedLabel}${say.language.colon}${sentenceHtml(say, tell('ended', one.placed))}
    </p>
    ${one.timing.warnings.map((one) => html`<p class="c-hint">${warningHtml(say, one)}</p>`)}
  </details>`;
}

/** How long it takes and what comes of it. */
function wayTold(say: Messages, { steps }: Plan): string {
  const produce = steps.find(({ kind }) => kind === 'produce');
  return [takesWords(say, produce?.expected), say.ways.plan.result[produce?.result.value ?? 'lead']].join(
    ' · ',
  );
}

interface Headed {
  readonly level: number;
  readonly id: string | undefined;
}

/** What to mind is shown; what is only to consider, or done, on demand. */
function checks(say: Messages, list: readonly Check[], { level, id }: Headed): Html {
  const { plan } = say.ways;
  const tones: { readonly [level in Check['level']]: readonly [Tone, string] } = {
    warn: ['warn', plan.mind],
    suggest: ['plain', plan.consider],
    done: ['ok', plan.done],
  };
  const listHtml = (levels: readonly Check['level'][]): Html =>
    html`<ul class="c-before">
      ${levels.flatMap((wanted) =>
        list
          .filter((one) => one.level === wanted)
          .map((one) => {
            const [tone, words] = tones[one.level];
            return html`<li>
              ${tag(tone, words)}
              <span
                >${sentenceHtml(say, one.text)}
                <span class="c-article">${basisText(say, one.basis)}</span></span
              >
            </li>`;
          }),
      )}
    </ul>`;
  const others = list.filter((one) => one.level !== 'warn').length;
  return html`${heading(level, plan.before, id)} ${listHtml(['warn'])}
  ${
    others === 0
      ? nothing
      : html`<details class="c-each">
          <summary>${plan.alsoConsider(others)}</summary>
          ${listHtml(['suggest', 'done'])}
        </details>`
  }`;
}

/** `para 57` in the reader's language; a practice that is named stays as it is. */
function basisText(say: Messages, basis: string): Html {
  const words = citedText(say, basis);
  return words === basis ? lawWordsHtml(say, basis) : html`${words}`;
}

/** Ways that carry other data alone are closed for no reason of law: they stand apart, on demand. */
function closedHtml(say: Messages, list: readonly NotNow[], titled: Titled): Html {
  const other = list.filter(({ because }) => because.predicate === 'category');
  const ofLaw = list.filter(({ because }) => because.predicate !== 'category');
  const folded =
    other.length === 0
      ? nothing
      : html`<details class="c-each">
          <summary>${say.ways.plan.otherData(other.length)}</summary>
          ${notNowTable(say, other, titled)}
        </details>`;
  if (ofLaw.length > 0) return html`${notNow(say, ofLaw, titled)} ${folded}`;
  return html`${other.length === 0 ? nothing : heading(titled.level, titled.title, titled.id)} ${folded}`;
}

interface Titled extends Headed {
  readonly title: string;
  readonly by: string;
}

function notNow(say: Messages, list: readonly NotNow[], titled: Titled): Html {
  if (list.length === 0) return nothing;
  return html`${heading(titled.level, titled.title, titled.id)} ${notNowTable(say, list, titled)}`;
}

function notNowTable(say: Messages, list: readonly NotNow[], { title, by }: Titled): Html {
  const { columns } = say.ways.plan;
  return html`${table(
    title,
    [
      { heading: columns.way, cell: (one) => wayName(say, one.channel, one.name) },
      {
        heading: by,
        cell: ({ because }) => html`${sentenceHtml(say, because.text)} ${places(say, because.facts)}`,
      },
      { heading: columns.opensIf, cell: ({ because }) => sentenceHtml(say, because.opensIf) },
    ],
    list,
  )}`;
}
