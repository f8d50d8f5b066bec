// What came in answer to a request: which item each file answers, and what is missing. Rules alone.
import type { Uuid } from '../../../base/ids.ts';
import type { FormRecord } from '../../../law/model-form.ts';
import type { Authority } from '../../../verify/event.ts';
import type { StatedHash } from '../../core/hash-lines.ts';
import { isSettled, type Actual, type RequestItem } from './life.ts';
import { requestReference } from '../../core/request.ts';

/** Digests that the sender gave. */
export type Listing = readonly StatedHash[];

export interface Delivery {
  readonly id: Uuid;
  readonly request: Uuid;
  readonly caseId: Uuid;
  /** Counted within the request. */
  readonly number: number;
  readonly arrivedAt: Date;
  /** How it came, and how that is known. */
  readonly evidence: string;
  readonly isInformal: boolean;
  readonly conditions: readonly string[];
  readonly listing: Listing;
  readonly by: string | undefined;
  readonly at: Date;
  /** The package that it left in. */
  readonly share: Uuid | undefined;
  /** Kept to those who are named, beyond what its request is. */
  readonly isConfidential: boolean;
}

/** One file of an exhibit that came with it. */
export interface DeliveredFile {
  readonly exhibit: Uuid;
  /** `FR-2026-000012-3` */
  readonly number: string;
  /** As it was found; empty for an exhibit of very many files. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Others that the sender stated, as they were computed here; one that is not there has not been. */
  readonly digests: Readonly<Partial<Record<string, string>>>;
  /** That it answers; undefined: none, or not yet said. */
  readonly item: number | undefined;
  /** Its bytes are there: what was destroyed can be computed of no more. */
  readonly isHeld: boolean;
  /** When they were last read they were not what was sealed: nothing is computed of them. */
  readonly isDamaged?: boolean;
}

/** As the custody log names the request on which something was obtained: its number, instrument and article. */
export function authorityOf(
  file: { readonly reference: string },
  request: { readonly number: number },
  record: Pick<FormRecord, 'ref'>,
  instrument: string,
): Authority & { readonly type: 'request' } {
  const reference = requestReference(file.reference, request.number);
  return { type: 'request', id: `${reference}, ${instrument}, ${record.ref}`.slice(0, 300) };
}

export interface ItemResult {
  readonly item: number;
  readonly files: number;
  readonly bytes: number;
  readonly actual: Actual | undefined;
  /** It is wanted, nothing came, and the other side has not said why. */
  readonly isMissing: boolean;
}

export function itemResults(
  items: readonly Pick<RequestItem, 'item' | 'desired' | 'actual'>[],
  files: readonly DeliveredFile[],
): ItemResult[] {
  return items.map(({ item, desired, actual }) => {
    const own = files.filter((file) => file.item === item);
    const isAnswered = actual === 'none' || actual === 'refused' || actual === 'notPossible';
    return {
      item,
      files: own.length,
      bytes: own.reduce((sum, { bytes }) => sum + bytes, 0),
      actual,
      isMissing: desired === 'wanted' && own.length === 0 && !isAnswered,
    };
  });
}

/** What seems to have become of an item, for whoever says so to begin with. */
export function proposedActual(result: Pick<ItemResult, 'files' | 'actual'>): Actual | undefined {
  if (result.files > 0 && !isSettled(result.actual)) return 'produced';
  return result.actual;
}
