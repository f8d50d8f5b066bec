// Takes in values of a licensed tool: each file of the exhibit with that digest has it, and one event says which list and which tool.
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import { draftOf, exhibitInAct, nameOf, type Viewer } from '../../evidence/exhibits/exhibit-act.acts.ts';
import type { Installation } from '../../evidence/log/installation.acts.ts';
import type { Tx } from '../../evidence/log/log.store.ts';
import { readAll, type BodyOf } from '../../web/fields/field.ts';
import { bytesOf } from '../known/known.acts.ts';
import { readValues, VALUES, type LicensedValue } from './values.ts';

interface ValuesGiven {
  readonly number: string;
  readonly body: BodyOf<typeof VALUES>;
  readonly id: Uuid;
}

/** How many files have one now. Refuses notFound where no file has such a digest, badInput, tooLarge. */
export async function giveValues(
  house: Installation,
  by: Viewer,
  { number, body, id }: ValuesGiven,
): Promise<void> {
  const { list, tool } = readAll(VALUES, body, {});
  const values = await readValues(list);
  const sha256 = createHash('sha256').update(list).digest('hex');
  await house.log.append({
    key: `values:${id}`,
    events: async (tx) => {
      const { exhibit, role } = await exhibitInAct(tx, by, number, 'checkEvidence');
      const files = await setValues(tx, exhibit.id, values);
      if (files === 0) throw new Refusal('notFound.licensedValues');
      const method = `values of PhotoDNA given by ${tool}: ${values.length}, for ${files} files, list ${sha256}`;
      return [
        { ...draftOf(house, { by, number, role }), type: 'extracted', facts: { method }, detail: nameOf(by) },
      ];
    },
  });
}

/** Kept as its SHA-256, which is compared with those of the sets. */
async function setValues(tx: Tx, exhibit: Uuid, values: readonly LicensedValue[]): Promise<number> {
  let files = 0;
  for (const [kind, of] of Map.groupBy(values, (one) => one.kind)) {
    const rows = of.map(({ digest, value }) => ({
      digest,
      value: bytesOf({ photodna: value }, 'photodna')?.toString('hex'),
    }));
    const column = sql.ref(`i.${kind}`);
    const { numAffectedRows } = await sql`
      update examined_item i set photodna = decode(r.value, 'hex')
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(digest text, value text)
       where i.exhibit_id = ${exhibit} and ${column} = decode(r.digest, 'hex')`.execute(tx);
    files += Number(numAffectedRows ?? 0n);
  }
  return files;
}
