// One file on its way to the server: tus 1.0, taken up again by itself, and after the browser was closed as soon as the same
// file is chosen again.
import { DetailedError, Upload } from 'tus-js-client';
import type { DigestTold } from '../digest-worker.ts';

type SendingState = 'queued' | 'sending' | 'comparing' | 'paused' | 'waiting' | 'taking' | 'stopped';

export interface SendingTold {
  readonly state: SendingState;
  readonly sent: number;
  /** Bytes a second, of late; 0 when nothing is known. */
  readonly pace: number;
  /** Why it stopped: the word of the server, `signedOut` or `unreadable`. */
  readonly reason?: string;
}

export interface Sending {
  readonly file: File;
  start(): void;
  pause(): void;
  /** The last part of its address, once it has one. */
  id(): string | undefined;
}

interface Place {
  /** Where new uploads are made. */
  readonly endpoint: string;
  readonly worker: string;
}

/** Waited for before a file is handed over: files get their numbers in that order. */
type Turn = () => Promise<void>;

/** How many files the image has that this one is a part of; 1 for a file by itself. */
type PartsOf = (file: File) => number;

const RETRY_MS = [0, 1000, 3000];
/** While the server does not answer at all. */
const ASK_AGAIN_MS = 3_000;
const PACE_WINDOW_MS = 8_000;

export function sending(
  place: Place,
  file: File,
  tell: (told: SendingTold) => void,
  partsOf: PartsOf = () => 1,
  turn: Turn = () => Promise.resolve(),
): Sending {
  let told: SendingTold = { state: 'queued', sent: 0, pace: 0 };
  const say = (change: Partial<SendingTold>): void => tell((told = { ...told, ...change }));
  const pace = paceOf();
  const digesting = { current: undefined as ReturnType<typeof digest> | undefined };
  let isStarted = false;
  const upload = new Upload(file, {
    endpoint: place.endpoint,
    retryDelays: RETRY_MS,
    removeFingerprintOnSuccess: true,
    metadata: { filename: file.name },
    fingerprint: () =>
      Promise.resolve(['comity', place.endpoint, file.name, file.size, file.lastModified].join(':')),
    onProgress: (sent) => {
      if (told.state !== 'paused') say({ state: 'sending', sent, pace: pace(sent) });
    },
    onSuccess: () => void finish(),
    onError: (error) => stopped(error),
  });
  const begin = (): void => {
    if (told.state !== 'paused' && told.state !== 'stopped') upload.start();
  };
  const finish = async (): Promise<void> => {
    try {
      say({ state: 'comparing', sent: file.size, pace: 0 });
      const sha256 = await digesting.current?.sha256.catch(() => undefined); // kept, uncompared
      await turn();
      await finishAt(upload.url ?? '', sha256, partsOf(file));
      say({ state: 'taking' });
    } catch {
      waitAndTry(() => void finish());
    }
  };
  const waitAndTry = (again: () => void): void => {
    say({ state: 'waiting', pace: 0 });
    setTimeout(again, ASK_AGAIN_MS);
  };
  const stopped = (error: Error): void => {
    const reason = reasonOf(error);
    if (reason === undefined) waitAndTry(begin);
    else say({ state: 'stopped', reason, pace: 0 });
  };
  return {
    file,
    id: () => upload.url?.split('/').at(-1),
    start: () => {
      say({ state: 'sending' });
      digesting.current ??= digest(place.worker, file, () => undefined);
      if (isStarted) return begin();
      isStarted = true;
      upload
        .findPreviousUploads()
        .then(([before]) => {
          if (before !== undefined) upload.resumeFromPreviousUpload(before);
          begin();
        })
        .catch(begin); // this browser keeps nothing: from the first byte
    },
    pause: () => {
      say({ state: 'paused', pace: 0 });
      void upload.abort();
    },
  };
}

/** Hands it over to be taken into evidence, a part with the others. Without a digest, when this browser could not compute one. */
async function finishAt(address: string, sha256: string | undefined, parts: number): Promise<void> {
  const body = new URLSearchParams(sha256 === undefined ? {} : { sha256 });
  if (parts > 1) body.set('of', String(parts));
  const answer = await fetch(`${new URL(address, location.href).pathname}/finish`, {
    method: 'POST',
    body,
    redirect: 'manual',
  });
  if (answer.type !== 'opaqueredirect' && !answer.ok) throw new Error('not taken');
}

/** Undefined: the line is down or the server is, and it is worth going on. */
function reasonOf(error: Error): string | undefined {
  if (!(error instanceof DetailedError)) return 'unreadable';
  const status = error.originalResponse?.getStatus() ?? 0;
  if (status === 0 || status === 429 || (status >= 500 && status !== 507)) {
    return error.originalResponse?.getBody().trim() === 'notAllowed' ? 'notAllowed' : undefined;
  }
  if (status < 400) return 'signedOut'; // led to the door
  return error.originalResponse?.getBody().trim() ?? '';
}

/** Bytes a second over the last few seconds. */
function paceOf(): (sent: number) => number {
  let marks: { readonly at: number; readonly sent: number }[] = [];
  return (sent) => {
    const at = performance.now();
    marks = [...marks.filter((mark) => at - mark.at < PACE_WINDOW_MS), { at, sent }];
    const [first] = marks;
    if (first === undefined || at - first.at < 500 || sent < first.sent) return 0;
    return ((sent - first.sent) * 1000) / (at - first.at);
  };
}

// The digest of a file, by a worker.

interface Digesting {
  readonly sha256: Promise<string>;
  stop(): void;
}

/** `address`: of the worker's script, which this site serves. */
function digest(address: string, file: File, onProgress: (done: number) => void): Digesting {
  const worker = new Worker(trusted(address), { type: 'module' });
  const sha256 = new Promise<string>((resolve, reject) => {
    worker.addEventListener('error', () => reject(new Error('the worker did not start')));
    worker.addEventListener('message', ({ data }: MessageEvent<DigestTold>) => {
      if ('done' in data) return onProgress(data.done);
      worker.terminate();
      if ('sha256' in data) resolve(data.sha256);
      else reject(new Error(data.failed));
    });
  });
  sha256.catch(() => undefined); // whoever waits for it is told
  worker.postMessage(file);
  return { sha256, stop: () => worker.terminate() };
}

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (address: string) => string },
  ): { createScriptURL: (address: string) => string };
}

/** The page requires trusted types (server/doors.ts); a script address of ours is one under /assets/. */
function trusted(address: string): string {
  if (!/^\/assets\/[\w.-]+$/.test(address)) throw new Error('a script from elsewhere');
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy('comity-upload', { createScriptURL: (own) => own });
  return policy?.createScriptURL(address) ?? address;
}

let policy: ReturnType<TrustedTypes['createPolicy']> | undefined;
