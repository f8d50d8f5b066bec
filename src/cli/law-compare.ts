// ./comity law compare FR JP …: States side by side, as the page does it.
import { Refusal } from '../base/refusal.ts';
import { utcDay } from '../base/time.ts';
import { commonInstruments, instrumentRows, measureRows, type BindingBasis } from '../law/compare.ts';
import type { Day } from '../law/day.ts';
import type { Knowledge } from '../law/model.ts';
import type { Standing } from '../law/party-standing.ts';
import { stateName, type StateCode } from '../law/states.ts';
import { stateOf } from './channels.ts';
import { dayOr } from './law-day.ts';
import { localLaw } from './local-law.ts';
import { FLAG, TEXT, wordsAndOptions } from './options.ts';
import { EXIT, type Terminal } from './terminal.ts';
import { oneOf, printable } from './words.ts';

const MOST = 4;

/** Refusals: badUsage. */
export async function compareLaw(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, {
    by: { type: 'string', default: 'measure' },
    on: TEXT,
    json: FLAG,
  });
  const states = [...new Set(positionals.flatMap((text) => stateOf(text, 'state') ?? []))];
  if (states.length < 2 || states.length > MOST)
    throw new Refusal('badUsage.comparedStates', {
      most: MOST,
      found: states.join(' '),
      command: 'law compare',
    });
  const by = oneOf(values.by, ['measure', 'instrument'] as const, 'by');
  const day = dayOr(values.on, utcDay(Date.now()));
  const compared = { knowledge: await localLaw(), states, day };
  if (values.json) terminal.out(JSON.stringify(asJson(compared, by)));
  else for (const line of asLines(compared, by)) terminal.out(printable(line));
  return EXIT.done;
}

interface Compared {
  readonly knowledge: Knowledge;
  readonly states: readonly StateCode[];
  readonly day: Day;
}

function asLines({ knowledge, states, day }: Compared, by: 'measure' | 'instrument'): string[] {
  const common = commonInstruments(knowledge, states, day);
  const rows =
    by === 'measure'
      ? measureRows(knowledge, states, day).flatMap(({ measure, binding }) => [
          '',
          measure.name,
          ...states.map((state, i) => stateLine(state, binding[i]?.map(basisWords).join('; ') ?? '')),
        ])
      : instrumentRows(knowledge, states, day).flatMap(({ instrument, standings }) => [
          '',
          instrument.shortTitle,
          ...states.map((state, i) => stateLine(state, standingWords(standings[i]))),
        ]);
  return [
    `${states.map((state) => stateName(state)).join(', ')} on ${day}`,
    `Bind all of them: ${common.map(({ shortTitle }) => shortTitle).join(', ') || 'none on record'}`,
    ...rows,
  ];
}

function stateLine(state: StateCode, words: string): string {
  return `  ${state}  ${words || 'nothing binding on record; that is not "no"'}`;
}

function basisWords({ basis, instrument }: BindingBasis): string {
  const articles = [
    basis.domestic && `at home Art. ${basis.domestic}`,
    basis.cooperation && `help Art. ${basis.cooperation}`,
  ].filter((one) => one !== undefined && one !== '');
  return `${instrument.shortTitle} ${articles.join(', ')} [${basis.confidence}]`;
}

function standingWords(one: Standing | undefined): string {
  if (one?.record === undefined) return 'unknown: not listed';
  const { entryIntoForce, until, confidence, asOf } = one.record;
  const since = entryIntoForce === undefined ? '' : ` ${entryIntoForce}`;
  const left = until === undefined ? '' : ` until ${until}`;
  return `${one.word.replace('_', ' ')}${since}${left} [${confidence}, as of ${asOf}]`;
}

function asJson({ knowledge, states, day }: Compared, by: 'measure' | 'instrument'): object {
  const head = {
    dataVersion: knowledge.dataVersion,
    day,
    states,
    common: commonInstruments(knowledge, states, day).map(({ id }) => id),
  };
  if (by === 'instrument')
    return {
      ...head,
      instruments: instrumentRows(knowledge, states, day).map(({ instrument, standings }) => ({
        instrument: instrument.id,
        standings: standings.map(({ state, word, verdict, record }) => ({
          state,
          word,
          verdict,
          record: record ?? null,
        })),
      })),
    };
  return {
    ...head,
    measures: measureRows(knowledge, states, day).map(({ measure, binding }) => ({
      measure: measure.id,
      states: states.map((state, i) => ({ state, bases: binding[i]?.map(({ basis }) => basis) ?? [] })),
    })),
  };
}
