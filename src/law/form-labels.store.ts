// Words of ours in the law data in other languages, by their English: one entry serves every record that has it, and where
// the English changes, its translation is gone until somebody has looked at it again.
import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { parse } from 'yaml';
import { citationsKept } from '../web/citations.ts';
import { isLanguage } from '../web/language.ts';
import { LANGUAGES, type Language } from '../web/messages.ts';

const labelFile = z.strictObject({
  schema_version: z.literal(1),
  language: z.string(),
  note: z.string(),
  labels: z.record(z.string().min(1), z.string().min(1)),
});

type Labels = ReadonlyMap<string, string>;

/** The labels of forms.yaml. Nothing for a language that has none; English is in forms.yaml itself. */
export const formLabels = perLanguage((language) => labelsIn('form-labels', language));

/** What channels, time limits, instruments and rules of evidence say, in the project's own words; and the labels of forms. */
export const lawWords = perLanguage(
  (language) => new Map([...formLabels(language), ...labelsIn('law-words', language)]),
);

function perLanguage(read: (language: Language) => Labels): (language: string) => Labels {
  const known = new Map<string, Labels>();
  return (language) => {
    if (!isLanguage(language)) return new Map(); // a name that comes from outside is none of a file
    const labels = known.get(language) ?? read(language);
    known.set(language, labels);
    return labels;
  };
}

function labelsIn(folder: 'form-labels' | 'law-words', language: Language): Labels {
  const path = new URL(`../../data/${folder}/${language}.yaml`, import.meta.url);
  if (!existsSync(path)) return new Map();
  const { labels } = labelFile.parse(parse(readFileSync(path, 'utf8')));
  const isFromRight = LANGUAGES[language].language.dir === 'rtl';
  return new Map(
    Object.entries(labels).map(([english, own]) => [english, isFromRight ? citationsKept(own) : own]),
  );
}
