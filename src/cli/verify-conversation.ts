// ./comity verify FOLDER: a conversation that was exported, its messages, receipts and numbers. No database, no network.
import { nodeCrypto } from '../platform/node-crypto.ts';
import { checkConversation, type CheckedMessage, type ConversationFiles } from '../verify/conversation.ts';
import { shownName } from '../verify/names.ts';
import type { NoteKey } from '../verify/note-key.ts';
import { EXIT, type Terminal } from './terminal.ts';
import { readTrustFile, trustUnusable } from './trust-files.ts';

/** 0: everything holds under the keys of `trust`, files of both logs. 1: something does not. 2: a file of keys cannot be used. */
export async function runVerifyConversation(
  files: ConversationFiles,
  {
    trust: paths,
    isJson,
    terminal,
  }: { readonly trust: readonly string[]; readonly isJson: boolean; readonly terminal: Terminal },
): Promise<number> {
  const trust = new Map<string, NoteKey[]>();
  try {
    for (const path of paths)
      for (const { key } of readTrustFile(path).policy?.logs ?? [])
        trust.set(key.name, [...(trust.get(key.name) ?? []), key]);
  } catch (error) {
    for (const line of trustUnusable(error)) terminal.err(line);
    return EXIT.usage;
  }
  const checked = await checkConversation(files, trust, nodeCrypto);
  const isValid = checked.faults.length === 0 && checked.messages.length > 0;
  if (isJson) terminal.out(JSON.stringify({ ok: isValid, ...checked }));
  else {
    for (const line of checked.messages.flatMap(linesOf)) terminal.out(line);
    for (const { path, what } of checked.faults) terminal.out(`WRONG ${shownName(path)}: ${what}`);
    const many = checked.messages.length === 1 ? '1 message' : `${checked.messages.length} messages`;
    terminal.out(
      isValid ? `Everything holds: ${many} under the keys that you gave.` : 'Something does not hold.',
    );
  }
  return isValid ? EXIT.done : EXIT.refused;
}

function linesOf({ created, from, to, seq, type, receipts }: CheckedMessage): string[] {
  return [
    `${created}  ${shownName(from)} → ${shownName(to)}  ${seq}  ${type ?? 'unread'}`,
    ...receipts.map(
      ({ stage, outcome, code, at }) =>
        `    ${at}  ${stage} ${outcome}${code === undefined ? '' : ` (${code})`}`,
    ),
  ];
}
