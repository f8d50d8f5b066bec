// What events say of evidence and the evidence does not.
import { createHash } from 'node:crypto';
import type { Json } from '../../src/base/canonical-json.ts';
import { EVENT, refused, type Damage } from './package-damage.ts';
import { type Hooks, PHOTO as PHOTO_BYTES } from './package-fixture.ts';

/** Of the photo, as an event may state them beside SHA-256. */
export const TRUE_DIGESTS: { readonly [name: string]: string } = Object.fromEntries(
  ['md5', 'sha1', 'sha512'].map((name) => [name, createHash(name).update(PHOTO_BYTES).digest('hex')]),
);
const DIGESTS = 'MD5 and SHA-1, and how many files somebody checked, are not compared by hand';

/** Event 8, a check of the photo by an officer, says this too. */
const checkedWith = (change: (fields: { [name: string]: Json }) => void): Hooks => ({
  drafts: (drafts) => {
    const fields = { ...drafts[8]?.fields };
    change(fields);
    if (drafts[8] !== undefined) drafts[8] = { ...drafts[8], fields };
  },
});

/** Event 3 states these digests of the photo too. */
export const acquiredWith = (digests: { readonly [name: string]: string }): Hooks => ({
  drafts: (drafts) => {
    const { digests: before, ...fields } = drafts[3]?.fields ?? {};
    if (drafts[3] !== undefined)
      drafts[3] = { ...drafts[3], fields: { ...fields, digests: { ...(before as object), ...digests } } };
  },
});

export const STATED: readonly Damage[] = [
  ...(['md5', 'sha1', 'sha512'] as const).map((name) =>
    refused(
      `a false ${name} of what was acquired`,
      'exhibitMismatch',
      EVENT(3),
      acquiredWith({ ...TRUE_DIGESTS, [name]: createHash(name).update('another').digest('hex') }),
      DIGESTS,
    ),
  ),
  refused(
    'a false MD5 of what was checked',
    'exhibitMismatch',
    EVENT(8),
    checkedWith((fields) => {
      fields['digests'] = { ...(fields['digests'] as object), md5: '0'.repeat(32) };
    }),
    DIGESTS,
  ),
  refused(
    'a check that counts other bytes',
    'exhibitMismatch',
    EVENT(8),
    checkedWith((fields) => {
      fields['facts'] = { files: 1, bytes: PHOTO_BYTES.length + 1 };
    }),
    DIGESTS,
  ),
  refused(
    'a check that counts other files',
    'exhibitMismatch',
    EVENT(8),
    checkedWith((fields) => {
      fields['facts'] = { files: 2, bytes: PHOTO_BYTES.length };
    }),
    DIGESTS,
  ),
  refused(
    'a check of another size',
    'exhibitMismatch',
    EVENT(8),
    checkedWith((fields) => {
      fields['size'] = PHOTO_BYTES.length - 1;
    }),
    DIGESTS,
  ),
];
