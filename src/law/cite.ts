// How the builders say where a record stands and what it comes from.
import type { LawFileName } from './files.ts';
import type { PartialDate, Validity } from './day.ts';
import type { Cited, Reviewed } from './model.ts';
import type { reviewed } from './schema/common.ts';
import type { Path } from './yaml-file.ts';
import type * as z from 'zod';

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
    readonly read?: string | undefined;
    readonly reviewed?: z.infer<typeof reviewed> | undefined;
  },
  at: string,
): Cited {
  return {
    at,
    sources: list(from.source),
    confidence: from.confidence,
    ...(from.as_of !== undefined && { asOf: from.as_of }),
    ...(from.read !== undefined && { read: from.read }),
    ...(from.reviewed !== undefined && { reviewed: reviewOf(from.reviewed) }),
  };
}

type Grounds = Parameters<typeof cite>[0];

/** A line of a record: on its own source, with the day and the review of that alone; without one, on those of the record. */
export function citeWithin(
  own: { readonly [key in keyof Grounds]?: Grounds[key] | undefined },
  record: Cited,
  at: string,
): Cited {
  const { source, confidence = record.confidence } = own;
  return source === undefined ? { ...record, at, confidence } : cite({ ...own, source, confidence }, at);
}

function reviewOf({ by, on, of: parts }: z.infer<typeof reviewed>): Reviewed {
  return { by, on, ...(parts !== undefined && { of: parts }) };
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
