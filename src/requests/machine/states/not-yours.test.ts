// Whom a refusal names is whom the policy lets.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CASE_ROLES } from '../../../people/roles.ts';
import { isWho } from './actor-roles.ts';
import { machineOf } from './machines.ts';
import { preservation } from './preservation.ts';
import { notYours } from './not-yours.ts';

const ROWS = [...machineOf('outgoing').rows, ...machineOf('incoming').rows, ...preservation.rows];

test('an act that is for others is refused by naming each role that may, and no other', () => {
  for (const who of new Set(ROWS.map((row) => row.who))) {
    const { message } = notYours({ who, act: 'receive' });
    const [named = ''] = message.split(', for the act “receive”');
    for (const role of CASE_ROLES)
      assert.equal(named.includes(role), isWho({ role, roles: [] }, who), `${who}, ${role}: ${named}`);
  }
});
