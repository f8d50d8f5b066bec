// How long the body of a request may take to come: a minute, or, once a route has said that it takes much, as long as
// something keeps coming. Node's own limit knows one time for all.
import type { IncomingMessage } from 'node:http';

const BODY_MS_MAX = 60_000;
const SILENCE_MS_MAX = 60_000;
const HURRIED = new WeakMap<object, () => void>();

export function limitBodyTime(request: IncomingMessage, ms = BODY_MS_MAX): void {
  if (request.complete) return;
  const timer = setTimeout(() => {
    if (!request.complete) request.destroy();
  }, ms);
  timer.unref();
  const stop = (): void => clearTimeout(timer);
  request.once('close', stop);
  HURRIED.set(request, () => {
    stop();
    const { socket } = request;
    const giveUp = (): void => void request.destroy();
    socket.setTimeout(SILENCE_MS_MAX, giveUp);
    request.once('close', () => socket.setTimeout(0).off('timeout', giveUp));
  });
}

/** `incoming`: as `@hono/node-server` gives it. */
export function mayTakeLong(incoming: object | undefined): void {
  if (incoming !== undefined) HURRIED.get(incoming)?.();
}
