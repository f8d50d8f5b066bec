// Languages by their names: whoever chooses one need not know its code (ISO 639-1).
import { perLocale } from './per-locale.ts';

export const LANGUAGE_CODES: readonly string[] =
  `aa ab af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cs cv cy da de dv dz ee el en eo es et eu fa ff fi fj
   fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ig ii is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw
   ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn nr nv ny oc oj om or os pa pl ps pt qu rm
   rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve
   vi wa wo xh yi yo za zh zu`.split(/\s+/);

const names = perLocale((locale) => new Intl.DisplayNames(locale, { type: 'language' }));

const TAG = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/;

/** The name of a language in another: `anglais` of English in French. */
export function languageName(code: string, locale: string): string {
  return names(locale).of(code) ?? code;
}

/** Of a tag of the directory (BCP 47): its name; what is no such tag stays as it is written. */
export function tagName(tag: string, locale: string): string {
  return TAG.test(tag) ? languageName(tag, locale) : tag;
}

/** Whether what is written in one is taken where the other is: whatever region, and either of the two that Norwegian is written in. */
export function isSameLanguage(one: string, other: string): boolean {
  const [a, b] = [baseOf(one), baseOf(other)];
  const isNorwegian = (base: string): boolean => base === 'nb' || base === 'nn';
  return a === b || (a === 'no' && isNorwegian(b)) || (b === 'no' && isNorwegian(a));
}

/** `en` of `en-GB`. */
function baseOf(tag: string): string {
  return tag.trim().toLowerCase().split('-')[0] ?? '';
}
