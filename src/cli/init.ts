// ./comity init
import { initialise } from '../evidence/installation/init.acts.ts';
import { homeOf } from '../platform/home.ts';
import { FLAG, TEXT, optionsOf } from './options.ts';
import { EXIT, type Terminal } from './terminal.ts';
import { line, required } from './words.ts';

export async function runInit(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = optionsOf(args, { agency: TEXT, state: TEXT, origin: TEXT, json: FLAG });
  const home = homeOf(process.env);
  const made = await initialise(home, {
    agency: required(values.agency, 'agency'),
    state: required(values.state, 'state'),
    origin: required(values.origin, 'origin'),
  });
  if (values.json) {
    terminal.out(JSON.stringify({ ...made, home: home.path }));
    return EXIT.done;
  }
  terminal.out(made.repeated ? 'Everything was set up already.' : 'Set up.');
  terminal.out(line('Agency', `${made.settings.agency} (${made.settings.state})`));
  terminal.out(line('Log', made.settings.origin));
  terminal.out(line('Kept in', home.path));
  terminal.out(line('Service key', made.serviceFingerprint));
  terminal.out(line('Public keys', made.trustFile));
  terminal.out('');
  terminal.out(
    'Give that file to your partners by another road (treaty contact, 24/7 network): it is how they know your log.',
  );
  terminal.out('Next: ./comity case create --title "…"');
  return EXIT.done;
}
