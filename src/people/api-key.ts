// A key with which another program acts for a person: never for more than the person may, and for less if so wanted.
import type { Uuid } from '../base/ids.ts';

/** What a key is for, at the most: what its person may, within this. */
export interface Scope {
  /** `read` looks and changes nothing, though a look at an exhibit is recorded as everybody's is. */
  readonly may: 'read' | 'write';
  /** Only in this case. Absent: in all cases of the person. */
  readonly onlyCase?: { readonly id: Uuid; readonly reference: string };
}

export interface ApiKey extends Scope {
  readonly id: Uuid;
  readonly person: Uuid;
  /** What the person calls it: which program has it. */
  readonly name: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly lastUsedAt?: Date;
}

/** Found again by programs that look for secrets in texts and code. */
export const TOKEN_PREFIX = 'comity_';

const TOKEN = /^comity_[A-Za-z0-9_-]{43}$/;

/** Whether it has the form of a key; only then is it worth looking up. */
export function isToken(text: string): boolean {
  return TOKEN.test(text);
}

/** The token of `Authorization: Bearer …` (RFC 6750, section 2.1); undefined when the header is another. */
export function bearerOf(header: string): string | undefined {
  return /^Bearer +([^\s]+)$/i.exec(header)?.[1];
}
