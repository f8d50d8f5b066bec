// A conversation that was exported, as it lies in its folder: three folders and no more; what is too large is not read.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ConversationFiles } from '../verify/conversation.ts';

const FOLDERS = ['peers', 'messages', 'receipts'];
const FILES_MAX = 20_000;
const FILE_BYTES_MAX = 2 * 1024 * 1024;

/** Undefined: nothing of a conversation lies there. */
export function readConversation(folder: string): ConversationFiles | undefined {
  const files = new Map<string, Uint8Array>();
  for (const part of FOLDERS)
    for (const name of namesIn(join(folder, part)).slice(0, FILES_MAX)) {
      const path = join(folder, part, name);
      const about = statSync(path);
      if (about.isFile() && about.size <= FILE_BYTES_MAX)
        files.set(`${part}/${name}`, new Uint8Array(readFileSync(path)));
    }
  return files.size > 0 ? files : undefined;
}

function namesIn(folder: string): readonly string[] {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true ? readdirSync(folder) : [];
}
