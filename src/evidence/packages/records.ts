// The certificate of records of who keeps the data that are produced: who they are, how the records are made in the ordinary course, what of
// what was asked is not in the package, and the digest of each exhibit. An administrator says once how the records are made; whoever asks
// for the package certifies it in their name. docs/formats/package.md, rule 31a
import { z } from 'zod';
import { canonicalJson } from '../../base/canonical-json.ts';
import { utf8 } from '../../base/bytes.ts';
import type { PackageContents } from './package-contents.ts';

export const RECORDS_KEPT = 'records';
export const STATEMENT_MAX = 4000;
export const LEFT_OUT_MAX = 280;

/** As an administrator says it; without it nothing is certified. */
export const recordsKept = z.strictObject({ statement: z.string().trim().min(1).max(STATEMENT_MAX) });
type RecordsKept = z.infer<typeof recordsKept>;

/** As it was certified, when the package was asked for. */
export const recordsCertified = z.strictObject({
  custodian: z.string().min(1).max(500),
  statement: z.string().min(1).max(STATEMENT_MAX),
  leftOut: z.string().min(1).max(LEFT_OUT_MAX).optional(),
});
export type RecordsCertified = z.infer<typeof recordsCertified>;

export function certifiedBy(
  { name }: { readonly name: string },
  { statement }: RecordsKept,
  { leftOut }: { readonly leftOut?: string | undefined },
): RecordsCertified {
  return { custodian: name, statement, ...(leftOut !== undefined && { leftOut }) };
}

/** `records.json`, as the contents say it. */
export function recordsFile(
  { agency, created, exhibits }: PackageContents,
  made: RecordsCertified,
): Uint8Array {
  const { custodian, statement, leftOut } = made;
  return utf8(
    `${canonicalJson({
      v: 1,
      type: 'recordsCertificate',
      keeper: `${agency.name} (${agency.state})`,
      custodian,
      statement,
      ...(leftOut !== undefined && { leftOut }),
      at: new Date(created).toISOString(),
      exhibits: Object.fromEntries(exhibits.map(({ number, digests }) => [number, digests.sha256])),
    })}\n`,
  );
}
