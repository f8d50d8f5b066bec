// SQL of official wordings: kept once, never changed; the newest of a form and a language holds.
import { sql } from 'kysely';
import type { Tx } from '../../people/as-person.store.ts';
import type { OfficialWording, OfficialWords } from './official-wording.ts';
import type { LetterLanguage } from './letter-language.ts';

export async function keepOfficialWording(tx: Tx, wording: OfficialWording, at: Date): Promise<void> {
  const { form, language, source, day, words } = wording;
  await tx
    .insertInto('official_wording')
    .values({ form, language, source, day, words: JSON.stringify(words), imported_at: at })
    .execute();
}

/** Undefined: none was brought. */
export async function officialWordingOf(
  tx: Tx,
  form: string,
  language: LetterLanguage,
): Promise<OfficialWording | undefined> {
  const row = await tx
    .selectFrom('official_wording')
    .select(['source', 'words'])
    .select(sql<string>`to_char(day, 'YYYY-MM-DD')`.as('day'))
    .where('form', '=', form)
    .where('language', '=', language)
    .orderBy('imported_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  // written by `keepOfficialWording`
  return row && { form, language, source: row.source, day: row.day, words: row.words as OfficialWords };
}

/** For which languages there is one of this form. */
export async function officialLanguages(tx: Tx, form: string): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('official_wording')
    .select('language')
    .distinct()
    .where('form', '=', form)
    .orderBy('language')
    .execute();
  return rows.map(({ language }) => language);
}

/** All that were brought, the newest of each. */
export async function officialWordings(tx: Tx): Promise<readonly Omit<OfficialWording, 'words'>[]> {
  return tx
    .selectFrom('official_wording')
    .distinctOn(['form', 'language'])
    .select(['form', 'language', 'source'])
    .select(sql<string>`to_char(day, 'YYYY-MM-DD')`.as('day'))
    .orderBy('form')
    .orderBy('language')
    .orderBy('imported_at', 'desc')
    .execute();
}
