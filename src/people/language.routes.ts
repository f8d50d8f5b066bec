// Choosing a language: kept with the person, and in a cookie for the time before they have signed in.
import { isLanguage, languageCookie } from '../web/language.ts';
import { languagePage } from './language.pages.ts';
import { keepLanguage } from './language.store.ts';
import type { People } from './people.acts.ts';
import { everybody, signedIn, type DoorVisit, type PageRoute } from './visit.routes.ts';

export function languageRoutes(people: People, url: URL): PageRoute[] {
  return [
    signedIn('GET', '/language', (visit) =>
      visit.page(languagePage(visit.frame.say, { isSaved: visit.query('done') === 'language' })),
    ),
    everybody('POST', '/language', (visit) => choose(people, url, visit)),
  ];
}

async function choose(people: People, url: URL, visit: DoorVisit): Promise<Response> {
  const fields = await visit.form();
  const language = fields.get('language') ?? '';
  if (!isLanguage(language)) return visit.go('/language');
  const { session } = visit;
  if (session?.isStrong === true)
    await people.db.asPerson(session.person, (tx) => keepLanguage(tx, session.person, language));
  return visit.go(backTo(fields.get('next') ?? ''), [languageCookie(language, url.protocol === 'https:')]);
}

/** The page they were on, with its question; a path of this site only. */
function backTo(next: string): string {
  return /^\/(?![/\\])[\w\-./?=&%+:~,]{0,2000}$/.test(next) ? next : '/';
}
