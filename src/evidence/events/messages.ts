// What events and reports say, in the words of a language: `events` of its messages.
import { Refusal } from '../../base/refusal.ts';
import { LANGUAGES, type Language, type Messages } from '../../web/messages.ts';
import type { EventType } from '../../verify/event-types.ts';
import { visible, visiblePlain } from '../../web/safe-text.ts';

/** What the proof of a package shows and does not show. */
export type Shown = 'who' | 'whole' | 'unchanged' | 'order' | 'witnessed' | 'noLaterThan';
export type NotShown = 'true' | 'honest' | 'persons' | 'keys' | 'outside' | 'unwitnessed' | 'undated';

/** `{names}` stand for values. English is the pattern: a language that lacks one of its messages does not compile. */
export type MessageKey = keyof Messages['events'];
/** What events and proofs say has its words. */
type Needed = `event.${EventType}` | `shows.${Shown}` | `not.${NotShown}`;
/** In the words of a language; what is to be said and is not there does not compile. */
export const wordsOfEvents = (language: Language): { readonly [key in Needed | MessageKey]: string } =>
  LANGUAGES[language].events;

/** Text that has been through here already, and must not be made visible twice. */
interface Ready {
  readonly ready: string;
}

export function ready(text: string): Ready {
  return { ready: text };
}

/** A text is of others and made visible; a number is written in groups of three. */
type Values = { readonly [name: string]: string | number | Ready };
/** Says a sentence of the catalogue. */
export interface Say {
  (key: MessageKey, values?: Values): string;
  /** A text of others, as it can be shown where this is said. */
  readonly shown: (text: string, max?: number) => string;
  /** The log names roles in English. */
  readonly role: (role: string) => string;
}

/** What of the messages of a page the words of events go by. */
type Spoken = Pick<Messages, 'agencyRole' | 'caseRole' | 'events'> & {
  readonly language: Pick<Messages['language'], 'code'>;
};

/** For pages, whose readers bring their own type faces. */
export function sayOnPage({ language, agencyRole, caseRole, events }: Spoken): Say {
  const roles: { readonly [role: string]: string } =
    language.code === 'en'
      ? {}
      : {
          ...agencyRole,
          ...caseRole,
          // Of who is in no case: whoever was disclosed something, and the program itself.
          court: events['role.court'],
          defence: events['role.defence'],
          receiver: events['role.receiver'],
          operator: events['role.operator'],
        };
  const role = (name: string): string => (Object.hasOwn(roles, name) ? (roles[name] ?? name) : name);
  return sayFrom(events, { shown: visiblePlain, role });
}

export function sayIn(language: Language): Say {
  if (!Object.hasOwn(LANGUAGES, language))
    throw new Refusal('unsupported.language', { known: Object.keys(LANGUAGES).join(', '), language });
  return sayFrom(LANGUAGES[language].events, { shown: visible, role: (name) => name });
}

function sayFrom(messages: Messages['events'], ways: Pick<Say, 'shown' | 'role'>): Say {
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
