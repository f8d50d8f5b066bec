// Access in an emergency: what waits, what the second person sees, and what leads and auditors are told.
import { GLASS_WAITS_HOURS, type GlassRequest } from '../../people/break-glass.ts';
import { factsOf } from '../../web/fields/record.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { done, facts, note, pressButton, table, tag, type Column } from '../../web/parts.ts';
import { when, whenText } from '../../web/when.ts';
import { ACCESS } from './break-glass.ts';

export interface GlassList {
  readonly waiting: readonly GlassRequest[];
  readonly own: readonly GlassRequest[];
  readonly now: Date;
  readonly notice: string | undefined;
}

const HOME = '/break-glass';

export function glassPage(say: Messages, { waiting, own, now, notice }: GlassList): View {
  const words = say.glass;
  return {
    title: words.title,
    place: 'cases',
    crumbs: [{ words: say.cases.title, href: '/cases' }, { words: words.title }],
    main: html`${notice === undefined ? nothing : done(notice)}
      <h1>${words.title}</h1>
      <p class="c-lead">${words.lead}</p>
      ${note('warn', html`<p>${words.loud}</p>`)}
      <p class="c-buttons"><a class="govuk-button" href="${HOME}/ask">${words.ask}</a></p>
      <h2>${words.waiting}</h2>
      ${waiting.length === 0 ? html`<p>${words.waitingNone}</p>` : waitingTable(say, waiting)}
      ${
        own.length === 0
          ? nothing
          : html`<h2>${words.own}</h2>
              ${ownTable(say, own, now)}`
      }`,
  };
}

function waitingTable(say: Messages, list: readonly GlassRequest[]): Html {
  const words = say.glass;
  return table<GlassRequest>(
    words.waiting,
    [
      { heading: words.who, cell: (one) => one.askedBy.name },
      { heading: words.reference, cell: (one) => one.reference },
      { heading: words.time, cell: (one) => words.hours(one.hours) },
      { heading: words.askedAt, cell: (one) => when(say, one.askedAt) },
      {
        heading: words.act,
        cell: (one) =>
          html`<a href="${HOME}/${one.id}"
            >${words.decide}<span class="govuk-visually-hidden"
              >: ${words.decideAbout(one.askedBy.name, one.reference)}</span
            ></a
          >`,
      },
    ],
    list,
  );
}

function ownTable(say: Messages, list: readonly GlassRequest[], now: Date): Html {
  const words = say.glass;
  const act = (one: GlassRequest): Html => {
    if (one.until !== undefined && one.until > now)
      return html`<a href="/cases/${one.reference}">${words.toCase(one.reference)}</a>`;
    return one.outcome === undefined && !isTooOld(one, now)
      ? pressButton(`${HOME}/${one.id}/decline`, words.takeBack, one.reference)
      : nothing;
  };
  return table<GlassRequest>(
    words.own,
    [
      { heading: words.reference, cell: (one) => one.reference },
      { heading: words.time, cell: (one) => words.hours(one.hours) },
      { heading: words.askedAt, cell: (one) => when(say, one.askedAt) },
      { heading: words.state, cell: (one) => stateTag(say, one, now) },
      { heading: words.act, cell: act },
    ],
    list,
  );
}

function isTooOld({ askedAt }: GlassRequest, now: Date): boolean {
  return now.getTime() - askedAt.getTime() > GLASS_WAITS_HOURS * 3_600_000;
}

function glassState(say: Messages, one: GlassRequest, now: Date): string {
  const words = say.glass;
  switch (one.outcome) {
    case undefined:
      return isTooOld(one, now) ? words.ranOut : words.waits;
    case 'refused':
      return words.refused;
    case 'withdrawn':
      return words.withdrawn;
    case 'confirmed': {
      if (one.until === undefined) return words.noCase;
      const at = whenText(say, one.until);
      return one.until > now ? words.openUntil(at) : words.ended(at);
    }
  }
}

function stateTag(say: Messages, one: GlassRequest, now: Date): Html {
  const isOpen = one.until !== undefined && one.until > now;
  const waits = one.outcome === undefined && !isTooOld(one, now);
  return tag(isOpen || waits ? 'warn' : 'plain', glassState(say, one, now));
}

/** For the second person: what is asked for, and what comes of it. */
export function askedGlass(say: Messages, one: GlassRequest): Html {
  const words = say.glass;
  return html`${facts([...factsOf(say, ACCESS, one), [words.askedAt, when(say, one.askedAt)]])}
    ${note('warn', html`<p><b>${words.sureTitle}</b> ${words.sure}</p>`)}
    <p>${words.confirmWhat}</p>`;
}

/** On My work of those who lead: what was opened in their cases. */
export function glassInCasesNote(say: Messages, list: readonly GlassRequest[], now: Date): Html {
  const words = say.glass;
  if (list.length === 0) return nothing;
  return html`<h2>${words.ledTitle}</h2>
    ${list.map((one) =>
      note(
        'stop',
        html`<p>
            <b>${words.led(one.askedBy.name, one.decidedBy ?? '', one.reference)}</b>
            ${stateTag(say, one, now)}
          </p>
          <p>${words.because(one.reason)}</p>
          ${one.until !== undefined && one.until > now ? html`<p>${words.ledEnd} <a href="/cases/${one.reference}">${words.toCase(one.reference)}</a></p>` : nothing}`,
      ),
    )}`;
}

export interface GlassAudit {
  readonly lines: readonly GlassRequest[];
  /** Where the older ones begin. */
  readonly before: string | undefined;
  readonly now: Date;
}

/** For auditors. */
export function glassAuditPage(say: Messages, { lines, before, now }: GlassAudit): View {
  const words = say.glass;
  const columns: readonly Column<GlassRequest>[] = [
    { heading: words.askedAt, cell: (one) => when(say, one.askedAt) },
    {
      heading: words.who,
      cell: (one) => html`<a href="/audit/people/${one.askedBy.id}">${one.askedBy.name}</a>`,
    },
    { heading: words.reference, cell: (one) => one.reference },
    { heading: words.reason, cell: (one) => one.reason },
    { heading: words.by, cell: (one) => one.decidedBy ?? '' },
    { heading: words.state, cell: (one) => stateTag(say, one, now) },
  ];
  return {
    title: words.audit,
    place: 'audit',
    crumbs: [{ words: say.oversight.title, href: '/audit' }, { words: words.audit }],
    main: html`<h1>${words.audit}</h1>
      ${lines.length === 0 ? html`<p>${words.auditNone}</p>` : table<GlassRequest>(words.audit, columns, lines)}
      ${before === undefined ? nothing : html`<p class="c-buttons"><a class="govuk-button govuk-button--secondary" href="/audit/break-glass?before=${before}">${say.oversight.older}</a></p>`}`,
  };
}
