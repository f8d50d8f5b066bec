// A refusal is an answer, not an accident: it names what was expected, what was found and what to do next.

/** The closed list. One line on when each is used; `cli/exit.ts` and the web map them to exit and status codes. */
export const REFUSAL_CODES = [
  'badUsage', // the command line or a form field is not of the expected form
  'badInput', // a file or stream is not what its format promises
  'tooLarge', // a limit on bytes, entries, depth or time was reached
  'notFound', // a thing that was named does not exist
  'alreadyExists', // a thing that was to be made exists already
  'notReady', // the installation has not been set up, or needs a step first
  'changed', // evidence changed while it was read
  'conflict', // somebody else acted first; look again and repeat
  'notAllowed', // the act is against a rule
  'noSpace', // the disk is full
  'notReachable', // an outside service did not answer
  'damaged', // stored bytes, events or tree differ from what was signed
  'rolledBack', // the database is behind the last published checkpoint
  'wrongKey', // a key or passphrase does not open or verify
  'unsupported', // a known format or feature that this version does not handle
] as const;

export type RefusalCode = (typeof REFUSAL_CODES)[number];

export interface RefusalParts {
  readonly expected: string;
  readonly found: string;
  readonly next: string;
  readonly cause?: unknown;
}

export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly expected: string;
  readonly found: string;
  readonly next: string;

  constructor(code: RefusalCode, parts: RefusalParts) {
    super(`Expected ${parts.expected}; found ${parts.found}. ${parts.next}`, { cause: parts.cause });
    this.name = 'Refusal';
    this.code = code;
    this.expected = parts.expected;
    this.found = parts.found;
    this.next = parts.next;
  }
}
