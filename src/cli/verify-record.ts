// ./comity verify RECORD.json: the record of an order that a provider took out of the portal. No database, no network.
import { nodeCrypto } from '../platform/node-crypto.ts';
import { Fault } from '../verify/fault.ts';
import { sizeWords } from '../verify/figures.ts';
import { shownName } from '../verify/names.ts';
import { checkPortalRecord, type CheckedRecord } from '../verify/portal-record.ts';
import { english } from '../verify/report-words.ts';
import type { Trust } from '../verify/trust.ts';
import { EXIT, type Terminal } from './terminal.ts';

/** 0 valid, 1 invalid, 2 it could not be checked. */
export async function runVerifyRecord(
  bytes: Uint8Array,
  {
    trust,
    isJson,
    terminal,
  }: { readonly trust: Trust; readonly isJson: boolean; readonly terminal: Terminal },
): Promise<number> {
  try {
    const record = await checkPortalRecord(bytes, { crypto: nodeCrypto, trust });
    if (isJson) terminal.out(JSON.stringify({ ok: true, ...record }));
    else for (const line of linesOf(record)) terminal.out(line);
    return EXIT.done;
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    const { code, place, expected, found } = fault;
    if (isJson) terminal.out(JSON.stringify({ ok: false, fault: { code, place, expected, found } }));
    else
      for (const line of [english.faultLine(fault), `${english.faultWords[code]} (${code})`])
        terminal.out(line);
    return code === 'notCheckedHere' ? EXIT.usage : EXIT.refused;
  }
}

function linesOf({
  reference,
  order,
  origin,
  receipts,
  unsure,
  files,
  letterSha256,
  isCompared,
}: CheckedRecord): string[] {
  const signed = files.filter(({ signedBy }) => signedBy !== undefined).length;
  return [
    `✓ Letter                        SHA-256 ${letterSha256}`,
    `✓ Receipts                      ${receipts}, each signed by the service of ${shownName(origin)}, whose key is in its log`,
    ...(unsure === 0
      ? []
      : [
          `! Replaced key                  ${unsure} of the receipts signed by a key that others may have held since: only they themselves say that they are older`,
        ]),
    `✓ Files handed over             ${files.length}, ${signed} signed by who handed it over`,
    isCompared
      ? '✓ Trusted keys                  the log’s keys match your trust file'
      : '· Trusted keys                  not compared: give --trust with keys that came by another road',
    '',
    `Order ${shownName(reference)} (${shownName(order)})`,
    ...files.flatMap(({ name, sha256, bytes, signedBy }) => [
      `  ${shownName(name)}  ${sizeWords(bytes)}`,
      `    SHA-256 ${sha256}`,
      `    ${signedBy === undefined ? 'Not signed by its sender' : `Signed by its sender with the passkey ${signedBy}`}`,
    ]),
    '',
    'What this check does not prove',
    '  - That what was written is true, and who sat at the keyboard of the account.',
    '  - That no later step is left out: the record has those up to the moment it was taken.',
    '  - Whose passkey it is: the service of the authority says that it was of that account.',
    ...(isCompared ? [] : ['  - Whose log it is: its keys were compared with nothing.']),
  ];
}
