// `npm run sbom`: what we ship, as a CycloneDX 1.5 inventory with digests and licences (dist/comity.cdx.json), and the licences with
// their texts to read (dist/licences.txt). npm itself makes the inventory from what is installed: no tool more to trust.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { componentsOf, licenceLine, withLicences, type Inventory } from './licences.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TEXT = /^(?:licen[cs]e|copying|notice|ofl)/i;

const made = execFileSync(
  'npm',
  ['sbom', '--sbom-format=cyclonedx', '--sbom-type=application', '--omit=dev'],
  {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  },
);
const inventory = withLicences(JSON.parse(made) as Inventory);
const components = componentsOf(inventory);
mkdirSync(`${ROOT}/dist`, { recursive: true });
writeFileSync(`${ROOT}/dist/comity.cdx.json`, `${JSON.stringify(inventory, null, 2)}\n`);
const parts = components.map((one) => `${licenceLine(one)}\n${textsOf(one.name)}`);
writeFileSync(`${ROOT}/dist/licences.txt`, `${parts.join('\n')}\n`);

const counts = Map.groupBy(components, (one) => one.licence ?? 'NOT STATED');
for (const [licence, those] of [...counts].toSorted(([, a], [, b]) => b.length - a.length))
  console.log(`${String(those.length).padStart(4)}  ${licence}`);
console.log(`${components.length} packages: dist/comity.cdx.json, dist/licences.txt`);
const missing = counts.get('NOT STATED') ?? [];
if (missing.length > 0) {
  console.error(`No licence is stated by: ${missing.map((one) => one.name).join(', ')}`);
  process.exitCode = 1;
}

/** The texts as the package has them. A package that is not installed on this kind of machine has none here. */
function textsOf(name: string): string {
  const folder = `${ROOT}/node_modules/${name}`;
  let files: string[] = [];
  try {
    files = readdirSync(folder).filter((file) => TEXT.test(file));
  } catch {
    return '';
  }
  return files.map((file) => `\n${readFileSync(`${folder}/${file}`, 'utf8').trim()}\n`).join('');
}
