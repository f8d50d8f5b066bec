// Share evidence: what will leave and what stays.
import { caseCrumbs } from '../../cases/cases.pages.ts';
import { stateName } from '../../law/states.ts';
import type { CaseOfMember } from '../../people/case-member.store.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { table, tag, type Column, type Errors } from '../../web/parts.ts';
import { numberText, sizeText } from '../../web/when.ts';
import { signature, type Signs } from '../exhibits/exhibit-about.pages.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import { STATEMENT_MAX, type RecordsCertified } from './records.ts';
import { BASES, obstacleOf, type Share, type ShareLine } from './share.ts';
import type { Leaving } from './share.store.ts';

/** What is looked at before it is asked for. */
interface ShareChecked {
  readonly share: Share;
  readonly contents: Contents;
  readonly isSecond: boolean;
  readonly signs: Signs;
  readonly records: RecordsCertified | undefined;
}

export function shareQuestion(
  say: Messages,
  { file, errors }: { readonly file: CaseOfMember; readonly errors: Errors },
  { title, content }: { title: string; content: Html },
): View {
  return {
    title,
    place: 'cases',
    crumbs: [...caseCrumbs(say, file), { words: say.share.title }],
    isQuestion: true,
    errors,
    main: html`${content}`,
  };
}

/** Below the first question. */
export function staying(say: Messages, lines: readonly ShareLine[]): Html {
  const words = say.share;
  const list = lines.flatMap((one) => {
    const obstacle = obstacleOf(one);
    return obstacle === undefined ? [] : [{ ...one, obstacle }];
  });
  if (list.length === 0) return nothing;
  return html`<h2>${words.stays}</h2>
    <ul class="govuk-list">
      ${list.map(
        (one) =>
          html`<li>
            <b>${one.number}</b> ${visiblePlain(one.title, 200)}<br />${words.staysWhy[one.obstacle]}
          </li>`,
      )}
    </ul>`;
}

export interface Contents {
  readonly lines: readonly ShareLine[];
  /** Undefined: it has left already, and was counted then. */
  readonly leaving: readonly Leaving[] | undefined;
  /** Exhibits of the case that stay. */
  readonly others: number;
}

export function whatIsMade(say: Messages, { share, contents, isSecond, signs, records }: ShareChecked): Html {
  const words = say.share;
  return html`${whatLeaves(say, share, contents)}
    ${records === undefined ? nothing : certificateHtml(say, records)}
    <p>${isSecond ? words.isSecond : words.isRecorded}</p>
    ${isSecond ? nothing : signature(say, signs)}`;
}

/** What whoever asks for a package certifies with it. */
export function certificateHtml(say: Messages, { custodian, statement, leftOut }: RecordsCertified): Html {
  const words = say.share.certificate;
  return html`<h2>${words.title}</h2>
    <p>${words.words(visiblePlain(custodian, 500))}</p>
    <blockquote class="govuk-inset-text" dir="auto">${visiblePlain(statement, STATEMENT_MAX)}</blockquote>
    ${leftOut === undefined ? nothing : html`<p>${say.share.leftOut.label}${say.language.colon}<bdi>${visiblePlain(leftOut, 500)}</bdi></p>`}`;
}

export function receiverText(say: Messages, { receiver: { name, state } }: Share): string {
  return `${visiblePlain(name, 200)}, ${stateName(state, say.language.code)}`;
}

export function basisText(say: Messages, { basis: { type, id } }: Share): string {
  const kind = BASES.find((one) => one === type);
  return `${kind === undefined ? type : say.share.bases[kind]}${say.language.colon}${visiblePlain(id, 300)}`;
}

/** Exhibit by exhibit, to the number of events and private texts while it has not left; then what stays. */
export function whatLeaves(say: Messages, share: Share, { lines, leaving, others }: Contents): Html {
  const words = say.share;
  const heading = leaving === undefined ? words.left : words.leaves;
  const texts = (leaving ?? []).reduce((sum, one) => sum + one.details, 0);
  return html`<h2>${heading}</h2>
    ${table<ShareLine>(
      heading,
      [
        {
          heading: words.exhibit,
          cell: (one) =>
            html`${one.number}<br />${visiblePlain(one.title, 200)}${one.conditions.length === 0 ? nothing : html`<br />${tag('warn', words.limited)}`}`,
        },
        { heading: words.files, cell: (one) => numberText(say, one.files), isNumber: true },
        { heading: words.size, cell: (one) => sizeText(say, one.bytes), isNumber: true },
        ...(leaving === undefined ? [] : recordColumns(say, share, leaving)),
      ],
      lines,
    )}
    <p class="c-hint">${words.also}</p>
    <h2>${words.staysHere}</h2>
    <ul class="govuk-list govuk-list--bullet">
      ${share.withDetails || texts === 0 ? nothing : html`<li>${words.staysDetails(texts)}</li>`}
      ${words.staysList(others).map((one) => html`<li>${one}</li>`)}
    </ul>`;
}

/** The event that says so leaves too, and has a name. */
function recordColumns(say: Messages, share: Share, leaving: readonly Leaving[]): Column<ShareLine>[] {
  const words = say.share;
  const all = new Map(leaving.map((one) => [one.number, one]));
  const events = (one: ShareLine): number => (all.get(one.number)?.events ?? 0) + 1;
  const texts = (one: ShareLine): number => (share.withDetails ? (all.get(one.number)?.details ?? 0) + 1 : 0);
  return [
    { heading: words.events, cell: (one) => numberText(say, events(one)), isNumber: true },
    { heading: words.privateTexts, cell: (one) => numberText(say, texts(one)), isNumber: true },
  ];
}
