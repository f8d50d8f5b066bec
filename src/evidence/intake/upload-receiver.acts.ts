// Receives files by the tus protocol 1.0 (tus.io): in parts, over lines that break. What is on its way is known by our own
// table and by the length of the file itself; the library keeps nothing beside them.
import { AsyncLocalStorage } from 'node:async_hooks';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FileStore } from '@tus/file-store';
import { Server, Upload as TusUpload } from '@tus/server';
import { isUuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import { diskRefusal } from '../../platform/files.ts';
import { beginUpload, makeReceivable, newUploadId, type Bringing, type Reception } from './upload.acts.ts';
import type { Upload } from './upload.ts';
import { setLastAt } from './upload.store.ts';

export interface Receiver {
  /** A new file: POST. */
  create(request: Request, bringing: Bringing): Promise<Response>;
  /** How far it is (HEAD), or more of it (PATCH). `upload`: the one that the address names, of who asks. */
  goOn(request: Request, bringing: Bringing, upload: Upload): Promise<Response>;
}

/** What the library is asked about, in the request it is asked in. */
interface Asked {
  readonly bringing: Bringing;
  readonly upload?: Upload;
}

/** An earlier connection of the same file, that has not noticed its end, is cut after so long. */
const DRAIN_MS = 1_000;

export function uploadReceiver(reception: Reception): Receiver {
  const { house, db } = reception;
  const asked = new AsyncLocalStorage<Asked>();
  const server = new Server({
    path: '/uploads', // in no address of ours: those are made and read by the next two
    generateUrl: (request, { id }) => `${new URL(request.url).pathname}/${id}`,
    getFileIdFromRequest: (_request, last) => last,
    datastore: new Files({ directory: house.home.uploads, configstore: ownTable(asked) }),
    allowedOrigins: [], // only pages of ours
    lockDrainTimeout: DRAIN_MS,
    namingFunction: () => newUploadId(house),
    onUploadCreate: async (_request, { id, metadata, size }) => {
      const { bringing } = current(asked);
      if (!isUuid(id)) throw new Error('an id of another form');
      await beginUpload(reception, bringing, { id, name: metadata?.['filename'] ?? '', bytes: size ?? -1 });
      return {};
    },
    onResponseError: (_request, error) => (error instanceof Refusal ? refusalAnswer(error) : undefined),
  });
  return {
    create: (request, bringing) => asked.run({ bringing }, () => server.handleWeb(request)),
    goOn: async (request, bringing, upload) => {
      if (upload.state !== 'receiving') return new Response('gone\n', { status: 410 });
      await makeReceivable(house.home, upload.id);
      const answer = await asked.run({ bringing, upload }, () => server.handleWeb(request));
      if (request.method === 'PATCH')
        await db.asPerson(bringing.person.id, (tx) => setLastAt(tx, upload.id, new Date(house.clock())));
      return answer;
    },
  };
}

/** The library's own store, with a word for a full disk. */
class Files extends FileStore {
  override async write(pieces: Readable, id: string, offset: number): Promise<number> {
    const file = createWriteStream(join(this.directory, id), { flags: 'r+', start: offset });
    try {
      await pipeline(pieces, file);
    } catch (error) {
      throw diskRefusal(error, 'the file that is sent');
    }
    return offset + file.bytesWritten;
  }
}

/** What the library would write beside each file is in our table already. */
function ownTable(asked: AsyncLocalStorage<Asked>) {
  return {
    get: (id: string) => {
      const { upload } = current(asked);
      const isIt = upload !== undefined && upload.id === id;
      return Promise.resolve(isIt ? new TusUpload({ id, size: upload.bytes, offset: 0 }) : undefined);
    },
    set: () => Promise.resolve(),
    delete: () => Promise.resolve(),
  };
}

function current(asked: AsyncLocalStorage<Asked>): Asked {
  const found = asked.getStore();
  if (found === undefined) throw new Error('asked outside of a request');
  return found;
}

/** The body is one word, which the script of the page has a sentence for. */
function refusalAnswer({ code }: Refusal): { status_code: number; body: string } {
  const status = { tooLarge: 413, noSpace: 507, notAllowed: 429, notReady: 409 }[code as string] ?? 400;
  return { status_code: status, body: `${code}\n` };
}
