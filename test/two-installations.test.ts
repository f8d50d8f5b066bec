// Two States on one machine: evidence goes from one to the other and on, witnessed by each other, time-stamped by a real
// authority; custody passes by offer and acceptance. Everything through the terminal, as people would.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { comity, comityJson, LYON, startComity, SUVA } from './support/comity.ts';
import { hasProgram } from './support/programs.ts';
import { atEnd, temporaryFolder } from './support/temporary.ts';
import { startTimestampAuthority } from './support/tsa.ts';
import { said } from './support/words.ts';

interface Exhibit {
  readonly number: string;
  readonly fromLog: string;
  readonly fromItem: string;
}

test('evidence passes from one State to another and on, and each step can be checked', async (t) => {
  if (!hasProgram('openssl')) return t.skip('openssl is not installed');
  const folder = temporaryFolder(t);
  const at = (name: string): string => join(folder, name);
  const [france, fiji] = [at('france'), at('fiji')];
  const lyon = await comityJson(france, ['init', ...LYON]);
  const suva = await comityJson(fiji, ['init', ...SUVA]);

  // Each witnesses the other's log.
  const witnessOf = async (home: string, name: string, keys: unknown) => {
    const logs = (keys as string[]).flatMap((key) => ['--log', key]);
    const witness = await startComity(
      home,
      ['witness', 'serve', '--name', name, '--port', '0', ...logs],
      (lines) => lines.length === 3,
    );
    atEnd(t, () => witness.stop());
    return witness.lines.slice(1);
  };
  const policyOf = (lines: readonly string[]): string => {
    const names = lines.map((line) => line.split(' ')[1]).join(' ');
    return `${lines.join('\n')}\ngroup partner all ${names}\nquorum partner\n`;
  };
  const fijiWitness = policyOf(await witnessOf(fiji, 'witness.suva.example', lyon['verifierKeys']));
  const franceWitness = policyOf(await witnessOf(france, 'witness.lyon.example', suva['verifierKeys']));
  writeFileSync(at('policy-france'), fijiWitness);
  writeFileSync(at('policy-fiji'), franceWitness);
  for (const [home, policy] of [
    [france, 'policy-france'],
    [fiji, 'policy-fiji'],
  ] as const) {
    const set = await comity(home, ['log', 'policy', at(policy)]);
    assert.equal(set.code, 0, set.err);
  }

  const authority = await startTimestampAuthority();
  atEnd(t, () => authority.stop());
  writeFileSync(at('tsa.pem'), authority.caPem);
  for (const home of [france, fiji]) {
    assert.equal(
      (
        await comity(home, [
          'log',
          'authority',
          authority.url,
          '--name',
          'test-tsa',
          '--trust',
          at('tsa.pem'),
        ])
      ).code,
      0,
    );
  }

  // France takes something into evidence and offers it.
  const opened = await comityJson(france, ['case', 'create', '--title', 'Harbour invoices']);
  const reference = String(opened['reference']);
  writeFileSync(at('invoice.txt'), 'an invented invoice\n');
  const added = await comityJson(france, [
    'exhibit',
    'add',
    at('invoice.txt'),
    '--case',
    reference,
    '--source',
    'Harbour office',
    '--authority',
    'warrant 441/26',
    '--condition',
    'This case only',
  ]);
  const sent = String(added['number']);
  await comityJson(france, [
    'package',
    'create',
    '--case',
    reference,
    '--to',
    at('first'),
    '--receiver',
    'Central Authority of Fiji',
    '--receiver-state',
    'FJ',
    '--offer',
  ]);
  const [bag = ''] = readdirSync(at('first')).filter((name) => name !== 'package.note');
  assert.deepEqual(readdirSync(at(`first/${bag}/custody/timestamps`)), ['test-tsa.tsr']);

  // Fiji checks with keys, witness and time-stamp root that came by another road, and takes it in.
  const trusted = readFileSync(String(lyon['trustFile']), 'utf8').replace('quorum none\n', '') + fijiWitness;
  writeFileSync(at('trust-france'), trusted);
  const verified = await comityJson(fiji, ['verify', at('first'), '--trust', at('trust-france')]);
  assert.equal(verified['ok'], true);
  const other = await comityJson(fiji, ['case', 'create', '--title', 'Request from France']);
  const importing = [
    'package',
    'import',
    at('first'),
    '--case',
    String(other['reference']),
    '--trust',
    at('trust-france'),
  ];
  const imported = await comityJson(fiji, importing);
  const exhibits = imported['exhibits'] as readonly Exhibit[];
  assert.deepEqual(
    exhibits.map((one) => [one.fromLog, one.fromItem]),
    [
      ['lyon.example/custody', sent],
      ['lyon.example/custody', 'package'],
    ],
  );
  const again = await comityJson(fiji, importing);
  assert.equal(again['repeated'], true);
  assert.deepEqual(again['exhibits'], exhibits);

  // Custody passes on acceptance; the receipt goes back.
  const number = exhibits[0]?.number ?? '';
  await comityJson(fiji, ['exhibit', 'accept', number, '--receipt', at('receipt')]);
  await comityJson(france, [
    'package',
    'receipt',
    at('receipt'),
    '--exhibit',
    sent,
    '--trust',
    String(suva['trustFile']),
  ]);
  const events = (await comity(france, ['custody', 'list', '--exhibit', sent, '--json'])).out
    .trim()
    .split('\n');
  const types = events.map((line) => (JSON.parse(line) as { event: { type: string } }).event.type);
  assert.deepEqual(types, ['acquired', 'stored', 'offered', 'receiptFiled']);

  // Fiji hands it on, with the conditions it came under and the sender's papers.
  await comityJson(fiji, [
    'package',
    'create',
    '--case',
    String(other['reference']),
    '--to',
    at('second'),
    '--receiver',
    'High Court',
    '--receiver-state',
    'FJ',
  ]);
  assert.equal((await comityJson(france, ['verify', at('second')]))['ok'], true);
  const [onward = ''] = readdirSync(at('second')).filter((name) => name !== 'package.note');
  const conditions = JSON.parse(readFileSync(at(`second/${onward}/custody/conditions.json`), 'utf8')) as {
    exhibits: Record<string, string[]>;
  };
  assert.deepEqual(conditions.exhibits[number], ['This case only']);

  for (const home of [france, fiji]) {
    const report = await comityJson(home, ['audit']);
    assert.equal(report['differencesCount'], 0);
    assert.ok(Number(report['checkpoints']) >= 2);
    assert.ok(Number(report['timestamps']) >= 1);
  }
});

test('a package that fails its check goes to quarantine with the reason, and nothing is imported', async (t) => {
  const folder = temporaryFolder(t);
  const home = join(folder, 'home');
  await comityJson(home, ['init', ...LYON]);
  const reference = String(
    (await comityJson(home, ['case', 'create', '--title', 'Harbour invoices']))['reference'],
  );
  writeFileSync(join(folder, 'not-a-package'), said.drafting.persons.roles.other);
  const ran = await comity(home, [
    'package',
    'import',
    join(folder, 'not-a-package'),
    '--case',
    reference,
    '--json',
  ]);
  assert.equal(ran.code, 1);
  const { quarantine, code } = JSON.parse(ran.out) as { quarantine: string; code: string };
  assert.equal(code, 'unsafeArchive');
  const reason = JSON.parse(readFileSync(join(home, 'quarantine', `${quarantine}.json`), 'utf8')) as {
    message: string;
  };
  assert.match(reason.message, /expected/);
  assert.deepEqual(JSON.parse((await comity(home, ['exhibit', 'list', '--json'])).out), []);
  assert.equal((await comityJson(home, ['audit']))['differencesCount'], 0);
});
