// Computes the SHA-256 of a file in a thread of its own, so that the page stays smooth. Told a File, it answers with how
// far it is, then with the digest.
import { createSHA256 } from 'hash-wasm';

const PIECE_BYTES = 8 * 1024 * 1024;

export type DigestTold =
  | { readonly done: number }
  | { readonly sha256: string }
  | { readonly failed: string };

const tell = (told: DigestTold): void =>
  (self as unknown as { postMessage: (told: DigestTold) => void }).postMessage(told); // a worker's own

self.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (!(data instanceof File)) return;
  digestOf(data).catch((error: unknown) => tell({ failed: String(error) }));
});

async function digestOf(file: File): Promise<void> {
  const hasher = await createSHA256();
  for (let at = 0; at < file.size; at += PIECE_BYTES) {
    hasher.update(new Uint8Array(await file.slice(at, at + PIECE_BYTES).arrayBuffer()));
    tell({ done: Math.min(file.size, at + PIECE_BYTES) });
  }
  tell({ sha256: hasher.digest('hex') });
}
