// What was said before what came was relied on, and when a request was closed.
import { visibleSentence } from '../../../web/safe-text.ts';
import { html, nothing, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import { facts as factList } from '../../../web/parts.ts';
import type { LifeShown } from './life.pages.ts';
import type { ActDetail } from '../../machine/states/life.ts';

type Line = readonly [label: string, value: string];

function endingFacts(
  { requestOutcome: words }: Messages,
  { restrictions, certificate, costs, feedback, assignedTo }: ActDetail,
): readonly Line[] {
  const { labels } = words;
  return [
    ...(restrictions === undefined ? [] : [[labels.restrictions, words.noRestriction] as const]),
    ...(certificate === undefined
      ? []
      : [
          [
            labels.certificate,
            certificate.kind === 'came' ? certificate.what : words.noCertificate(certificate.why),
          ] as const,
        ]),
    ...(costs === undefined
      ? []
      : [
          [
            labels.costs,
            costs.kind === 'none'
              ? words.cost.none
              : words.costLine(`${costs.amount} ${costs.currency}`, words.bearers[costs.bearer]),
          ] as const,
        ]),
    ...(feedback === undefined
      ? []
      : [[labels.feedback, feedback.kind === 'none' ? words.use.none : words.use[feedback.use]] as const]),
    ...(feedback?.kind === 'given' && feedback.words !== undefined
      ? [[labels.feedbackWords, feedback.words] as const]
      : []),
    ...(assignedTo === undefined ? [] : [[labels.assignedTo, assignedTo] as const]),
  ];
}

/** For the history. */
export function endingLines(say: Messages, detail: ActDetail): readonly string[] {
  return endingFacts(say, detail).map(([label, value]) => `${label}${say.language.colon}${value}`);
}

/** On the page of a request that was closed. */
export function endingSection(say: Messages, { life }: LifeShown): Html {
  const last = life.events.findLast(({ act }) => act === 'close');
  const list = last === undefined ? [] : endingFacts(say, last.detail);
  if (list.length === 0) return nothing;
  return html`<h2>${say.requestOutcome.title}</h2>
    ${factList(list.map(([label, value]) => [label, html`<bdi>${visibleSentence(value, 4000)}</bdi>`] as const))}`;
}
