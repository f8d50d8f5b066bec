// What is known and not read: said at each such file, so that nobody takes what is not opened for looked through.
import { Stopped, type Extractor } from './extractor.ts';

const NAMES: { readonly [kind: string]: string } = {
  '7z': 'a 7z archive',
  RAR: 'a RAR archive',
  PST: 'a mailbox of Outlook (PST, OST)',
};

export const unread: Extractor = {
  name: 'unread',
  version: 1,
  takes: (kind) => kind !== undefined && Object.hasOwn(NAMES, kind),
  read: (bytes) => {
    const first = Buffer.alloc(4);
    bytes.readInto(0, first);
    const kind = Object.keys(NAMES).find((name) => SIGNATURES[name] === first.toString('latin1', 0, 2));
    throw new Stopped(
      'unsupported',
      `${NAMES[kind ?? ''] ?? 'a file of this kind'} is not opened: take it out and open it with its own program`,
    );
  },
};

const SIGNATURES: { readonly [kind: string]: string } = { '7z': '7z', RAR: 'Ra', PST: '!B' };
