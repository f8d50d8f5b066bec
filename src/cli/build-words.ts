// `npm run words`: what each message is given, made from the English messages into src/web/messages/arguments.ts, and the English of
// refusals and of the verifier, into src/base/refusals.ts and src/verify/words-english.ts.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { writeAtomically } from '../platform/files.ts';
import { argumentsIn, argumentsOf, argumentsText, openIn } from '../web/message-arguments.ts';
import {
  ARGUMENTS,
  CHECKER_MADE,
  checkerText,
  everyText,
  REFUSALS_MADE,
  refusalsText,
} from '../web/messages-files.ts';

// What reads a file while this is done finds the old one or the new one, whole.
const before = readFileSync(ARGUMENTS, 'utf8');
const english = everyText('en');
const given = argumentsOf(english, argumentsIn(before));
await writeAtomically(fileURLToPath(ARGUMENTS), argumentsText(given, openIn(before)));
console.log(`${english.size} messages, ${Object.keys(given).length} of them are given something`);
await writeAtomically(fileURLToPath(REFUSALS_MADE), refusalsText());
await writeAtomically(fileURLToPath(CHECKER_MADE), checkerText());
