// `npm run words`: what each message is given, made from the English messages into src/web/messages/arguments.ts, and the English of
// refusals and of the verifier, into src/base/refusals.ts and src/verify/words-english.ts.
import { readFileSync, writeFileSync } from 'node:fs';
import { argumentsIn, argumentsOf, argumentsText, openIn } from '../web/message-arguments.ts';
import {
  ARGUMENTS,
  CHECKER_MADE,
  checkerText,
  everyText,
  REFUSALS_MADE,
  refusalsText,
} from '../web/messages-files.ts';

const before = readFileSync(ARGUMENTS, 'utf8');
const english = everyText('en');
const given = argumentsOf(english, argumentsIn(before));
writeFileSync(ARGUMENTS, argumentsText(given, openIn(before)));
console.log(`${english.size} messages, ${Object.keys(given).length} of them are given something`);
writeFileSync(REFUSALS_MADE, refusalsText());
writeFileSync(CHECKER_MADE, checkerText());
