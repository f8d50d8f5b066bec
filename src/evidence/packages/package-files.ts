// Names and fixed texts of a package (docs/formats/package.md). Pure.
import { canonicalJson } from '../../base/canonical-json.ts';
import { utf8 } from '../../base/bytes.ts';
import type { PackageContents } from './package-contents.ts';

export const BAGIT = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

/** Where a stored file goes: `data/photo.jpg` of exhibit 3 becomes `data/FR-2026-000012-3/photo.jpg`. */
export function bagPath(number: string, contentPath: string): string {
  return `data/${number}/${contentPath.replace(/^data\//, '')}`;
}

/** `EX-FR-2026-000012-` and the first part of the package's id. */
export function bagName(caseReference: string, packageId: string): string {
  return `EX-${caseReference}-${packageId.slice(-12)}`;
}

/** RFC 8493, section 2.2.2. Values are one line each. */
export function bagInfo(
  contents: PackageContents,
  payload: { readonly bytes: number; readonly files: number },
): string {
  const fields: readonly (readonly [string, string])[] = [
    ['Source-Organization', `${contents.agency.name} (${contents.agency.state})`],
    ['Bagging-Date', new Date(contents.created).toISOString().slice(0, 10)],
    ['External-Identifier', contents.id],
    ['Bag-Group-Identifier', contents.case.reference],
    ['Payload-Oxum', `${payload.bytes}.${payload.files}`],
    ['Bag-Software-Agent', `${contents.program.name} ${contents.program.version}`],
    ['Comity-Package-Version', '1'],
    ['Comity-Log-Origin', contents.origin],
    ...(contents.receiver === undefined
      ? []
      : [['Comity-Receiver', `${contents.receiver.name} (${contents.receiver.state})`] as const]),
  ];
  return bagInfoLines(fields);
}

export function bagInfoLines(fields: readonly (readonly [label: string, value: string])[]): string {
  const oneLine = (text: string): string => text.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim();
  return fields.map(([label, value]) => `${label}: ${oneLine(value)}\n`).join('');
}

/** The limits on use of each exhibit, in one line of canonical JSON. */
export function conditionsFile(exhibits: PackageContents['exhibits']): Uint8Array {
  const all = Object.fromEntries(exhibits.map((exhibit) => [exhibit.number, exhibit.conditions]));
  return utf8(`${canonicalJson({ v: 1, exhibits: all })}\n`);
}

export function packageNoteText(origin: string, tagManifestSha256: string): Uint8Array {
  return utf8(`comity/package/v1\n${origin}\n${tagManifestSha256}\n`);
}

export function manifestLine(sha256: string, path: string): string {
  return `${sha256}  ${path}\n`;
}
