// The planner as JSON: the very bytes that the page and `./comity channels --json` give.
import { z } from 'zod';
import { signedIn, type ApiRoute } from '../people/visit.api.ts';
import { answerTo, jsonLine, whatIfOf } from './answer.ts';
import { utcDay } from '../base/time.ts';
import { readWordsOrRefuse } from './read-words.ts';
import type { Planner } from './ways.routes.ts';
import { WORD_NAMES, wordsFrom, type WordName } from './words.ts';

const said = z.array(z.string().max(300)).max(20).optional();
const query = z.strictObject(
  Object.fromEntries(WORD_NAMES.map((name) => [name, said])) as { [name in WordName]: typeof said }, // each name
);
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

export function waysApi({ law, clock }: Pick<Planner, 'law' | 'clock'>): ApiRoute[] {
  return [
    signedIn(
      {
        method: 'GET',
        path: '/channels',
        operation: 'planChannels',
        summary: 'Says which lawful ways are open to data held elsewhere, in what order and on what terms.',
        description:
          'The words are the options of `./comity channels`, each as often as needed; yes and no for what stands alone there. The same words on the same day and data give the same bytes as the terminal and the page. The answer is not kept.',
        query,
        answer: {
          status: 200,
          words: 'The plan, or with `what-if` what would change.',
          schema: bytes,
          media: 'application/json',
        },
        isForCaseKeys: true,
      },
      async ({ query: asked }) => {
        const params = new URLSearchParams();
        for (const name of WORD_NAMES) for (const value of asked[name] ?? []) params.append(name, value);
        const knowledge = await law.current();
        const read = readWordsOrRefuse(wordsFrom(params), knowledge, (field) => field);
        const today = utcDay(clock());
        return jsonLine(
          read.changes.length > 0 ? whatIfOf(read, knowledge, today) : answerTo(read, knowledge, today),
        );
      },
    ),
  ];
}
