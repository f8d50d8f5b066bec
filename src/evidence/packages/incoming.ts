// A package that arrived, from the moment it is here until it is in evidence or kept aside.
import type { Uuid } from '../../base/ids.ts';
import type { JobState } from '../../platform/job.ts';
import type { Check } from '../../verify/checks.ts';
import type { FaultCode } from '../../verify/fault.ts';
import { keyFingerprint } from '../../verify/note-key.ts';
import type { Crypto } from '../../verify/crypto.ts';
import type { Verdict } from '../../verify/package.ts';
import type { Statement } from '../../verify/report.ts';
import type { TrustedPeer } from '../log/peer.ts';

/** What was found, as it is kept and shown: check by check. */
export interface CheckedPackage {
  readonly ok: boolean;
  readonly checks: readonly Check[];
  readonly fault?: {
    readonly code: FaultCode;
    readonly place: string;
    readonly expected: string;
    readonly found: string;
  };
  readonly established: readonly Statement[];
  readonly notEstablished: readonly Statement[];
  /** Present when no check failed. */
  readonly pack?: {
    readonly origin: string;
    readonly bag: string;
    /** SHA-256 of each key, for comparing with what came by another road. */
    readonly keys: readonly { readonly use: 'log' | 'service'; readonly fingerprint: string }[];
    readonly exhibits: readonly ArrivedExhibit[];
  };
  /** Whose keys it was held to; absent when the log is of no trusted peer. */
  readonly peer?: TrustedPeer;
  /** Exhibits of the case that it was imported as before. */
  readonly already: readonly string[];
}

export interface ArrivedExhibit {
  readonly number: string;
  readonly files: number;
  readonly bytes: number;
  readonly conditions: readonly string[];
  readonly isDestroyed: boolean;
}

export function checkedPackage(
  {
    ok,
    checks,
    fault,
    established,
    notEstablished,
    found,
    peer,
  }: Verdict & { readonly peer?: TrustedPeer | undefined },
  already: readonly string[],
  crypto: Crypto,
): CheckedPackage {
  const print = (use: 'log' | 'service', key: Parameters<typeof keyFingerprint>[1]) => ({
    use,
    fingerprint: keyFingerprint(crypto, key),
  });
  return {
    ok,
    checks,
    ...(fault && {
      fault: { code: fault.code, place: fault.place, expected: fault.expected, found: fault.found },
    }),
    established,
    notEstablished,
    ...(found && {
      pack: {
        origin: found.keys.origin,
        bag: found.bag,
        keys: [
          print('log', found.keys.ed25519),
          print('log', found.keys.mlDsa44),
          print('service', found.keys.service),
        ],
        exhibits: found.exhibits.map(({ number, files, bytes, conditions, isDestroyed }) => ({
          number,
          files,
          bytes,
          conditions,
          isDestroyed,
        })),
      },
    }),
    ...(peer === undefined ? {} : { peer }),
    already,
  };
}

export interface Incoming {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly by: { readonly id: Uuid; readonly name: string };
  /** As it was called where it came from. */
  readonly name: string;
  readonly path: string;
  /** Sent by a browser: taken away when it is in evidence. Otherwise somebody put it on this machine. */
  readonly isUpload: boolean;
  /** Keys and quorum that came by another road (C2SP tlog-policy). */
  readonly trust: string | undefined;
  readonly begunAt: Date;
  readonly checkJob: { readonly id: Uuid; readonly state: JobState | undefined };
  readonly checked: { readonly at: Date; readonly verdict: CheckedPackage } | undefined;
  readonly quarantine: Uuid | undefined;
  readonly importJob: { readonly id: Uuid; readonly state: JobState | undefined } | undefined;
  readonly exhibits: readonly string[] | undefined;
}

export type IncomingState = 'checking' | 'notChecked' | 'refused' | 'checked' | 'importing' | 'imported';

export function incomingState({ exhibits, importJob, checked, checkJob }: Incoming): IncomingState {
  if (exhibits !== undefined) return 'imported';
  if (isOpen(importJob?.state)) return 'importing';
  if (checked !== undefined) return checked.verdict.ok ? 'checked' : 'refused';
  return isOpen(checkJob.state) ? 'checking' : 'notChecked';
}

function isOpen(state: JobState | undefined): boolean {
  return state === 'waiting' || state === 'running';
}

/** What a person can say; of a trusted peer nobody is asked. */
export const KEYS_COMPARED = ['spoken', 'file', 'none'] as const;
export type KeysCompared = (typeof KEYS_COMPARED)[number];

/** How the keys of a package were compared. */
export type Compared = KeysCompared | 'peer';

/** Signed into the log, so it is the same in every language of the page. */
export function keysRecord(compared: Compared): string {
  return {
    peer: "The sender's keys are those of a trusted peer, which came by another road and were compared by two persons.",
    spoken: "The sender's keys were compared by the person with what came by another road.",
    file: "The sender's keys were compared with a file of keys that came by another road.",
    none: "The sender's keys were not compared with anything that came by another road.",
  }[compared];
}
