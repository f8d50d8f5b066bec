// A request that comes as a file: a PDF with the data attached to it, or JSON or XML by itself. Whose it is and whether it is
// genuine is another question.
import { visiblePlain } from '../../../web/safe-text.ts';
import type { Knowledge } from '../../../law/model.ts';
import { attachmentsOf, isPdf } from '../../../platform/pdf.ts';
import type { Message } from './message.ts';
import {
  UnreadDocument,
  unreadAs,
  type DataKind,
  readData,
  type DataAnswer,
  type DataJob,
} from './request-data.ts';
import { MAX_CHARACTERS } from './request-file.ts';
import { availableParallelism } from 'node:os';
import { phrase, Refusal, refusalTold } from '../../../base/refusal.ts';
import { inTurn } from '../../../platform/in-turn.ts';
import { readInChild, tooLarge, type ReadingLimits } from '../../../platform/reading-child.ts';

type DocumentKind = 'pdf' | DataKind;

interface RequestDocument {
  readonly kind: DocumentKind;
  readonly message: Message;
}

/** Names under which a letter may carry its data. Exactly these: a path before them, or letters that look alike, are others. */
const ATTACHED = ['request.json', 'request.xml'];

export const MAX_DOCUMENT_BYTES = 4 * MAX_CHARACTERS;

/** Refusals: tooLarge, badInput, unsupported. */
export async function readRequestDocument(
  bytes: Uint8Array,
  law: Pick<Knowledge, 'forms'>,
): Promise<RequestDocument> {
  if (bytes.length > MAX_DOCUMENT_BYTES)
    throw new Refusal('tooLarge.requestFile', { max: MAX_DOCUMENT_BYTES, length: bytes.length });
  const kind = kindOf(bytes);
  if (kind === undefined) throw new Refusal('unsupported.requestKind');
  return { kind, message: await (kind === 'pdf' ? fromPdf(bytes, law) : readDataApart(kind, bytes, law)) };
}

/** By its first characters; what it says of itself in its name is not asked. */
function kindOf(bytes: Uint8Array): DocumentKind | undefined {
  if (isPdf(bytes)) return 'pdf';
  const start = Buffer.from(bytes.subarray(0, 1024))
    .toString('utf8')
    .replace(/^\ufeff?\s*/, '');
  if (start.startsWith('{')) return 'json';
  return start.startsWith('<') ? 'xml' : undefined;
}

/** One attachment, so that nobody can ask which of two was meant. */
async function fromPdf(bytes: Uint8Array, law: Pick<Knowledge, 'forms'>): Promise<Message> {
  const { names, files } = await attachmentsOf(bytes, ATTACHED).catch(unreadAs(() => 'brokenPdf'));
  const [file, ...more] = files;
  if (file === undefined)
    throw new Refusal('unsupported.requestAttached', {
      names: phrase('thisOrThat', { one: ATTACHED[0], other: ATTACHED[1] }),
      found:
        names.length === 0
          ? phrase('noneAttached')
          : phrase('attached', { names: names.slice(0, 5).map(named) }),
    });
  if (more.length > 0)
    throw new UnreadDocument('manyAttached', new Refusal('badInput.oneRequest', { count: files.length }));
  return readDataApart(file.name.endsWith('.xml') ? 'xml' : 'json', file.bytes, law);
}

/** A name from outside, such that it can be neither a path nor read backwards. */
function named(name: string): string {
  return `'${visiblePlain(name, 80)}'`;
}

// What is long is read in another process: here it would hold up whoever asks for a page.

/** What is shorter takes less time to read than a process to start. */
const MOST_BYTES_HERE = 1024 * 1024;
export const DATA_LIMITS: ReadingLimits = {
  seconds: 60,
  memoryBytes: 1024 * 1024 * 1024,
  answerBytes: 128 * 1024 * 1024,
};
const CHILD = new URL('request-data-child.ts', import.meta.url);
/** Each takes a core, and hundreds of megabytes. */
const atOnce = inTurn(availableParallelism());

/** Refusals: tooLarge, badInput. */
export async function readDataApart(
  kind: DataKind,
  bytes: Uint8Array,
  { forms }: Pick<Knowledge, 'forms'>,
  limits = DATA_LIMITS,
): Promise<Message> {
  if (bytes.length <= MOST_BYTES_HERE) return readData(kind, bytes, { forms });
  const job = Buffer.from(`${JSON.stringify({ kind, forms } satisfies DataJob)}\n`);
  const reading = { program: CHILD, what: phrase('aRequest'), input: [job, bytes] };
  const text = await atOnce(() => readInChild(reading, limits));
  if (text === undefined) throw tooLarge(phrase('readableRequest'), phrase('readerBroke'));
  const said = JSON.parse(text) as DataAnswer; // of a program of ours
  if ('message' in said) return said.message;
  if ('failed' in said) throw new Error(`the request could not be read: ${said.failed}`);
  const { problem, ...told } = said.refused;
  throw new UnreadDocument(problem, refusalTold(told));
}
