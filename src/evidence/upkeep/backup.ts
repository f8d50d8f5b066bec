// What a backup folder holds, and how it is read. docs/guides/back-up-and-restore.md says it for people.
//
//   repository.json            whose backups these are
//   store/                     every exhibit once, an OCFL storage root like the one it was copied from
//   log/  quarantine/          the published log and the packages kept aside, as they were at the last backup
//   witness/                   what this installation cosigned for other logs, and its keys for that
//   packages/                  those made on the web that nobody has taken off the machine, each with its SHA-256
//   snapshots/<time>/          the database of one instant, the keys, the settings, whom the log asks, and manifest-sha256.txt over them
import { join } from 'node:path';
import { z } from 'zod';
import { dumpedTable } from '../../platform/table-dump.ts';

export interface BackupPlaces {
  readonly path: string;
  readonly repository: string;
  readonly log: string;
  readonly quarantine: string;
  readonly witness: string;
  readonly packages: string;
  readonly snapshots: string;
  /** As the object store wants it. */
  readonly objects: { readonly path: string; readonly store: string; readonly staging: string };
}

export function backupAt(path: string): BackupPlaces {
  return {
    path,
    repository: join(path, 'repository.json'),
    log: join(path, 'log'),
    quarantine: join(path, 'quarantine'),
    witness: join(path, 'witness'),
    packages: join(path, 'packages'),
    snapshots: join(path, 'snapshots'),
    objects: { path, store: join(path, 'store'), staging: join(path, 'staging') },
  };
}

export const repositorySchema = z.strictObject({ v: z.literal(1), origin: z.string().max(200) });

/** Names sort by time: `20261103T093000.250Z`. */
export const SNAPSHOT_NAME = /^\d{8}T\d{6}\.\d{3}Z$/;

export const MANIFEST = 'manifest-sha256.txt';

export const snapshotSchema = z.strictObject({
  v: z.literal(1),
  at: z.iso.datetime(),
  origin: z.string().max(200),
  /** The head of the custody log in this database. */
  logSize: z.int().nonnegative(),
  logRoot: z.string().regex(/^[0-9a-f]{64}$/),
  migrations: z
    .array(z.strictObject({ name: z.string().max(100), sha256: z.string().length(64) }))
    .max(10_000),
  tables: z.array(dumpedTable).max(1000),
  hasKeys: z.boolean(),
});

export type Snapshot = Readonly<z.infer<typeof snapshotSchema>>;

export const README = `This folder is a backup of a Comity installation.

To bring it back, on a machine with Comity and an empty COMITY_HOME:

    comity restore THIS-FOLDER

To check that it is whole:

    comity backup check THIS-FOLDER
    (cd snapshots/<time> && sha256sum -c manifest-sha256.txt)

store/ is an OCFL 1.1 storage root: any OCFL tool reads the evidence. snapshots/<time>/database/ holds one
gzipped file of JSON lines for each table. Keep the folder as safe as the installation itself: it holds its keys.
`;
