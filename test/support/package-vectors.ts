// What docs/formats/package.md and the pages beside it say, each rule with a package that keeps it and one that does not.
// `fixtures/packages/make.ts` writes them out for other programs; names and rules stand in its manifest.
import type { FaultCode } from '../../src/verify/fault.ts';
import { DAMAGES } from './package-damages.ts';
import { buildPackage, type Files, type Hooks, type Keys } from './package-fixture.ts';
import { PASSKEY_DAMAGES, withPasskey } from './passkey-damages.ts';
import { RULES } from './package-vectors-rules.ts';
import { ZIPS } from './package-vectors-zip.ts';
import { buildZip, type ZipPart } from './zip-builder.ts';

export interface Vector {
  readonly name: string;
  /** Page and number. */
  readonly rule: string;
  /** Absent: it is valid. */
  readonly code?: FaultCode;
  /** The question itself is of no use: nothing is said of the package. */
  readonly isUnusable?: true;
  /** A part of the place that the fault names. */
  readonly place?: string;
  readonly hooks?: Hooks;
  /** How its files become a zip, where that is the point. */
  readonly zip?: (parts: ZipPart[]) => Uint8Array;
  /** Which file of keys it is checked with; absent: none. */
  readonly trust?: Trusted;
}

/** `sender`: the sender's own; `strict`: all of its witnesses; `none`: no witness; `both`: keys and certificates; `authority`: of the time stamps. */
export type Trusted = 'sender' | 'strict' | 'none' | 'both' | 'certificates' | 'authority';

export const VECTORS: readonly Vector[] = [
  ...RULES,
  ...ZIPS,
  ...(['es256', 'ed25519'] as const).map((kind): Vector => ({
    name: `an event signed with a passkey of ${kind}`,
    rule: 'passkey.md',
    hooks: withPasskey(kind),
  })),
  ...[...DAMAGES, ...PASSKEY_DAMAGES].map(({ name, expect, names, hooks, trusted }): Vector => ({
    name,
    rule: name.startsWith('a passkey: ') ? 'passkey.md' : 'verify.md 1',
    code: expect,
    place: names,
    hooks,
    ...(trusted && { trust: 'sender' }),
  })),
];

export function partsOf(files: Files): ZipPart[] {
  return [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, data]) => ({ name, data }));
}

export function vectorZip({ hooks, zip = (parts) => buildZip(parts) }: Vector, keys: Keys): Uint8Array {
  return zip(partsOf(buildPackage({ keys, ...hooks }).files));
}

/** As exit codes of verify.md, 9: 0 valid, 1 invalid, 2 it cannot be said. */
export function exitOf({ code, isUnusable }: Vector): 0 | 1 | 2 {
  if (isUnusable || code === 'unreadable' || code === 'notCheckedHere') return 2;
  return code === undefined ? 0 : 1;
}

const FOLDERS = ['valid', 'invalid', 'unusable'] as const;

export function vectorFile(vector: Vector): string {
  const slug = vector.name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `${FOLDERS[exitOf(vector)]}/${slug}.zip`;
}
