// The tables themselves: no state that nobody reaches or leaves, no clock without a rule, and the drawing is what they say.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { shippedLaw } from '../../../law/data-files.store.ts';
import { FORMS } from '../../forms/index.ts';
import { nextRows, USUAL_COURSE, wayTo, type Course, type Guard, type Machine } from './machine.ts';
import { drawing } from './machine-drawing.ts';
import { incoming } from './incoming.ts';
import { MACHINES } from './machines.ts';
import { outgoing } from './outgoing.ts';
import { preservation } from './preservation.ts';

for (const machine of MACHINES) {
  test(`${machine.name}: one row for each state and act, and every state is reached and left`, () => {
    const keys = machine.rows.map(({ from, act }) => `${from} ${act}`);
    assert.equal(new Set(keys).size, keys.length);
    assert.deepEqual([...reached(machine)].sort(), [...machine.states].sort());
    for (const state of machine.states)
      assert.ok(
        machine.final.includes(state) || nextRows(machine, state).length > 0,
        `${state} is a dead end`,
      );
    const acts = new Set(machine.rows.map(({ act }) => act));
    for (const act of acts) assert.match(act, /^[a-zA-Z]{1,40}$/, 'as the database takes it');
  });

  test(`${machine.name}: whatever somebody decides has a reason or a ground, and what the other side did has evidence`, () => {
    for (const { act, who, guards } of machine.rows) {
      if (who === 'counterpart') assert.ok(guards.includes('evidenceGiven'), act);
      if (
        /^(returnForChanges|refuseValidation|takeBack|declineToAuthorise|abandon|handOver|withdraw|reopen|refuse|postpone)$/.test(
          act,
        )
      )
        assert.ok(
          guards.some((guard) => guard === 'reasonGiven' || guard === 'groundGiven'),
          act,
        );
    }
  });
}

test('each act that leaves something behind is held up by what must hold, from wherever it is taken', () => {
  const wanted: readonly (readonly [Machine, string, readonly Guard[]])[] = [
    [outgoing, 'askTranslation', ['signed', 'languageDiffers']],
    [
      outgoing,
      'transmit',
      ['signed', 'channelAllowed', 'meansTaken', 'languageTaken', 'sentAsSigned', 'authorityNotified'],
    ],
    [outgoing, 'verifyEvidence', ['digestsMatch', 'countMatches', 'certificatePresent']],
    [outgoing, 'close', ['restrictionsRecorded', 'noticeDecided', 'costsSaid', 'feedbackSaid']],
    [incoming, 'verifyByCallBack', ['directoryNumber', 'anotherVerifier']],
    [incoming, 'actUrgently', ['identifiersNamed', 'reasonGiven']],
    [incoming, 'assign', ['assigneeNamed']],
    [incoming, 'beginExecution', ['orderOrReason']],
    [incoming, 'recordResults', ['notVerifier']],
    [incoming, 'completeResults', ['notVerifier']],
    [incoming, 'checkResults', ['digestsMatch', 'restrictionsRecorded']],
    [incoming, 'transmitResults', ['windowOver']],
    [incoming, 'close', ['papersReceived']],
    [incoming, 'preserveAtOnce', ['evidenceGiven']],
    [incoming, 'deleteData', ['evidenceGiven', 'reasonGiven']],
    [preservation, 'announceProduction', ['productionLinked']],
  ];
  for (const [machine, act, guards] of wanted) {
    const rows = machine.rows.filter((row) => row.act === act && !row.guards.includes('onlyTells'));
    assert.ok(rows.length > 0, act);
    for (const row of rows)
      for (const guard of guards)
        assert.ok(row.guards.includes(guard), `${machine.name} ${row.from} ${act}: ${guard}`);
  }
});

test('no clock without a rule: each event that a row may be is one of clocks.yaml, or ends a clock', async () => {
  const { clocks } = await shippedLaw();
  const known = new Set([
    'extended', // moves one that runs (`law/clocks/run.ts`)
    ...clocks.flatMap(({ startsOn, pauses }) => [
      startsOn,
      ...pauses.flatMap(({ event, until }) => [event, until]),
    ]),
  ]);
  for (const one of FORMS.flatMap(({ clocks }) => clocks)) for (const event of one.done) known.add(event);
  for (const { rows } of MACHINES)
    for (const { act, clockEvents } of rows)
      for (const event of clockEvents) assert.ok(known.has(event), `${act}: ${event}`);
});

test('docs/request-life.md is what the tables draw', () => {
  const page = readFileSync(new URL('../../../../docs/request-life.md', import.meta.url), 'utf8');
  assert.equal(page, drawing(MACHINES), 'node src/cli/draw-machines.ts draws it again');
});

function reached({ initial, rows }: Machine): Set<string> {
  const found = new Set([initial]);
  for (let before = 0; before < found.size;) {
    before = found.size;
    for (const { from, to } of rows) if (found.has(from)) found.add(to);
  }
  return found;
}

test('what must happen before an act is told by the acts that go on, or that it never comes', () => {
  const way = (
    machine: Machine,
    state: string,
    act: string,
    course: Partial<Course> = {},
  ): string[] | undefined =>
    wayTo(machine, state, act, { ...USUAL_COURSE, ...course })?.map((row) => row.act);
  assert.deepEqual(way(outgoing, 'review', 'authorise'), []);
  assert.deepEqual(way(outgoing, 'draft', 'authorise'), ['submit']);
  assert.deepEqual(way(outgoing, 'draft', 'transmit'), ['submit', 'authorise']);
  assert.deepEqual(way(preservation, 'requested', 'extend'), ['confirm']);
  assert.deepEqual(way(outgoing, 'draft', 'transmit', { goesFirst: true }), ['submit', 'issueUnvalidated']);
  assert.deepEqual(way(outgoing, 'review', 'validate', { goesFirst: true }), ['issueUnvalidated']);
  assert.equal(
    way(outgoing, 'review', 'authorise', { goesFirst: true }),
    undefined,
    'it goes before its validation',
  );
  assert.equal(way(outgoing, 'draft', 'validate'), undefined, 'and every other one is authorised');
  assert.equal(way(preservation, 'released', 'extend'), undefined);
  const tells = { onlyTells: true };
  assert.deepEqual(way(outgoing, 'authorised', 'close', tells), ['transmit', 'deliver'], 'once it is there');
  assert.equal(way(outgoing, 'acknowledged', 'reportExecuted', tells), undefined);
  assert.deepEqual(way(incoming, 'authenticated', 'close', tells), ['register']);
  assert.equal(way(incoming, 'registered', 'accept', tells), undefined);
  assert.deepEqual(way(incoming, 'registered', 'accept'), ['beginReview']);
  assert.ok((way(outgoing, 'acknowledged', 'close') ?? []).length > 1, 'and what asks is answered first');
  assert.equal(way(incoming, incoming.initial, 'no such act'), undefined);
});
