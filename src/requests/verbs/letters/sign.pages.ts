// The page on which a request is signed: all that is signed, part by part, with the digests that the download and the attachment have.
import type { SigningRequest } from '../../../evidence/custody/signing.acts.ts';
import { signBlock } from '../../../evidence/custody/signing.pages.ts';
import { stateName } from '../../../law/states.ts';
import { daysField } from '../../../web/day-field.ts';
import { factsOf } from '../../../web/fields/record.ts';
import { html, nothing, raw, type Html } from '../../../web/html.ts';
import { knownLanguage } from '../../../web/language.ts';
import { languageName } from '../../../web/language-names.ts';
import type { Messages } from '../../../web/messages.ts';
import type { View } from '../../../web/page.ts';
import { askForm, errorSummary, facts, field, hidden, note, type Errors } from '../../../web/parts.ts';
import { visiblePlain } from '../../../web/safe-text.ts';
import { whenText } from '../../../web/when.ts';
import { codeWords, findingWords } from '../../machine/way/finding.ts';
import { codeOf } from '../../machine/way/request-finding.ts';
import { actFrame, standsInTheWay } from '../sending/act.pages.ts';
import { copyWithSending } from '../sending/counterpart-copy.pages.ts';
import { digestFacts, type LifeShown } from '../sending/life.pages.ts';
import type { Hindrance } from '../../machine/states/guards.ts';
import type { SignedAct } from '../../machine/signature/signature.ts';
import { validationNote } from '../life/validation.pages.ts';
import { beforeItLeaves, requestAddress } from '../../machine/text/request-shown.pages.ts';
import { PLACE_MAX, type ApprovalSaid } from './approval.ts';
import { reservedCopy } from './copies.ts';
import { lettersOf, type LetterAsked } from './document.ts';
import { SEARCH, searchAsked } from '../../core/open-search.ts';
import { headingOf, letterOf, type Letter, type LetterRow } from '../../machine/text/letter.ts';
import { pageTongue } from '../../machine/text/tongue.ts';
import type { Envelope } from '../../machine/messages/message.ts';

interface PartsShown {
  readonly letter: LetterAsked;
  readonly envelope: Envelope;
  readonly digests: { readonly document: string; readonly data: string; readonly file?: string | undefined };
}

interface SignShown {
  readonly shown: LifeShown;
  readonly act: SignedAct;
  readonly parts: PartsShown | undefined;
  readonly choices: readonly { readonly request: SigningRequest; readonly addedAt: Date | undefined }[];
  readonly hindrances: readonly Hindrance[];
  /** As it was typed, right or wrong. */
  readonly said: ApprovalSaid;
  readonly errors: Errors;
}

const TEXT_MAX = 20_000;

/** Before the eyes of whoever signs, on a narrow screen too: what it is, and to which State it goes. */
function whatIsSigned(say: Messages, { request, legal }: LifeShown): string {
  const { counterpart } = request;
  const state = counterpart === undefined ? [] : [stateName(counterpart, say.language.code)];
  return [legal.record.title, ...state].join(' · ');
}

export function signPage(say: Messages, asked: SignShown): View {
  const { shown, act, parts, errors, said } = asked;
  const { file, request } = shown;
  const words = say.requestLife;
  const title = words.acts[act];
  return {
    ...actFrame(say, shown, { title, here: title, errors }),
    main: html`${errorSummary(say, errors)}
      <p class="c-caption">${whatIsSigned(say, shown)}</p>
      <h1>${title}</h1>
      ${
        asked.hindrances.length > 0
          ? standsInTheWay(say, shown, asked.hindrances)
          : parts === undefined
            ? html`<p>${words.noKey}</p>
                <p><a class="govuk-button" href="/account">${words.account}</a></p>`
            : html`<p class="c-lead">${words.signLead}</p>
                ${beforeItLeaves(say, shown)}
                ${act === 'issueUnvalidated' ? note('warn', html`<p>${words.validation.before}</p>`) : nothing}
                ${act === 'validate' ? validationNote(say, shown) : nothing} ${allParts(say, asked, parts)}
                ${copyWithSending(say, shown.life.copy)}
                <form method="post" novalidate>
                  ${hidden('place', said.place ?? '')} ${hidden('until', said.until ?? '')}
                  ${signBlock(say, asked, words.signButtons[act])}
                  <div data-unable>${note('plain', html`<p>${words.needsScript}</p>`)}</div>
                </form>`
      }
      <p><a href="${requestAddress(file, request.number)}">${words.toRequest}</a></p>`,
    scripts: ['sign.js'],
  };
}

/** Where exactly these bytes are had, while they are asked for. */
function partAddress({ shown, act, choices, said }: SignShown, name: string): string {
  const { file, request } = shown;
  const at = choices[0]?.request.at ?? 0;
  const query = new URLSearchParams({
    at: String(at),
    ...(said.place !== undefined && { place: said.place }),
    ...(said.until !== undefined && { until: said.until }),
  });
  return requestAddress(file, request.number, `/acts/${act}/${name}?${query}`);
}

function allParts(say: Messages, asked: SignShown, { letter, envelope, digests }: PartsShown): Html {
  const { shown, act, said, errors } = asked;
  const words = say.requestLife.signing;
  const [first] = lettersOf(letter);
  const { language } = letter.tongues[0].say;
  return html`<h2>${words.leaves}</h2>
    <section class="c-signed">
      <h3>${words.header}</h3>
      ${facts(headerFacts(say, envelope))}
    </section>
    ${first === undefined ? nothing : html`<div lang="${language.code}" dir="${language.dir}">${letterHtml(first, letter.tongues[0].say)}</div>`}
    ${askForm(
      html`${field(say, { name: 'place', label: words.place, value: said.place ?? '', width: 'short', isOptional: true }, errors)}
      ${daysField(say, { name: 'until', legend: words.until, hint: words.untilHint, value: said.until ?? '' }, errors)}`,
      words.putIn,
      requestAddress(shown.file, shown.request.number, `/acts/${act}`),
      true, // the one act of the page is to sign
    )}
    <h2>${words.fileAlone}</h2>
    <p>${words.fileLead}</p>
    ${fileHtml(say, shown)} ${digestFacts(say, digests)}
    <p class="c-buttons">
      <a class="govuk-button govuk-button--secondary" href="${partAddress(asked, 'letter.pdf')}"
        >${say.requests.letter}</a
      >
      <a class="govuk-button govuk-button--secondary" href="${partAddress(asked, 'request.json')}"
        >${words.readData}</a
      >
      <a class="govuk-button govuk-button--secondary" href="${partAddress(asked, 'file.json')}"
        >${words.readFile}</a
      >
    </p>`;
}

function headerFacts(say: Messages, { header = {}, authorisation }: Envelope): [string, Html | undefined][] {
  const words = say.requestLife.signing;
  const { sender, receiver, transaction, timestamp, language } = header;
  const end = (one: typeof sender): Html | undefined => {
    const parts = [one?.authority, one?.country && stateName(one.country, say.language.code)];
    const told = parts.filter((part) => part !== undefined).join(say.language.comma);
    return told === '' ? undefined : html`<bdi>${told}</bdi>`;
  };
  const known = knownLanguage(language);
  const priority = authorisation?.priority;
  return [
    [words.sender, end(sender)],
    [words.receiver, end(receiver)],
    [words.reference, transaction === undefined ? undefined : html`<bdi>${transaction}</bdi>`],
    [words.language, known && html`${languageName(known, say.language.code)}`],
    [words.priority, priority && html`${say.requestLife.urgencies[priority]}`],
    [words.issued, timestamp === undefined ? undefined : html`${whenText(say, new Date(timestamp))}`],
  ];
}

function letterHtml(letter: Letter, say: Messages): Html {
  return html`${letter.sections.map(
    (section) =>
      html`<section class="c-signed">
        <h3>${headingOf(section, say)}</h3>
        ${groupsOf(section.rows).map((group) => (Array.isArray(group) ? facts(group.map((row) => [row.label, lines(row.text)])) : itemsHtml(group)))}
      </section>`,
  )}`;
}

/** What stands one under the other in one list; what asks for items by itself. */
function groupsOf(rows: readonly LetterRow[]): (LetterRow | LetterRow[])[] {
  const groups: (LetterRow | LetterRow[])[] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if ((row.items ?? []).length > 0) groups.push(row);
    else if (Array.isArray(last)) last.push(row);
    else groups.push([row]);
  }
  return groups;
}

function itemsHtml({ label, items = [] }: LetterRow): Html {
  return html`<h4>${label}</h4>
    ${items.map(
      (item) =>
        html`<h5><bdi>${visiblePlain(item.title, TEXT_MAX)}</bdi></h5>
          ${facts(item.facts.map((one) => [one.label, lines(one.text)] as const))}`,
    )}`;
}

function lines(list: readonly string[]): Html {
  return html`${list.map((one, i) => html`${i === 0 ? nothing : raw('<br />')}<bdi>${visiblePlain(one, TEXT_MAX)}</bdi>`)}`;
}

/** Why checks were passed over, what never reaches the addressee, and what was looked for before. */
function fileHtml(say: Messages, shown: LifeShown): Html {
  const { request, legal, findings } = shown;
  const { answers, explained, openSearch } = request.version;
  const passed = Object.entries(explained).map(([code, reason]) => {
    const finding = findings.find(({ what }) => codeOf(what) === code);
    const label = finding === undefined ? codeWords(say, code) : findingWords(say, legal, finding);
    return [label ?? code, html`<span class="c-typed">${visiblePlain(reason, TEXT_MAX)}</span>`] as const;
  });
  const reserved = letterOf(reservedCopy({ legal, answers, explained: {} }), '', pageTongue(say));
  if (passed.length === 0 && reserved.sections.length === 0 && openSearch === undefined)
    return html`<p>${say.requestLife.signing.fileNone}</p>`;
  return html`${
    passed.length === 0
      ? nothing
      : html`<dl class="c-check">
          ${passed.map(
            ([label, reason]) =>
              html`<div>
                <dt>${label}</dt>
                <dd>${reason}</dd>
              </div>`,
          )}
        </dl>`
  }
  ${letterHtml(reserved, say)}
  ${
    openSearch === undefined
      ? nothing
      : html`<h3>${say.requestLife.signing.openSearch}</h3>
          ${facts(factsOf(say, SEARCH, searchAsked(openSearch)))}`
  }`;
}

/** What was typed beside the signature, as it goes into the letter; or what is wrong with it. */
export function readApproval(
  say: Messages,
  { place, until, today }: { readonly place: string; readonly until: string; readonly today: string },
): { readonly said: ApprovalSaid; readonly errors: Errors } {
  const words = say.requestLife.signing;
  const text = place.replace(/\s+/g, ' ').trim();
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(until) && !Number.isNaN(Date.parse(until));
  const isReal = isDay && new Date(until).toISOString().slice(0, 10) === until;
  const errors: Errors = {
    ...(text.length > PLACE_MAX && { place: words.placeWrong(String(PLACE_MAX)) }),
    ...(until !== '' && !(isReal && until >= today) && { until: words.untilWrong }),
  };
  const said = { ...(text !== '' && { place: text }), ...(until !== '' && { until }) };
  return { said, errors };
}
