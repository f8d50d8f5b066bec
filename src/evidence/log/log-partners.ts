// Whom this log asks to vouch for it: time-stamp authorities, and the witnesses of its policy.
import { z } from 'zod';

export const authoritySchema = z.strictObject({
  /** Short name, used for files: letters, digits, dash. */
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'not of lower-case letters, digits and dashes'),
  url: z.url({ protocol: /^https?$/ }),
  /** PEM of the certificates it is trusted by, which came by another road; absent when none did. */
  trust: z.string().max(100_000).optional(),
});

export type TimestampAuthority = Readonly<z.infer<typeof authoritySchema>>;

export const authoritiesSchema = z.array(authoritySchema).max(8);

/** Files of COMITY_HOME that hold them. */
export const PARTNER_FILES = {
  authorities: 'timestamp-authorities.json',
  policy: 'witness-policy.txt',
} as const;
