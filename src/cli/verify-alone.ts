// The entry of comity-verify.mjs: the verifier alone, in one file, for any Node.js from 20 up.
import { EXIT, processTerminal, UNREAD } from './terminal.ts';
import { runVerify } from './verify.ts';
import { errorText } from '../base/error-text.ts';

const terminal = processTerminal();
const args = process.argv.slice(2);
// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) =>
  process.exit(code === 'EPIPE' ? UNREAD : EXIT.failed),
);

if (args.length === 0 || args.includes('--help') || args.includes('-h')) {
  terminal.out('node comity-verify.mjs PATH [--trust FILE]… [--json]');
  terminal.out('Checks a package of electronic evidence: its folder, or its zip file. Needs no network.');
  terminal.out('Also the record of an order that a provider took out of a portal: its .json file.');
  terminal.out(
    'And the folder of a conversation of two installations, with the keys of both logs: --trust twice.',
  );
  terminal.out('Exit code 0: valid. 1: invalid. 2: it could not be checked. 3: this program failed.');
  process.exitCode = args.length === 0 ? EXIT.usage : EXIT.done;
} else {
  try {
    process.exitCode = await runVerify(args, terminal);
  } catch (error) {
    terminal.endProgress();
    const isUsage =
      error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
    terminal.err(`comity-verify: ${errorText(error)}`);
    process.exitCode = isUsage ? EXIT.usage : EXIT.failed;
  }
}
