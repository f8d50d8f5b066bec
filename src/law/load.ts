// The strict way in: the files become a knowledge base, or a list of faults with file and line. All or nothing.
import { createHash } from 'node:crypto';
import { inEnglish, Refusal } from '../base/refusal.ts';
import { buildKnowledge } from './build.ts';
import { issueFaults } from './check-values.ts';
import { FORMS_FILE, formTexts, isFormFile, namingFault, wholeOf, type WholeFile } from './form-files.ts';
import { LAW_FILES, LAW_SCHEMAS, type LawFileName, type LawFiles } from './files.ts';
import type { Knowledge } from './model.ts';
import { setReadDays } from './read-days.ts';
import { checkReferences } from './references.ts';
import { checkTotals } from './totals.ts';
import {
  headComment,
  readYaml,
  type Finding,
  type Path,
  type SourceText,
  type YamlFile,
} from './yaml-file.ts';
import { writeYaml } from './write-yaml.ts';
import type * as z from 'zod';

const MAX_FINDINGS = 200;

export type Loaded =
  | { readonly ok: true; readonly knowledge: Knowledge; readonly files: LawFiles }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** Checks everything and stops at nothing, so that an editor sees all faults at once. Findings are in file order. */
export function loadLaw(texts: readonly SourceText[]): Loaded {
  const findings: Finding[] = [];
  const read = new Map<string, WholeFile>();
  const parsed: Record<string, unknown> = {};
  const readOne = (text: SourceText): YamlFile[] => {
    const { file, findings: found } = readYaml(text);
    findings.push(...found);
    return file === undefined ? [] : [file];
  };
  const forms = formTexts(texts).flatMap(readOne);
  findings.push(...forms.flatMap((form) => namingFault(form) ?? []));
  for (const name of LAW_FILES) {
    const text = texts.find((one) => one.name === name);
    if (text === undefined) {
      findings.push({ file: name, line: 1, message: 'this file is missing' });
      continue;
    }
    const [file] = readOne(text);
    if (file === undefined) continue;
    const whole = wholeOf(file, name === FORMS_FILE ? forms : []);
    read.set(name, whole);
    const result = LAW_SCHEMAS[name].safeParse(whole.value);
    if (result.success) parsed[name] = result.data;
    else for (const issue of result.error.issues) findings.push(...fromIssue(whole, issue));
  }
  for (const { name } of texts)
    if (!isFormFile(name) && !LAW_FILES.some((one) => one === name))
      findings.push({ file: name, line: 1, message: 'no law file has this name' });
  if (findings.length > 0) return { ok: false, findings: sorted(findings) };
  const files = parsed as unknown as LawFiles; // each file is there and passed its schema
  const placeOf = (file: LawFileName, path: Path): Pick<Finding, 'file' | 'line'> =>
    read.get(file)?.placeOf(path) ?? { file, line: 1 };
  const fault = (file: LawFileName, path: Path, message: string): void =>
    void findings.push({ ...placeOf(file, path), message });
  checkReferences(files, fault);
  checkTotals(files['parties.yaml'], fault);
  if (findings.length > 0) return { ok: false, findings: sorted(findings) };
  const knowledge = buildKnowledge(
    files,
    (name, path) => {
      const { file, line } = placeOf(name, path);
      return `${file}:${line}`;
    },
    dataVersionOf(texts),
  );
  setReadDays(knowledge);
  return { ok: true, knowledge, files };
}

/** Throws Refusal 'badInput' with the first faults. */
export function loadLawOrRefuse(texts: readonly SourceText[]): { knowledge: Knowledge; files: LawFiles } {
  const loaded = loadLaw(texts);
  if (loaded.ok) return loaded;
  const [first] = loaded.findings;
  throw new Refusal('badInput.lawData', {
    count: loaded.findings.length,
    file: first?.file,
    line: first?.line,
    message: first && inEnglish(first.message),
  });
}

/** Files that are valid but not in the canonical form: the line where each first differs from it. */
export function formFindings(texts: readonly SourceText[]): Finding[] {
  return texts.flatMap(({ name, text }) => {
    const { file } = readYaml({ name, text });
    if (file === undefined) return [];
    const wanted = writeYaml(file.value, headComment(text));
    if (wanted === text) return [];
    const [ours, theirs] = [wanted.split('\n'), text.split('\n')];
    const line = theirs.findIndex((one, i) => one !== ours[i]);
    return [
      {
        file: name,
        line: line === -1 ? theirs.length : line + 1,
        message: "not in canonical form; run './comity law export --format yaml'",
      },
    ];
  });
}

/** First 16 hex digits of the SHA-256 over name and bytes of every file, in the order of their names. */
export function dataVersionOf(texts: readonly SourceText[]): string {
  const hash = createHash('sha256');
  const inOrder = [...texts].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, text } of inOrder) hash.update(`${name}\u0000${Buffer.byteLength(text)}\u0000${text}`);
  return hash.digest('hex').slice(0, 16);
}

function fromIssue(file: WholeFile, issue: z.core.$ZodIssue): Finding[] {
  const where = issue.path.filter((part) => typeof part !== 'symbol').join('.');
  return issueFaults(issue).map(({ path, message }) => ({
    ...file.placeOf(path),
    message: `${where === '' ? '' : `${where}: `}${message}`,
  }));
}

function sorted(findings: readonly Finding[]): readonly Finding[] {
  return [...findings]
    .sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1))
    .slice(0, MAX_FINDINGS);
}
