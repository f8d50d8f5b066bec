// What is asked before what came is relied on, before a request is closed, and of whom it is given to.
import { z } from 'zod';
import type { Member } from '../../../people/case-member.store.ts';
import { oneOf } from '../../../web/fields/choice.ts';
import { money } from '../../../web/fields/money.ts';
import { pick } from '../../../web/fields/pick.ts';
import { visiblePlain } from '../../../web/safe-text.ts';
import { isAnswerHere, withoutRestriction } from '../../machine/states/ending.ts';
import { wasSent } from '../../machine/states/guard-facts.ts';
import { COST_BEARERS, FEEDBACK_USES } from '../../machine/states/life.ts';
import {
  always,
  has,
  isSaid,
  ofEnding,
  question,
  ticked,
  toChoose,
  typed,
  type ActOf,
} from './question.pages.ts';

const hasCosts = (of: ActOf): boolean => has(of, 'costsSaid') && wasSent(of.facts.events);
const hasFeedback = (of: ActOf): boolean => has(of, 'feedbackSaid') && isAnswerHere(of.facts);

export const ENDING_QUESTIONS = {
  restrictions: question({
    guards: ['restrictionsRecorded'],
    when: (of) => has(of, 'restrictionsRecorded') && withoutRestriction(of.facts).length > 0,
    field: ({ shown }) =>
      ticked('none', {
        ...ofEnding('restrictions'),
        hint: (say) =>
          say.requestOutcome.hints.restrictions(
            withoutRestriction(shown.life.facts).join(say.language.comma),
          ),
        words: (say) => say.requestOutcome.noRestriction,
      }),
  }),
  certificate: question({
    guards: ['certificatePresent'],
    field: () =>
      oneOf(['came', 'none'], {
        ...ofEnding('certificate'),
        words: (say, one) => say.requestOutcome.certificates[one],
      }),
  }),
  certificateWhat: question({
    guards: ['certificatePresent'],
    isAsked: isSaid('certificate', 'came'),
    field: () =>
      typed({ ...ofEnding('certificateWhat'), hint: (say) => say.requestOutcome.hints.certificateWhat }),
  }),
  certificateNone: question({
    guards: ['certificatePresent'],
    isAsked: isSaid('certificate', 'none'),
    field: () => typed({ ...ofEnding('certificateNone'), rows: 2 }),
  }),
  costs: question({
    guards: ['costsSaid'],
    when: hasCosts,
    field: () =>
      oneOf(['none', 'some'], { ...ofEnding('costs'), words: (say, one) => say.requestOutcome.cost[one] }),
  }),
  costAmount: question({
    guards: ['costsSaid'],
    when: hasCosts,
    isAsked: isSaid('costs', 'some'),
    field: () =>
      money({
        ...ofEnding('costAmount'),
        hint: (say) => say.requestOutcome.hints.costAmount,
        wrong: (say) => say.requestLife.guards.costsSaid,
      }),
  }),
  costBearer: question({
    guards: ['costsSaid'],
    when: hasCosts,
    isAsked: isSaid('costs', 'some'),
    field: () =>
      oneOf(COST_BEARERS, {
        ...ofEnding('costBearer'),
        words: (say, one) => say.requestOutcome.bearers[one],
      }),
  }),
  feedback: question({
    guards: ['feedbackSaid'],
    when: hasFeedback,
    field: () =>
      oneOf(FEEDBACK_USES, { ...ofEnding('feedback'), words: (say, one) => say.requestOutcome.use[one] }),
  }),
  feedbackWords: question({
    guards: ['feedbackSaid'],
    when: hasFeedback,
    isOptional: always,
    isAsked: ({ feedback }) => feedback !== undefined && feedback !== 'none',
    field: () => typed({ ...ofEnding('feedbackWords'), rows: 4 }),
  }),
  assignee: question({
    guards: ['assigneeNamed'],
    field: ({ members = [] }) =>
      pick<Pick<Member, 'person' | 'name'> | 'other', string>({
        ...ofEnding('assignedTo'),
        hint: (say) => say.requestOutcome.assigneeHint,
        list: () => [...members, 'other'],
        id: (one) => (one === 'other' ? one : one.person),
        words: (say, one) =>
          one === 'other' ? say.requestOutcome.assigneeOther : visiblePlain(one.name, 200),
        wrong: toChoose,
        ids: z.string(),
      }),
  }),
  assignedTo: question({
    guards: ['assigneeNamed'],
    isAsked: isSaid('assignee', 'other'),
    field: () => typed({ ...ofEnding('assignedTo'), ask: (say) => say.requestOutcome.assigneeOther }),
  }),
};
