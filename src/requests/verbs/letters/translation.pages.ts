// The translator's desk: which languages, the sentences of a request, and one sentence with its source beside it.
import { visiblePlain } from '../../../web/safe-text.ts';
import { inCase } from '../../../people/policy.ts';
import { html, nothing, type Html } from '../../../web/html.ts';
import { capital } from '../../../web/capital.ts';
import { languageName } from '../../../web/language-names.ts';
import type { Language, Messages } from '../../../web/messages.ts';
import { letterWords, type LetterLanguage } from '../../core/letter-language.ts';
import type { View } from '../../../web/page.ts';
import {
  askForm,
  facts,
  field,
  form,
  hidden,
  note,
  railSection,
  table,
  tag,
  type Errors,
} from '../../../web/parts.ts';
import { whenText } from '../../../web/when.ts';
import { languageSelect } from './letter.pages.ts';
import {
  aboutRail,
  crumbsBelow,
  requestAddress,
  type RequestShown,
} from '../../machine/text/request-shown.pages.ts';
import type { CertificateFinding } from './certificate-check.acts.ts';
import type { Translation, TranslatedSegment } from './translation.acts.ts';
import type { Pair, Translated } from './translation.store.ts';

const MAX_SHOWN = 20_000;

function crumbs(say: Messages, shown: RequestShown, ...more: readonly string[]) {
  return crumbsBelow(say, shown, ...more.map((words) => ({ words })));
}

function deskAddress({ file, request }: RequestShown, { from, to }: Pair, then = ''): string {
  return requestAddress(file, request.number, `/translation/${from}-${to}${then}`);
}

/** In the language of whoever reads the page, and not each in its own. */
export function pairTitle({ translation, language }: Messages, { from, to }: Pair): string {
  return translation.pairTitle(languageName(from, language.code), languageName(to, language.code));
}

export function pairPage(say: Messages, shown: RequestShown, errors: Errors): View {
  const words = say.translation;
  const { file, request } = shown;
  const { writtenIn, letterIn } = request;
  const ours = say.language.code as Language; // of a catalogue of ours
  const [likely] = [letterIn, ours, 'fr' as const, 'en' as const].filter((one) => one !== writtenIn);
  const change = requestAddress(file, request.number, '/languages');
  const mayDraft = inCase(file.role, 'draftRequest') === 'yes';
  return {
    title: words.deskTitle,
    place: 'cases',
    crumbs: crumbs(say, shown, words.deskTitle),
    isQuestion: true,
    errors,
    main: html`<h1>${words.deskTitle}</h1>
      <p class="c-lead">${words.deskLead}</p>
      ${askForm(
        html`<p>
            ${words.from}${say.language.colon}${languageName(writtenIn, say.language.code)}
            ${mayDraft ? html`<a href="${change}">${say.requests.change}</a>` : nothing}
          </p>
          ${languageSelect('to', words.to, [], likely ?? 'en')}`,
        say.form.next,
        requestAddress(file, request.number, '/translation'),
      )}`,
  };
}

interface DeskShown extends Translation {
  /** What was found of the certificate, where one was signed. */
  readonly checked: CertificateFinding | undefined;
}

export function deskPage(say: Messages, shown: RequestShown, translation: DeskShown): View {
  const words = say.translation;
  const { pair, segments, left } = translation;
  const title = pairTitle(say, pair);
  const { file, request } = shown;
  const letter = requestAddress(file, request.number, `/letter.pdf?language=${pair.from}&beside=${pair.to}`);
  return {
    title,
    place: 'cases',
    crumbs: crumbs(say, shown, words.deskTitle),
    main: html`<h1>${title}</h1>
      <p class="c-lead">${words.progress(segments.length - left, segments.length)}</p>
      ${segments.length === 0 ? html`<p>${words.nothingToTranslate}</p>` : segmentTable(say, shown, translation)}
      ${certificatePart(say, shown, translation)}
      <p class="c-buttons">
        <a class="govuk-button govuk-button--secondary" href="${letter}">${words.bilingual}</a>
        <a class="govuk-button govuk-button--secondary" href="${deskAddress(shown, pair, '/sentences.xlf')}"
          >${words.file.take}</a
        >
        ${
          inCase(file.role, 'translateRequest') === 'yes'
            ? html`<a class="govuk-button govuk-button--secondary" href="${deskAddress(shown, pair, '/file')}"
                >${words.file.title}</a
              >`
            : nothing
        }
      </p>`,
    aside: aboutRail(say, shown),
  };
}

function segmentTable(say: Messages, shown: RequestShown, { pair, segments }: Translation): Html {
  const words = say.translation;
  const may = inCase(shown.file.role, 'translateRequest') === 'yes';
  const name = (language: LetterLanguage): string => capital(languageName(language, say.language.code));
  const state = ({ before }: TranslatedSegment): Html =>
    before.length > 0 ? tag('warn', words.changed) : tag('plain', words.toTranslate);
  const link = (number: number): Html =>
    html`<a href="${deskAddress(shown, pair, `/${number}`)}"
      >${words.translateOne}<span class="govuk-visually-hidden"> ${words.sentence(number)}</span></a
    >`;
  return table(
    words.deskTitle,
    [
      {
        heading: name(pair.from),
        cell: ({ segment }) =>
          html`<p class="c-hint">${segment.field.label}</p>
            ${textIn(pair.from, segment.source)}`,
      },
      {
        heading: name(pair.to),
        cell: ({ segment }) =>
          segment.translated === undefined ? state(segment) : textIn(pair.to, segment.translated.target),
      },
      ...(may
        ? [{ heading: words.translateOne, cell: ({ number }: { number: number }) => link(number) }]
        : []),
    ],
    segments.map((segment, i) => ({ segment, number: i + 1 })),
  );
}

export function textIn(language: LetterLanguage, text: string): Html {
  const { code, dir } = letterWords(language).language;
  return html`<p lang="${code}" dir="${dir}">${visiblePlain(text, MAX_SHOWN)}</p>`;
}

function certificatePart(say: Messages, shown: RequestShown, translation: DeskShown): Html {
  const words = say.translation;
  const { certificate, isCertificateVoid, left, segments, pair, checked } = translation;
  if (certificate !== undefined)
    return html`${note(
      checked?.kind === 'wrong' ? 'plain' : 'ok',
      html`<p>
        ${words.certified(certificate.name, whenText(say, certificate.at))}
        ${certificate.key === null ? nothing : words.certifiedKey}
        ${checked?.kind === 'good' ? words.certifiedChecked : nothing}
      </p>`,
    )}
    ${checked?.kind === 'wrong' ? note('stop', html`<p><b>${words.certifiedWrong}</b></p>`) : nothing}`;
  const may = inCase(shown.file.role, 'certifyTranslation') === 'yes';
  const isReady = left === 0 && segments.length > 0;
  return html`${isCertificateVoid ? note('warn', html`<p>${words.certificateVoid}</p>`) : nothing}
  ${
    may && isReady
      ? html`<p class="c-buttons">
          <a class="govuk-button" href="${deskAddress(shown, pair, '/certify')}">${words.certificate}</a>
        </p>`
      : html`<p class="c-hint">${may ? words.certifyLater : words.certifyWho}</p>`
  }`;
}

export interface SegmentAsked {
  readonly shown: RequestShown;
  readonly pair: Pair;
  readonly segment: TranslatedSegment;
  readonly number: number;
  readonly all: number;
  readonly given: string;
  /** Of somebody else, given while this one was written. */
  readonly theirs?: Translated | undefined;
  readonly errors: Errors;
}

export function segmentPage(say: Messages, asked: SegmentAsked): View {
  const { shown, pair, segment, number, all, given, errors, theirs } = asked;
  const words = say.translation;
  const { translated, before, source } = segment;
  return {
    title: words.sentence(number),
    place: 'cases',
    crumbs: crumbs(say, shown, words.deskTitle),
    errors,
    main: html`${theirs === undefined ? nothing : theirsPart(say, pair, theirs)}
      <p class="c-hint">${segment.field.label} · ${say.requests.stepOf(number, all)}</p>
      <h1>${words.sentence(number)}</h1>
      <h2>${capital(languageName(pair.from, say.language.code))}</h2>
      ${note('plain', textIn(pair.from, source))}
      ${before.length === 0 ? nothing : changedPart(say, pair, segment)}
      ${form(
        html`${hidden('source', source)} ${hidden('over', (theirs ?? translated)?.id ?? '')}
        ${field(say, { name: 'target', label: words.into(languageName(pair.to, say.language.code)), value: given, rows: 5, language: letterWords(pair.to).language }, errors)}`,
        say.requests.saveNext,
        deskAddress(shown, pair, `/${number}`),
      )}`,
    aside: railSection(
      words.about,
      facts([
        [words.source, segment.field.label],
        [
          words.last,
          translated === undefined
            ? words.notYet
            : say.requests.savedBy(whenText(say, translated.at), translated.by ?? say.requests.gone),
        ],
      ]),
    ),
  };
}

/** Sending the page again says that theirs is meant to go. */
function theirsPart(say: Messages, pair: Pair, { by, at, target }: Translated): Html {
  const words = say.translation;
  return note(
    'warn',
    html`<h2>${say.requests.conflict.title}</h2>
      <p>${words.theirs(by ?? say.requests.gone, whenText(say, at))}</p>
      ${textIn(pair.to, target)}`,
  );
}

/** What stood here when it was last translated. */
function changedPart(say: Messages, pair: Pair, { before }: TranslatedSegment): Html {
  return note(
    'warn',
    html`<h2>${say.translation.changedSince}</h2>
      ${before.map(({ source, target }) => html`${textIn(pair.from, source)}${textIn(pair.to, target)}`)}`,
  );
}
