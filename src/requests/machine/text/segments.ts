// The free text of a request, sentence by sentence: what a translator translates. A sentence is known by its words, so the same
// one is translated once, and one that was changed is another.
import type { FormField } from '../../../law/model-form.ts';
import { letterWords, type LetterLanguage } from '../../core/letter-language.ts';
import { answerWords } from './answer-words.ts';
import { onlyAsked } from '../../core/form.ts';
import type { DraftRequest } from '../messages/request-file.ts';
import { ENGLISH } from './tongue.ts';

/** Sentences of the lines of a text (Unicode TR 29, 5). */
function sentencesOf(text: string, language: string): string[][] {
  const segmenter = new Intl.Segmenter(language, { granularity: 'sentence' });
  return text
    .split(/\r?\n/)
    .map((line) =>
      Array.from(segmenter.segment(line), ({ segment }) => segment.trim()).filter((one) => one !== ''),
    )
    .filter((line) => line.length > 0);
}

/** A number of a case, an address, of mail or of a page too: no word of any language. */
function isCode(sentence: string): boolean {
  if (/^(?:[!-?A-~]+@[\dA-Za-z.-]+|https?:[!-~]+)$/.test(sentence)) return true;
  return /^[!-/:-~]*\d[!-~]*$/.test(sentence) && !/[A-Za-z]{4}/.test(sentence);
}

export interface Segment {
  readonly field: FormField;
  readonly source: string;
}

/** Each sentence once, in the order of the letter. */
export function segmentsOf({ legal, answers: all }: DraftRequest, language: string): Segment[] {
  const answers = onlyAsked(legal, all);
  const seen = new Set<string>();
  const segments: Segment[] = [];
  for (const field of legal.fields) {
    const answer = answers[field.id];
    if (answer === undefined) continue;
    answerWords(field, answer, {
      ...ENGLISH,
      free: (text) => {
        for (const source of sentencesOf(text, language).flat())
          if (!seen.has(source) && !isCode(source)) {
            seen.add(source);
            segments.push({ field, source });
          }
        return text;
      },
    });
  }
  return segments;
}

/** `known`: translation by source. Undefined where a sentence is not translated. */
export function translatedText(
  text: string,
  [from, to]: readonly [from: LetterLanguage, to: LetterLanguage],
  known: ReadonlyMap<string, string>,
): string | undefined {
  const lines = sentencesOf(text, from).map((line) =>
    line.map((one) => known.get(one) ?? (isCode(one) ? one : undefined)),
  );
  if (lines.some((line) => line.includes(undefined))) return undefined;
  const between = letterWords(to).language.fullStop.endsWith(' ') ? ' ' : '';
  return lines.map((line) => line.join(between)).join('\n');
}
