// What the report says of the log, its witnesses and its keys.
import type { Json } from '../../../base/canonical-json.ts';
import type { PackageContents } from '../package-contents.ts';
import { indexOf } from '../../events/event-words.ts';
import { bothTimes, dateTimeUtc } from '../../events/figures.ts';
import { count, ready, type Say } from '../../events/messages.ts';
import { visible } from '../../../web/safe-text.ts';

const MAX_LINES = 20;

export function proofSection(say: Say, contents: PackageContents): Json {
  const { checkpoint, timestamps, keys, keyEvents } = contents;
  const witnesses = checkpoint.cosigners.map(({ name, algorithm, time }) =>
    say('witness', { name, algorithm: algorithmName(algorithm), time: ready(dateTimeUtc(say, time)) }),
  );
  const stamps = timestamps.map(({ authority, time }) =>
    say('timestamp', { authority, time: ready(dateTimeUtc(say, time)) }),
  );
  return {
    facts: [
      { label: say('log'), values: [visible(checkpoint.origin, 255)], mono: false },
      { label: say('checkpoint'), values: [count(checkpoint.size)], mono: false },
      { label: say('root'), values: [visible(checkpoint.root, 64)], mono: true },
      { label: say('checkpointTime'), values: [dateTimeUtc(say, checkpoint.time)], mono: false },
      { label: say('witnesses'), values: orNone(say, witnesses, 'noWitnesses'), mono: false },
      { label: say('timestamps'), values: orNone(say, stamps, 'noTimestamps'), mono: false },
    ],
    keys: keys.slice(0, MAX_LINES).map(({ use, algorithm, fingerprint, path }) => ({
      use: say(`use.${use}`),
      algorithm: algorithmName(algorithm),
      fingerprint,
      path: visible(path, 200),
    })),
    keyEvents: keyEvents.slice(0, MAX_LINES).map((one) => ({
      index: indexOf(one),
      what: say(`event.${one.event.type}`),
      item: visible(one.event.item, 100),
      when: bothTimes(say, one.event.occurredAt).local,
    })),
    moreKeyEvents:
      keyEvents.length > MAX_LINES ? say('moreLines', { count: keyEvents.length - MAX_LINES }) : '',
  };
}

function orNone(say: Say, lines: readonly string[], none: 'noWitnesses' | 'noTimestamps'): string[] {
  if (lines.length === 0) return [say(none)];
  const more = lines.length - MAX_LINES;
  return [...lines.slice(0, MAX_LINES), ...(more > 0 ? [say('moreLines', { count: more })] : [])];
}

function algorithmName(algorithm: string): string {
  if (algorithm === 'ed25519') return 'Ed25519';
  return algorithm === 'ml-dsa-44' ? 'ML-DSA-44' : algorithm;
}
