// An object store of the S3 kind for a test: Ceph's gateway over one OSD in memory, on loopback, in a folder of its own. Debian has it
// in ceph-mon, ceph-osd, radosgw and ceph-common, which are large, and it takes longer than an ordinary run has: in the soak, or with
// COMITY_BUCKETS=yes. Or one that runs already: COMITY_TEST_S3='http://host:port KEY SECRET'.
import { execFile, type ExecFileOptions } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { until } from './postgres.ts';
import { freePort } from './site.ts';

const GIVEN = process.env['COMITY_TEST_S3'];
const PROGRAMS = ['ceph', 'ceph-mon', 'ceph-osd', 'radosgw', 'ceph-authtool', 'monmaptool', 'radosgw-admin'];
const isInstalled = PROGRAMS.every((name) => existsSync(`/usr/bin/${name}`));

/** For `skip` of a test. */
export const skip = whyNot();

function whyNot(): string | false {
  if (GIVEN !== undefined) return false;
  if (process.env['COMITY_BUCKETS'] === undefined)
    return 'it is part of the soak, or asked for by COMITY_BUCKETS=yes';
  if (isInstalled && process.getuid?.() === 0) return false;
  return 'Ceph is not installed (ceph-mon ceph-osd radosgw ceph-common), or this is not root';
}

export interface ObjectGateway {
  /** What names a bucket, and a folder in it, in the environment. */
  env(bucket: string, folder: string): Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Call only where `skip` is false. */
export async function startObjectGateway(): Promise<ObjectGateway> {
  const [endpoint = '', key = '', secret = ''] = GIVEN?.split(' ') ?? [];
  if (GIVEN !== undefined) return { env: envOf(endpoint, key, secret), stop: () => Promise.resolve() };
  const folder = mkdtempSync(join(tmpdir(), 'comity-ceph-'));
  const stop = async (): Promise<void> => {
    const pids = readdirSync(folder).filter((name) => name.endsWith('.pid'));
    const running = pids.map((name) => Number(readFileSync(join(folder, name), 'utf8')));
    for (const pid of running) process.kill(pid, 'SIGKILL'); // all is in memory
    await until(() => running.every((pid) => !existsSync(`/proc/${pid}`)));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const [monitor, port] = [await freePort(), await freePort()];
    await startCeph(folder, monitor, port);
    return { env: envOf(`http://127.0.0.1:${port}`, 'COMITYTEST', 'for-tests-alone'), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function envOf(endpoint: string, key: string, secret: string): ObjectGateway['env'] {
  return (bucket, folder) => ({
    COMITY_STORE: `s3://${bucket}/${folder}`,
    COMITY_STORE_ENDPOINT: endpoint,
    AWS_ACCESS_KEY_ID: key,
    AWS_SECRET_ACCESS_KEY: secret,
  });
}

async function startCeph(folder: string, monitor: number, port: number): Promise<void> {
  const at = (name: string): string => join(folder, name);
  const conf = at('ceph.conf');
  const options: ExecFileOptions = { env: { ...process.env, CEPH_CONF: conf }, timeout: 120_000 };
  const run = async (program: string, ...args: readonly string[]): Promise<string> =>
    String((await promisify(execFile)(program, [...args], options)).stdout);
  for (const name of ['mon', 'osd', 'gateway']) mkdirSync(at(name));
  const fsid = '7f0c8a52-52a6-4c0e-9f0e-3d3a5d5b8a11';
  writeFileSync(conf, settingsOf({ folder, fsid, monitor, port }));
  const all = ['--cap', 'mon', 'allow *', '--cap', 'osd', 'allow *', '--cap', 'mgr', 'allow *'];
  await run('ceph-authtool', '--create-keyring', at('admin'), '--gen-key', '-n', 'client.admin', ...all);
  await run('ceph-authtool', '--create-keyring', at('monitor'), '--gen-key', '-n', 'mon.', '--cap', 'mon', 'allow *'); // prettier-ignore
  await run('ceph-authtool', at('monitor'), '--import-keyring', at('admin'));
  await run('monmaptool', '--create', '--add', '0', `127.0.0.1:${monitor}`, '--fsid', fsid, at('monmap'));
  await run('ceph-mon', '-i', '0', '--mkfs', '--monmap', at('monmap'), '--keyring', at('monitor'));
  await run('ceph-mon', '-i', '0');
  const osd = ['mon', 'allow profile osd', 'osd', 'allow *'];
  writeFileSync(at('osd/keyring'), await run('ceph', 'auth', 'get-or-create', 'osd.0', ...osd));
  await run('ceph', 'osd', 'create');
  await run('ceph-osd', '-i', '0', '--mkfs');
  await run('ceph', 'osd', 'crush', 'add', 'osd.0', '1', 'root=default', 'host=here');
  await run('ceph-osd', '-i', '0');
  await until(async () => (await run('ceph', 'osd', 'stat')).includes('1 up'));
  const gateway = ['mon', 'allow rw', 'osd', 'allow rwx', 'mgr', 'allow rw'];
  writeFileSync(
    at('gateway/keyring'),
    await run('ceph', 'auth', 'get-or-create', 'client.gateway', ...gateway),
  );
  const own = ['-n', 'client.gateway', '-k', at('gateway/keyring')];
  await run('radosgw', ...own);
  const user = [
    '--uid=comity',
    '--display-name=comity',
    '--access-key=COMITYTEST',
    '--secret-key=for-tests-alone',
  ];
  await run('radosgw-admin', ...own, 'user', 'create', ...user);
  await until(() => fetch(`http://127.0.0.1:${port}/`).then((answer) => answer.ok, () => false)); // prettier-ignore
}

function settingsOf(made: { folder: string; fsid: string; monitor: number; port: number }): string {
  const { folder, fsid, monitor, port } = made;
  return `[global]
fsid = ${fsid}
mon_host = 127.0.0.1:${monitor}
public_addr = 127.0.0.1
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_crush_chooseleaf_type = 0
mon_allow_pool_size_one = true
osd_pool_default_pg_num = 8
osd_pool_default_pg_autoscale_mode = off
run_dir = ${folder}
log_file = ${folder}/$name.log
admin_socket = ${folder}/$name.asok
pid_file = ${folder}/$name.pid
keyring = ${folder}/admin
[mon.0]
mon_data = ${folder}/mon
mon_data_avail_crit = 1
mon_cluster_log_file = ${folder}/cluster.log
mon_addr = 127.0.0.1:${monitor}
keyring = ${folder}/monitor
[osd.0]
osd_data = ${folder}/osd
keyring = ${folder}/osd/keyring
osd_objectstore = memstore
memstore_device_bytes = 4294967296
osd_class_dir = /usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/rados-classes
osd_class_load_list = *
osd_class_default_list = *
[client.gateway]
rgw_frontends = beast endpoint=127.0.0.1:${port}
keyring = ${folder}/gateway/keyring
rgw_data = ${folder}/gateway
`;
}
