// Started behind the walls, it says whether those that it is asked about hold: by trying what each forbids.
import { createSocket } from 'node:dgram';
import { DatabaseSync } from 'node:sqlite';
import { writeSync } from 'node:fs';

const fails = (act: () => void): boolean => {
  try {
    act();
    return false;
  } catch {
    return true;
  }
};
const kept: Buffer[] = [];

const HOLDS: { readonly [wall: string]: () => boolean | Promise<boolean> } = {
  // Untouched memory counts all the same, and where there is no limit the machine does not pay for it.
  limits: () =>
    fails(() => {
      for (let count = 0; count < 40; count++) kept.push(Buffer.allocUnsafeSlow(64 * 1024 * 1024));
    }),
  nnp: () => true, // it has started; Node has no call that asks
  user: () => process.getuid?.() !== 0,
  // By an open that Node's own permissions do not see: SQLite's.
  files: () =>
    fails(() =>
      new DatabaseSync(':memory:').exec(
        `ATTACH '/tmp/comity-probe-${process.pid}.db' AS a; CREATE TABLE a.t (x)`,
      ),
    ),
  calls: () =>
    new Promise((resolve) => {
      const socket = createSocket('udp4');
      socket.on('error', () => resolve(true));
      socket.bind(0, '127.0.0.1', () => {
        socket.close();
        resolve(false);
      });
    }),
  namespaces: () => process.ppid === 0,
};

// Memory last: what is tried after it would lack it.
const asked = process.argv
  .slice(2)
  .toSorted((one, other) => Number(one === 'limits') - Number(other === 'limits'));
for (const wall of asked)
  if ((await HOLDS[wall]?.()) !== true) {
    writeSync(1, `${wall}: it started, but stops nothing\n`);
    process.exit(1);
  }
writeSync(1, 'holds\n');
process.exit(0);
