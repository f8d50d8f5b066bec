// A conversation as files for somebody else: a court, an auditor, the other side. Checked with ./comity verify, or by hand with
// openssl and sha256sum.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Uuid } from '../base/ids.ts';
import { utf8 } from '../base/bytes.ts';
import { Refusal } from '../base/refusal.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import { errorCode } from '../platform/files.ts';
import { conversationById } from './conversation.store.ts';
import type { ExchangeKeys } from './exchange-keys.acts.ts';
import { insOf } from './in.store.ts';
import { outsOf } from './out.store.ts';
import { ownDocumentFile, peerLine } from './peer-document.acts.ts';
import { documentsOfPeer } from './peer-document.store.ts';

/** Writes into a new folder; returns how many messages. What they say lies there in clear. Refuses notFound, alreadyExists. */
export async function exportConversation(
  house: Installation,
  keys: ExchangeKeys,
  { conversation: id, to }: { readonly conversation: Uuid; readonly to: string },
): Promise<number> {
  const db = house.db.kysely;
  const conversation = await conversationById(db, id);
  if (conversation === undefined) throw new Refusal('notFound.conversation', { id });
  const files = new Map<string, Uint8Array>();
  const put = (path: string, bytes: Uint8Array | undefined): void => {
    if (bytes !== undefined) files.set(path, bytes);
  };
  const own = await ownDocumentFile(house, keys);
  put('peers/ours.json', own === undefined ? undefined : utf8(own));
  const line = await peerLine(db, conversation.peerOrigin);
  const documents = line === undefined ? [] : await documentsOfPeer(db, line.peer.id);
  const theirs = documents.find(({ sha256 }) => sha256 === line?.read.digest);
  put('peers/theirs.json', theirs?.file);
  // Those before it, for keys that were replaced since.
  for (const { serial, file } of documents)
    if (serial < (theirs?.serial ?? 0)) put(`peers/theirs-${serial}.json`, file);
  const [outs, ins] = [await outsOf(db, id), await insOf(db, id)];
  for (const [side, list] of [
    ['out', outs],
    ['in', ins],
  ] as const)
    for (const one of list) {
      const name = `${side}-${String(one.seq).padStart(6, '0')}`;
      put(`messages/${name}.comity`, one.envelope);
      put(`messages/${name}.plain`, one.plain);
      for (const stage of ['relay', 'delivery', 'retrieval', 'rejection'] as const)
        put(`receipts/${name}-${stage}.note`, one[stage]);
    }
  await mkdir(to, { recursive: false }).catch((cause: unknown) => {
    if (errorCode(cause) !== 'EEXIST') throw cause;
    throw new Refusal('alreadyExists.conversationFolder', { to, cause });
  });
  for (const [path, bytes] of files) {
    await mkdir(join(to, dirname(path)), { recursive: true });
    await writeFile(join(to, path), bytes, { flag: 'wx', flush: true });
  }
  return outs.length + ins.length;
}
