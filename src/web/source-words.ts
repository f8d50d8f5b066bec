// Words that are not of the catalogue but of their source: facts of law, refusals, the API. They are in English.
import { html, type Html } from './html.ts';
import type { Messages } from './messages.ts';

/** Said to be English where the page is not, for those who listen to it and for the direction of the text. */
export function sourceWords({ language }: Messages, text: string | Html): Html {
  return language.code === 'en' ? html`${text}` : html`<span lang="en">${text}</span>`;
}

/** A title in a language of its own (BCP 47), such as that of a statute. Without one it is English. */
export function titleWords(say: Messages, title: string, language = 'en'): Html {
  if (language === 'en') return sourceWords(say, title);
  return language === say.language.code ? html`${title}` : html`<bdi lang="${language}">${title}</bdi>`;
}
