// Reads the files of a package on all cores. What does it is passed in: the stand-alone verifier has no threads.
import { Fault } from '../verify/fault.ts';
import { shownName } from '../verify/names.ts';
import type { DigestAll } from '../verify/reader.ts';
import type { hashFiles } from './copy.ts';

/** From here on several files are worth several threads. */
const MANY_BYTES = 256 * 1024 * 1024;

/** Loads `hashFiles` of `copy.ts` when it is needed. */
export type Threads = () => Promise<typeof hashFiles>;

/** `alone` is how it is done without. */
export function threadedDigests(root: string, alone: DigestAll, onThreads: Threads): DigestAll {
  return async function* (files, names, onBytes) {
    const total = files.reduce((sum, file) => sum + file.bytes, 0);
    if (files.length < 2 || total < MANY_BYTES) {
      yield* alone(files, names, onBytes);
      return;
    }
    const targets = files.map(({ path, bytes }) => ({
      path: `${root}/${path}`,
      shown: path,
      bytesHint: bytes,
      algorithms: names,
    }));
    let told = 0;
    const onProgress = (bytes: number): void => {
      onBytes?.(bytes - told);
      told = bytes;
    };
    const hashAll = await onThreads();
    for await (const result of hashAll(targets, { onProgress })) {
      const place = shownName(result.target.shown);
      if (result.ok) yield [{ bytes: result.bytes, hex: result.digests }];
      else if (result.code === 'notFile') throw new Fault('unsafeEntry', place, 'a file', 'something else');
      else throw new Fault('unreadable', place, 'to be able to read it', result.reason);
    }
  };
}
