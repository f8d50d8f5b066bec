// A request as JSON or XML, and what is wrong with one that is none. Whose it is and whether it is genuine is another question.
import { argumentsTold, Refusal, type ToldRefusal } from '../../../base/refusal.ts';
import type { Knowledge } from '../../../law/model.ts';
import { readXml } from '../../../law/xml.ts';
import { messageOf, type Message } from './message.ts';
import { pieces, readMessageXml, XML_LIMITS } from './message-xml.ts';
import { MAX_CHARACTERS, readMessage, readRequest } from './request-file.ts';
import { strictJson } from './strict-json.ts';

export type DataKind = 'json' | 'xml';

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
export class UnreadDocument extends Refusal {
  readonly problem: DocumentProblem;
  constructor(problem: DocumentProblem, cause: Refusal) {
    super(...argumentsTold(cause, cause));
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

/** What the process that reads long data is told, on one line before them. */
export interface DataJob {
  readonly kind: DataKind;
  readonly forms: Knowledge['forms'];
}

/** And what it answers. */
export type DataAnswer =
  | { readonly message: Message }
  | { readonly refused: ToldRefusal & Pick<UnreadDocument, 'problem'> }
  /** By a fault of ours. */
  | { readonly failed: string };

/** Refusals: tooLarge, badInput. */
export function readData(kind: DataKind, bytes: Uint8Array, law: Pick<Knowledge, 'forms'>): Promise<Message> {
  return kind === 'json' ? fromJson(bytes, law) : fromXml(bytes, law);
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
export function unreadAs(problem: () => DocumentProblem | Promise<DocumentProblem>) {
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
    throw new Refusal('badInput.utf8');
  }
}
