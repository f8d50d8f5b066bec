// What is shipped has a licence that lets us ship it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { componentsOf, IN_TEXT, withLicences } from './licences.ts';

/** Each lets us ship it with a notice. Another is looked at by a person first, and then named here: LGPL is libvips and
 * 7-Zip, libraries of their own; what unRAR adds forbids only to make archives of RAR with it. */
const KNOWN =
  '0BSD Apache-2.0 BSD-2-Clause BSD-3-Clause BlueOak-1.0.0 CC-BY-3.0 ISC LGPL-2.1-or-later LGPL-3.0-or-later LicenseRef-unRAR MIT MIT-0 OFL-1.1 PSF-2.0 PostgreSQL Python-2.0 Unlicense'.split(
    ' ',
  );

interface Lock {
  readonly packages: {
    readonly [place: string]: { readonly dev?: true; readonly license?: string; readonly integrity?: string };
  };
}

test('each package that is shipped states a licence we know, and its digest', () => {
  const { packages } = JSON.parse(
    readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'),
  ) as Lock; // as npm writes it
  const shipped = Object.entries(packages).filter(([place, one]) => place !== '' && one.dev !== true);
  assert.ok(shipped.length > 150);
  for (const [place, { license, integrity }] of shipped) {
    const name = place.replace(/^.*node_modules\//, '');
    const licence = IN_TEXT[name] ?? license ?? 'none';
    // Of those that may be chosen from one is enough; of those that hold together each is needed.
    for (const part of licence.replaceAll(/[()]/g, '').split(' AND '))
      assert.ok(
        part.split(' OR ').some((word) => KNOWN.includes(word)),
        `${name}: ${licence}`,
      );
    assert.match(integrity ?? '', /^sha512-/, name);
  }
});

test('the inventory names the program, and what a package says in its text alone', () => {
  const inventory = withLicences({
    metadata: { component: { name: 'the-folder' } },
    components: [
      { name: 'zod', version: '4.0.0', licenses: [{ license: { id: 'MIT' } }] },
      { name: 'combine-errors', version: '3.0.3' },
      { name: 'both', version: '1.0.0', licenses: [{ expression: 'MIT AND OFL-1.1' }] },
      { name: 'silent', version: '1.0.0' },
    ],
  });
  assert.equal(inventory.metadata.component.name, 'comity');
  assert.deepEqual(
    componentsOf(inventory).map(({ name, licence }) => [name, licence]),
    [
      ['both', 'MIT AND OFL-1.1'],
      ['combine-errors', 'MIT'],
      ['silent', undefined],
      ['zod', 'MIT'],
    ],
  );
});
