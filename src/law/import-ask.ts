// What is asked before a depositary's file is read, one question after the other; the answers stand in the address.
import { dayGiven } from '../web/day-field.ts';
import { addDays, isDay, type Day } from './day.ts';
import { IMPORT_FORMATS, type ImportFormat } from './import.ts';
import { instrumentOf } from './look-up.ts';
import type { Knowledge } from './model.ts';

/** Everything that was asked, answered. */
export interface ImportAbout {
  readonly format: ImportFormat;
  readonly instrument: string;
  readonly day: Day;
  /** Of a notice of EUR-Lex; else empty. */
  readonly celex: string;
}

const IMPORT_ASKED = ['format', 'instrument', 'day', 'celex'] as const;
export type ImportAsked = (typeof IMPORT_ASKED)[number];
export type ImportProblem = 'choose' | 'day' | 'ahead' | 'celex';

export interface ImportQuestion {
  readonly asked: ImportAsked;
  /** The one before. */
  readonly before: ImportAsked | undefined;
  readonly step: number;
  /** Of how many, for this kind of file. */
  readonly all: number;
  /** The answers to the other questions. */
  readonly said: Partial<ImportAbout>;
  /** What was said to this one, whether it is an answer or not. */
  readonly given: string;
  readonly problem: ImportProblem | undefined;
}

export type ImportAnswers =
  | { readonly isWhole: true; readonly about: ImportAbout }
  | { readonly isWhole: false; readonly question: ImportQuestion };

/** As EUR-Lex writes them: `32023R1543`, `02014L0041-20220313`. */
export const CELEX = /^[0-9CE][0-9A-Z()_-]{4,39}$/;

/**
 * All answers, or the question to ask: the first without one, or that which `change` names. `today`: no file is of a day
 * that has not come.
 */
export function readImport(params: URLSearchParams, knowledge: Knowledge, today: Day): ImportAnswers {
  const text = (name: ImportAsked): string => dayGiven(params, name).slice(0, TEXT_MAX);
  const format = IMPORT_FORMATS.find((one) => one === text('format'));
  const instrument = instrumentOf(knowledge, text('instrument'))?.id;
  // Where the sun rises first it is a day later than by the clock of the law.
  const isAhead = isDay(text('day')) && text('day') > addDays(today, 1);
  const day = isDay(text('day')) && !isAhead ? text('day') : undefined;
  const number = text('celex').toUpperCase();
  const celex = format === undefined || format === 'eurlex' ? (CELEX.test(number) ? number : undefined) : '';
  const change = params.get('change');
  const answers = { format, instrument, day, celex };
  const steps = IMPORT_ASKED.filter((name) => name !== 'celex' || format === 'eurlex');
  const asked = steps.find((name) => name === change) ?? steps.find((name) => answers[name] === undefined);
  if (asked === undefined && format && instrument && day && celex !== undefined)
    return { isWhole: true, about: { format, instrument, day, celex } };
  const at = asked ?? 'format';
  const isSaid = params.get('asked') === at; // of radios none of which is chosen nothing else is sent
  const problems = {
    format: 'choose',
    instrument: 'choose',
    day: isAhead ? 'ahead' : 'day',
    celex: 'celex',
  } as const;
  const step = steps.indexOf(at);
  const question = {
    asked: at,
    before: steps[step - 1],
    step: step + 1,
    all: steps.length,
    said: withoutEmpty({ ...answers, [at]: undefined }),
    given: text(at),
    problem: isSaid && answers[at] === undefined ? problems[at] : undefined,
  };
  return { isWhole: false, question };
}

const TEXT_MAX = 100;

function withoutEmpty(answers: { readonly [name in ImportAsked]: string | undefined }): Partial<ImportAbout> {
  return Object.fromEntries(
    Object.entries(answers).filter(([, value]) => value !== undefined && value !== ''),
  );
}

/** Of the next question, or of that which is to be asked again; of the file, once all are answered. */
export function importAddress(
  said: Partial<ImportAbout>,
  { page = '', change }: { readonly page?: '/file' | ''; readonly change?: ImportAsked } = {},
): string {
  const query = new URLSearchParams({ ...said, ...(change !== undefined && { change }) }).toString();
  return `/law/import${page}${query === '' ? '' : `?${query}`}`;
}
