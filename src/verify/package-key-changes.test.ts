import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { testCrypto as crypto } from '../../test/support/crypto.ts';
import { memoryReader } from '../../test/support/memory-reader.ts';
import {
  buildPackage,
  newKeys,
  ORIGIN,
  toolsOf,
  type EventDraft,
  type Files,
  type Keys,
} from '../../test/support/package-fixture.ts';
import { verifyPackage } from './package.ts';

const keys = newKeys();
/** Places of the story that are somebody else's events. */
const [FIRST, SECOND] = [2, 7];

function pair(): Pick<Keys, 'logEd25519' | 'logMlDsa44'> {
  return {
    logEd25519: generateKeyPairSync('ed25519').privateKey,
    logMlDsa44: generateKeyPairSync('ml-dsa-44').privateKey,
  };
}

function change(from: ReturnType<typeof pair>, to: ReturnType<typeof pair>): EventDraft {
  const tools = toolsOf(keys);
  const facts = {
    cause: 'compromised',
    oldEd25519: tools.vkey(ORIGIN, 1, from.logEd25519),
    oldMlDsa44: tools.vkey(ORIGIN, 6, from.logMlDsa44),
    newEd25519: tools.vkey(ORIGIN, 1, to.logEd25519),
    newMlDsa44: tools.vkey(ORIGIN, 6, to.logMlDsa44),
  };
  return { item: 'key:log', type: 'logKeysReplaced', fields: { facts } };
}

/** The hand-over proof of the event at `index`: its inclusion proof, with the event and a head that `to` signed. */
function handOver(files: Files, index: number, to: ReturnType<typeof pair>): void {
  const name = String(index).padStart(6, '0');
  const text = (path: string): string => Buffer.from(files.get(path) ?? '').toString();
  const [, size = '', root = ''] = text('custody/checkpoint.note').split('\n');
  const [way = ''] = text(`custody/proofs/${name}.tlog-proof`).split('\n\n');
  const extra = Buffer.from(files.get(`custody/events/${name}.note`) ?? '').toString('base64');
  const head = toolsOf({ ...keys, ...to }).checkpoint(Number(size), Buffer.from(root, 'base64'));
  const start = way.replace('\n', `\nextra ${extra}\n`);
  files.set(`custody/key-changes/${name}.tlog-proof`, Buffer.concat([Buffer.from(`${start}\n\n`), head]));
}

/** A log whose keys were `first`, then `second`, and are those of the package now. */
async function faultOf(first: ReturnType<typeof pair>, second: ReturnType<typeof pair>) {
  const { files } = buildPackage({
    keys,
    drafts: (drafts) => {
      drafts[FIRST] = change(first, second);
      drafts[SECOND] = change(second, keys);
    },
    bag: (bag) => {
      handOver(bag, FIRST, second);
      handOver(bag, SECOND, keys);
    },
  });
  return (await verifyPackage(memoryReader(files, crypto), { crypto })).fault;
}

test('changes of the log’s keys lead from one pair to the next', async () => {
  const fault = await faultOf(pair(), pair());
  assert.equal(fault?.code, 'signatureMissing'); // this story has one officer, and the proofs came before
  assert.equal(fault.place, 'custody/events/000002.note');
});

test('keys of the log that ended are not its keys again', async () => {
  const second = pair();
  for (const first of [
    keys,
    { ...pair(), logEd25519: keys.logEd25519 },
    { ...pair(), logMlDsa44: keys.logMlDsa44 },
  ]) {
    const fault = await faultOf(first, second);
    assert.equal(fault?.code, 'keyInvalid');
    assert.equal(fault.place, 'custody/key-changes/000002.tlog-proof');
    assert.match(fault.message, /ended/);
  }
});
