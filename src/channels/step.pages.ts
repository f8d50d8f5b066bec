// One step of a plan, as a person needs it: who sends what to whom, on which basis, what it takes and what comes of it.
import type { ClockRule, DataCategory, Fact } from '../law/model.ts';
import { html, nothing, raw, type Html } from '../web/html.ts';
import { articleText } from '../law/citation.ts';
import { languagesText } from '../law/authority.pages.ts';
import { lengthText } from '../law/clock-words.pages.ts';
import { lawWordsHtml, partialDayText, sentenceHtml, sentenceText } from '../law/sentence.pages.ts';
import { tell, type Wording } from '../law/sentence.ts';
import { sourceWords } from '../web/source-words.ts';
import type { Messages } from '../web/messages.ts';
import { facts, tag, type Tone } from '../web/parts.ts';
import type { Basis } from './basis.ts';
import type { Condition } from './condition.ts';
import type { ChannelState } from './evaluate.ts';
import type { Step } from './step.ts';
import { stateWords, takesWords } from './ways-words.pages.ts';

const BASES = 3;

interface StepPlace {
  readonly number: number;
  /** Of the heading: 2 to 4. */
  readonly level: number;
  readonly category: DataCategory;
  /** Where a request is begun from this step; what is only supposed begins none. */
  readonly write?: string | undefined;
}

export function stepHtml(say: Messages, step: Step, { number, level, category, write }: StepPlace): Html {
  const { plan } = say.ways;
  const by = plan.way[step.channel] ?? sentenceText(say, step.name);
  const title =
    step.kind === 'produce' ? plan.kind.produce(plan.askFor[category], by) : plan.kind[step.kind](by);
  return html`<section class="c-step">
    ${heading(level, html`<span class="c-step__n">${number}</span> ${title}`)}
    <p class="c-step__lead">${stateTag(say, step.state)} ${summary(say, step)}</p>
    ${facts([
      [plan.basis, basesHtml(say, step)],
      [plan.sentBy, lines(say, step.maySend)],
      [plan.to, to(say, step)],
      [plan.need, listed(say, step.prerequisites)],
      [plan.authorised, isOwnAuthority(step) ? listed(say, step.authorisation) : undefined],
      [plan.resultLabel, result(say, step)],
    ])}
    ${why(say, step)} ${terms(say, step)}
    ${
      write === undefined
        ? nothing
        : html`<p>
            <a class="govuk-button govuk-button--secondary" href="${write}"
              >${plan.write}<span class="govuk-visually-hidden">${say.language.colon}${title}</span></a
            >
          </p>`
    }
  </section>`;
}

/** `h2` to `h4`; with an id, the list of what is on the page leads to it. */
export function heading(level: number, content: Html | string, id?: string): Html {
  return html`${raw(`<h${level}`)}${id === undefined ? nothing : html` id="${id}"`}${raw('>')}${content}${raw(`</h${level}>`)}`;
}

export function stateTag(say: Messages, state: ChannelState): Html {
  const tones: { readonly [state in ChannelState]: Tone } = {
    open: 'ok',
    unknown: 'warn',
    future: 'plain',
    closed: 'stop',
  };
  return tag(tones[state], say.ways.plan.state[state]);
}

function summary(say: Messages, step: Step): string {
  const { plan } = say.ways;
  if (step.kind !== 'preserve')
    return `${takesWords(say, step.expected)} · ${plan.result[step.result.value]}`;
  const [hold] = step.clocks;
  if (hold?.length === undefined) return plan.lastsUnknown;
  return hold.bound === 'min' ? plan.lastsAtLeast(hold.length) : plan.lasts(hold.length);
}

function basesHtml(say: Messages, { bases }: Step): Html {
  const { plan } = say.ways;
  const used = bases.filter(({ verdict }, i) => verdict === 'yes' || i === 0);
  if (used.length === 0) return html`<p class="c-muted">${plan.noBasis}</p>`;
  const more = bases.length - Math.min(used.length, BASES);
  return html`${used.slice(0, BASES).map((basis) => basisHtml(say, basis))}
  ${more === 0 ? nothing : html`<p class="c-muted">${plan.moreBases(more)}</p>`}`;
}

function basisHtml(say: Messages, basis: Basis): Html {
  const since = basis.since.map(
    ({ state, words }, i) =>
      html`${i === 0 ? '' : say.language.comma}${stateWords(say, state)} ${sentenceHtml(say, words)}`,
  );
  const articles =
    basis.articles.length === 0
      ? say.ways.plan.noArticle
      : say.ways.articles(basis.articles.join(say.language.comma));
  return html`<p>
      ${lawWordsHtml(say, basis.shortTitle)}
      <span class="c-article">${articles}</span>${say.language.semicolon}${since}
      ${basis.weakest === 'confirmed' ? nothing : sureTag(say, basis.weakest)}
    </p>
    ${basis.reservations.map(
      (one) =>
        html`<p>
          ${say.ways.plan.reservation(stateWords(say, one.state), one.article)}
          ${lawWordsHtml(say, one.effect)} ${places(say, [{ ...one, text: one.effect }])}
        </p>`,
    )}`;
}

export function sureTag(say: Messages, confidence: Fact['confidence']): Html {
  const isFirm = confidence === 'confirmed' || confidence === 'stated';
  return tag(isFirm ? 'plain' : 'warn', say.ways.plan.confidence[confidence]);
}

/** What is preserved needs no judge as a rule; a European order names who must authorise even that. */
function isOwnAuthority({ kind, channel }: Step): boolean {
  return kind !== 'preserve' || channel === 'epoc-pr';
}

function to(say: Messages, { addressee, authorities }: Step): Html {
  return html`<p>${sentenceHtml(say, addressee)}</p>
    ${authorities.map((one) => bodyHtml(say, one))}`;
}

/** With the languages in which it takes a request: from where, and of which day. */
function bodyHtml(say: Messages, one: Step['authorities'][number]): Html {
  const { name, asOf } = one;
  const day =
    asOf === undefined
      ? nothing
      : html` <span class="c-muted">(${say.ways.plan.asOf(partialDayText(say, asOf))})</span>`;
  const languages = languagesText(say, one);
  return html`<p>
    ${sourceWords(say, name)}${day}<br />${say.law.authority_.languages}${say.language.colon}${languages ?? say.practice.profile.unknown}
    ${places(say, [{ ...one, text: name }])}
  </p>`;
}

function result(say: Messages, { result: { value, text, makeItEvidence } }: Step): Html {
  const { plan } = say.ways;
  return html`<p><b>${plan.result[value]}</b></p>
    <p>${sentenceHtml(say, text)}</p>
    ${makeItEvidence === undefined ? nothing : html`<p>${sentenceHtml(say, tell('ended', makeItEvidence))}</p>`}`;
}

/** Each condition with the fact that decides it and where that stands. */
function why(say: Messages, step: Step): Html {
  const { plan } = say.ways;
  const title = step.state === 'open' ? plan.why.open : plan.why.unknown;
  return html`<details class="c-each" ${step.state === 'open' ? nothing : raw(' open')}>
    <summary>${title}</summary>
    <ul class="c-why">
      ${step.conditions.map((condition) => html`<li>${conditionHtml(say, condition)}</li>`)}
    </ul>
    <p>${plan.weakest}${say.language.colon}${sureTag(say, step.weakest)}</p>
  </details>`;
}

function conditionHtml(say: Messages, { verdict, text, facts: rests }: Condition): Html {
  const tone: Tone = verdict === 'yes' ? 'ok' : verdict === 'no' ? 'stop' : 'warn';
  return html`${tag(tone, say.ways.plan.met[verdict])} ${sentenceHtml(say, text)} ${places(say, rests)}`;
}

/** `confirmed, parties.yaml:38`, once each. */
export function places(say: Messages, rests: readonly Fact[]): Html {
  const all = [...new Set(rests.map((one) => placeOf(say, one)))];
  const more = all.length > 3 ? ` ${say.ways.plan.more(all.length - 3)}` : '';
  return html`<span class="c-article">${all.slice(0, 3).join(say.language.semicolon)}${more}</span>`;
}

function placeOf(say: Messages, { confidence, at }: Fact): string {
  const how = say.ways.plan.confidence[confidence];
  return confidence === 'stated' ? how : `${how}${say.language.comma}${at}`; // what was said stands in the question alone
}

function terms(say: Messages, step: Step): Html {
  const { plan } = say.ways;
  const { expected, clocks, asks, conditionsOfUse, refusalGrounds, limits, toVerify } = step;
  const rows: [string, Html | undefined][] = [
    [plan.takesLabel, expected === undefined ? undefined : factsHtml(say, expected.facts)],
    [
      plan.clocks,
      clocks.length === 0 ? undefined : html`${clocks.map((clock) => html`<p>${clockHtml(say, clock)}</p>`)}`,
    ],
    [plan.asks, factsHtml(say, asks)],
    [plan.useOnly, factsHtml(say, conditionsOfUse)],
    [plan.refusal, factsHtml(say, refusalGrounds)],
    [plan.limits, listed(say, limits)],
    [plan.verify, factsHtml(say, toVerify)],
  ];
  if (rows.every(([, content]) => content === undefined)) return nothing;
  return html`<details class="c-each">
    <summary>${plan.terms}</summary>
    ${facts(rows)}
  </details>`;
}

function factsHtml(say: Messages, list: readonly Fact[]): Html | undefined {
  if (list.length === 0) return undefined;
  return html`${list.map((fact) => html`<p>${sentenceHtml(say, fact.text)} ${places(say, [fact])}</p>`)}`;
}

function clockHtml(say: Messages, clock: ClockRule): Html {
  const { article, atEnd } = clock;
  return html`${lengthText(say, clock)} <span class="c-article">${articleText(say, article)}</span>.
    ${lawWordsHtml(say, atEnd)}`;
}

function listed(say: Messages, texts: readonly Wording[]): Html | undefined {
  return texts.length === 0 ? undefined : lines(say, texts);
}

function lines(say: Messages, texts: readonly Wording[]): Html {
  return html`${texts.map((text) => html`<p>${sentenceHtml(say, text)}</p>`)}`;
}
