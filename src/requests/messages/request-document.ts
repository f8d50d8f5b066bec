// A request that comes as a file: a PDF with the data attached to it, or JSON or XML by itself. Whose it is and whether it is
// genuine is another question.
import { Refusal } from '../../base/refusal.ts';
import { visiblePlain } from '../../evidence/packages/report/safe-text.ts';
import type { Knowledge } from '../../law/model.ts';
import { attachmentsOf, isPdf } from '../../platform/pdf.ts';
import { messageOf, type Message } from './message.ts';
import { readMessageXml } from './message-xml.ts';
import { MAX_CHARACTERS, readMessage, readRequest } from './request-file.ts';

export const DOCUMENT_KINDS = ['pdf', 'json', 'xml'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

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
      return { kind: 'json', message: fromJson(textOf(bytes), law) };
    case 'xml':
      return { kind: 'xml', message: await readMessageXml(bytes, law) };
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
  const { names, files } = await attachmentsOf(bytes, ATTACHED);
  const [file, ...more] = files;
  if (file === undefined)
    throw refused(
      'unsupported',
      `a PDF with ${ATTACHED.join(' or ')} attached`,
      names.length === 0 ? 'nothing attached' : `${names.slice(0, 5).map(named).join(', ')} attached`,
    );
  if (more.length > 0) throw refused('badInput', 'one request attached', `${files.length}`);
  return file.name.endsWith('.xml') ? readMessageXml(file.bytes, law) : fromJson(textOf(file.bytes), law);
}

/** A name from outside, such that it can be neither a path nor read backwards. */
function named(name: string): string {
  return `'${visiblePlain(name, 80)}'`;
}

/** A draft written by hand is one of ours too. */
function fromJson(text: string, law: Pick<Knowledge, 'forms'>): Message {
  return /^\s*\{\s*"v"/.test(text) ? messageOf(readRequest(text, law)) : readMessage(text, law);
}

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
