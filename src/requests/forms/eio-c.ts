// Notice of an interception that needs no help of the State where its subject is: Directive 2014/41/EU, Art. 31 and Annex C.
import type { Form } from '../core/form.ts';
import { ASKING, NEVER } from '../core/form-nature.ts';
import { of } from '../core/clocks.ts';
import { hasChosen } from '../core/request-items.ts';
import { ask, box, each } from './one-field-pages.ts';
import { HINT, PART, WORDS } from './words.ts';

const SAY = WORDS.eio;

export const eioC: Form = {
  ...ASKING,
  id: 'eio-c',
  purpose: 'tell',
  isFormal: false,
  goesTo: 'authority',
  channel: { id: 'judicial-direct', is: 'usual' },
  clocks: [of('eio.interception-objection', ['ground_for_refusal_raised'])],
  signing: 'atHome',
  onlyTells: false, // it is objected to, or not, in 96 hours
  begins: NEVER,
  hasBoxes: true,
  tasks: [
    {
      id: 'authorities',
      title: PART.authorities,
      pages: [
        ask('notified', SAY.notified),
        ask('intercepting', SAY.intercepting),
        box('reference', SAY.interceptingFile, ['reference', 'date', 'languages']),
      ],
    },
    {
      id: 'interception',
      title: SAY.measureIntercepted,
      pages: [
        box('stage', SAY.whenIntercepted, ['stage', 'duration', 'starts']),
        ask('targets', SAY.targets),
        ask('persons', SAY.whoIsConcerned, HINT.sayWhatYouKnow),
        ...each('persons.legal'),
        box('purpose', SAY.purpose, ['purpose', 'assess', 'signature'], HINT.signedLater),
      ],
    },
  ],
  asked: {},
  roles: {},
  rules: [
    {
      id: 'after',
      level: 'warn',
      ref: 'eu-2014-41, Art. 31(1)(b)',
      field: 'stage',
      words: SAY.afterRule,
      isMet: (answers) => !hasChosen(answers, 'stage', 'after') || hasChosen(answers, 'assess', 'used'),
    },
  ],
};
