// National laws, cases, strategies and lessons: four lists of the file, one kind of value.
import { cite, validity, type Where } from './cite.ts';
import type { LawFiles } from './files.ts';
import type { LegalExtract, LegalKind, LegalRecord, LegalSaying, Tags } from './model-legal.ts';

type File = LawFiles['legal-records.yaml'];
type Any = File['laws' | 'cases' | 'strategies' | 'lessons'][number];
type Tagged = Any['tags'];

export function legalRecords(file: File, where: Where): LegalRecord[] {
  const at = (list: string, i: number): string => where('legal-records.yaml', [list, i]);
  return [
    ...file.laws.map((one, i) =>
      record('law', one, at('laws', i), {
        reference: one.citation,
        from: one.in_force ?? undefined,
        until: one.repealed,
        extracts: one.provisions.map(extract),
        tags: allTags([one.tags, ...one.provisions.map(({ tags }) => tags ?? {})]),
      }),
    ),
    ...file.cases.map((one, i) =>
      record('case', one, at('cases', i), {
        reference: one.number,
        court: one.court,
        from: one.decided,
        evidence: one.electronic_evidence,
        says: said([
          ['facts', one.facts],
          ['held', one.held],
          ['cooperation', one.cooperation],
        ]),
        extracts: (one.extracts ?? []).map(extract),
        tags: allTags([one.tags, ...(one.extracts ?? []).map(({ tags }) => tags ?? {})]),
      }),
    ),
    ...file.strategies.map((one, i) =>
      record('strategy', one, at('strategies', i), {
        from: one.adopted,
        until: one.until,
        says: said(one.aims.map((aim) => ['aim', aim] as const)),
      }),
    ),
    ...file.lessons.map((one, i) =>
      record('lesson', one, at('lessons', i), {
        reference: one.place,
        says: said([
          ['met', one.met],
          ['advice', one.advice],
        ]),
      }),
    ),
  ];
}

function record(kind: LegalKind, one: Any, at: string, own: Partial<LegalRecord>): LegalRecord {
  return {
    ...cite(one, at),
    kind,
    id: one.id,
    state: one.state ?? undefined,
    organisation: one.organisation,
    title: one.title,
    titleOriginal: one.title_original,
    language: one.language,
    url: one.url,
    reference: undefined,
    court: undefined,
    from: undefined,
    until: undefined,
    evidence: undefined,
    says: [],
    extracts: [],
    tags: allTags([one.tags]),
    note: one.note,
    ...own,
  };
}

function said(list: readonly (readonly [LegalSaying, string | undefined])[]): LegalRecord['says'] {
  return list.flatMap(([what, text]) => (text === undefined ? [] : [{ what, text }]));
}

function extract(one: File['laws'][number]['provisions'][number]): LegalExtract {
  return { place: one.place, gives: one.gives, text: one.text, language: one.language, ...validity(one) };
}

/** Of the record and of every part of it. */
function allTags(all: readonly Tagged[]): Tags {
  const each = <T>(pick: (tags: Tagged) => readonly T[] | undefined): readonly T[] => [
    ...new Set(all.flatMap((tags) => pick(tags) ?? [])),
  ];
  return {
    measures: each((tags) => tags.measures),
    categories: each((tags) => tags.data_categories),
    instruments: each((tags) => tags.instruments),
    crimeTypes: each((tags) => tags.crime_types),
    issues: each((tags) => tags.issues),
  };
}
