// The licences in an inventory that npm made, and those that a package states in its text alone.

export interface Inventory {
  readonly components: readonly Component[];
  readonly metadata: { readonly component: { readonly name: string } };
}

interface Component {
  readonly name: string;
  readonly version: string;
  readonly licenses?: readonly Stated[];
}

type Stated =
  | { readonly license: { readonly id?: string; readonly name?: string } }
  | { readonly expression: string };

export interface Licensed {
  readonly name: string;
  readonly version: string;
  readonly licence?: string;
}

/** Their package.json names none, or only the file that does; the place is beside it. */
export const IN_TEXT: { readonly [name: string]: string } = {
  'combine-errors': 'MIT', // its Readme.md, under "License"
  '7z-wasm': 'LGPL-2.1-or-later AND LicenseRef-unRAR', // its License.txt and unRarLicense.txt
};

/** npm calls the application by the name of its folder. */
export function withLicences(inventory: Inventory): Inventory {
  const { metadata } = inventory;
  return {
    ...inventory,
    metadata: { ...metadata, component: { ...metadata.component, name: 'comity' } },
    components: inventory.components.map((one) => {
      const id = IN_TEXT[one.name];
      if (id === undefined) return one;
      return { ...one, licenses: [id.includes(' ') ? { expression: id } : { license: { id } }] };
    }),
  };
}

export function componentsOf({ components }: Inventory): Licensed[] {
  return components
    .map(({ name, version, licenses }) => {
      const licence = licenses?.map(wordOf).join(' AND ');
      return { name, version, ...(licence === undefined ? {} : { licence }) };
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

export function licenceLine({ name, version, licence }: Licensed): string {
  return `${name} ${version}: ${licence ?? 'not stated'}`;
}

function wordOf(stated: Stated): string {
  if ('expression' in stated) return stated.expression;
  return stated.license.id ?? stated.license.name ?? 'unnamed';
}
