// The page of a job: how far it is, and where it led. The same words go over the stream, so that with and without a
// script it says the same.
import { hasEnded, PRIORITIES, type Job, type JobPriority, type JobResult } from '../platform/job.ts';
import { selectField } from '../web/ask-parts.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { sourceWords } from '../web/source-words.ts';
import { facts, note, railSection } from '../web/parts.ts';
import { numberText, sizeText, when } from '../web/when.ts';
import type { SeenJob } from './job.acts.ts';
import { toDoWords } from '../web/refused-words.ts';

const REFRESH_SECONDS = 4;
interface JobWords {
  readonly hasEnded: boolean;
  readonly state: string;
  readonly amount: string;
  readonly left: string;
  readonly message: string;
  /** 0 to 1; absent when it is not known how much there is. */
  readonly share?: number;
}

export function jobWords(say: Messages, job: Job, now: Date): JobWords {
  const words = say.jobs;
  const share = shareOf(job);
  return {
    hasEnded: hasEnded(job),
    state: job.isCancelling ? words.cancelling : words.state[job.state],
    amount: amountText(say, job),
    left: job.isCancelling ? '' : leftText(say, job, now),
    message: messageText(say, job),
    ...(share === undefined ? {} : { share }),
  };
}

/** `before`: how many come before it, while it waits. */
export function jobPage(say: Messages, seen: SeenJob & { readonly before: number }, now: Date): View {
  const { job, file } = seen;
  const kind = kindWords(say, job.kind);
  return {
    title: kind.title,
    place: file === undefined ? 'work' : 'cases',
    ...(file === undefined
      ? {}
      : {
          crumbs: [
            { words: say.cases.title, href: '/cases' },
            { words: `${file.reference} ${file.title}`, href: `/cases/${file.reference}` },
            { words: kind.title },
          ],
        }),
    main: html`<h1 id="job">${kind.title}</h1>
      <p class="c-lead c-break">${job.title}</p>
      ${hasEnded(job) ? ending(say, seen, kind) : html`${underWay(say, seen, now)} ${turn(say, seen)}`}`,
    aside: railSection(say.jobs.aboutIt, rail(say, seen)),
    ...(hasEnded(job) ? {} : { refreshSeconds: REFRESH_SECONDS, scripts: ['progress.js'] as const }),
  };
}

/** What such a job did stays, and asked for again it goes on where it was: to stop it is to pause it. */
const RESUMED: readonly string[] = ['examine'];

const isResumed = ({ kind }: SeenJob['job']): boolean => RESUMED.includes(kind);

/** A kind that this version does not know has plain words. */
function kindWords(say: Messages, kind: string): Messages['jobKind'][keyof Messages['jobKind']] {
  const known: { readonly [kind: string]: Messages['jobKind'][keyof Messages['jobKind']] } = say.jobKind;
  const found = Object.hasOwn(known, kind) ? known[kind] : undefined;
  return found ?? { title: say.jobs.title, done: say.jobs.state.done, open: say.jobs.open };
}

function underWay(say: Messages, { job, mayCancel }: SeenJob, now: Date): Html {
  const words = say.jobs;
  const { state, amount, left, message, share } = jobWords(say, job, now);
  return html`<div class="c-progress" data-job="/jobs/${job.id}/events">
      <p class="c-progress__state">
        <strong class="c-tag c-tag--plain" data-part="state">${state}</strong>
        <span data-part="amount">${amount}</span>
      </p>
      ${
        share === undefined
          ? html`<progress aria-labelledby="job"></progress>`
          : html`<progress aria-labelledby="job" max="1" value="${String(share)}"></progress>`
      }
      <p class="c-hint">
        <span data-part="left">${left}</span> <span class="c-break" data-part="message">${message}</span>
      </p>
    </div>
    <p>${words.goesOn}</p>
    <noscript
      ><p class="c-hint">
        ${words.lookAgainWords} <a href="/jobs/${job.id}">${words.lookAgain}</a>
      </p></noscript
    >
    ${
      mayCancel && !job.isCancelling
        ? html`<form method="post" action="/jobs/${job.id}/cancel">
            <p class="c-hint">${isResumed(job) ? words.pauseWords : words.cancelWords}</p>
            <button type="submit" class="govuk-button govuk-button--secondary">
              ${isResumed(job) ? words.pause : words.cancel}
            </button>
          </form>`
        : nothing
    }`;
}

/** When its turn comes, for who may say so. */
function turn(say: Messages, { job, mayCancel, before }: SeenJob & { readonly before: number }): Html {
  const words = say.jobs.turn;
  const behind = job.state === 'waiting' ? html`<p>${words.before(before)}</p>` : nothing;
  if (!mayCancel || job.isCancelling || job.state !== 'waiting') return behind;
  return html`${behind}
    <form method="post" action="/jobs/${job.id}/priority" class="c-filters">
      ${selectField(
        say,
        { name: 'priority', label: words.title, value: job.priority },
        // Its own keys.
        (Object.keys(PRIORITIES) as JobPriority[]).map((value) => ({ value, words: words.places[value] })),
        {},
      )}
      <button type="submit" class="govuk-button govuk-button--secondary">${words.set}</button>
    </form>`;
}

function ending(say: Messages, { job, file }: SeenJob, kind: ReturnType<typeof kindWords>): Html {
  const words = say.jobs;
  const back =
    file === undefined
      ? html`<p><a href="/">${say.refused.home}</a></p>`
      : html`<p><a href="/cases/${file.reference}">${words.backToCase}</a></p>`;
  if (job.state === 'cancelled')
    return isResumed(job)
      ? html`${note('plain', html`<p><b>${words.paused}</b> ${words.pausedWords}</p>`)} ${back}`
      : html`${note('warn', html`<p><b>${words.state.cancelled}.</b> ${words.cancelledWords}</p>`)} ${back}`;
  if (job.failure !== undefined)
    return html`${note('stop', html`<p><b>${words.state.failed}.</b> ${failureWords(say, job.failure)}</p>`)}
    ${technicalWords(say, job.failure)} ${back}`;
  const { href, note: more } = job.result ?? {};
  return html`${note('ok', html`<p><b>${kind.done}.</b> ${more ?? nothing}</p>`)}
  ${attention(say, job.result)}
  ${
    href === undefined
      ? back
      : html`<p class="c-buttons"><a class="govuk-button" href="${href}">${kind.open}</a></p>`
  }`;
}

/** What somebody asked for and has not ended: a part of My work, so that a page that was closed is found again. */
export function jobsUnderWay(say: Messages, jobs: readonly Job[], now: Date): Html {
  const open = jobs.filter((job) => !hasEnded(job));
  if (open.length === 0) return nothing;
  const line = (job: Job): Html => {
    const { state, amount } = jobWords(say, job, now);
    return html`<li>
      <a href="/jobs/${job.id}">${kindWords(say, job.kind).title}</a>
      <span class="c-break">${job.title}</span
      >${say.language.colon}${state}${amount === '' ? nothing : html` · ${amount}`}
    </li>`;
  };
  return html`<h2>${say.jobs.title}</h2>
    <ul class="govuk-list">
      ${open.map(line)}
    </ul>`;
}

/** What was written before these were values stands there as it was said then. */
function attention(say: Messages, { warning, warnings }: JobResult = {}): Html {
  if (warnings === undefined)
    return warning === undefined ? nothing : note('stop', html`<p>${sourceWords(say, warning)}</p>`);
  const words = say.jobs;
  const code = (text: string): Html => html`<code class="c-code c-break">${text}</code>`;
  return note(
    'stop',
    html`${warnings.map(
      ({ what, name, expected, found }) =>
        html`<p>
            ${name === undefined || name === '' ? nothing : html`<b class="c-break">${name}</b> `}${words.warned[what]}
          </p>
          ${
            expected === undefined || found === undefined
              ? nothing
              : facts([
                  [words.wasExpected, code(expected)],
                  [words.wasFound, code(found)],
                ])
          }`,
    )}`,
  );
}

/** An upload tells its step; other work tells what it is at, by name. */
function messageText(say: Messages, { kind, message = '' }: Job): string {
  const steps: { readonly [step: string]: string } = say.jobs.steps;
  return kind === 'takeUpload' && Object.hasOwn(steps, message) ? (steps[message] ?? '') : message;
}

/** What happened, and what to do next. */
function failureWords(say: Messages, failure: NonNullable<Job['failure']>): string {
  const words = say.jobs;
  if (failure.code === 'unexpected') return words.failedUnexpected;
  const byCode: { readonly [code: string]: string } = words.failed;
  return (Object.hasOwn(byCode, failure.code) ? byCode[failure.code] : undefined) ?? words.failedHidden;
}

/** As the program says it, of what the visitor can do something about; what is ours to mend names machines and paths. */
function technicalWords(say: Messages, failure: NonNullable<Job['failure']>): Html {
  const words = say.jobs;
  if (!Object.hasOwn(words.failed, failure.code)) return nothing;
  const { expected, next, entry, values = {} } = failure;
  const said =
    entry === undefined
      ? sourceWords(say, `Expected ${expected}. ${next}`)
      : html`${say.refused.whatWas}${say.language.colon}${toDoWords(say, { entry, values, expected, next })}`;
  return html`<p class="c-hint">${words.technical}${say.language.colon}${said}</p>`;
}

function rail(say: Messages, { job, file, asker }: SeenJob): Html {
  const words = say.jobs;
  return facts([
    [
      words.inCase,
      file === undefined ? undefined : html`<a href="/cases/${file.reference}">${file.reference}</a>`,
    ],
    [words.by, asker],
    [words.asked, when(say, job.askedAt)],
    [words.began, job.beganAt === undefined ? undefined : when(say, job.beganAt)],
    [words.ended, job.endedAt === undefined ? undefined : when(say, job.endedAt)],
  ]);
}

function shareOf({ done, total, state }: Job): number | undefined {
  if (state === 'waiting' && total === undefined) return 0;
  if (total === undefined) return undefined;
  return total === 0 ? 1 : Math.min(1, Math.round((done / total) * 1000) / 1000);
}

function amountText(say: Messages, { done, total, unit, state }: Job): string {
  const words = say.jobs;
  if (done === 0 && (total === undefined || state === 'waiting')) return '';
  if (unit === 'bytes') {
    const size = (bytes: number): string => sizeText(say, bytes);
    return total === undefined ? words.soFar(size(done)) : words.ofBytes(size(done), size(total));
  }
  const number = (n: number): string => numberText(say, n);
  return total === undefined ? words.items(number(done)) : words.itemsOf(number(done), number(total));
}

/** From the pace of this run so far; nothing is said in its first seconds. */
function leftText(say: Messages, { state, beganAt, done, total }: Job, now: Date): string {
  if (state !== 'running' || beganAt === undefined || total === undefined || done <= 0) return '';
  const seconds = (now.getTime() - beganAt.getTime()) / 1000;
  if (seconds < 3 || done >= total) return '';
  return timeLeft(say, ((total - done) * seconds) / done);
}

function timeLeft(say: Messages, seconds: number): string {
  const words = say.jobs.left;
  if (seconds < 60) return words.seconds;
  if (seconds < 5400) return words.minutes(Math.round(seconds / 60));
  return words.hours(Math.round(seconds / 3600));
}
