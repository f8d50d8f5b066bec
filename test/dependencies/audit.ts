// `npm run audit`: are holes known in what we stand on? Ends with 1 when one is and audit-exceptions.json does not except it until
// a day that is still to come. A registry that offers no audit, or cannot be reached, is no failure of ours: it is said, loudly, and
// nothing is claimed.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { auditVerdict, readExceptions, type AuditVerdict } from './audit-verdict.ts';

const ASKED_MS = 90_000;
const EXCEPTIONS = new URL('audit-exceptions.json', import.meta.url);

const today = new Date().toISOString().slice(0, 10);
const exceptions = readExceptions(readFileSync(EXCEPTIONS, 'utf8'), today);
const asked = spawnSync('npm', ['audit', '--json', '--fetch-retries=1', '--fetch-timeout=30000'], {
  cwd: fileURLToPath(new URL('../..', import.meta.url)),
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
  timeout: ASKED_MS,
});
process.exitCode = say(auditVerdict(asked.stdout ?? '', exceptions, today));

function say(verdict: AuditVerdict): 0 | 1 {
  if (verdict.kind === 'notChecked') {
    console.log(`Dependencies: NOT CHECKED for known holes. ${verdict.why}`);
    console.log('Ask again where the registry offers an audit; nothing is known of them from here.');
    return 0;
  }
  for (const { advisory, package: name, severity, title, exceptedUntil } of verdict.holes) {
    const ended = exceptedUntil === undefined ? '' : ` (its exception ended on ${exceptedUntil})`;
    console.log(`Known hole: ${name}, ${severity}, ${title}, ${advisory}${ended}`);
  }
  for (const { advisory, package: name } of verdict.excepted)
    console.log(`Excepted: ${name}, ${advisory}, until the day in audit-exceptions.json`);
  for (const { advisory, package: name } of verdict.idle)
    console.log(`No longer reported, so take it out of audit-exceptions.json: ${name}, ${advisory}`);
  if (verdict.holes.length === 0) {
    console.log('Dependencies: checked, no known hole without an exception.');
    return 0;
  }
  console.log(
    'Raise the package; or except the hole in test/dependencies/audit-exceptions.json, with a reason and a day.',
  );
  return 1;
}
