// A form stands in a file of its own, `forms/epoc.yaml`, and is read as one of the list in `forms.yaml`: who changes a form
// finds it by its name, and the rest of the program knows eleven files and no folder.
import { isObject, textOf, type JsonObject } from './values.ts';
import type { Json } from '../base/canonical-json.ts';
import type { Finding, Path, SourceText, YamlFile } from './yaml-file.ts';

export const FORMS_FILE = 'forms.yaml';
const FORM_FILE = /^forms\/([a-z0-9][a-z0-9-]*)\.yaml$/;

export function isFormFile(name: string): boolean {
  return FORM_FILE.test(name);
}

/** The file whose register of sources a fact cites, of its place: `forms.yaml` for `forms/epoc.yaml:12`. */
export function registerFileOf(at: string): string {
  const [name = ''] = at.split(':', 1);
  return isFormFile(name) ? FORMS_FILE : name;
}

/** A law file with what stands in files of their own. */
export interface WholeFile {
  readonly value: unknown;
  placeOf(path: Path): Pick<Finding, 'file' | 'line'>;
}

/** `parts`: the forms, which come after those that `forms.yaml` lists itself, as it did before each had its file. */
export function wholeOf(file: YamlFile, parts: readonly YamlFile[] = []): WholeFile {
  const own = (path: Path): Pick<Finding, 'file' | 'line'> => ({ file: file.name, line: file.lineOf(path) });
  const value = file.value as Json; // plain values: that is all readYaml gives
  if (parts.length === 0 || !isObject(value)) return { value, placeOf: own }; // its schema says what is wrong
  const { forms, ...rest } = value;
  const listed = Array.isArray(forms) ? forms : [];
  return {
    value: { ...rest, forms: [...listed, ...parts.map((part) => part.value)] },
    placeOf: (path) => {
      const [list, place, ...within] = path;
      const part = list === 'forms' && typeof place === 'number' ? parts[place - listed.length] : undefined;
      return part === undefined ? own(path) : { file: part.name, line: part.lineOf(within) };
    },
  };
}

/** A form in a file of another name would be found by nobody. */
export function namingFault({ name, value }: YamlFile): Finding | undefined {
  const id: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'id') : undefined;
  const [, stem] = FORM_FILE.exec(name) ?? [];
  return id === stem
    ? undefined
    : { file: name, line: 1, message: `form '${stem}' expected, '${String(id)}' found` };
}

/** `forms.yaml` and the file of each form, by name, of a value that holds all. */
export function partsOf(value: JsonObject): ReadonlyMap<string, JsonObject> {
  const { forms = [], ...rest } = value;
  const list = (Array.isArray(forms) ? forms : []) as readonly JsonObject[]; // as their schema says
  return new Map([
    [FORMS_FILE, rest],
    ...list.map((form): [string, JsonObject] => [`forms/${textOf(form['id'])}.yaml`, form]),
  ]);
}

/** Of `forms.yaml` and its parts, in the order of names. */
export function formTexts(texts: readonly SourceText[]): SourceText[] {
  return texts.filter(({ name }) => isFormFile(name)).sort((a, b) => (a.name < b.name ? -1 : 1));
}
