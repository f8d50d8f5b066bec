// A conversation of two installations on the page: the folder that `./comity exchange conversation` wrote, checked as the terminal checks it.
import {
  checkConversation,
  type CheckedMessage,
  type ConversationChecked,
  type ConversationFiles,
} from '../../verify/conversation.ts';
import type { Crypto } from '../../verify/crypto.ts';
import { Fault } from '../../verify/fault.ts';
import type { NoteKey } from '../../verify/note-key.ts';
import type { Trust } from '../../verify/trust.ts';
import type { NamedFile } from './browser-reader.ts';
import { byId, element, fact, foreign, list, shortList } from './elements.ts';
import type { Words } from './result-view.ts';

const FILES_MAX = 60_000;
const FILE_BYTES_MAX = 2 * 1024 * 1024;
const MESSAGES_SHOWN = 100;
const FAULTS_SHOWN = 20;
/** In the folder that was chosen, or in one within it. */
const OF_CONVERSATION = /^(?:[^/]+\/)?((?:peers|messages|receipts)\/[^/]+)$/;

/** Undefined: it is no conversation. */
export function conversationIn(files: readonly NamedFile[]): ReadonlyMap<string, Blob> | undefined {
  if (files.some(({ path }) => /(?:^|\/)bagit\.txt$/.test(path))) return undefined;
  const found = new Map<string, Blob>();
  for (const { path, file } of files) {
    const [, name] = OF_CONVERSATION.exec(path) ?? [];
    if (name !== undefined) found.set(name, file);
  }
  return [...found.keys()].some((name) => name.startsWith('messages/')) ? found : undefined;
}

/** As `./comity verify` does: what is too large is not read, and of a log without keys nothing holds. */
export async function checkedConversation(
  blobs: ReadonlyMap<string, Blob>,
  trusts: readonly Trust[],
  crypto: Crypto,
): Promise<ConversationChecked> {
  if (blobs.size > FILES_MAX)
    throw new Fault('limitExceeded', 'files', String(FILES_MAX), String(blobs.size));
  const files = new Map<string, Uint8Array>() satisfies ConversationFiles;
  for (const [name, blob] of blobs)
    if (blob.size <= FILE_BYTES_MAX) files.set(name, new Uint8Array(await blob.arrayBuffer()));
  const keys = new Map<string, NoteKey[]>();
  for (const { key } of trusts.flatMap(({ policy }) => policy?.logs ?? []))
    keys.set(key.name, [...(keys.get(key.name) ?? []), key]);
  return await checkConversation(files, keys, crypto);
}

export function showConversation({ messages, faults }: ConversationChecked, words: Words): void {
  const { page, report } = words;
  const isValid = faults.length === 0 && messages.length > 0;
  const outcome = isValid ? 'valid' : 'invalid';
  byId('verdict').className = `verdict ${outcome}`;
  byId('verdict-words').textContent = isValid
    ? words.say(page.conversation.valid, { count: messages.length })
    : page.conversation.invalid;
  byId('fault-words').textContent = '';
  byId('fault').replaceChildren(
    ...faults.slice(0, FAULTS_SHOWN).flatMap(({ path, what }) => fact(foreign(path), english(what))),
  );
  document.title = `${page.tags[outcome]} · ${page.fixed.title}`;
  const place = list('ul.tasks');
  byId('exhibits').replaceChildren(
    element('h2', page.conversation.messages),
    ...shortList(
      place,
      messages.map(messageItem),
      MESSAGES_SHOWN,
      words.say(page.more, { count: messages.length - MESSAGES_SHOWN }),
    ),
  );
  byId('statements').replaceChildren(
    element(
      'section',
      element('h2', report.headings.notEstablished),
      list('ul.statements.open', element('li', page.conversation.notShown)),
    ),
  );
  byId('proof').hidden = true;
}

function messageItem({ created, from, to, seq, type, receipts }: CheckedMessage): HTMLElement {
  return element(
    'li',
    element(
      'span.title',
      `${created} · ${foreign(from)} → ${foreign(to)} · ${seq} · ${foreign(type ?? '–')}`,
    ),
    ...receipts.map(({ stage, outcome, code, at }) =>
      element('span.hint', `${at} · ${stage} ${outcome}${code === undefined ? '' : ` (${code})`}`),
    ),
  );
}

/** What the check says is one sentence for every reader of the format, in English. */
function english(text: string): HTMLElement {
  const said = element('span', foreign(text));
  said.setAttribute('lang', 'en');
  return said;
}
