// What is asked when a package is disclosed to a person who is no member of the case: the defence, a court.
import type { Day } from '../base/day.ts';
import type { CodeRoad, DisclosedTo, Disclosure } from '../people/disclosure.store.ts';
import { INVITED_NAME } from '../people/people-asked.ts';
import { oneOf } from '../web/fields/choice.ts';
import { day } from '../web/fields/day.ts';
import { onlyIf, type Body, type Fields, type ValuesOf } from '../web/fields/field.ts';
import { together } from '../web/fields/group.ts';
import { text } from '../web/fields/text.ts';
import { typedLine } from '../web/form-line.ts';

export const DISCLOSED_DAYS_MAX = 730;
const LINE_MAX = 200;

const DISCLOSED_TO = ['defence', 'court', 'other'] as const satisfies readonly DisclosedTo[];
const CODE_ROADS = ['telephone', 'person', 'post', 'message'] as const satisfies readonly CodeRoad[];

export interface DiscloseAbout {
  /** The first and the last day until which it can stand. */
  readonly from: Day;
  readonly to: Day;
}

const isInPortal = ({ way }: Body): boolean => way === 'portal';

export const DISCLOSE = {
  way: oneOf<'portal' | 'carrier', DiscloseAbout>(['portal', 'carrier'], {
    ask: (say) => say.portal.disclose.asks.way,
    label: (say) => say.portal.disclose.way,
    words: (say, way) => say.portal.disclose.ways[way],
    hints: (say, way) => say.portal.disclose.wayHints[way],
    means: 'How they get it: read in the portal, or the package on a carrier.',
  }),
  who: oneOf<DisclosedTo, DiscloseAbout>(DISCLOSED_TO, {
    ask: (say) => say.portal.disclose.asks.who,
    label: (say) => say.portal.disclose.who,
    words: (say, who) => say.portal.disclose.whos[who],
    means: 'For whom they act.',
  }),
  person: together({
    ask: (say) => say.portal.disclose.asks.person,
    means: 'Who gets it.',
    isNamed: true,
    parts: {
      name: INVITED_NAME,
      capacity: text({
        ...typedLine(LINE_MAX),
        ask: (say) => say.portal.disclose.capacity,
        hint: (say) => say.portal.disclose.capacityHint,
        wrong: (say) => say.form.needed(say.portal.disclose.capacityWhat),
        tooLong: (say) => say.form.tooLong(say.portal.disclose.capacity, LINE_MAX),
        means: 'As what they get it, such as counsel of the accused.',
        isPrivate: true,
      }),
    },
  }),
  proceeding: text<DiscloseAbout>({
    ...typedLine(LINE_MAX),
    ask: (say) => say.portal.disclose.asks.proceeding,
    label: (say) => say.portal.disclose.proceeding,
    hint: (say) => say.portal.disclose.proceedingHint,
    wrong: (say) => say.form.needed(say.portal.disclose.proceedingWhat),
    tooLong: (say) => say.form.tooLong(say.portal.disclose.proceeding, LINE_MAX),
    means: 'For which proceeding it is disclosed.',
    isPrivate: true,
  }),
  until: onlyIf(
    isInPortal,
    day<DiscloseAbout>({
      ask: (say) => say.portal.disclose.asks.until,
      label: (say) => say.portal.disclose.until,
      from: ({ from }) => from,
      to: ({ to }) => to,
      wrong: (say) => say.portal.disclose.untilWrong(DISCLOSED_DAYS_MAX),
      means: 'The last day on which it can be read.',
    }),
  ),
  codeRoad: onlyIf(
    isInPortal,
    oneOf<CodeRoad, DiscloseAbout>(CODE_ROADS, {
      ask: (say) => say.portal.disclose.asks.codeRoad,
      label: (say) => say.portal.disclose.codeRoad,
      hint: (say) => say.portal.disclose.codeRoadHint,
      words: (say, road) => say.portal.disclose.roads[road],
      means: 'By which road the code goes; the link goes by another.',
    }),
  ),
} satisfies Fields;

export type DiscloseAsked = ValuesOf<typeof DISCLOSE>;

/** What was asked of one that was made: its last day ends by UTC. */
export function askedOf({ who, capacity, proceeding, portal }: Disclosure) {
  const way = portal === undefined ? ('carrier' as const) : ('portal' as const);
  const until = portal?.until.toISOString().slice(0, 10);
  return { way, who, capacity, proceeding, until, codeRoad: portal?.code.road };
}
