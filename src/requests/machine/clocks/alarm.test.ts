// Who is told that a time limit ends: whoever sees to it by role, the lead where nobody does, and then everybody who may send.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AgencyRole, CaseRole } from '../../../people/roles.ts';
import { toldFirst, toldNext } from './alarm.ts';
import { formOf } from '../../forms/index.ts';
import { type AlarmDesk } from '../../core/clocks.ts';

interface One {
  readonly name: string;
  readonly role: CaseRole;
  readonly roles: readonly AgencyRole[];
}

const one = (name: string, role: CaseRole, ...roles: AgencyRole[]): One => ({ name, role, roles });
const LEAD = one('lead', 'lead');
const DUTY = one('duty', 'investigator', 'dutyOfficer');
const CENTRAL = one('central', 'prosecutor', 'centralAuthority');
const ALL = [
  LEAD,
  one('investigator', 'investigator'),
  DUTY,
  CENTRAL,
  one('judge', 'judge'),
  one('translator', 'translator'),
  one('observer', 'observer'),
];

function told(desk: AlarmDesk, actors: readonly One[] = ALL): string[] {
  return toldFirst(actors, desk).map(({ name }) => name);
}

test('each desk is told of its own: who sends, who is on duty, who writes the answer', () => {
  assert.ok(told('desk').includes('central'));
  assert.deepEqual(told('duty'), ['duty', 'central'], 'a central authority has the same numbers to call');
  assert.ok(told('drafter').includes('investigator'));
  for (const desk of ['desk', 'duty', 'drafter'] as const)
    for (const never of ['observer', 'translator'])
      assert.ok(!told(desk).includes(never), `${desk}: ${never}`);
});

test('where nobody is at a desk the lead is told; where nobody reacts, whoever may send', () => {
  const few = ALL.filter((each) => each !== DUTY && each !== CENTRAL);
  assert.deepEqual(told('duty', few), ['lead']);
  const next = toldNext(ALL).map(({ name }) => name);
  assert.ok(next.includes('lead') && next.includes('central'));
  assert.ok(!next.includes('observer') && !next.includes('translator'));
});

test('hours of an emergency and what is kept are seen to by the duty officer, an answer by whoever writes it', () => {
  const desk = (form: string, clock: string): AlarmDesk | undefined =>
    formOf(form)?.clocks.find((each) => each.clock === clock)?.desk;
  assert.equal(desk('epoc', 'epoc.produce'), 'desk');
  assert.equal(desk('epoc', 'epoc.produce-emergency'), 'duty');
  assert.equal(desk('epoc', 'epoc.clarification-reply'), 'drafter');
  assert.equal(desk('epoc-pr', 'epoc-pr.hold'), 'duty');
  assert.equal(desk('mla-request', 'mla.planning'), 'desk');
});
