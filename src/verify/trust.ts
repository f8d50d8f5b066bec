// What came by another road: a treaty contact, the 24/7 network, a gazette. Without it a package only agrees with itself.
import { utf8Text } from '../base/bytes.ts';
import type { Crypto } from './crypto.ts';
import { Fault } from './fault.ts';
import { followKeys, type KeyChange } from './key-change.ts';
import type { NoteKey } from './note-key.ts';
import { eventPath } from './package-layout.ts';
import type { LogKeys } from './package-parts.ts';
import { isSameKey, parsePolicy, type Policy } from './policy.ts';
import { certificatesOfPem } from './x509-pem.ts';
import { parseCertificate } from './x509.ts';

export interface Trust {
  /** Logs, witnesses and quorum (C2SP tlog-policy). */
  readonly policy?: Policy;
  /** DER certificates of time-stamp authorities. */
  readonly authorities: readonly Uint8Array[];
}

export const NO_TRUST: Trust = { authorities: [] };

/**
 * A trust file is a policy (C2SP tlog-policy), or PEM certificates of time-stamp authorities. Never both: a certificate must
 * not make the lines beside it commentary, so that keys that somebody wrote down would be compared with nothing.
 */
export function readTrust(bytes: Uint8Array, place: string, crypto: Crypto): Trust {
  const pem = pemText(bytes);
  if (pem === undefined) return { policy: parsePolicy(bytes, place, crypto), authorities: [] };
  if (POLICY_LINE.test(pem))
    throw new Fault(
      'policyInvalid',
      place,
      'log, witness and quorum lines, or certificates: each in a file of its own',
      'both in one',
    );
  const authorities = certificatesOfPem(pem, place);
  for (const [i, der] of authorities.entries()) parseCertificate(der, `${place} certificate ${i + 1}`);
  return { authorities };
}

/** Two policies cannot be joined: which quorum would count? Fault policyInvalid. */
export function joinTrust(files: readonly Trust[], place: string): Trust {
  const policies = files.flatMap((file) => (file.policy === undefined ? [] : [file.policy]));
  const [policy, second] = policies;
  if (second !== undefined) throw new Fault('policyInvalid', place, 'one policy', 'two');
  const authorities = files.flatMap((file) => file.authorities);
  return { authorities, ...(policy !== undefined && { policy }) };
}

interface TrustedKeys {
  /** Keys of the log that the policy names. */
  readonly keys: number;
  /** Planned changes that lead from them to the keys of the package. */
  readonly changes: number;
}

/**
 * The policy names the keys of the package, or earlier ones of the log that handed on to them. Fault keyUntrusted when one
 * differs, none is named, or the log itself says that its earlier keys vouch for nothing.
 */
export function checkTrust(policy: Policy, keys: LogKeys, changes: readonly KeyChange[]): TrustedKeys {
  const named = policy.logs.map((log) => log.key).filter((key) => key.name === keys.origin);
  const followed = followKeys(named, keys, changes);
  if (followed !== undefined && 'blocked' in followed) throw notHandedOn(followed.blocked);
  if (followed !== undefined && followed.steps > 0) {
    const of = [followed.of.ed25519, followed.of.mlDsa44];
    return {
      keys: of.filter((key) => named.some((one) => isSameKey(one, key))).length,
      changes: followed.steps,
    };
  }
  const found = [keys.ed25519, keys.mlDsa44].filter((key) => {
    const same = named.filter((one) => one.type === key.type);
    if (same.length > 0 && !same.some((one) => isSameKey(one, key)))
      throw new Fault('keyUntrusted', place(key), `the key ${same[0]?.keyId} of the trust file`, key.keyId);
    return same.length > 0;
  });
  if (found.length === 0)
    throw new Fault(
      'keyUntrusted',
      'custody/keys',
      `a log of the trust file`,
      `${keys.origin}, which it does not name`,
    );
  return { keys: found.length, changes: 0 };
}

function notHandedOn({ index, cause }: KeyChange): Fault {
  const why =
    cause === 'lost'
      ? 'the old ones were lost'
      : 'somebody else may hold the old ones, which vouch for nothing since';
  return new Fault(
    'keyUntrusted',
    eventPath(index),
    'keys that those of your trust file handed on to',
    `keys that replaced them because ${why}: ask for the new trust file by another road`,
  );
}

function place(key: NoteKey): string {
  return `custody/keys/${key.type === 'ed25519' ? 'log-ed25519' : 'log-ml-dsa-44'}.pem`;
}

const POLICY_LINE = /^[ \t]*(?:log|witness|group|quorum)[ \t]/m;

/** Undefined when no line begins a certificate. */
function pemText(bytes: Uint8Array): string | undefined {
  let text: string;
  try {
    text = utf8Text(bytes);
  } catch {
    return undefined;
  }
  return /^-----BEGIN CERTIFICATE-----/m.test(text) ? text : undefined;
}
