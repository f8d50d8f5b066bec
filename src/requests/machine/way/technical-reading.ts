// The technical part of a request, and who has said that it is right: data, identifiers and period, which only somebody who knows
// the technique can ask for rightly (background paper, para 57, fourth tip).
import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../../../base/canonical-json.ts';
import type { FormField } from '../../../law/model-form.ts';
import type { DataCategory } from '../../../law/model.ts';
import type { LegalForm } from '../../core/form.ts';
import type { Answers, Item } from '../../core/answers.ts';
import { evidenceTypeOf } from '../../core/evidence-types.ts';

/** What only somebody who knows the technique can ask for rightly. */
const TECHNICAL: ReadonlySet<DataCategory> = new Set<DataCategory>([
  'traffic',
  'content',
  'traffic_realtime',
  'content_realtime',
]);

/** Of the data that are asked for. A device is asked for as any thing is; its image is not. */
export function technicalOf(
  categories: readonly DataCategory[],
  items: readonly Pick<Item, 'type' | 'category'>[],
): readonly DataCategory[] {
  const isImaged = items.some((item) => evidenceTypeOf(item) === 'image');
  return categories.filter((one) => TECHNICAL.has(one) || (one === 'device' && isImaged));
}

export interface TechnicalReading {
  readonly by: string;
  /** As they say themselves. */
  readonly unit: string;
  readonly at: Date;
}

export const UNIT_MAX = 300;

/** The fields that are read. */
export function technicalFieldsOf({ form, fields }: LegalForm): readonly FormField[] {
  const { items, identifiers, period } = form.roles;
  return fields.filter(
    ({ id, type }) =>
      [items, identifiers, period].includes(id) || type === 'item_list' || type === 'identifier_list',
  );
}

/** Of those, the ones that are answered. */
export function technicalFields(legal: LegalForm, answers: Answers): readonly FormField[] {
  return technicalFieldsOf(legal).filter(({ id }) => answers[id] !== undefined);
}

/** What was read is what stands there now as long as this is the same. */
export function technicalDigest(legal: LegalForm, answers: Answers): string {
  const part = technicalFields(legal, answers).map(({ id }) => [id, answers[id]]);
  const text = canonicalJson(part as Json); // answers are JSON by their schema
  return createHash('sha256').update(text).digest('hex');
}
