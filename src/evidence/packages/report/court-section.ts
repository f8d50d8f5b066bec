// What the report says of use in court in the receiver's State.
import type { Json } from '../../../base/canonical-json.ts';
import type { PackagedCourt, PackagedCourtRule } from '../package-contents.ts';
import type { Say } from '../../events/messages.ts';
import { visible } from '../../../web/safe-text.ts';

const STANDINGS = ['met', 'missing', 'cannotTell'] as const;
/** As the template draws them. */
const DRAWN = { met: 'checked', missing: 'failed', cannotTell: 'unchecked' } as const;
const MAX_NUMBERS = 8;

/** Null where nobody looked. */
export function courtSection(say: Say, court: PackagedCourt | undefined): Json {
  if (court === undefined) return null;
  return {
    title: say('court', { state: court.state }),
    hint: say('courtHint'),
    none: court.rules.length === 0 ? say('courtNone', { state: court.state }) : '',
    rules: court.rules.map((rule) => ruleSection(say, rule)),
  };
}

function ruleSection(say: Say, { law, provision, asked, certificate }: PackagedCourtRule): Json {
  return {
    name: visible(`${law}, ${provision}`, 300),
    certificate: certificate === undefined ? '' : say('courtCertificate', { words: certificate }),
    asked: asked.map((one) => ({
      text: visible(one.text, 1000),
      lines: STANDINGS.filter((standing) => one[standing].length > 0).map((standing) => ({
        state: DRAWN[standing],
        stateWords: say(`court.${standing}`),
        numbers: numbersWords(say, one[standing]),
      })),
    })),
  };
}

function numbersWords(say: Say, numbers: readonly string[]): string {
  return numbers.length > MAX_NUMBERS
    ? say('courtMany', { count: numbers.length })
    : visible(numbers.join(', '), 1000);
}
