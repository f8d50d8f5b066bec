// The status of a treaty as the United Nations Treaty Collection gives it in XML (MTDSG): a table of participants whose
// heading names the columns: participant, signature, then ratification or what stands for it. Elements as in the files of
// the Collection: Treaty, Participants, Table, TGroup, Thead and Tbody, Rows, Row, Entry. They may be in ISO 8859-1, and
// notes to a name may stand in it as the text `<superscript>7</superscript>`.
import { phrase } from '../base/refusal.ts';
import {
  checkedParties,
  dateIn,
  notSuch,
  stateNamed,
  type Reading,
  type ReadParty,
} from './import-reading.ts';
import type { StateCode } from './states.ts';
import { readXml } from './xml.ts';

const WHAT = phrase('untcStatus');

/** `isInForce`: whether a deposit binds. What binds since when is not in the file, only the day of the deposit. */
export async function readUntc(bytes: AsyncIterable<Uint8Array>, isInForce: boolean): Promise<Reading> {
  const parties: ReadParty[] = [];
  const unclear: StateCode[] = [];
  let columns: { name: number; signature: number; deposit: number } | undefined;
  let inside = 0;
  let row: string[] = [];
  await readXml(bytes, {
    mayBeLatin: true,
    open: (name) => {
      if (/^participants$/i.test(name)) inside++;
      if (/^row$/i.test(name)) row = [];
    },
    close: (name, text) => {
      if (/^participants$/i.test(name)) inside--;
      if (inside === 0) return;
      if (/^entry$/i.test(name)) row.push(text);
      if (!/^row$/i.test(name) || row.length === 0) return;
      if (columns === undefined) columns = columnsOf(row);
      else {
        const read = partyOf(row, columns, isInForce);
        if (typeof read === 'string') unclear.push(read);
        else parties.push(...read);
      }
    },
  });
  if (columns === undefined) throw notSuch(WHAT, phrase('noParticipants'));
  return { parties: checkedParties(parties, WHAT), values: [], unclear };
}

/** A definitive signature binds as a deposit does, and stands in its column. */
const SIGNATURE = /(?<!definitive )signature/i;
const DEPOSIT = /ratification|accession|acceptance|approval|succession/i;

/** `Signature, Succession to signature(d)` heads signatures alone: whoever stands there is bound by nothing yet. */
function columnsOf(row: readonly string[]): { name: number; signature: number; deposit: number } {
  const columns = {
    name: row.findIndex((one) => /^(?:participant|state)/i.test(one)),
    signature: row.findIndex((one) => SIGNATURE.test(one)),
    deposit: row.findIndex((one) => DEPOSIT.test(one) && !SIGNATURE.test(one)),
  };
  if (columns.name === -1 || columns.deposit === -1)
    throw notSuch(WHAT, phrase('theColumns', { columns: row.join(' | ').slice(0, 200) }));
  return columns;
}

/** A State alone: what is said of it stands in brackets, with a note that only a person can read. */
function partyOf(
  row: readonly string[],
  columns: { name: number; signature: number; deposit: number },
  isInForce: boolean,
): ReadParty[] | StateCode {
  const name = (row[columns.name] ?? '').replace(/<superscript>[^<]*<\/superscript>/gi, '').trim();
  if (name === '') return [];
  const state = stateNamed(name);
  if (state === null) return [];
  const deposit = row[columns.deposit] ?? '';
  const signature = columns.signature === -1 ? '' : (row[columns.signature] ?? '');
  if (deposit.startsWith('[') || (deposit === '' && signature.startsWith('['))) return state;
  if (deposit !== '') {
    if (dateIn(deposit) === undefined)
      throw notSuch(WHAT, phrase('noDateOf', { text: deposit.slice(0, 40), name }));
    return [{ state, status: isInForce ? 'party' : 'ratified', entryIntoForce: undefined }];
  }
  if (signature === '') return [];
  if (dateIn(signature) === undefined)
    throw notSuch(WHAT, phrase('noDateOf', { text: signature.slice(0, 40), name }));
  return [{ state, status: 'signatory', entryIntoForce: undefined }];
}
