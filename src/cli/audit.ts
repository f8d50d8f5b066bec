// ./comity audit
import { Refusal } from '../base/refusal.ts';
import { audit } from '../evidence/upkeep/audit.acts.ts';
import { recordHousework } from '../evidence/installation/housekeeping.store.ts';
import type { AuditReport } from '../evidence/log/findings.ts';
import { auditAuthorities } from '../requests/machine/signature/signature-audit.acts.ts';
import { FLAG, TEXT, optionsOf } from './options.ts';
import { EXIT, sizeText, type Terminal } from './terminal.ts';
import { withInstallation } from './with-installation.ts';
import { counted, printable } from './words.ts';

export async function runAudit(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = optionsOf(args, { since: TEXT, sample: TEXT, json: FLAG });
  const since = values.since === undefined ? undefined : parseTime(values.since);
  const samplePercent = values.sample === undefined ? undefined : parsePercent(values.sample);
  // What was found is said before the installation is left: leaving publishes the log, and that may be what is broken.
  return withInstallation(async (house) => {
    const report = await audit(house, {
      ...(since === undefined ? {} : { since }),
      ...(samplePercent === undefined ? {} : { samplePercent }),
      also: auditAuthorities,
      onProgress: (label, done, total) => terminal.progress(label, done, total === 0 ? undefined : total),
    });
    terminal.endProgress();
    const isSound = report.differencesCount === 0;
    if (since === undefined && samplePercent === undefined)
      await recordHousework(house, { what: 'audited', place: house.home.path, isSound });
    if (values.json) terminal.out(JSON.stringify(report));
    else sayReport(report, terminal);
    return isSound ? EXIT.done : EXIT.refused;
  });
}

function sayReport({ exhibits, events, ...report }: AuditReport, terminal: Terminal): void {
  terminal.out(
    `Exhibits    ${exhibits.checked} of ${exhibits.held} held, ${counted(exhibits.files, 'file')}, ${sizeText(exhibits.bytes)}`,
  );
  terminal.out(`Events      ${events.checked} of ${events.inLog}: form, signatures, chains, tree`);
  terminal.out(
    `Published   ${counted(report.tiles, 'tile')}, ${counted(report.checkpoints, 'checkpoint')}, ${counted(report.timestamps, 'time stamp')}`,
  );
  const [setBack, ...others] = report.clockSetBack;
  if (setBack !== undefined)
    terminal.out(
      `Clock       set back before event ${setBack}${others.length === 0 ? '' : `, and ${others.length} times more`}: the order is that of the log, not of the times in it`,
    );
  const [first] = report.differences;
  if (first === undefined) return terminal.out('Everything is as it was signed.');
  terminal.err(
    `${report.differencesCount} difference(s). The first: ${printable(first.place)}: expected ${printable(first.expected)}; found ${printable(first.found)}.`,
  );
  for (const one of report.differences.slice(1, 10))
    terminal.err(
      `  ${printable(one.place)}: expected ${printable(one.expected)}; found ${printable(one.found)}.`,
    );
  terminal.err('Keep everything as it is. See docs/guides/when-an-audit-fails.md.');
}

function parseTime(text: string): Date {
  const ms = Date.parse(text);
  if (!Number.isNaN(ms)) return new Date(ms);
  throw new Refusal('badUsage.optionTime', { option: '--since', found: printable(text) });
}

function parsePercent(text: string): number {
  const value = Number(text);
  if (value > 0 && value <= 100) return value;
  throw new Refusal('badUsage.optionPercentage', { option: '--sample', found: printable(text) });
}
