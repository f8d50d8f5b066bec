// How the builders say where a record stands and what it comes from.
import type { LawFileName } from './files.ts';
import type { PartialDate, Validity } from './day.ts';
import type { Cited } from './model.ts';
import type { Path } from './yaml-file.ts';

/** `parties.yaml:38` for a path in a file. */
export type Where = (file: LawFileName, path: Path) => string;

type Source = string | readonly string[];

export function list(source: Source): readonly string[] {
  return typeof source === 'string' ? [source] : source;
}

export function cite(
  from: {
    readonly source: Source;
    readonly confidence: Cited['confidence'];
    readonly as_of?: string | undefined;
  },
  at: string,
): Cited {
  const cited = { at, sources: list(from.source), confidence: from.confidence };
  return from.as_of === undefined ? cited : { ...cited, asOf: from.as_of };
}

/** The keys that are there, and no others: a record without dates stays as it was. */
export function validity({
  from,
  until,
}: {
  readonly from?: PartialDate | undefined;
  readonly until?: PartialDate | undefined;
}): Validity {
  return { ...(from !== undefined && { from }), ...(until !== undefined && { until }) };
}

export function wording({
  replaced_by: replacedBy,
  ...dates
}: Parameters<typeof validity>[0] & { readonly replaced_by?: string | undefined }): Validity & {
  readonly replacedBy?: string;
} {
  return { ...validity(dates), ...(replacedBy !== undefined && { replacedBy }) };
}
