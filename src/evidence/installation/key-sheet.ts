// What partners and witnesses are sent when the keys of the log were replaced: one page of plain text, in their language.
import { nodeCrypto } from '../../platform/node-crypto.ts';
import type { Settings } from '../../platform/settings.ts';
import type { KeyChange, LogKeyPair } from '../../verify/key-change.ts';
import { formatVerifierKey, keyFingerprint } from '../../verify/note-key.ts';
import type { Messages } from '../../web/messages.ts';
import { dayText, whenText } from '../../web/when.ts';

export function keySheet(
  say: Messages,
  { agency, state, origin }: Settings,
  { change, at }: { readonly change: KeyChange; readonly at: Date },
): string {
  const words = say.keySheet;
  const { cause, from, to, overlapUntil } = change;
  const pair = ({ ed25519, mlDsa44 }: LogKeyPair): string[] =>
    [ed25519, mlDsa44].map((key, i) => {
      const name = i === 0 ? 'Ed25519' : 'ML-DSA-44';
      return `  ${name.padEnd(10)} ${keyFingerprint(nodeCrypto, key)}`;
    });
  const act =
    overlapUntil === undefined ? words.unplanned : words.planned(dayText(say, new Date(overlapUntil)));
  return [
    words.title,
    '',
    `${words.from}: ${agency} (${state})`,
    `${words.log}: ${origin}`,
    `${words.event}: ${change.index}`,
    `${words.when}: ${whenText(say, at)}`,
    `${words.cause}: ${say.keyChange.causes[cause]}`,
    '',
    act,
    '',
    words.compare,
    '',
    `${words.old}:`,
    ...pair(from),
    '',
    `${words.new}:`,
    ...pair(to),
    '',
    `${words.verifier}:`,
    ...[to.ed25519, to.mlDsa44].map(formatVerifierKey),
    '',
  ].join('\n');
}
