// ./comity request read | convert | schema: what came as a request, in the other rendering, and what describes both.
import { Refusal } from '../base/refusal.ts';
import { createAtomically, errorCode } from '../platform/files.ts';
import { shippedLaw } from '../law/data-files.store.ts';
import { findingsOf } from '../requests/verbs/drafting/checks/checks.ts';
import { answerLines } from '../requests/machine/text/answer-words.ts';
import type { Message } from '../requests/machine/messages/message.ts';
import { messageJsonSchema } from '../requests/machine/messages/message-schema.ts';
import { writeMessageXml } from '../requests/machine/messages/message-xml.ts';
import { messageXsd } from '../requests/machine/messages/message-xsd.ts';
import { MAX_DOCUMENT_BYTES, readRequestDocument } from '../requests/machine/messages/request-document.ts';
import { draftOf } from '../requests/machine/messages/request-file.ts';
import { LANGUAGES } from '../web/messages.ts';
import { localLaw } from './local-law.ts';
import { FLAG, TEXT, wordsAndOptions } from './options.ts';
import { EXIT, type Terminal } from './terminal.ts';
import { smallFile } from './small-file.ts';
import { oneOf, onlyArgument, printable, refuseSpare, required } from './words.ts';

const KINDS = { pdf: 'PDF with the request attached', json: 'JSON', xml: 'XML' } as const;

/** Refusals: badUsage, notFound, tooLarge, badInput, unsupported. */
export async function readIncoming(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, { json: FLAG });
  const file = onlyArgument(positionals, 'FILE');
  const law = await localLaw();
  const { kind, message } = await readRequestDocument(fileAt(file), law);
  if (values.json) {
    terminal.out(JSON.stringify({ kind, message }));
    return EXIT.done;
  }
  const draft = draftOf(message, law);
  const { legal, answers } = draft;
  const say = (text: string): void => terminal.out(printable(text));
  say(`${KINDS[kind]}: ${legal.record.title} [${legal.record.confidence}]`);
  const { sender, receiver, transaction, timestamp } = message.header;
  for (const [label, text] of [
    ['From', side(sender)],
    ['To', side(receiver)],
    ['Reference of the sender', transaction],
    ['Sent', timestamp],
    ['Priority', message.authorisation.priority],
  ])
    if (text !== undefined) say(`${label}: ${text}`);
  for (const field of legal.fields) {
    const answer = answers[field.id];
    if (answer === undefined) continue;
    terminal.out('');
    say(field.label);
    for (const one of answerLines(field, answer, LANGUAGES.en)) say(`    ${one}`);
  }
  const open = findingsOf(draft, law).filter(({ level }) => level === 'block').length;
  terminal.out('');
  say(
    open === 0
      ? 'It is complete.'
      : `${open} point(s) are missing or wrong: './comity request check' names them.`,
  );
  say('Nothing here shows that it is genuine: call back at a number of the directory.');
  return EXIT.done;
}

function side(who: Message['header']['sender']): string | undefined {
  const parts = [who?.authority, who?.country].filter((one) => one !== undefined);
  return parts.length === 0 ? undefined : parts.join(', ');
}

/** Refusals: badUsage, notFound, tooLarge, badInput, unsupported. */
export async function convertRequest(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, { to: TEXT });
  const file = onlyArgument(positionals, 'FILE');
  const to = oneOf(required(values.to, 'to'), ['json', 'xml'] as const, 'to');
  const write = to === 'json' ? asJson : writeMessageXml;
  const { message } = await readRequestDocument(fileAt(file), await localLaw());
  terminal.out(write(message).trimEnd());
  return EXIT.done;
}

/** Of the program, as it is served under its version: no law that is published here changes a format. */
export async function showSchema(args: readonly string[], terminal: Terminal): Promise<number> {
  const [kind, ...spare] = args;
  refuseSpare(spare);
  const { forms } = await shippedLaw();
  if (kind === 'json') terminal.out(JSON.stringify(messageJsonSchema(forms), undefined, 2));
  else if (kind === 'xml') terminal.out(messageXsd(forms).trimEnd());
  else
    throw new Refusal('badUsage.subcommand', {
      choices: 'json, xml',
      found: printable(kind ?? ''),
      command: 'request schema',
    });
  return EXIT.done;
}

export function fileAt(path: string): Uint8Array {
  return smallFile(path, { most: MAX_DOCUMENT_BYTES });
}

function asJson(message: Message): string {
  return JSON.stringify(message, undefined, 2);
}

/** Whole or not at all, and never over something else. */
export async function writeNew(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await createAtomically(path, bytes);
  } catch (cause) {
    if (errorCode(cause) === 'EEXIST')
      throw new Refusal('alreadyExists.fileToWrite', { path: printable(path), cause });
    if (errorCode(cause) !== 'ENOENT' && errorCode(cause) !== 'ENOTDIR') throw cause;
    throw new Refusal('notFound.folderToWrite', { path: printable(path), cause });
  }
}
