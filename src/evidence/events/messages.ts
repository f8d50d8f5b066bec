// The message catalogue of the report and of events: words/<language>.json, with the same keys in each.
import { Refusal } from '../../base/refusal.ts';
import type { Messages as PageMessages } from '../../web/messages.ts';
import type { EventType } from '../../verify/event-types.ts';
import ar from './words/ar.json' with { type: 'json' };
import en from './words/en.json' with { type: 'json' };
import es from './words/es.json' with { type: 'json' };
import fr from './words/fr.json' with { type: 'json' };
import ru from './words/ru.json' with { type: 'json' };
import zh from './words/zh.json' with { type: 'json' };
import { visible, visiblePlain } from '../../web/safe-text.ts';

/** The six languages of the United Nations. */
export const LANGUAGES = ['ar', 'zh', 'en', 'fr', 'ru', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What the proof of a package shows and does not show. */
export type Shown = 'who' | 'whole' | 'unchanged' | 'order' | 'witnessed' | 'noLaterThan';
export type NotShown = 'true' | 'honest' | 'persons' | 'keys' | 'outside' | 'unwitnessed' | 'undated';

/** `{names}` stand for values. English is the pattern: a language that lacks one of its messages does not compile. */
export type MessageKey = keyof typeof en;
export type Messages = { readonly [key in MessageKey]: string };
/** What events and proofs say has its words. */
type Needed = `event.${EventType}` | `shows.${Shown}` | `not.${NotShown}`;

/** A language that is not here has no translation yet, and is refused rather than half translated. */
export const CATALOGUE: {
  readonly [language in Language]: Messages & { readonly [key in Needed]: string };
} = {
  ar,
  zh,
  en,
  fr,
  ru,
  es,
};

/** Text that has been through here already, and must not be made visible twice. */
export interface Ready {
  readonly ready: string;
}

export function ready(text: string): Ready {
  return { ready: text };
}

/** A text is of others and made visible; a number is written in groups of three. */
export type Values = { readonly [name: string]: string | number | Ready };
/** Says a sentence of the catalogue. */
export interface Say {
  (key: MessageKey, values?: Values): string;
  /** A text of others, as it can be shown where this is said. */
  readonly shown: (text: string, max?: number) => string;
  /** The log names roles in English. */
  readonly role: (role: string) => string;
}

/** What of the page's catalogue the words of events go by. */
type Spoken = Pick<PageMessages, 'caseRole'> & { readonly language: Pick<PageMessages['language'], 'code'> };

/** For pages, which show the same words of events in any language, and whose readers bring their own type faces. */
export function sayOnPage({ language, caseRole }: Spoken): Say {
  const { code } = language;
  const roles: { readonly [role: string]: string } = code === 'en' ? {} : caseRole;
  const role = (name: string): string => (Object.hasOwn(roles, name) ? (roles[name] ?? name) : name);
  return sayFrom(Object.hasOwn(CATALOGUE, code) ? CATALOGUE[code as Language] : en, {
    shown: visiblePlain,
    role,
  }); // another code is not in the table
}

/** Whether the words of events are there in the language of a page; English stands for those of any other. */
export function saysEvents({ code }: Pick<PageMessages['language'], 'code'>): boolean {
  return Object.hasOwn(CATALOGUE, code);
}

export function sayIn(language: Language): Say {
  if (!Object.hasOwn(CATALOGUE, language))
    throw new Refusal('unsupported', {
      expected: `a language with a message catalogue: ${Object.keys(CATALOGUE).join(', ')}`,
      found: language,
      next: 'Choose one of these, or add its words in src/evidence/events/words/.',
    });
  return sayFrom(CATALOGUE[language], { shown: visible, role: (name) => name });
}

function sayFrom(messages: Messages, ways: Pick<Say, 'shown' | 'role'>): Say {
  const say = (key: MessageKey, values: Values = {}): string =>
    messages[key].replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      if (value === undefined) return whole;
      if (typeof value === 'number') return count(value);
      return typeof value === 'string' ? ways.shown(value) : value.ready;
    });
  return Object.assign(say, ways);
}

/** Groups of three with a space that does not break, as ISO 80000-1 has it. */
export function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, '\u00a0');
}
