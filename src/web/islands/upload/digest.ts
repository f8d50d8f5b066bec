// The digest of a file, by a worker.
import type { DigestTold } from '../digest-worker.ts';

export interface Digesting {
  readonly sha256: Promise<string>;
  stop(): void;
}

/** `address`: of the worker's script, which this site serves. */
export function digest(address: string, file: File, onProgress: (done: number) => void): Digesting {
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
