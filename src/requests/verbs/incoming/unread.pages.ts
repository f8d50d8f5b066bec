// What is wrong with a document that came, and what to do about it, in the words of the reader.
import type { Refusal } from '../../../base/refusal.ts';
import type { Messages } from '../../../web/messages.ts';
import { reasonWords } from '../../../web/refused-words.ts';
import {
  documentProblem,
  placeOfProblem,
  type DocumentProblem,
} from '../../machine/messages/request-data.ts';

/** Of one that is not kept. */
export function unreadWords(say: Messages, problem: DocumentProblem, place?: string): string {
  const { problems, sendAnother } = say.requestIncoming.unread;
  return `${problems[problem]}${placeWords(say, place)} ${sendAnother}`;
}

/** Of one that is kept: its fields are typed beside it. */
export function besideWords(
  say: Messages,
  { problem, why }: { readonly problem: DocumentProblem; readonly why: Refusal },
): string {
  const { problems, typeBeside } = say.requestIncoming.unread;
  return `${problems[problem]}${placeWords(say, placeOfProblem(why))} ${typeBeside}`;
}

/** What is refused for another reason says of which kind it is. */
export function refusedWords(say: Messages, error: Refusal): string {
  const problem = documentProblem(error);
  return problem === undefined ? reasonWords(say, error) : unreadWords(say, problem, placeOfProblem(error));
}

function placeWords(say: Messages, place: string | undefined): string {
  return place === undefined ? '' : ` (${say.letter.labelled(say.requestIncoming.unread.place, place)})`;
}

/** Of a PDF that is kept, and cannot be looked into. */
export function damagedWords(say: Messages, error: Refusal): string {
  return say.requestIncoming.unread.problems[documentProblem(error) ?? 'brokenPdf'];
}
