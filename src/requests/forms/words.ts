// The words of the forms, one file a language (`words/en.json`): a form names them. All but English are drafts (docs/terms.md). What
// a language lacks is said in English until somebody writes it.
import { isRightToLeft } from '../../base/direction.ts';
import { citationsKept } from '../../web/citations.ts';
import type { Words } from '../core/form.ts';
import ar from './words/ar.json' with { type: 'json' };
import en from './words/en.json' with { type: 'json' };
import es from './words/es.json' with { type: 'json' };
import fr from './words/fr.json' with { type: 'json' };
import ru from './words/ru.json' with { type: 'json' };
import zh from './words/zh.json' with { type: 'json' };

/** As English has them; each text with those of the other languages. */
type Said<Text> = { readonly [name in keyof Text]: Text[name] extends string ? Words : Said<Text[name]> };
type Texts = { readonly [name: string]: string | Texts };

export const WORDS = together(en, { fr, es, ru, zh, ar }) as Said<typeof en>;

function together(english: Texts, others: { readonly [language: string]: Texts }): object {
  return Object.fromEntries(
    Object.entries(english).map(([name, text]) => {
      const own = Object.entries(others).flatMap(([language, texts]) => {
        const said = texts[name];
        if (said === undefined) return [];
        // An article in a line from the right would be read backwards.
        const isTurned = typeof said === 'string' && isRightToLeft(said) === true;
        return [[language, isTurned ? citationsKept(said) : said] as const];
      });
      if (typeof text === 'string') return [name, { en: text, ...Object.fromEntries(own) }];
      return [name, together(text, Object.fromEntries(own) as { [language: string]: Texts })];
    }),
  );
}

/** Those that several forms share: names of parts and hints, questions, rules. */
export const {
  part: PART,
  hint: HINT,
  ask: ASK,
  bcPart: BC_PART,
  bcAsk: BC_ASK,
  bcRule: BC_RULE,
  epocRule: EPOC_RULE,
  annexAsk: ANNEX_ASK,
  annexRule: ANNEX_RULE,
  euPart: EU_PART,
  euAsk: EU_ASK,
  followPart: FOLLOW_PART,
  followAsk: FOLLOW_ASK,
  followRule: FOLLOW_RULE,
  kind: KIND,
  kindHint: KIND_HINT,
  kindRule: KIND_RULE,
  kindAsk: KIND_ASK,
} = WORDS;
