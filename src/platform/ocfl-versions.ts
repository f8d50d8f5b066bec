// What the inventories of earlier versions of an OCFL object must have in common with that of the object root
// (OCFL 1.1, sections 3.3.1, 3.5.1 and 3.7).
import type { Findings } from './ocfl-findings.ts';
import { versionNumber, type Inventory, type InventoryVersion } from './ocfl-inventory.ts';

export function compareVersions(
  root: Inventory,
  inventories: ReadonlyMap<string, Inventory>,
  findings: Findings,
): void {
  const names = [...inventories.keys()].sort((a, b) => (versionNumber(a) ?? 0) - (versionNumber(b) ?? 0));
  let before = '';
  for (const name of names) {
    const inventory = inventories.get(name);
    if (inventory === undefined) continue;
    const path = `${name}/inventory.json`;
    if (inventory.id !== root.id)
      for (const code of root.ocfl === '1.1' ? (['E037', 'E110'] as const) : (['E037'] as const))
        findings.add(code, path, 'the id is not that of the object root');
    if (inventory.contentDirectory !== root.contentDirectory)
      findings.add('E020', path, 'contentDirectory changes from version to version');
    else if (
      versionNumber(name) === 1 &&
      root.declaresContentDirectory &&
      !inventory.declaresContentDirectory
    )
      findings.add('E019', path, 'contentDirectory is not set in the first version');
    if (inventory.ocfl !== undefined && inventory.ocfl < before)
      findings.add('E103', path, 'of an earlier OCFL version than the version before');
    before = inventory.ocfl ?? before;
    if (inventory.head !== name) findings.add('E040', path, `the head is not ${name}`);
    compareStates(root, inventory, path, findings);
  }
}

function compareStates(root: Inventory, earlier: Inventory, path: string, findings: Findings): void {
  for (const [name, version] of earlier.versions) {
    const current = root.versions.get(name);
    if (current === undefined) {
      findings.add('E066', path, `version ${name} is not in the inventory of the object root`);
      continue;
    }
    if (!isSameState(version, earlier, current, root))
      findings.add('E066', path, `version ${name} is not the same as in the object root`);
    if (version.about !== current.about)
      findings.add('W011', path, `created, message or user of version ${name} differ from the object root`);
  }
}

/** With another digest algorithm the digests differ, so each is told by the content paths that hold it. */
function isSameState(a: InventoryVersion, inA: Inventory, b: InventoryVersion, inB: Inventory): boolean {
  const [stateOfA, stateOfB] = [byLogicalPath(a), byLogicalPath(b)];
  if (stateOfA.size !== stateOfB.size) return false;
  for (const [path, digest] of stateOfA) {
    const other = stateOfB.get(path);
    if (other === undefined) return false;
    if (inA.algorithm === inB.algorithm) {
      if (digest.toLowerCase() !== other.toLowerCase()) return false;
    } else {
      const held = new Set(inB.manifest.get(other));
      if (!(inA.manifest.get(digest) ?? []).some((content) => held.has(content))) return false;
    }
  }
  return true;
}

function byLogicalPath({ state }: InventoryVersion): Map<string, string> {
  const found = new Map<string, string>();
  for (const [digest, paths] of state) for (const path of paths) found.set(path, digest);
  return found;
}
