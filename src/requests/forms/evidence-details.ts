// Details of an item in words. All but English are drafts.
import type { Item } from '../core/answers.ts';
import { DETAIL_OPTIONS, type Detail } from '../core/evidence.ts';
import { EVIDENCE_WORDS } from './evidence-words.ts';
import type { Words } from '../core/form.ts';
import { WORDS } from './words.ts';

export const DETAIL_WORDS: { readonly [detail in Detail]: Words } = WORDS.detail;

/** Options that are not the same in every language. */
const OPTION_WORDS: { readonly [option: string]: Words } = WORDS.detailOption;

/** One sentence in the language of the reader. */
type InWords = (words: Words) => string;

export function optionWords(option: string, say: InWords): string {
  const words = OPTION_WORDS[option];
  return words === undefined ? option : say(words);
}

/** Said in words, not chosen. */
export function isFreeDetail(detail: Detail): boolean {
  return !Object.hasOwn(DETAIL_OPTIONS, detail);
}

/** `category`: in words. Two kinds of data may lie in one kind of evidence; then both are named. */
export function evidenceTitle({ type }: Item, category: string, say: InWords): string {
  if (type === undefined) return category;
  const label = say(EVIDENCE_WORDS[type].label);
  return type === 'network' || type === 'virtual_asset' || type === 'cloud_tenant'
    ? `${label} (${category})`
    : label;
}
