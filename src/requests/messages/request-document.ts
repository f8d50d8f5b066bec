// A request that comes as a file: a PDF with the data attached to it, or JSON or XML by itself. Whose it is and whether it is
// genuine is another question.
import { readXml } from '../../law/xml.ts';
import { pieces, readMessageXml, XML_LIMITS } from './message-xml.ts';
import { Refusal } from '../../base/refusal.ts';
import { visiblePlain } from '../../evidence/packages/report/safe-text.ts';
import type { Knowledge } from '../../law/model.ts';
import { attachmentsOf, isPdf } from '../../platform/pdf.ts';
import { messageOf, type Message } from './message.ts';
import { MAX_CHARACTERS, readMessage, readRequest } from './request-file.ts';
import { strictJson } from './strict-json.ts';

const DOCUMENT_KINDS = ['pdf', 'json', 'xml'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** Closed; the catalogue says each in words. */
const DOCUMENT_PROBLEMS = [
  'empty',
  'tooLarge',
  'otherKind', // none of PDF, picture, JSON, XML
  'brokenPdf',
  'manyAttached', // more than one request
  'brokenData', // no whole JSON or XML
  'otherData', // whole, and not a request as it is published
] as const;
export type DocumentProblem = (typeof DOCUMENT_PROBLEMS)[number];

/** A refusal that says what is wrong with the document itself. */
class UnreadDocument extends Refusal {
  readonly problem: DocumentProblem;
  constructor(problem: DocumentProblem, cause: Refusal) {
    super(cause.code, { expected: cause.expected, found: cause.found, next: cause.next, cause });
    this.problem = problem;
  }
}

/** Undefined: it is about something else than the document. */
export function documentProblem(error: Refusal): DocumentProblem | undefined {
  if (error instanceof UnreadDocument) return error.problem;
  if (error.code === 'tooLarge') return 'tooLarge';
  return error.code === 'unsupported' ? 'otherKind' : undefined;
}

/** Where in the data it is, as `message.answers.facts`; undefined where that is not known. */
export function placeOfProblem({ expected }: Refusal): string | undefined {
  return / at ((?:the )?[\w$.-]{1,200})$/.exec(expected)?.[1]?.replace(/^the /, '');
}

export interface RequestDocument {
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
    throw refused('tooLarge', `a file of at most ${MAX_DOCUMENT_BYTES} bytes`, `${bytes.length}`);
  switch (kindOf(bytes)) {
    case 'pdf':
      return { kind: 'pdf', message: await fromPdf(bytes, law) };
    case 'json':
      return { kind: 'json', message: await fromJson(bytes, law) };
    case 'xml':
      return { kind: 'xml', message: await fromXml(bytes, law) };
    case undefined:
      throw refused('unsupported', 'a request as PDF, JSON or XML', 'a file of another kind');
  }
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
    throw refused(
      'unsupported',
      `a PDF with ${ATTACHED.join(' or ')} attached`,
      names.length === 0 ? 'nothing attached' : `${names.slice(0, 5).map(named).join(', ')} attached`,
    );
  if (more.length > 0)
    throw new UnreadDocument('manyAttached', refused('badInput', 'one request attached', `${files.length}`));
  return file.name.endsWith('.xml') ? fromXml(file.bytes, law) : fromJson(file.bytes, law);
}

/** A name from outside, such that it can be neither a path nor read backwards. */
function named(name: string): string {
  return `'${visiblePlain(name, 80)}'`;
}

/** A draft written by hand is one of ours too. */
async function fromJson(bytes: Uint8Array, law: Pick<Knowledge, 'forms'>): Promise<Message> {
  const isWhole = (): boolean => strictJson(textOf(bytes), MAX_CHARACTERS) !== undefined;
  try {
    const text = textOf(bytes);
    return /^\s*\{\s*"v"/.test(text) ? messageOf(readRequest(text, law)) : readMessage(text, law);
  } catch (error) {
    return unreadAs(() => dataProblem(isWhole))(error);
  }
}

function fromXml(bytes: Uint8Array, law: Pick<Knowledge, 'forms'>): Promise<Message> {
  const isWhole = async (): Promise<boolean> => {
    await readXml(pieces(bytes), NOTHING, XML_LIMITS);
    return true;
  };
  return readMessageXml(bytes, law).catch(unreadAs(() => dataProblem(isWhole)));
}

/** Looked at once more, when it was refused: is it whole at all? */
async function dataProblem(isWhole: () => boolean | Promise<boolean>): Promise<DocumentProblem> {
  try {
    return (await isWhole()) ? 'otherData' : 'brokenData';
  } catch (error) {
    if (error instanceof Refusal) return 'brokenData';
    throw error;
  }
}

/** What is too large is so, whatever else it is. */
function unreadAs(problem: () => DocumentProblem | Promise<DocumentProblem>) {
  return async (error: unknown): Promise<never> => {
    if (!(error instanceof Refusal) || error instanceof UnreadDocument) throw error;
    throw new UnreadDocument(error.code === 'tooLarge' ? 'tooLarge' : await problem(), error);
  };
}

const NOTHING = { open: (): void => undefined, close: (): void => undefined };

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refused('badInput', 'text in UTF-8', 'bytes of another encoding');
  }
}

function refused(code: 'tooLarge' | 'badInput' | 'unsupported', expected: string, found: string): Refusal {
  return new Refusal(code, {
    expected,
    found,
    next: 'Keep what came as a scan, and type its fields beside it.',
  });
}
