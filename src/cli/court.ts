// ./comity court check --exhibit NUMBER --state XX
import { Refusal } from '../base/refusal.ts';
import { loggedExhibit } from '../court/checklist.acts.ts';
import { checklistFor, type Checklist } from '../court/checklist.ts';
import type { Standing } from '../court/custody-facts.ts';
import { isDay } from '../law/day.ts';
import { openPublishedLaw } from '../law/published.acts.ts';
import { stateName } from '../law/states.ts';
import { LANGUAGES } from '../web/messages.ts';
import { stateOf } from './channels.ts';
import { FLAG, TEXT, optionsOf } from './options.ts';
import { EXIT, type Terminal } from './terminal.ts';
import { withInstallation } from './with-installation.ts';
import { printable, required } from './words.ts';

/** Exit 0 when nothing that the log could show is missing, 1 when something is. */
export async function runCourtCheck(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = optionsOf(args, { exhibit: TEXT, state: TEXT, on: TEXT, json: FLAG });
  const number = required(values.exhibit, 'exhibit');
  const state = stateOf(required(values.state, 'state'), 'state') ?? '';
  const day = values.on ?? new Date().toISOString().slice(0, 10);
  if (!isDay(day)) throw new Refusal('badUsage.optionDay', { option: '--on', found: printable(day) });
  const checklist = await withInstallation(async (house) => {
    const knowledge = await openPublishedLaw(house.db, house.clock).current();
    return checklistFor(await loggedExhibit(house, number), state, knowledge, day);
  });
  if (values.json) terminal.out(JSON.stringify(checklist));
  else for (const line of textOf(checklist, number)) terminal.out(printable(line));
  return checklist.rules.some(({ standing }) => standing === 'missing') ? EXIT.refused : EXIT.done;
}

function textOf({ state, facts, rules, dataVersion }: Checklist, number: string): string[] {
  const words = LANGUAGES.en.court;
  const mark = (standing: Standing): string => `  ${words.standing[standing].padEnd(13)}`;
  return [
    `${number}, for use in ${stateName(state)}; law data ${dataVersion}`,
    '',
    words.shows,
    ...facts.map(({ id, standing, events }) => {
      const at = events.length === 0 ? '' : ` [${words.events(events.join(', '))}]`;
      return `${mark(standing)}${words.fact[id]}${at}`;
    }),
    ...(rules.length === 0 ? ['', words.notOnRecord(stateName(state))] : []),
    ...rules.flatMap(({ rule, asked }) => [
      '',
      `${rule.law}, ${rule.provision}${rule.territory === undefined ? '' : ` (${rule.territory})`} [${rule.confidence}, ${rule.at}]`,
      ...asked.map(
        ({ text, standing, shownBy }) =>
          `${mark(standing)}${text}${shownBy.length === 0 ? ` (${words.byPerson})` : ''}`,
      ),
      ...(rule.certificate === undefined
        ? []
        : [`  ${words.certificate}: ${rule.certificate.needed}; ${rule.certificate.signatory ?? ''}`]),
    ]),
    '',
    words.noAdvice,
  ];
}
