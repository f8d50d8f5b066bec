// Whether the walls hold, asked from within: by trying what each forbids. The probe does so for a whole machine, and each child for itself
// before it has read a byte that came from outside.
import { createSocket } from 'node:dgram';
import { DatabaseSync } from 'node:sqlite';

interface WallChecks {
  readonly [wall: string]: (told: string) => boolean | Promise<boolean>;
}

const fails = (act: () => void): boolean => {
  try {
    act();
    return false;
  } catch {
    return true;
  }
};

export const WALL_CHECKS: WallChecks = {
  // What the kernel says of it. To use it up takes as long as the rest of a start: the probe does that.
  limits: (bytes) => dataLimit() === Number(bytes),
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

/** What is wrong with the first of them that stops nothing. `asked`: `wall`, or `wall=told`. */
export async function openWall(asked: readonly string[], checks = WALL_CHECKS): Promise<string | undefined> {
  for (const one of asked) {
    const [wall = '', told = ''] = one.split('=');
    if ((await checks[wall]?.(told)) !== true) return `${wall}: it started, but stops nothing`;
  }
  return undefined;
}

/** In bytes, though releases of Node.js before 24 call them kilobytes (their documentation, "Diagnostic report"). */
function dataLimit(): unknown {
  Object.assign(process.report, { excludeNetwork: true });
  const { userLimits } = process.report.getReport() as {
    readonly userLimits?: { readonly [name: string]: { readonly hard: unknown } };
  }; // as above
  return (userLimits?.['data_seg_size_bytes'] ?? userLimits?.['data_seg_size_kbytes'])?.hard;
}
