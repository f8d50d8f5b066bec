// The files of one intake: what is on its way, what is in evidence, and the place to bring more.
import { segmentSets } from '../../base/segment-sets.ts';
import type { CaseOfMember } from '../../people/case-member.store.ts';
import type { Job } from '../../platform/job.ts';
import { fileForm } from '../../web/file-form.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { note, pressButton, table, tag, type Errors } from '../../web/parts.ts';
import type { UploadWords } from '../../web/islands/upload/words.ts';
import { sizeText } from '../../web/when.ts';
import type { Intake } from './intake.ts';
import { addAddress, frame } from './intake.pages.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import { isOpen, type Upload } from './upload.ts';

export interface UploadLine {
  readonly upload: Upload;
  /** Bytes that are here. */
  readonly received: number;
  readonly job: Job | undefined;
}

interface FilesShown {
  readonly file: CaseOfMember;
  readonly intake: Intake;
  readonly lines: readonly UploadLine[];
  readonly fileBytesMax: number;
  readonly formBytesMax: number;
  /** The address of the script that computes digests. */
  readonly worker: string;
  readonly errors: Errors;
}

export function filesPage(say: Messages, shown: FilesShown): View {
  const words = say.upload;
  const { file, intake, lines, errors } = shown;
  return {
    ...frame(say, file, words.title),
    title: words.title,
    isQuestion: false, // the list of files is wide
    errors,
    scripts: ['upload.js'],
    main: html`<h1>${words.title}</h1>
      <p class="c-lead">${visiblePlain(intake.answers.what, 200)}</p>
      <p>${words.lead}</p>
      ${sendingBlock(say, {
        address: addAddress(file, intake, '/files'),
        names: openLines(shown).map(({ upload }) => upload.name),
        fileBytesMax: shown.fileBytesMax,
        worker: shown.worker,
      })}
      ${plainForm(say, shown)} ${imageParts(say, shown)}
      ${lines.length === 0 ? nothing : fileTable(say, shown)}
      <p class="c-buttons">
        <a class="govuk-button govuk-button--secondary" href="/cases/${file.reference}/evidence"
          >${words.finished}</a
        >
      </p>
      <p><a href="${addAddress(file, intake, '/answers')}">${say.add.check}</a></p>`,
  };
}

interface SendingPlace {
  /** To which files are sent, by the tus protocol; each then has one below it. */
  readonly address: string;
  /** Of files that are there already, and not taken in. */
  readonly names: readonly string[];
  readonly fileBytesMax: number;
  /** The address of the script that computes digests. */
  readonly worker: string;
}

/** For the script of islands/upload.ts, which shows it and takes the form below away. */
export function sendingBlock(say: Messages, { address, names, fileBytesMax, worker }: SendingPlace): Html {
  const words = say.upload;
  return html`<div
    class="c-drop"
    data-uploads="${address}"
    data-worker="${worker}"
    data-names="${JSON.stringify(names)}"
    data-words="${JSON.stringify(liveWords(say, fileBytesMax))}"
    hidden
  >
    <label class="govuk-label" for="files">${words.drop}</label>
    <div class="govuk-hint" id="files-hint">${words.limit(sizeText(say, fileBytesMax))}</div>
    <input class="c-file" type="file" id="files" multiple aria-describedby="files-hint" />
    <ol class="c-sendings"></ol>
    <template>
      <li class="c-progress">
        <p><b class="c-break" data-part="name"></b></p>
        <progress data-part="bar" max="1" value="0"></progress>
        <p class="c-hint">
          <span role="status" data-part="state"></span> · <span data-part="amount"></span>
          <span data-part="left"></span>
        </p>
        <p>
          <button type="button" class="c-linkbutton" data-part="button">
            <span data-part="verb"></span
            ><span class="govuk-visually-hidden">: <span data-part="about"></span></span>
          </button>
        </p>
      </li>
    </template>
  </div>`;
}

/** Ready-made sentences for every number, so that each language has its plurals. */
function liveWords(say: Messages, fileBytesMax: number): UploadWords {
  const words = say.upload;
  const { left, ofBytes } = say.jobs;
  const { tooLarge, ...refused } = words.refused;
  const numbered = (max: number, of: (n: number) => string): string[] =>
    Array.from({ length: max + 1 }, (_, n) => of(n));
  return {
    locale: say.language.locale,
    amount: ofBytes('{done}', '{total}'),
    state: words.live,
    left: {
      seconds: left.seconds,
      minutes: numbered(MINUTES, left.minutes),
      hours: numbered(HOURS, left.hours),
    },
    pause: words.pause,
    goOn: words.goOn,
    refused: { ...refused, tooLarge: tooLarge(sizeText(say, fileBytesMax)) },
    signedOut: words.signedOut,
    unreadable: words.unreadable,
  };
}

const MINUTES = 89;
const HOURS = 72;

function plainForm(say: Messages, { file, intake, formBytesMax, errors }: FilesShown): Html {
  const words = say.upload;
  const asked = {
    action: addAddress(file, intake, '/send'),
    label: words.file,
    hint: words.plainWords(sizeText(say, formBytesMax)),
    button: words.sendOne,
    isPlain: true,
  };
  return fileForm(say, asked, errors);
}

function openLines({ lines }: FilesShown): readonly UploadLine[] {
  return lines.filter(({ upload, job }) => isOpen(upload, job?.state));
}

/** Files that are parts of one image: what becomes of them, and what is missing. */
function imageParts(say: Messages, shown: FilesShown): Html {
  const words = say.upload.image;
  const open = openLines(shown);
  const sets = segmentSets(open.map(({ upload }) => upload.name));
  return html`${sets.map(({ names, missing, isAmbiguous }) => {
    const [first, last] = [names[0] ?? '', names.at(-1) ?? ''].map((name) => visiblePlain(name, 255));
    const parts = open.filter(({ upload }) => names.includes(upload.name));
    const isWhole = parts.every(({ upload, received }) => received === upload.bytes);
    const one = parts.find(({ upload }) => upload.name === names[0]);
    const isReady = isWhole && missing.length === 0 && !isAmbiguous && one !== undefined;
    const what = words.parts(first ?? '', last ?? '');
    const shownMissing = missing.map((name) => visiblePlain(name, 255)).join(', ');
    return note(
      missing.length === 0 && !isAmbiguous ? 'plain' : 'warn',
      html`<p>${what}</p>
        ${missing.length === 0 ? nothing : html`<p>${words.missing(shownMissing)}</p>`}
        ${isAmbiguous ? html`<p>${words.twice}</p>` : nothing}
        ${
          isReady
            ? pressButton(
                addAddress(shown.file, shown.intake, `/files/${one.upload.id}/together`),
                words.together,
                first ?? '',
              )
            : missing.length === 0 && !isAmbiguous
              ? html`<p class="c-hint">${words.coming}</p>`
              : nothing
        }`,
    );
  })}`;
}

function fileTable(say: Messages, { file, intake, lines }: FilesShown): Html {
  const words = say.upload;
  return html`<h2>${words.files}</h2>
    ${table<UploadLine>(
      words.files,
      [
        { heading: words.file, cell: ({ upload }) => visiblePlain(upload.name, 255) },
        { heading: words.size, cell: ({ upload }) => sizeText(say, upload.bytes), isNumber: true },
        { heading: words.state, cell: (line) => stateHtml(say, line) },
        { heading: words.act, cell: (line) => actHtml(say, addAddress(file, intake, '/files'), line) },
      ],
      lines,
    )}`;
}

function stateHtml(say: Messages, { upload, received, job }: UploadLine): Html {
  const words = say.upload;
  if (upload.state === 'cleared') return tag('warn', words.cleared);
  if (upload.state === 'receiving') {
    if (received === upload.bytes) return tag('plain', words.waiting);
    return html`${tag('plain', words.receiving(sizeText(say, received), sizeText(say, upload.bytes)))}
      <br /><span class="c-hint" data-upload="${upload.id}">${words.chooseAgain}</span>`;
  }
  if (job?.state === 'done') return tag(job.result?.warning === undefined ? 'ok' : 'stop', words.taken);
  if (job?.state === 'failed' || job?.state === 'cancelled') return tag('stop', words.failed);
  return html`<span data-taking="/jobs/${job?.id ?? ''}/events">${tag('plain', words.taking)}</span>`;
}

function actHtml(say: Messages, address: string, { upload, received, job }: UploadLine): Html {
  const words = say.upload;
  const own = `${address}/${upload.id}`;
  const name = visiblePlain(upload.name, 255);
  const remove = pressButton(`${own}/remove`, words.remove, name);
  if (upload.state === 'cleared') return remove;
  if (upload.state === 'receiving')
    return received === upload.bytes
      ? html`${pressButton(`${own}/finish`, words.takeIn, name)} ${remove}`
      : remove;
  if (job?.state === 'failed' || job?.state === 'cancelled')
    return html`<a href="/jobs/${job.id}">${words.see}</a>
      ${pressButton(`${own}/finish`, words.tryAgain, name)}`;
  const { href } = job?.result ?? {};
  if (href !== undefined) return html`<a href="${href}">${job?.result?.note ?? words.taken}</a>`;
  return html`<a href="/jobs/${upload.job ?? ''}">${words.see}</a>`;
}
