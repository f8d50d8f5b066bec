// Which language somebody reads, before we know who it is: what they chose here, else what their browser asks for.
import { LANGUAGES, type Language } from './messages.ts';

const LANGUAGE_COOKIE = 'comity.language';
/** What browsers send is far shorter; nothing after it is looked at. */
const HEADER_MAX = 1000;

export function isLanguage(text: string): text is Language {
  return Object.hasOwn(LANGUAGES, text);
}

/** What others wrote may be in a language that we have no words of. */
export function knownLanguage(code: string | undefined): Language | undefined {
  return code !== undefined && isLanguage(code) ? code : undefined;
}

export function languageAsked(cookie: string, acceptLanguage: string): Language {
  return chosen(cookie) ?? accepted(acceptLanguage) ?? 'en';
}

function chosen(cookie: string): Language | undefined {
  for (const one of cookie.split(';')) {
    const [name = '', value = ''] = one.trim().split('=', 2);
    if (name === LANGUAGE_COOKIE && isLanguage(value)) return value;
  }
  return undefined;
}

/** RFC 9110, 12.5.4: by weight, then by place. `fr-CA` is served with `fr`. */
function accepted(header: string): Language | undefined {
  const asked = header
    .slice(0, HEADER_MAX)
    .split(',')
    .map((one) => {
      const [tag = '', weight = 'q=1'] = one.split(';').map((part) => part.trim());
      return { language: tag.toLowerCase().split('-')[0] ?? '', weight: Number(weight.replace(/^q=/, '')) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { language } of asked) if (isLanguage(language)) return language;
  return undefined;
}

/** For a year: it says nothing about the person but this. */
export function languageCookie(language: Language, isSecure: boolean): string {
  return `${LANGUAGE_COOKIE}=${language}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
}
