// RFC 3161 tokens over the checkpoint: an outside authority saw these bytes at that time.
import { utf8Text } from '../base/bytes.ts';
import { CHECKPOINT, type CheckedCheckpoint } from './package-keys.ts';
import { readTagFile, type FoundTimestamp, type OpenPackage } from './package-parts.ts';
import { Fault } from './fault.ts';
import { MAX_TIMESTAMP_BYTES } from './timestamp-token.ts';
import { verifyTimestamp } from './timestamp.ts';
import { certificatesOfPem } from './x509-pem.ts';

const MAX_TOKENS = 100;
const MAX_CHAIN_BYTES = 512 * 1024;

/**
 * Every token is over the exact bytes of the checkpoint and good at the time it states. Certificates of the package
 * only link; one is trusted when the links end at one of `authorities`, which came by another road.
 */
export async function checkTimestamps(
  pack: OpenPackage,
  found: CheckedCheckpoint,
  authorities: readonly Uint8Array[],
): Promise<readonly FoundTimestamp[]> {
  const within = (folder: string): string[] =>
    pack.source.tagPaths.filter((path) => path.startsWith(folder)).sort();
  const tokens = within('custody/timestamps/');
  const chains = within('custody/chains/');
  if (tokens.length + chains.length > MAX_TOKENS)
    throw new Fault(
      'limitExceeded',
      'custody/timestamps',
      `at most ${MAX_TOKENS} tokens`,
      `${tokens.length}`,
    );
  const chain: Uint8Array[] = [];
  for (const path of chains)
    chain.push(...certificatesOfPem(asText(await readTagFile(pack, path, MAX_CHAIN_BYTES), path), path));
  const stamps: FoundTimestamp[] = [];
  for (const path of tokens) {
    const token = await readTagFile(pack, path, MAX_TIMESTAMP_BYTES);
    const question = { token, data: found.bytes, trust: authorities, chain, place: path };
    const { time, authorityName, trusted } = await verifyTimestamp(pack.crypto, question);
    stamps.push({ path, time, authority: authorityName, trusted });
  }
  return stamps;
}

function asText(bytes: Uint8Array, place: string): string {
  try {
    return utf8Text(bytes);
  } catch {
    throw new Fault(
      'timestampInvalid',
      place,
      'PEM certificates',
      `bytes that are no text, beside ${CHECKPOINT}`,
    );
  }
}
