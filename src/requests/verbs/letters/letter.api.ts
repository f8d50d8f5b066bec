// The letter of a request as it stands now and before anybody signs it: as PDF, and as a copy to edit.
import { z } from 'zod';
import { inCase, type ApiRoute } from '../../../people/visit.api.ts';
import {
  language,
  legalAsked,
  REQUEST,
  requestAsked,
  requestParams,
  type RequestAsked,
  type RequestsApi,
} from '../life/request-asked.api.ts';
import { renderLetter, type LetterAsked } from './document.ts';
import { letterAsked } from './letter.acts.ts';
import { letterDocx } from './letter-docx.ts';
import { DOCX } from './letter.routes.ts';

const query = z.strictObject({
  language: language.optional().describe('Absent: the one that is signed.'),
  beside: language.optional().describe('Another language, side by side with it.'),
  whole: z.enum(['yes', 'no']).default('no').describe('`yes`: with what never reaches the addressee.'),
});

export function letterApi(api: RequestsApi): ApiRoute[] {
  return [
    rendering(api, 'application/pdf', renderLetter, {
      path: `${REQUEST}/letter.pdf`,
      operation: 'renderLetter',
      summary: 'Gives the letter of a request as it stands now, unsigned, as PDF/A-3 with the message in it.',
      description:
        'Sentences that are not translated stand as they were written. What was signed: `/signatures/{signature}/letter`.',
    }),
    rendering(api, DOCX, letterDocx, {
      path: `${REQUEST}/letter.docx`,
      operation: 'renderLetterToEdit',
      summary: 'Gives the letter of a request as a copy to edit. What is changed in it changes nothing here.',
    }),
  ];
}

interface Said {
  readonly path: `/cases/:case${string}`;
  readonly operation: string;
  readonly summary: string;
  readonly description?: string;
}

function rendering(
  api: RequestsApi,
  media: string,
  render: (letter: LetterAsked) => Promise<Uint8Array>,
  said: Said,
): ApiRoute {
  return inCase(
    'seeRequests',
    {
      ...said,
      method: 'GET',
      params: requestParams,
      query,
      answer: { status: 200, words: 'The letter.', schema: z.instanceof(Uint8Array), media },
    },
    async (asked) => Buffer.from(await render(await letterHere(api, asked))),
  );
}

async function letterHere(
  api: RequestsApi,
  { query: wanted, ...asked }: RequestAsked & { readonly query: z.output<typeof query> },
): Promise<LetterAsked> {
  const request = await requestAsked(asked);
  const legal = await legalAsked(api, asked, request);
  const law = await api.law.current();
  const { answers, explained } = request.version;
  const first = wanted.language ?? request.letterIn;
  const { beside } = wanted;
  return asked.people.db.asPerson(asked.person.id, (tx) =>
    letterAsked(
      tx,
      {
        request,
        draft: { legal, answers, explained },
        languages: beside === undefined || beside === first ? [first] : [first, beside],
        isWhole: wanted.whole === 'yes',
      },
      law,
    ),
  );
}
