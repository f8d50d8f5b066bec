// The files of one draft: what is on its way, what is in evidence, and the place to bring more.
import type { CaseOfMember } from '../people/case-member.store.ts';
import type { Job } from '../platform/job.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { errorSummary, pressButton, table, tag, type Errors } from '../web/parts.ts';
import { sizeText } from '../web/when.ts';
import type { Intake } from './intake.ts';
import { addAddress, frame } from './intake.pages.ts';
import { visiblePlain } from './report/safe-text.ts';
import type { Upload } from './upload.ts';

export interface UploadLine {
  readonly upload: Upload;
  /** Bytes that are here. */
  readonly received: number;
  readonly job: Job | undefined;
}

export interface FilesShown {
  readonly file: CaseOfMember;
  readonly intake: Intake;
  readonly lines: readonly UploadLine[];
  readonly fileBytesMax: number;
  readonly formBytesMax: number;
  readonly errors: Errors;
}

export function filesPage(say: Messages, shown: FilesShown): View {
  const words = say.upload;
  const { file, intake, lines, errors } = shown;
  return {
    ...frame(say, file, words.title),
    title: words.title,
    hasErrors: Object.keys(errors).length > 0,
    main: html`${errorSummary(say, errors)}
      <h1>${words.title}</h1>
      <p>${words.lead(visiblePlain(intake.answers.what ?? '', 200))}</p>
      ${plainForm(say, shown)} ${lines.length === 0 ? nothing : fileTable(say, shown)}
      <p class="c-buttons">
        <a class="govuk-button govuk-button--secondary" href="/cases/${file.reference}/evidence"
          >${words.finished}</a
        >
      </p>
      <p><a href="${addAddress(file, intake)}">${say.add.check}</a></p>`,
  };
}

function plainForm(say: Messages, { file, intake, formBytesMax, errors }: FilesShown): Html {
  const words = say.upload;
  const error = errors['file'];
  return html`<form
    method="post"
    enctype="multipart/form-data"
    action="${addAddress(file, intake, '/send')}"
    data-plain
  >
    <div class="govuk-form-group${error === undefined ? '' : ' govuk-form-group--error'}">
      <label class="govuk-label" for="file">${words.file}</label>
      <div class="govuk-hint" id="file-hint">${words.plainWords(sizeText(say, formBytesMax))}</div>
      ${
        error === undefined
          ? nothing
          : html`<p class="govuk-error-message" id="file-error">
              <span class="govuk-visually-hidden">${say.frame.error}:</span> ${error}
            </p>`
      }
      <input
        class="c-file"
        type="file"
        id="file"
        name="file"
        aria-describedby="file-hint${error === undefined ? '' : ' file-error'}"
      />
    </div>
    <button type="submit" class="govuk-button">${words.sendOne}</button>
  </form>`;
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
    return tag('plain', words.receiving(sizeText(say, received), sizeText(say, upload.bytes)));
  }
  if (job?.state === 'done') return tag(job.result?.warning === undefined ? 'ok' : 'stop', words.taken);
  if (job?.state === 'failed' || job?.state === 'cancelled') return tag('stop', words.failed);
  return tag('plain', words.taking);
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
