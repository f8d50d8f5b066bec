// ./comity log checkpoint | timestamp | witness | authority | policy | restore, ./comity officer enrol
import { createHash } from 'node:crypto';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import {
  addAuthority,
  stampCheckpoint,
  witnessCheckpoint,
  writeWitnessPolicy,
} from '../evidence/log/log-partners.acts.ts';
import { bestKept } from '../evidence/log/log-kept.acts.ts';
import { rebuildFiles } from '../evidence/log/log-publish.acts.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import type { NoteSigner } from '../evidence/log/log-entry.ts';
import { handOverOf, replaceLogKeys } from '../evidence/log/log-hand-over.acts.ts';
import { handOverPath } from '../evidence/log/log-keys.acts.ts';
import { restoreLog } from '../evidence/upkeep/log-restore.acts.ts';
import { replaceServiceKey } from '../evidence/log/service-key.acts.ts';
import { enrolOfficer, openOfficerKey } from '../evidence/log/officer.acts.ts';
import { Refusal } from '../base/refusal.ts';
import { homeOf } from '../platform/home.ts';
import {
  KEY_CHANGE_CAUSES,
  type KeyChange,
  type KeyChangeCause,
  type ServiceKeyChange,
} from '../verify/key-change.ts';
import { formatVerifierKey } from '../verify/note-key.ts';
import { OVERLAP_DAYS, OVERLAP_DAYS_MAX } from '../evidence/installation/key-proposal.ts';
import { AUTHORITY, POLICY_FILE } from '../evidence/installation/partners.ts';
import { actCommand } from './act-command.ts';
import { TEXT, optionsOf, wordsAndOptions } from './options.ts';
import { EXIT, type Terminal } from './terminal.ts';
import { withInstallation } from './with-installation.ts';
import { counted, numberFrom, onlyArgument, printable, required } from './words.ts';

/** Private keys may be what was lost. */
const MAY_LACK = { mayLackKeys: true } as const;
const JSON_FLAG = { json: { type: 'boolean', default: false } } as const;

export async function runLogCheckpoint(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = { ...JSON_FLAG, rebuild: { type: 'boolean', default: false } } as const;
  const { values } = optionsOf(args, options);
  const checkpoint = await withInstallation(async (house) => {
    if (values.rebuild) await rebuildFiles({ ...house, origin: house.identity.origin });
    return house.publish();
  });
  const note = Buffer.from(checkpoint.note).toString('utf8');
  if (values.json) terminal.out(JSON.stringify({ origin: checkpoint.origin, size: checkpoint.size, note }));
  else terminal.out(note.trimEnd());
  return EXIT.done;
}

export const runLogAuthority = actCommand(
  { fields: AUTHORITY, about: {} },
  async ({ values: { name, url, trust }, terminal }) => {
    await addAuthority(homeOf(process.env), { name, url, ...(trust === undefined ? {} : { trust }) });
    terminal.out(`${name} will be asked by 'comity log timestamp' and at every package.`);
    return EXIT.done;
  },
);

export const runLogPolicy = actCommand(
  { fields: POLICY_FILE, about: { policy: '' } },
  async ({ values, terminal }) => {
    const bytes = Buffer.from(`${values.policy}\n`);
    const policy = await writeWitnessPolicy(homeOf(process.env), bytes, 'the file');
    terminal.out(
      `Policy set: ${policy.witnesses.length} witness(es). It is asked by 'comity log witness' and at every package.`,
    );
    return EXIT.done;
  },
);

export async function runLogTimestamp(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = optionsOf(args, JSON_FLAG);
  const results = await withInstallation(async (house) => {
    const published = await house.publish();
    return stampCheckpoint(house, (await bestKept(house, published.size)) ?? published);
  });
  if (values.json) terminal.out(JSON.stringify(results));
  else {
    for (const { name, time, isTrusted, problem } of results) {
      if (problem !== undefined) terminal.err(`${name}: not stamped. ${printable(problem)}`);
      else
        terminal.out(
          `${name}: ${time === 'already' ? 'stamped before' : `stamped, ${time}`}${isTrusted === false ? ' (its certificate is not among those trusted)' : ''}`,
        );
    }
    if (results.length === 0)
      terminal.err(
        'No authority is configured. Add one: ./comity log authority URL --name NAME --trust FILE.pem',
      );
  }
  return results.length > 0 && results.every((one) => one.problem === undefined) ? EXIT.done : EXIT.refused;
}

export async function runLogWitness(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = optionsOf(args, JSON_FLAG);
  const result = await withInstallation(async (house) => witnessCheckpoint(house, await house.publish()));
  const { checkpoint, quorum, witnesses } = result;
  if (values.json) terminal.out(JSON.stringify({ size: checkpoint.size, quorum, witnesses }));
  else {
    for (const { name, cosigned, problem } of witnesses) {
      terminal.out(
        `${printable(name)}: ${cosigned ? 'cosigned' : `not cosigned. ${printable(problem ?? '')}`}`,
      );
    }
    for (const { name, fork } of witnesses) {
      if (fork !== undefined)
        terminal.err(
          `FORK: ${printable(name)} holds another history of this log. Both checkpoints are in ${fork}. Keep everything as it is and tell your partners.`,
        );
    }
    terminal.out(
      quorum
        ? `Enough witnesses for the policy, at ${counted(checkpoint.size, 'event')}.`
        : 'NOT enough witnesses for the policy.',
    );
  }
  return quorum ? EXIT.done : EXIT.refused;
}

export async function runLogRestore(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = optionsOf(args, {
    ...JSON_FLAG,
    officer: { type: 'string', multiple: true, default: [] },
    reason: TEXT,
  });
  const reason = required(values.reason, 'reason');
  const restored = await withInstallation(async (house) => {
    const officers = await openOfficers(house, values.officer);
    return restoreLog(house, officers, reason);
  }, MAY_LACK);
  if (values.json) terminal.out(JSON.stringify(restored));
  else {
    terminal.out(
      `The database held ${counted(restored.foundSize, 'event')}, ${restored.publishedSize} had been published.`,
    );
    terminal.out(`${restored.recovered} were read back from the files of the log.`);
    if (restored.lost !== undefined)
      terminal.out(
        `LOST: events ${restored.lost.from} to ${restored.lost.to - 1}. The log says so for good.`,
      );
  }
  return EXIT.done;
}

export async function runRotateServiceKey(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = optionsOf(args, ROTATION);
  const cause = causeOf(required(values.cause, `--cause ${KEY_CHANGE_CAUSES.join(', ')}`));
  const { from, to } = await withInstallation(
    async (house) => replaceServiceKey(house, { cause, ...(await rotation(house, values)) }),
    MAY_LACK,
  );
  // Opened anew, the installation puts the file in its place.
  await withInstallation(() => Promise.resolve(), MAY_LACK);
  if (values.json) terminal.out(JSON.stringify({ from, to, cause }));
  else for (const line of serviceLines({ from, to, cause })) terminal.out(line);
  return EXIT.done;
}

function serviceLines({ from, to, cause }: ServiceKeyChange): string[] {
  const next =
    cause === 'planned'
      ? 'Whoever checks a package finds the change in the log; partners need to do nothing.'
      : 'The log says that nothing rests on the old one from here on. Send partners your keys anew, by another road: ./comity peer export';
  return [
    `The key of the service was replaced: ${from} signs no more.`,
    `From now on ${to} signs. What was signed before stays valid.`,
    next,
    'A server and workers that run take it up by themselves. Make a backup: older ones hold the old key.',
  ];
}

export async function runRotateLogKeys(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = optionsOf(args, { ...ROTATION, 'overlap-days': TEXT });
  const cause = causeOf(required(values.cause, `--cause ${KEY_CHANGE_CAUSES.join(', ')}`));
  const overlapDays = daysOf(values['overlap-days']);
  const change = await withInstallation(
    async (house) => replaceLogKeys(house, { cause, overlapDays, ...(await rotation(house, values)) }),
    MAY_LACK,
  );
  // Opened anew, the installation puts the files in place and makes the proof.
  const proof = await withInstallation(async (house) => {
    await handOverOf(house, change.index);
    return join(house.folder.path, handOverPath(change.index));
  });
  const trust = join(homeOf(process.env).path, 'trust.txt');
  if (values.json) terminal.out(JSON.stringify(changeJson(change, { proof, trust })));
  else for (const line of changeLines(change, { proof, trust })) terminal.out(line);
  return EXIT.done;
}

function changeJson({ index, cause, overlapUntil, to }: KeyChange, files: { proof: string; trust: string }) {
  return { index, cause, overlapUntil, keys: [to.ed25519, to.mlDsa44].map(formatVerifierKey), ...files };
}

function changeLines(change: KeyChange, { proof, trust }: { proof: string; trust: string }): string[] {
  const { index, cause, overlapUntil } = change;
  const next =
    cause === 'planned'
      ? `Until ${overlapUntil} the old keys sign too. Whoever trusts them is led to the new ones; our witnesses learn of them by ./comity log witness; send others the keys in ${trust}, and partners ${trust} and ${proof}.`
      : `The old keys vouch for nothing any more. Partners and witnesses must be told by another road, today: give them ${trust}, and say that the old keys are to be struck from their files.`;
  return [
    `The keys of the log were replaced with event ${index}. What was signed before stays valid.`,
    next,
    'A server and workers that run take them up by themselves. Make a backup: older ones hold the old keys.',
  ];
}

/** What both commands ask. */
const ROTATION = {
  ...JSON_FLAG,
  officer: { type: 'string', multiple: true, default: [] as string[] },
  cause: { type: 'string' },
  reason: { type: 'string' },
  again: { type: 'boolean', default: false },
} as const;

async function rotation(
  house: Installation,
  {
    officer,
    again,
    reason,
  }: { readonly officer: string[]; readonly again: boolean; readonly reason?: string },
) {
  const passphrase = process.env['COMITY_PASSPHRASE'];
  return {
    officers: await openOfficers(house, officer),
    isAgain: again,
    user: userInfo().username,
    ...(reason === undefined ? {} : { reason }),
    ...(passphrase === undefined ? {} : { passphrase }),
  };
}

async function openOfficers(house: Installation, paths: readonly string[]): Promise<NoteSigner[]> {
  const officers = [];
  for (const path of paths)
    officers.push(await openOfficerKey(house, path, process.env['COMITY_OFFICER_PASSPHRASE']));
  return officers;
}

function causeOf(text: string): KeyChangeCause {
  const cause = KEY_CHANGE_CAUSES.find((one) => one === text);
  if (cause !== undefined) return cause;
  throw new Refusal('badUsage.causeOfKeyChange', {
    choices: KEY_CHANGE_CAUSES.join(', '),
    found: printable(text),
  });
}

function daysOf(text: string | undefined): number {
  if (text === undefined) return OVERLAP_DAYS;
  return numberFrom(text, { option: 'overlap-days', least: 0, most: OVERLAP_DAYS_MAX });
}

export async function runOfficerEnrol(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, { ...JSON_FLAG, 'key-file': TEXT });
  const person = onlyArgument(positionals, 'NAME');
  const passphrase = process.env['COMITY_OFFICER_PASSPHRASE'];
  const enrolled = await withInstallation((house) => {
    const keyPath = values['key-file'] ?? join(house.home.keys, keyFileName(person));
    return enrolOfficer(house, { person, keyPath, ...(passphrase === undefined ? {} : { passphrase }) });
  });
  if (values.json)
    terminal.out(
      JSON.stringify({
        fingerprint: enrolled.fingerprint,
        keyFile: enrolled.keyFile,
        repeated: enrolled.recorded.repeated,
      }),
    );
  else {
    const { repeated } = enrolled.recorded;
    terminal.out(
      repeated
        ? `${printable(person)} was enrolled before with the key ${enrolled.fingerprint}: nothing new was recorded.`
        : `${printable(person)} is enrolled with the key ${enrolled.fingerprint}.`,
    );
    terminal.out(
      `The private key is in ${printable(enrolled.keyFile)}: move it to a medium that the officer keeps, and leave no copy here.`,
    );
  }
  return EXIT.done;
}

/** `officer-ana-duarte.pem`. Signs and spaces fold: where a name has more than single spaces, part of its digest keeps it apart. */
function keyFileName(person: string): string {
  const name = person.normalize().toLowerCase();
  const words = name.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const digest = createHash('sha256').update(person.normalize()).digest('hex').slice(0, 8);
  return `${['officer', ...words, ...(words.join(' ') === name ? [] : [digest])].join('-')}.pem`;
}
