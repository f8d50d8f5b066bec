// The law data out again: YAML byte for byte as it is kept, JSON as one value, CSV as flat tables for a spreadsheet.
import type { LawFileName, LawFiles } from './files.ts';
import type { Knowledge } from './model.ts';
import { headComment, readYaml, type SourceText } from './yaml-file.ts';
import { writeYaml } from './write-yaml.ts';

/** In the canonical form. What already is in it comes back with the same bytes; comments at the head are kept. */
export function exportYaml(texts: readonly SourceText[]): SourceText[] {
  return texts.map(({ name, text }) => {
    const { file } = readYaml({ name, text });
    return { name, text: file === undefined ? text : writeYaml(file.value, headComment(text)) };
  });
}

/** Every file under its name, keys as in the YAML, two spaces deep, a line break at the end. */
export function exportJson(files: LawFiles): string {
  const names = (Object.keys(files) as LawFileName[]).sort(); // own keys of the files
  return `${JSON.stringify(Object.fromEntries(names.map((name) => [name, files[name]])), undefined, 2)}\n`;
}

/** RFC 4180 tables: UTF-8, CRLF, a heading line. The last column of each says where the record stands. */
export function exportCsv(knowledge: Knowledge): SourceText[] {
  const {
    instruments,
    parties,
    declarations,
    measures,
    channels,
    clocks,
    authorities,
    providers,
    admissibility,
  } = knowledge;
  return [
    table('instruments', 'id shortTitle title kind organisation depositary status', instruments),
    table(
      'provisions',
      'instrument function article gives confidence articleConfidence sources',
      instruments.flatMap((one) => one.provisions),
    ),
    table('parties', 'instrument state status entryIntoForce asOf confidence sources note', parties),
    table('declarations', 'instrument state article effect confidence sources', declarations),
    table('measures', 'id order name intrusiveness yields definition', measures),
    table('channels', 'id name tier categories legalBases confidence', channels),
    table('clocks', 'id instrument article length unit bound emergency atEnd confidence sources', clocks),
    table('authorities', 'id state name functions roles instruments asOf confidence sources', authorities),
    table(
      'provider-entities',
      'provider name state controls confidence sources',
      providers.flatMap((one) => one.entities.map((entity) => ({ ...entity, provider: one.id }))),
    ),
    table('admissibility', 'id state law provision kind requirements confidence sources', admissibility),
  ];
}

/** Columns are the names of the model, with capitals turned to `_`; lists are joined with `; `. */
function table(name: string, columns: string, records: readonly object[]): SourceText {
  const keys = [...columns.split(' '), 'at'];
  const heading = keys.map((key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  const rows = records.map((record) => keys.map((key) => cell(Reflect.get(record, key))));
  return { name: `${name}.csv`, text: [heading, ...rows].map((row) => `${row.join(',')}\r\n`).join('') };
}

function cell(value: unknown): string {
  const text = Array.isArray(value)
    ? value.join('; ')
    : typeof value === 'object' || value === undefined
      ? ''
      : `${value as string | number | boolean}`; // a scalar of the model
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
