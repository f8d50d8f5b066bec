// Files of keys and certificates that came by another road, as --trust names them.
import { readFileSync, statSync } from 'node:fs';
import { nodeCrypto } from '../platform/node-crypto.ts';
import { Fault } from '../verify/fault.ts';
import { shownName } from '../verify/names.ts';
import { readTrust, type Trust } from '../verify/trust.ts';
import { errorText } from '../base/error-text.ts';

const MAX_TRUST_BYTES = 1024 * 1024;

/** Throws Fault and errors of reading, for `trustUnusable`. */
export function readTrustFile(path: string): Trust {
  if (statSync(path).size > MAX_TRUST_BYTES)
    throw new Fault('limitExceeded', path, `at most ${MAX_TRUST_BYTES} bytes`, 'more');
  return readTrust(new Uint8Array(readFileSync(path)), path, nodeCrypto);
}

/** In words: it says nothing about what is checked. */
export function trustUnusable(error: unknown): readonly string[] {
  const words = errorText(error);
  return [
    `The trust file cannot be used. ${shownName(words)}`,
    'It holds log, witness and quorum lines (C2SP tlog-policy), or PEM certificates of time-stamp authorities.',
  ];
}
