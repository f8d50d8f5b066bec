// The facts an answer rests on, gathered and counted by how sure they are.
import { CONFIDENCES } from '../law/confidence.ts';
import type { Fact } from '../law/model.ts';
import type { Answer } from './plan.ts';

/** Every fact an answer rests on, once, in the order of appearance. */
export function factsOf(answer: Answer): Fact[] {
  const found = new Map<string, Fact>();
  const add = (facts: readonly Fact[]): void => {
    for (const fact of facts) found.set(`${fact.at} ${String(fact.text)}`, fact);
  };
  for (const { plans, future, closed } of answer.parts) {
    for (const { steps, timing } of plans) {
      for (const step of steps) {
        for (const one of step.conditions) add(one.facts);
        add([
          ...(step.expected?.facts ?? []),
          ...step.asks,
          ...step.conditionsOfUse,
          ...step.refusalGrounds,
          step.editorial,
        ]);
      }
      for (const one of timing.warnings) add(one.facts);
    }
    for (const { because } of [...future, ...closed]) add(because.facts);
  }
  for (const { facts } of answer.claims) add(facts);
  return [...found.values()];
}

export function countWords(facts: readonly Fact[], answer: Answer): string {
  const counts = [...CONFIDENCES].reverse().flatMap((one) => {
    const count = facts.filter(({ confidence }) => confidence === one).length;
    return count === 0 ? [] : [`${count} ${one}`];
  });
  return `Law data ${answer.dataVersion}; ${facts.length} facts used: ${counts.join(', ')}. --facts lists them with their sources.`;
}
