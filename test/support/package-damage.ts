// How a package is made wrong in one named way, with what every verifier must say about it.
import type { FaultCode } from '../../src/verify/fault.ts';
import { BAG, EXHIBITS, type Files, type Hooks, type Keys } from './package-fixture.ts';

export interface Damage {
  readonly name: string;
  readonly expect: FaultCode;
  /** What the fault must name: the file or event touched. */
  readonly names: string;
  readonly hooks: Hooks;
  /** Checked with the trust file of the undamaged sender. */
  readonly trusted?: true;
  /** Why the check by hand does not see it; absent when it does. */
  readonly unseenByHand?: string;
}

export const [PHOTO, SHARE, PHONE] = EXHIBITS;
export const EVENT = (index: number): string => `custody/events/${String(index).padStart(6, '0')}.note`;
export const PROOF = (index: number): string => `custody/proofs/${String(index).padStart(6, '0')}.tlog-proof`;
export const HEAD = (item: string): string => `custody/heads/${item.replace(':', '_')}.note`;
export const FORM = 'the form of records is not checked by hand';
export const LAYOUT = 'only the files of the manifests are looked at';

export function bytesOf(files: Files, path: string): Buffer {
  const found = files.get(path);
  if (found === undefined) throw new Error(`the fixture has no ${path}`);
  return Buffer.from(found);
}

/** Replaces text in a file, which must be there. */
export function replace(files: Files, path: string, from: string | RegExp, to: string): void {
  const text = bytesOf(files, path).toString('latin1');
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`${path} does not hold ${from}`);
  files.set(path, Buffer.from(changed, 'latin1'));
}

export function flip(files: Files, path: string, at = -2): void {
  const bytes = bytesOf(files, path);
  const place = at < 0 ? bytes.length + at : at;
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  files.set(path, bytes);
}

/** Changes a byte of a signature line, by its number from the end, so that it still is Base 64. */
export function spoilSignature(files: Files, path: string, fromEnd: number): void {
  const lines = bytesOf(files, path).toString().split('\n');
  const at = lines.length - 1 - fromEnd;
  const text = lines[at] ?? '';
  lines[at] = text.slice(0, 120) + (text[120] === 'A' ? 'B' : 'A') + text.slice(121);
  files.set(path, Buffer.from(lines.join('\n')));
}

export function dropLine(files: Files, path: string, fromEnd: number): void {
  const lines = bytesOf(files, path).toString().split('\n');
  lines.splice(lines.length - 1 - fromEnd, 1);
  files.set(path, Buffer.from(lines.join('\n')));
}

export function drop(files: Files, ...paths: readonly string[]): void {
  for (const path of paths) if (!files.delete(path)) throw new Error(`the fixture has no ${path}`);
}

export const inBag = (path: string): string => `${BAG}/${path}`;
export const without = (...paths: readonly string[]): Hooks => ({ bag: (files) => drop(files, ...paths) });
/** What happens to a package on its way, by somebody without any key. */
export const onTheWay = (act: (files: Files) => void): Hooks => ({ after: act });
/** What somebody with the service key could hand over. */
export const sealed = (act: (files: Files, keys: Keys) => void): Hooks => ({
  bag: (files, { keys }) => act(files, keys),
});

export function refused(
  name: string,
  expect: FaultCode,
  names: string,
  hooks: Hooks,
  unseenByHand?: string,
): Damage {
  return { name, expect, names, hooks, ...(unseenByHand !== undefined && { unseenByHand }) };
}
