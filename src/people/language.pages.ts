// Which language the pages speak. Each is named in itself, so that whoever cannot read this page finds theirs.
import { html, nothing } from '../web/html.ts';
import { LANGUAGES, type Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { choices, done, form, hidden } from '../web/parts.ts';
import { dayText } from '../web/when.ts';

export function languagePage(say: Messages, { isSaved }: { isSaved: boolean }): View {
  const words = say.languages;
  const list = Object.entries(LANGUAGES).map(([code, { language }]) => ({
    value: code,
    words: language.name,
    lang: code,
    isChosen: code === say.language.code,
    hint: standing(say, language),
  }));
  return {
    title: words.title,
    place: 'account',
    crumbs: [{ words: say.account.title, href: '/account' }, { words: words.title }],
    isQuestion: true,
    main: html`${isSaved ? done(words.saved) : nothing}
    ${form(
      html`${hidden('next', '/language?done=language')}
      ${choices(say, { name: 'language', kind: 'radios', legend: words.which, hint: words.hint, list, isHeading: true }, {})}`,
      words.save,
      '/language',
    )}`,
  };
}

/** Who has read its words as a speaker of it; a draft as long as nobody has. */
function standing(say: Messages, { code, confirmed }: Messages['language']): string {
  const words = say.languages;
  if (confirmed.length > 0)
    return confirmed.map(({ by, on }) => words.confirmed(by, dayText(say, new Date(on)))).join(' ');
  return code === 'en' ? words.source : words.draft;
}
