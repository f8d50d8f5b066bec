// ./comity backup --to DIR | backup check DIR | restore DIR
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Refusal } from '../base/refusal.ts';
import { audit } from '../evidence/upkeep/audit.acts.ts';
import { auditAuthorities } from '../requests/machine/signature/signature-audit.acts.ts';
import { backUp } from '../evidence/upkeep/backup.acts.ts';
import { checkBackup } from '../evidence/upkeep/backup-check.acts.ts';
import { restoreBackup } from '../evidence/upkeep/backup-restore.acts.ts';
import { backupAt, repositorySchema } from '../evidence/upkeep/backup.ts';
import { recordHousework } from '../evidence/installation/housekeeping.store.ts';
import { homeOf } from '../platform/home.ts';
import { readSettings } from '../platform/settings.ts';
import { FLAG, TEXT, optionsOf, wordsAndOptions } from './options.ts';
import { smallFile } from './small-file.ts';
import { EXIT, sizeText, type Terminal } from './terminal.ts';
import { withInstallation } from './with-installation.ts';
import { counted, onlyArgument, printable, required } from './words.ts';

/** A note with some signatures. */
const CHECKPOINT_BYTES = 64 * 1024;
const JSON_FLAG = { json: { type: 'boolean', default: false } } as const;

export async function runBackup(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = optionsOf(args, { ...JSON_FLAG, to: TEXT, keep: TEXT, 'without-keys': FLAG });
  const to = required(values.to, 'to');
  const keep = values.keep === undefined ? {} : { keep: wholeNumber(values.keep) };
  const made = await withInstallation(async (house) => {
    const found = await backUp(house, {
      to,
      ...keep,
      withoutKeys: values['without-keys'],
      onProgress: (what, done) =>
        what === 'evidence' ? terminal.progress('Evidence', done, undefined) : undefined,
    });
    await recordHousework(house, {
      what: 'backupMade',
      place: resolve(to),
      isSound: found.missing.length === 0,
    });
    return found;
  });
  terminal.endProgress();
  if (values.json) terminal.out(JSON.stringify(made));
  else {
    terminal.out(
      `Snapshot    ${made.snapshot}: ${counted(made.rows, 'row')}, ${counted(made.events, 'event')}`,
    );
    terminal.out(
      `Evidence    ${counted(made.exhibits, 'exhibit')}, ${made.copied} of them new, ${sizeText(made.copiedBytes)}`,
    );
    if (made.packages > 0)
      terminal.out(
        `Packages    ${made.packages} that wait to be taken away, ${sizeText(made.packageBytes)} new`,
      );
    for (const name of made.removedSnapshots) terminal.out(`Removed     ${name}`);
    terminal.out(
      `Next: copy ${printable(to)} to another place, and try it: comity backup check ${printable(to)}`,
    );
  }
  if (made.missing.length === 0) return EXIT.done;
  terminal.err(
    `The bytes of ${made.missing.length} exhibit(s) are not where they should be: ${made.missing.slice(0, 10).join(', ')}. Everything else was backed up. Run ./comity audit.`,
  );
  return EXIT.refused;
}

export async function runBackupCheck(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, JSON_FLAG);
  const path = onlyArgument(positionals, 'DIR');
  const report = await checkBackup(backupAt(path), (bytes) =>
    terminal.progress('Evidence', bytes, undefined),
  );
  terminal.endProgress();
  await recordChecked(path, report.count === 0);
  if (values.json) terminal.out(JSON.stringify(report));
  else {
    terminal.out(
      `${report.snapshots} snapshot(s), ${report.objects} exhibit(s), ${report.packages} package(s), ${sizeText(report.bytes)} read.`,
    );
    for (const one of report.differences.slice(0, 10))
      terminal.err(
        `${printable(one.place)}: expected ${printable(one.expected)}; found ${printable(one.found)}.`,
      );
    terminal.out(report.count === 0 ? 'Everything is as it was written.' : `${report.count} difference(s).`);
  }
  return report.count === 0 ? EXIT.done : EXIT.refused;
}

/** A backup can be checked on any machine; the installation that it is of, when it is here, is told. */
async function recordChecked(path: string, isSound: boolean): Promise<void> {
  const settings = await readSettings(homeOf(process.env)).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === 'notReady') return undefined;
    throw error;
  });
  if (settings === undefined) return;
  const text = await readFile(backupAt(path).repository, 'utf8');
  if (repositorySchema.parse(JSON.parse(text)).origin !== settings.origin) return;
  await withInstallation((house) =>
    recordHousework(house, { what: 'backupChecked', place: resolve(path), isSound }),
  );
}

export async function runRestore(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, { ...JSON_FLAG, snapshot: TEXT, checkpoint: TEXT });
  const from = onlyArgument(positionals, 'DIR');
  const home = homeOf(process.env);
  const restored = await restoreBackup(home, {
    from,
    ...(values.snapshot === undefined ? {} : { snapshot: values.snapshot }),
    ...(values.checkpoint === undefined
      ? {}
      : { checkpoint: smallFile(values.checkpoint, { most: CHECKPOINT_BYTES }) }),
    onProgress: (what, done) =>
      what === 'evidence' ? terminal.progress('Evidence', done, undefined) : undefined,
  });
  terminal.endProgress();
  const { publishedSize } = restored;
  if (restored.witness !== undefined)
    terminal.err(
      'As a witness of other logs this installation cosigns nothing now: it may have cosigned more than the backup has. Ask the keepers of those logs for the newest head that it cosigned, then run ./comity witness resume.',
    );
  if (restored.witness?.hasKeys === false)
    terminal.err(
      `The keys of the witness are not in this backup. Put them into ${home.witness}/keys before that; where they are lost it makes new ones, and whoever names it must name those.`,
    );
  if (publishedSize !== undefined) {
    if (values.json) terminal.out(JSON.stringify(restored));
    else
      terminal.out(
        `Restored    ${restored.snapshot} into ${home.path}: ${counted(restored.events, 'event')}, ${counted(restored.objects, 'exhibit')}`,
      );
    terminal.err(
      `The log was published with ${counted(publishedSize, 'event')}; this database has ${restored.events}. Nothing can be recorded until two officers have taken it up again: comity log restore --officer FILE --officer FILE --reason TEXT`,
    );
    return EXIT.done;
  }
  const report = await withInstallation((house) =>
    audit(house, {
      also: auditAuthorities,
      onProgress: (label, done, total) => terminal.progress(label, done, total === 0 ? undefined : total),
    }),
  );
  terminal.endProgress();
  if (values.json) terminal.out(JSON.stringify({ ...restored, audit: report }));
  else {
    terminal.out(
      `Restored    ${restored.snapshot} into ${home.path}: ${counted(restored.events, 'event')}, ${counted(restored.objects, 'exhibit')}`,
    );
    terminal.out(
      report.differencesCount === 0
        ? 'Audited     everything is as it was signed.'
        : `Audited     ${report.differencesCount} difference(s); the first: ${printable(report.differences[0]?.place ?? '')}. Run ./comity audit.`,
    );
  }
  return report.differencesCount === 0 ? EXIT.done : EXIT.refused;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new Refusal('badUsage.optionFromOne', { option: '--keep', found: printable(text) });
}
