// The labels of forms.yaml in other languages, by their English: one label serves every form that has it, and where the
// English changes, its translation is gone until somebody has looked at it again.
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { parse } from 'yaml';

const labelFile = z.strictObject({
  schema_version: z.literal(1),
  language: z.string(),
  note: z.string(),
  labels: z.record(z.string().min(1), z.string().min(1)),
});

const read = new Map<string, ReadonlyMap<string, string>>();
const TRANSLATED: readonly string[] = ['ar', 'es', 'fr', 'ru', 'zh'];

/** Nothing for a language that has none; English is in forms.yaml itself. */
export function formLabels(language: string): ReadonlyMap<string, string> {
  if (!TRANSLATED.includes(language)) return new Map();
  const known = read.get(language);
  if (known !== undefined) return known;
  const path = new URL(`../../data/form-labels/${language}.yaml`, import.meta.url);
  const { labels } = labelFile.parse(parse(readFileSync(path, 'utf8')));
  const made = new Map(Object.entries(labels));
  read.set(language, made);
  return made;
}
