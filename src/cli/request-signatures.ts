// ./comity request signatures: checks what prosecutors and judges signed, from the bytes that were kept and the log.
import { parseArgs } from 'node:util';
import { Refusal } from '../base/refusal.ts';
import { findCase } from '../cases/case.store.ts';
import { openPublishedLaw } from '../law/published.acts.ts';
import { checkSignatures, keptSignatures } from '../requests/life/signature-check.acts.ts';
import { EXIT, type Terminal } from './terminal.ts';
import { withInstallation } from './with-installation.ts';
import { printable } from './words.ts';

const FORM = /^(?<reference>[A-Z]{2}-\d{4}-\d{6,})\/R(?<number>[1-9]\d{0,8})$/;

/** Exit 0 when every signature is good, void or not; 1 when one is not. */
export async function runSignatures(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  });
  const { reference = '', number } = FORM.exec(positionals[0] ?? '')?.groups ?? {};
  if (number === undefined)
    throw new Refusal('badUsage', {
      expected: 'the reference of a request, such as FR-2026-000012/R4',
      found: printable(positionals[0] ?? 'none'),
      next: "See './comity request signatures --help'.",
    });
  const checked = await withInstallation(async (house) => {
    const file = await findCase(house.db.kysely, reference);
    const law = await openPublishedLaw(house.db, house.clock).current();
    const signed = { caseId: file.id, reference, number: Number(number) };
    const kept = await house.db.transaction((tx) => keptSignatures(tx, signed, law));
    return checkSignatures(house, kept);
  });
  const lines = checked.map(({ signature, wrong }) => ({
    version: signature.version,
    role: signature.role,
    person: signature.person,
    at: signature.at.toISOString(),
    documentSha256: Buffer.from(signature.documentSha256).toString('hex'),
    dataSha256: Buffer.from(signature.dataSha256).toString('hex'),
    voidSince: signature.voidAt?.toISOString() ?? null,
    wrong: wrong ?? null,
  }));
  if (values.json) terminal.out(JSON.stringify(lines));
  else {
    for (const { version, role, at, voidSince, wrong } of lines) {
      const state = wrong === null ? 'good' : `WRONG at ${wrong.check}: found ${wrong.found}`;
      const since = voidSince === null ? '' : `, void since ${voidSince}`;
      terminal.out(printable(`version ${version}, signed as ${role} at ${at}${since}: ${state}`));
    }
    if (lines.length === 0) terminal.out('Nobody has signed it.');
  }
  return lines.every(({ wrong }) => wrong === null) ? EXIT.done : EXIT.refused;
}
