// One step of a preservation's life, in memory: whether an act may be taken. `preservation.acts.ts` does the same in a
// transaction; the property test drives it beside both machines of requests.
import { Refusal } from '../../../base/refusal.ts';
import type { CompetenceRule, Competences } from '../../../law/competence.ts';
import { formOf } from '../../forms/index.ts';
import type { Actor } from '../../machine/states/guard-facts.ts';
import { isWho } from '../../machine/states/actor-roles.ts';
import { Hindered, type Told } from '../../machine/states/life-step.ts';
import { rowFor, type Guard, type Row } from '../../machine/states/machine.ts';
import { preservation as machine } from '../../machine/states/preservation.ts';
import { notYours } from '../../machine/states/not-yours.ts';
import type { Preservation } from '../../core/preservation.ts';

interface PreservationFacts {
  /** `system`: the job that lets it expire. */
  readonly actor: Pick<Actor, 'role' | 'roles'> | 'system';
  readonly competence: Competences;
  /** Undefined: it has not come, or what keeps the data has no end. */
  readonly endedAt: Date | undefined;
}

type Held = Pick<Preservation, 'state' | 'direction' | 'form' | 'instrument' | 'categories'> &
  Partial<Pick<Preservation, 'expiresAt'>>;
type AnyRow = Row<string, string>;

/** Refusals: conflict (not in this state), badInput (no such act), notAllowed (not by this person, or a guard). */
export function decidePreservation(held: Held, act: string, facts: PreservationFacts, told: Told): AnyRow {
  const row = rowFor(machine, held.state, act);
  if (row === undefined) throw notNow(held, act);
  const { actor } = facts;
  if (actor === 'system' ? row.who !== 'system' : !isWho(actor, row.who)) throw notYours(row);
  for (const guard of row.guards) {
    const found = GUARDS[guard]?.({ held, facts, told }) ?? { found: 'nothing that tells' };
    if (found !== 'holds') throw new Hindered({ guard, ref: 'rule of preservations', ...found });
  }
  return row;
}

/** The acts that a person may see: that an order came is recorded where it is registered, and nowhere else. */
export function isOfferedOf({ act, who }: Pick<AnyRow, 'act' | 'who'>): boolean {
  return who !== 'system' && act !== 'receive';
}

interface Asked {
  readonly held: Held;
  readonly facts: PreservationFacts;
  readonly told: Told;
}

type Found = 'holds' | { readonly found: string; readonly ref?: string };

const holds = (isSo: boolean, found: string): Found => (isSo ? 'holds' : { found });

/** Those of the machine of preservations. What another guard asks cannot be told here, and so is refused. */
const GUARDS: { readonly [guard in Guard]?: (asked: Asked) => Found } = {
  evidenceGiven: ({ told }) => holds(told.evidence !== undefined, 'no evidence: nothing that shows it'),
  reasonGiven: ({ told }) => holds(told.reason !== undefined, 'no reason'),
  // Recorded once more, an extension would be another one.
  endGiven: ({ held: { expiresAt }, told: { detail, occurredAt } }) =>
    holds(
      detail.endsAt !== undefined &&
        Date.parse(detail.endsAt) > Math.max(occurredAt.getTime(), expiresAt?.getTime() ?? 0),
      'no end that is later',
    ),
  endPassed: ({ facts }) => holds(facts.endedAt !== undefined, 'an end that has not come'),
  productionLinked: ({ told }) => holds(told.detail.production !== undefined, 'no request for the data'),
  mayRelease: ({ held, facts, told }) => {
    if (held.direction === 'incoming')
      return holds(told.evidence !== undefined, 'nothing that shows that who asked lets the data go');
    const lacking = releaseHindrance(held, facts);
    return lacking ?? 'holds';
  },
};

/**
 * Who may order data to be kept may let them go. Where the instrument names the authorities, it is one of these; where it
 * leaves that to the law of the State, or nothing is known, the desk that asked. Undefined: nothing stands in the way.
 */
export function releaseHindrance(
  held: Held,
  { actor, competence }: Pick<PreservationFacts, 'actor' | 'competence'>,
): { readonly found: string; readonly ref: string } | undefined {
  if (held.direction === 'incoming' || actor === 'system') return undefined;
  const { role } = actor;
  const rank = role === 'judge' || role === 'prosecutor' ? role : 'other';
  const beyond = rulesOf(competence, held).find(
    ({ authorities }) => authorities[rank] === 'may_not' || authorities[rank] === 'validated',
  );
  return (
    beyond && {
      found: `${rank}, who may not order it alone`,
      ref: `${beyond.instrument}, Art. ${beyond.article}`,
    }
  );
}

function rulesOf({ rules }: Competences, { form, instrument, categories }: Held): readonly CompetenceRule[] {
  return rules.filter(
    (rule) =>
      (form === undefined
        ? rule.instrument === instrument && rule.forms.some(isHolding)
        : rule.forms.includes(form)) && categories.some((one) => rule.categories.includes(one)),
  );
}

/** A form that asks for data to be kept. */
function isHolding(form: string): boolean {
  return formOf(form)?.clocks.some(({ holds: isHold }) => isHold === true) ?? false;
}

export function notNow({ state }: Pick<Preservation, 'state'>, act: string): Refusal {
  const from = machine.rows.filter((row) => row.act === act).map((row) => row.from);
  return from.length === 0
    ? new Refusal('badInput.preservationAct', { act: act.slice(0, 80) })
    : new Refusal('conflict.preservationState', { states: from.join(', '), state });
}
