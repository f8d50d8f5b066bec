// A stream into a file, digested on the way. On the calling thread: a silent pipe must not hang a thread, which could
// then not be ended.
import { SideFile } from './chunk-file.ts';
import { Digester } from './copy-digests.ts';
import type { PassDone, PassFailed } from './copy-pass.ts';
import { Sink, SinkError } from './copy-sink.ts';
import type { DigestName } from './copy-digests.ts';
import type { AnyIterable, WorkOptions } from './object-store.ts';

interface StreamJob {
  readonly to: string;
  readonly chunksTo: string;
  readonly algorithms: readonly DigestName[];
}

/** As `runPass`, for what comes piece by piece; what the stream itself throws, and the reason of an abort, go through. */
export async function runStream(
  stream: AnyIterable<Uint8Array>,
  job: StreamJob,
  options: WorkOptions = {},
): Promise<PassDone | PassFailed> {
  const side = new SideFile(job.chunksTo);
  let sink: Sink | undefined;
  try {
    sink = new Sink(job.to, { withHoles: false });
    const digester = new Digester({ algorithms: job.algorithms, chunks: true }, (leaf) => side.add(leaf));
    let bytes = 0;
    for await (const piece of stream) {
      options.signal?.throwIfAborted();
      sink.write(piece);
      digester.update(piece);
      bytes += piece.length;
      options.onProgress?.(bytes);
    }
    const digested = digester.finish();
    side.finish(bytes, digested.chunksRoot ?? '');
    sink.finish();
    return { ok: true, bytes, ...digested };
  } catch (error) {
    sink?.discard();
    side.discard();
    if (!(error instanceof SinkError)) throw error;
    return { ok: false, side: 'target', code: error.code, reason: error.message };
  }
}
