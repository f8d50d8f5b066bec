// A line that somebody typed, as the event format takes it: no line breaks, no control or format characters.
import { z } from 'zod';

/** White space becomes one space; at most `max` characters. Empty is a line too. */
export function formLine(max: number): z.ZodType<string, string> {
  return z
    .string()
    .transform((text) => text.replace(/\s+/g, ' ').trim())
    .pipe(
      z
        .string()
        .max(max)
        .refine((text) => text.isWellFormed() && !/[\p{Cc}\p{Cf}]/u.test(text)),
    );
}

/** The same as the limits of a text that is asked for. */
export function typedLine(max: number) {
  return {
    max,
    tidy: (typed: string): string => typed.replace(/\s+/g, ' ').trim(),
    isRight: (typed: string): boolean => formLine(max).safeParse(typed).success,
  } as const;
}
