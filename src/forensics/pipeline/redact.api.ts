// A redacted copy of an exhibit, for other programs.
import { z } from 'zod';
import { EXHIBIT, exhibitAsked, itemParams, viewerOf } from '../../evidence/exhibits/exhibit-asked.api.ts';
import type { Installation } from '../../evidence/log/installation.acts.ts';
import { inCase, type ApiRoute } from '../../people/visit.api.ts';
import { bodyOf } from '../../web/fields/field.ts';
import { makeRedacted } from './redact.acts.ts';
import { REDACT } from './redact.ts';

export function redactApi(house: Installation): ApiRoute[] {
  return [
    inCase(
      'addEvidence',
      {
        method: 'POST',
        path: `${EXHIBIT}/redactions`,
        operation: 'redactExhibit',
        summary:
          'Makes a redacted copy of an exhibit that is one file of text: an exhibit of its own, chained to it.',
        description:
          'UTF-8, at most 64 MiB. What is taken out is replaced by a mark; a record beside the file names its ranges, the digest of the original, and why. The original stays.',
        params: itemParams,
        body: bodyOf(REDACT).meta({ id: 'NewRedaction' }),
        answer: {
          status: 201,
          words: 'It is made.',
          schema: z
            .object({ number: z.string(), sha256: z.string().describe('Of its list of files.') })
            .meta({ id: 'RedactedExhibit' }),
        },
      },
      async ({ actKey, body, ...asked }) => {
        const { number } = await exhibitAsked(asked);
        const { exhibit } = await makeRedacted(house, viewerOf(asked), { number, body, key: actKey });
        return { number: exhibit.number, sha256: exhibit.sha256 };
      },
    ),
  ];
}
