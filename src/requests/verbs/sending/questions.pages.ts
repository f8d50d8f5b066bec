// What acts on a request ask, in the order in which it is asked. `ask.pages.ts` makes the fields of one act of it.
import { z } from 'zod';
import { moment } from '../../../web/fields/moment.ts';
import { pick } from '../../../web/fields/pick.ts';
import { someOf } from '../../../web/fields/some.ts';
import { html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import { note } from '../../../web/parts.ts';
import { visiblePlain } from '../../../web/safe-text.ts';
import { isOrder } from '../../forms/index.ts';
import { identifierLinesField } from '../../core/lines-field.ts';
import { namedIn } from '../../core/named.ts';
import { HELD_IDENTIFIERS_MAX } from '../../core/preservation.ts';
import { stateOfCase } from '../../core/request.ts';
import { CAPACITIES, capacitiesOf, capacityIn } from '../../machine/states/capacity.ts';
import { capacityOptions, capacityWords } from '../../machine/states/capacity.pages.ts';
import { GROUNDS } from '../../machine/states/grounds.ts';
import { ACTUAL, DESIRED, TEXT_MAX } from '../../machine/states/life.ts';
import { isWindowOpen } from '../../machine/states/executing.ts';
import type { Guard } from '../../machine/states/machine.ts';
import { ENDING_QUESTIONS } from './ending-questions.pages.ts';
import {
  groundsField,
  groundsOf,
  groundText,
  lawOfGrounds,
  hasLacking,
  isOfSender,
  itemsField,
  notesField,
} from './item-fields.pages.ts';
import {
  always,
  bySystem,
  has,
  ofLife,
  question,
  ticked,
  toChoose,
  typed,
  type ActAbout,
  type ActOf,
} from './question.pages.ts';
import { CARRIAGE_QUESTIONS, DEADLINE_QUESTIONS, WAY_QUESTIONS } from './sending-questions.pages.ts';

const isOfItems = (of: ActOf): boolean => has(of, 'itemsNamed') || has(of, 'itemsSettled');
const isOfAsker = ({ row, facts }: ActOf): boolean => isOfSender(facts.request.direction, row);
const numbersOf = ({ shown }: ActAbout): number[] => shown.life.items.map(({ item }) => item);

/** Acts of the other side that come with words of theirs, though none are demanded. */
const WITH_WORDS = new Set([
  'refuse',
  'refuseInPart',
  'postpone',
  'reportItems',
  'reportExecuted',
  'receiveClarification',
]);
/** Acts with which the other side gives its own number. */
const WITH_REFERENCE = new Set(['deliver', 'acknowledge']);

/** A reason lets these hold, and is asked for only where they would not hold without. */
const BY_REASON: readonly Guard[] = [
  'channelAllowed',
  'meansTaken',
  'accessInTime',
  'capacityCorrected',
  'digestsMatch',
  'countMatches',
  'orderOrReason',
  'windowOver',
];

export const QUESTIONS = {
  capacity: question({
    guards: ['capacitySaid', 'capacityCorrected'],
    field: ({ shown: { request, life } }) => {
      const { form, version } = request;
      return pick({
        ask: (say) => say.requestIncoming.capacity.ask,
        means: 'capacity',
        label: (say) => say.requestIncoming.capacity.label,
        // As the order reads, other than the one on record.
        list: () => capacitiesOf(form, version.answers).filter((one) => one !== capacityIn(life.events)),
        id: (one) => one,
        words: capacityWords,
        hints: (say, one) => capacityOptions(say, form, [one])[0]?.hint,
        wrong: toChoose,
        ids: z.enum(CAPACITIES),
      });
    },
  }),
  call: question({
    guards: ['directoryNumber'],
    field: (about) => {
      const { shown } = about;
      const { directory } = shown.life;
      const name = (id: string): string => shown.law.authorities.find((one) => one.id === id)?.name ?? id;
      const field = pick({
        ask: (say) => say.requestLife.call,
        means: 'call',
        list: () => directory,
        id: ({ authority, number }) => `${authority}/${number.replaceAll(/[^\d+]/g, '')}`,
        words: (_say, { number }) => visiblePlain(number, 100),
        hints: (_say, { authority }) => visiblePlain(name(authority), 300),
        wrong: toChoose,
        ids: z.string(),
      });
      if (directory.length > 0) return field;
      // Numbers of the directory alone: one of the message may be of whoever wrote it.
      const { counterpart } = shown.request;
      const where = counterpart === undefined ? '/law/authorities' : `/law/states/${counterpart}`;
      return {
        ...field,
        control: (say, { name }) =>
          html`<h2>${say.requestLife.call}</h2>
            ${note(
              'warn',
              html`<p id="${name}">${say.requestIncoming.noNumbers}</p>
                <p><a href="${where}">${say.desks.showNumber}</a></p>`,
            )}`,
      };
    },
  }),
  identifiers: question({
    guards: ['identifiersNamed'],
    // A request whose fields were typed, or came as data, says it itself.
    when: (of) =>
      has(of, 'identifiersNamed') &&
      namedIn(of.facts.form, of.facts.request.version.answers).identifiers.length === 0,
    field: () =>
      identifierLinesField({
        ask: (say) => say.desks.asks.identifiers,
        max: HELD_IDENTIFIERS_MAX,
        isPart: true, // of one page with the reason
      }),
  }),
  callSpoke: question({ guards: ['directoryNumber'], field: () => typed(ofLife('callSpoke')) }),
  ground: question({
    guards: ['groundGiven', 'groundOfEach'],
    when: (of) => has(of, 'groundGiven') && !isOfItems(of),
    field: ({ shown, row }) =>
      pick({
        ...ofLife('ground'),
        list: () => groundsOf(shown, row),
        id: (code) => code,
        words: (say, code) => groundText(say, shown.law, code, lawOfGrounds(shown, row.act)),
        none: () => '',
        isInOrder: true,
        wrong: toChoose,
        ids: z.enum(GROUNDS),
      }),
  }),
  digests: question({
    guards: ['digestsMatch'],
    when: (of) => has(of, 'digestsMatch') && !of.isCompared,
    field: () => ticked('yes', { ...ofLife('digests'), words: (say) => say.requestLife.digests }),
  }),
  ...WAY_QUESTIONS,
  ...ENDING_QUESTIONS,
  occurred: question({
    guards: [],
    when: (of) => has(of, 'evidenceGiven'),
    field: (about) => {
      const { file, request } = about.shown;
      const [ours, theirs] = [stateOfCase(file), request.counterpart];
      return moment('occurredAt', {
        ask: (say) => say.desks.actAsks.occurredAt,
        means: 'occurred',
        label: (say) => say.requestLife.occurred,
        hint: (say) => say.requestLife.occurredHint,
        // What the other side did happened by its clock.
        states: () =>
          about.row.who === 'counterpart' && theirs !== undefined ? [theirs, ours] : [ours, theirs],
        now: () => about.now,
        preset: () => 'now',
      });
    },
  }),
  ...CARRIAGE_QUESTIONS,
  exhibits: question({
    guards: ['exhibitsNamed'],
    field: ({ exhibits }) => {
      const field = someOf<ActAbout['exhibits'][number], string>({
        ask: (say) => say.requestLife.exhibits,
        means: 'exhibits',
        list: () => exhibits,
        id: ({ number }) => number,
        words: (_say, { number, title }) => `${number} ${visiblePlain(title, 200)}`,
        wrong: toChoose,
        ids: z.string(),
        max: 1000,
      });
      if (exhibits.length > 0) return field;
      return {
        ...field,
        control: (say) =>
          html`<h1>${say.requestLife.exhibits}</h1>
            <p id="exhibits">${say.requestLife.noExhibits}</p>`,
      };
    },
  }),
  ...DEADLINE_QUESTIONS,
  items: question({
    guards: ['itemsNamed', 'itemsSettled', 'groundGiven', 'groundOfEach'],
    when: isOfItems,
    field: (about) => {
      const { shown, row } = about;
      const isSender = isOfSender(shown.request.direction, row);
      return itemsField<(typeof ACTUAL)[number] | (typeof DESIRED)[number]>(shown, {
        ask: ({ requestLife: { asks } }) => (isSender ? asks.wanted : asks.became),
        label: (say) => say.requestLife.items,
        items: numbersOf(about),
        values: isSender ? DESIRED : ACTUAL,
        words: ({ requestLife }, one) => ({ ...requestLife.desireds, ...requestLife.actuals })[one],
        none: ({ requestLife: words, language }, item) => {
          const is = shown.life.items.find((one) => one.item === item);
          const now = isSender
            ? is && words.desireds[is.desired]
            : is?.actual === undefined
              ? words.noAnswer
              : words.actuals[is.actual];
          return `${words.unchanged}${language.colon}${now ?? ''}`;
        },
      });
    },
  }),
  grounds: question({
    guards: ['groundGiven', 'groundOfEach'],
    // Who answers an order says of each item that does not come why: Regulation (EU) 2023/1543, Art. 10(8) and Annex III.
    when: (of) => isOfItems(of) && (has(of, 'groundGiven') || (isOrder(of.facts.form.id) && !isOfAsker(of))),
    // The other side may not have said it; then the item stays due.
    isOptional: ({ guards }) => !guards.includes('groundGiven') && !guards.includes('groundOfEach'),
    isAsked: hasLacking,
    field: (about, title) =>
      groundsField(
        about.shown,
        numbersOf(about),
        title((say) => say.requestLife.asks.grounds),
      ),
  }),
  notes: question({
    guards: [],
    when: (of) => isOfItems(of) && !isOfAsker(of),
    isAsked: hasLacking,
    field: (about) => notesField(about.shown, numbersOf(about)),
  }),
  conditions: question({
    guards: [],
    when: ({ row }) => row.act === 'proposeConditions',
    field: () => typed({ ...ofLife('conditions'), rows: 4 }),
  }),
  preservation: question({
    guards: ['preservationSettled'],
    when: (of) => has(of, 'preservationSettled') && of.facts.preservations.length > 0,
    field: () => typed({ ...ofLife('preservation'), rows: 4 }),
  }),
  reference: question({
    guards: [],
    when: ({ row }) => WITH_REFERENCE.has(row.act),
    isOptional: always,
    field: (_about, title) => typed(ofLife('reference', title)),
  }),
  reason: question({
    guards: ['reasonGiven', ...BY_REASON],
    when: (of) =>
      has(of, 'reasonGiven') ||
      BY_REASON.some((guard) => guard !== 'accessInTime' && has(of, guard)) ||
      WITH_WORDS.has(of.row.act) ||
      (has(of, 'accessInTime') && bySystem(of)),
    isOptional: ({ guards }) =>
      !guards.includes('reasonGiven') && !BY_REASON.some((guard) => guards.includes(guard)),
    // Why a link is open for longer than it commonly is, or why it goes by a way that is not known: only where it is so.
    isAsked: (_said, left, { row: { guards }, compared }) => {
      if (guards.includes('reasonGiven') || !guards.some((guard) => BY_REASON.includes(guard))) return true;
      const open = BY_REASON.filter(
        // Where somebody says that the digests are equal, nothing stands in for that.
        (guard) => guards.includes(guard) && (guard !== 'digestsMatch' || compared !== undefined),
      );
      return left(open).length > 0 && left(open, 'to be told').length === 0;
    },
    field: (about, title) =>
      typed({
        ask: title((say) => reasonWords(say, about).ask),
        means: 'reason',
        label: (say) => reasonWords(say, about).label,
        rows: 5,
        max: TEXT_MAX.reason,
      }),
  }),
  evidence: question({
    guards: ['evidenceGiven'],
    field: () =>
      typed({
        ask: (say) => say.desks.actAsks.evidence,
        means: 'evidence',
        label: (say) => say.requestLife.evidence,
        hint: (say) => say.requestLife.evidenceHint,
        rows: 3,
        max: TEXT_MAX.evidence,
      }),
  }),
};

/** What the words are that stand in the field of a reason. */
function reasonWords(
  { requestLife: words, requestOutcome: { asks: ends, labels }, desks, results }: Messages,
  { row: { guards, act, who }, shown, now }: ActAbout,
): { readonly ask: string; readonly label: string } {
  const { asks } = words;
  const hasOne = (guard: Guard): boolean => guards.includes(guard);
  if (hasOne('channelAllowed')) return { ask: asks.way, label: words.way };
  if (hasOne('orderOrReason')) return { ask: ends.order, label: labels.order };
  if (hasOne('digestsMatch')) return { ask: ends.checked, label: results.verifyWhy };
  if (hasOne('windowOver') && isWindowOpen({ ...shown.life.facts, occurredAt: now }))
    return { ask: ends.early, label: labels.early };
  if (hasOne('accessInTime')) return { ask: asks.longer, label: words.carriage.longer };
  if (act === 'returnForChanges') return { ask: asks.comment, label: words.comment };
  if (act === 'askClarification' && who !== 'counterpart')
    return { ask: asks.question, label: words.question };
  return who === 'counterpart'
    ? { ask: asks.words, label: words.words }
    : { ask: desks.actAsks.reason, label: words.reason };
}
