// ./comity request proof: one small file that shows a stranger who authorised a request, exactly what, when, and by which log.
import { Refusal } from '../base/refusal.ts';
import { findCase } from '../cases/case.store.ts';
import { proofOf, signatureToProve } from '../requests/letters/proof.acts.ts';
import { signaturesOf } from '../requests/signature/signature.store.ts';
import { requestOf } from '../requests/machine/request.store.ts';
import { requestReference } from '../requests/core/request.ts';
import { TEXT, wordsAndOptions } from './options.ts';
import { writeNew } from './request-convert.ts';
import { EXIT, type Terminal } from './terminal.ts';
import { withInstallation } from './with-installation.ts';
import { printable } from './words.ts';

const FORM = /^(?<reference>[A-Z]{2}-\d{4}-\d{6,})\/R(?<number>[1-9]\d{0,8})$/;

/** Refusals: badUsage, notFound (no such request, or nobody signed it), alreadyExists. */
export async function runProof(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, { to: TEXT });
  const { reference = '', number } = FORM.exec(positionals[0] ?? '')?.groups ?? {};
  const { to } = values;
  if (number === undefined || to === undefined || positionals.length > 1)
    throw new Refusal('badUsage', {
      expected: 'the reference of a request, such as FR-2026-000012/R4, and --to FILE',
      found: printable(positionals.length > 1 ? `${positionals.length} names` : (positionals[0] ?? 'none')),
      next: "See './comity request proof --help'.",
    });
  const { bytes, at } = await withInstallation(async (house) => {
    const file = await findCase(house.db.kysely, reference);
    const found = await house.db.transaction(async (tx) => {
      const request = await requestOf(tx, file.id, Number(number));
      return (
        request && {
          requestId: request.id,
          letterIn: request.letterIn,
          signatures: await signaturesOf(tx, request.id),
        }
      );
    });
    if (found === undefined)
      throw new Refusal('notFound', {
        expected: `a request ${reference}/R${number}`,
        found: 'none',
        next: 'Look at the requests of the case.',
      });
    const proved = { ...found, reference: requestReference(reference, Number(number)) };
    return { bytes: await proofOf(house, proved), at: signatureToProve(found.signatures) };
  });
  await writeNew(to, bytes);
  terminal.out(
    printable(
      `${to}: version ${at?.version ?? 0}, signed as ${at?.role ?? ''}${at?.voidAt === undefined ? '' : '; VOID, as the proof says'}`,
    ),
  );
  terminal.out(printable(`Check it: ./comity verify ${to}`));
  return EXIT.done;
}
