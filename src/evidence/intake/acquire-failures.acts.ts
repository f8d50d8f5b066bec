// What is wrong with what was taken in, though it is kept: told to who brings it, and recorded as events.
import type { JobWarning } from '../../platform/job.ts';
import type { Acquired } from './acquire.acts.ts';
import { imageFails } from '../exhibits/exhibit.ts';

const FAILURES = ['senderDigest', 'containerChecksums', 'storedHash', 'sourceChanged'] as const;
type FailureKind = (typeof FAILURES)[number];

export function isFailureKind(text: string): text is FailureKind {
  return FAILURES.some((one) => one === text);
}

export interface Failure {
  readonly what: FailureKind;
  readonly expected: string;
  readonly found: string;
  readonly words: string;
}

/** What a job tells its page of it: digests as they are, the rest in the words of the page. */
export function warningOf({ what, expected, found }: Omit<Failure, 'words'>, name?: string): JobWarning {
  const hasDigests = what === 'senderDigest' || what === 'storedHash';
  return { what, ...(name === undefined ? {} : { name }), ...(hasDigests ? { expected, found } : {}) };
}

/** As it was where it came from; for an image of several files each by its name. */
interface Sent {
  readonly senderSha256?: string;
  readonly senderParts?: ReadonlyMap<string, string>;
}

/** What makes the command end with 1, and the job warn, though the evidence is kept. */
export function failuresOf(acquired: Acquired, { senderSha256, senderParts }: Sent): Failure[] {
  const failures: Failure[] = (acquired.parts ?? []).flatMap(({ name, sha256 }) => {
    const sent = senderParts?.get(name);
    return sent === undefined || sent === sha256
      ? []
      : [
          {
            what: 'senderDigest' as const,
            expected: `sha256 ${sent} of ${name}`,
            found: `sha256 ${sha256}`,
            words: `Where it came from ${name} had SHA-256 ${sent}; what arrived has ${sha256}. It is kept as it arrived.`,
          },
        ];
  });
  const { image, digests } = acquired;
  if (senderSha256 !== undefined && senderSha256 !== digests.sha256) {
    failures.push({
      what: 'senderDigest',
      expected: `sha256 ${senderSha256}`,
      found: `sha256 ${digests.sha256}`,
      words: `Where it came from it had SHA-256 ${senderSha256}; what arrived has ${digests.sha256}. It is kept as it arrived.`,
    });
  }
  if (image?.container === 'bad') {
    failures.push({
      what: 'containerChecksums',
      expected: 'every checksum of the image file to be right',
      found: 'chunks whose checksum is wrong',
      words: 'The image file itself is damaged: some of its own checksums are wrong. It is kept as it is.',
    });
  }
  if (image !== undefined && imageFails(image) && image.agrees === false) {
    failures.push({
      what: 'storedHash',
      expected: digestWords(image.stored),
      found: digestWords(image.computed),
      words: `The image says its media has ${digestWords(image.stored)}; computed ${digestWords(image.computed)}. It is kept as it is.`,
    });
  }
  if (acquired.changes.length > 0) {
    const [first] = acquired.changes;
    failures.push({
      what: 'sourceChanged',
      expected: 'a source that holds still while it is read',
      found: `${first?.what ?? 'it'} changed (${acquired.changes.length} in all)`,
      words:
        'The source changed while it was read. What was read is kept; acquire it again from a copy that holds still.',
    });
  }
  return failures;
}

function digestWords(digests: {
  readonly md5?: string;
  readonly sha1?: string;
  readonly sha256?: string;
}): string {
  return (
    Object.entries(digests)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ') || 'no digest'
  );
}
