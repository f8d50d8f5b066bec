// Server-sent events (HTML standard, 9.2): what a page would show now, told again whenever it changes.
import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_EVERY_MS = 700;
/** A comment, so that proxies do not take the silence for an end. */
const ALIVE_EVERY_MS = 15_000;
/** The browser then asks again by itself, and is asked again who it is. */
const STREAM_MS_MAX = 60_000;

/**
 * `look` gives the text to be told, one line, or undefined when there is nothing more to tell. The stream ends with it,
 * with `stopping`, when the browser goes, and after a minute in any case; `ended` is called once.
 */
export function eventStream(
  look: () => Promise<string | undefined>,
  stopping: AbortSignal,
  ended: () => void,
): Response {
  const gone = new AbortController();
  const signal = AbortSignal.any([gone.signal, stopping, AbortSignal.timeout(STREAM_MS_MAX)]);
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    start: async (controller) => {
      const tell = (text: string): void => controller.enqueue(encoder.encode(text));
      try {
        let last: string | undefined;
        let toldAt = Date.now();
        while (!signal.aborted) {
          const text = await look();
          if (signal.aborted || text === undefined) break;
          const isNew = text !== last;
          if (isNew || Date.now() - toldAt > ALIVE_EVERY_MS) {
            tell(isNew ? `data: ${text}\n\n` : ': still here\n\n');
            last = text;
            toldAt = Date.now();
          }
          await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined); // told to end
        }
        if (!gone.signal.aborted) controller.close();
      } catch (error) {
        if (!gone.signal.aborted) controller.error(error);
      } finally {
        ended();
      }
    },
    cancel: () => gone.abort(),
  });
  return new Response(stream, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });
}
