// What the courts of a State of use ask of electronic evidence, held against what the custody log shows: met, missing,
// or cannot tell, each with its provision. What only a person can state stays for a person to state.
import type { Day } from '../law/day.ts';
import { instrumentOf, partyOn } from '../law/look-up.ts';
import type { AdmissibilityRule, CustodyFactId, Knowledge } from '../law/model.ts';
import { knowledgeOn } from '../law/on-day.ts';
import type { StateCode } from '../law/states.ts';
import { custodyFacts, type CustodyFact, type LoggedExhibit, type Standing } from './custody-facts.ts';

export interface Asked {
  /** In the words of the law data. */
  readonly text: string;
  readonly standing: Standing;
  /** What of the log was looked at; none: it is for a person to state. */
  readonly shownBy: readonly CustodyFactId[];
  readonly events: readonly number[];
}

export interface RuleCheck {
  readonly rule: AdmissibilityRule;
  readonly asked: readonly Asked[];
  readonly standing: Standing;
}

export interface Checklist {
  readonly state: StateCode;
  readonly dataVersion: string;
  /** What the log shows, whatever the State. */
  readonly facts: readonly CustodyFact[];
  /** Empty: what the courts of that State ask is not on record, which is not to say that they ask nothing. */
  readonly rules: readonly RuleCheck[];
}

export function checklistFor(
  exhibit: LoggedExhibit,
  state: StateCode,
  knowledge: Knowledge,
  day: Day,
): Checklist {
  const facts = custodyFacts(exhibit);
  const rules = rulesOf(state, knowledge, day).map((rule) => checked(rule, facts));
  return { state, dataVersion: knowledge.dataVersion, facts, rules };
}

/** The State's own rules, and the Union's for who is bound by them. */
export function rulesOf(state: StateCode, knowledge: Knowledge, day: Day): AdmissibilityRule[] {
  const regulation = instrumentOf(knowledge, 'eu-2023-1543');
  const isBound = regulation !== undefined && partyOn(knowledge, regulation, state, day).verdict === 'yes';
  return knowledgeOn(knowledge, day).admissibility.filter(
    (one) => one.state === state || (one.state === undefined && isBound),
  );
}

function checked(rule: AdmissibilityRule, facts: readonly CustodyFact[]): RuleCheck {
  const asked = rule.requirements.map((text, i): Asked => {
    const shownBy = rule.shownBy[i] ?? [];
    const looked = facts.filter(({ id }) => shownBy.includes(id));
    return {
      text,
      shownBy,
      standing: worst(looked.map(({ standing }) => standing)),
      events: [...new Set(looked.flatMap(({ events }) => events))].sort((a, b) => a - b),
    };
  });
  return { rule, asked, standing: worst(asked.map(({ standing }) => standing)) };
}

/** Of nothing, nothing can be told. */
function worst(standings: readonly Standing[]): Standing {
  if (standings.includes('missing')) return 'missing';
  return standings.length === 0 || standings.includes('cannotTell') ? 'cannotTell' : 'met';
}
