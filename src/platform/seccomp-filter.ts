// A seccomp filter as the bytes that `setpriv --seccomp-filter` loads: struct sock_filter of seccomp(2) and <linux/filter.h>. It is a
// list of what is refused, not of what is allowed: the next V8 or C library may ask for a harmless call that a list of allowed
// ones lacks.

const [EPERM, ENOTTY, ENOSYS] = [1, 25, 38];
const [ALLOW, KILL] = [0x7fff0000, 0x80000000];
const refuse = (errno: number): number => 0x00050000 | errno;
/** BPF_LD|W|ABS, BPF_JMP|JEQ|K, JGE, JSET, BPF_ALU|AND|K, BPF_RET|K. */
const [LOAD, EQUAL, AT_LEAST, ANY_BIT, AND, RETURN] = [0x20, 0x15, 0x35, 0x45, 0x54, 0x06] as const;
/** Offsets in struct seccomp_data; of the arguments the low words. */
const [NUMBER, ARCHITECTURE, ARGUMENT_0, ARGUMENT_1, ARGUMENT_2] = [0, 4, 16, 24, 32] as const;
const NONE = -1;

/** Numbers of the calls that are refused: on x86-64, on arm64 (`NONE` where the machine has no such call). */
const REFUSED: readonly (readonly [x64: number, arm64: number])[] = [
  // socketpair, connect
  ...([[53, 199], [42, 203]] as const), // prettier-ignore
  // kill, tkill, tgkill, rt_sigqueueinfo, rt_tgsigqueueinfo, pidfd_open, pidfd_send_signal, pidfd_getfd
  ...([[62, 129], [200, 130], [234, 131], [129, 138], [297, 240], [434, 434], [424, 424], [438, 438]] as const), // prettier-ignore
  // fork, vfork, execveat
  ...([
    [57, NONE],
    [58, NONE],
    [322, 281],
  ] as const),
  // ptrace, process_vm_readv, process_vm_writev, kcmp, process_madvise
  ...([[101, 117], [310, 270], [311, 271], [312, 272], [440, 440]] as const), // prettier-ignore
  // unshare, setns, mount, umount2, pivot_root, chroot, open_tree, move_mount, fsopen, fsmount, mount_setattr
  ...([[272, 97], [308, 268], [165, 40], [166, 39], [155, 41], [161, 51], [428, 428], [429, 429], [430, 430], [432, 432], [442, 442]] as const), // prettier-ignore
  // bpf, perf_event_open, userfaultfd, memfd_create, io_uring_setup, io_uring_enter, io_uring_register
  ...([[321, 280], [298, 241], [323, 282], [319, 279], [425, 425], [426, 426], [427, 427]] as const), // prettier-ignore
  // add_key, request_key, keyctl, open_by_handle_at, init_module, finit_module, kexec_load
  ...([[248, 217], [249, 218], [250, 219], [304, 265], [175, 105], [313, 273], [246, 104]] as const), // prettier-ignore
  // Landlock has no right for these: chmod, fchmod, fchmodat, fchmodat2, chown, fchown, lchown, fchownat
  ...([[90, NONE], [91, 52], [268, 53], [452, 452], [92, NONE], [93, 55], [94, NONE], [260, 54]] as const), // prettier-ignore
  // utimensat, utime, utimes, futimesat, setxattr, lsetxattr, fsetxattr, removexattr, lremovexattr, fremovexattr
  ...([[280, 88], [132, NONE], [235, NONE], [261, NONE], [188, 5], [189, 6], [190, 7], [197, 14], [198, 15], [199, 16]] as const), // prettier-ignore
  // flock: a lock on a file that may only be read
  ...([[73, 32]] as const), // prettier-ignore
  // shmget, semget, msgget, mq_open, personality, syslog
  ...([[29, 194], [64, 190], [68, 186], [240, 180], [135, 92], [103, 116]] as const), // prettier-ignore
];
/** socket, bind, listen, accept, accept4. */
const OF_SOCKETS = [[41, 198], [49, 200], [50, 201], [43, 202], [288, 242]] as const; // prettier-ignore
const [SOCKET, ACCESS, FACCESSAT] = [OF_SOCKETS[0], [21, NONE], [269, 48]] as const; // prettier-ignore
const [AF_UNIX, KIND_OF_SOCKET, SOCK_STREAM, W_OK] = [1, 0xf, 1, 2] as const;
const [CLONE, CLONE3, IOCTL] = [[56, 220], [435, 435], [16, 29]] as const; // prettier-ignore
const [CLONE_THREAD, TIOCSTI, TIOCLINUX] = [0x10000, 0x5412, 0x541c] as const;
/** The kind of ioctl that terminals and pipes have. Others change flags of a file even where it may only be read (FS_IOC_SETFLAGS). */
const [IOCTL_KIND, OF_TERMINALS] = [0xff00, 0x5400] as const;
/** AUDIT_ARCH_X86_64 and AUDIT_ARCH_AARCH64. */
const ARCHITECTURES = { x64: 0xc000003e, arm64: 0xc00000b7 } as const;

/**
 * `ownSocket`: a socket of its own that it may name and wait at, and nothing to connect it to. Only a stream of AF_UNIX: a datagram
 * would reach another by its path without a connection. And a folder is said to be no place for one, as Landlock makes it, of which
 * access(2) knows nothing.
 */
export function seccompFilter(machine: 'x64' | 'arm64', { ownSocket = false } = {}): Buffer {
  const column = machine === 'x64' ? 0 : 1;
  const lines: (readonly [code: number, yes: number, no: number, k: number])[] = [];
  const add = (code: number, k: number, yes = 0, no = 0): void => void lines.push([code, yes, no, k]);
  add(LOAD, ARCHITECTURE);
  add(EQUAL, ARCHITECTURES[machine], 1, 0);
  add(RETURN, KILL); // a 32-bit call on a 64-bit machine has other numbers
  add(LOAD, NUMBER);
  if (machine === 'x64') {
    add(AT_LEAST, 0x40000000, 0, 1); // x32
    add(RETURN, KILL);
  }
  add(EQUAL, CLONE3[column], 0, 1); // its flags lie in memory; the C library then asks for clone
  add(RETURN, refuse(ENOSYS));
  for (const numbers of ownSocket ? REFUSED : [...REFUSED, ...OF_SOCKETS]) {
    const number = numbers[column];
    if (number === NONE) continue;
    add(EQUAL, number, 0, 1);
    add(RETURN, refuse(EPERM));
  }
  if (ownSocket) {
    add(EQUAL, SOCKET[column], 0, 7);
    add(LOAD, ARGUMENT_0);
    add(EQUAL, AF_UNIX, 0, 4);
    add(LOAD, ARGUMENT_1);
    add(AND, KIND_OF_SOCKET);
    add(EQUAL, SOCK_STREAM, 0, 1);
    add(RETURN, ALLOW);
    add(RETURN, refuse(EPERM));
    for (const [numbers, mode] of [
      [ACCESS, ARGUMENT_1],
      [FACCESSAT, ARGUMENT_2],
    ] as const) {
      const number = numbers[column];
      if (number === NONE) continue;
      add(EQUAL, number, 0, 4);
      add(LOAD, mode);
      add(EQUAL, W_OK, 0, 1);
      add(RETURN, refuse(EPERM));
      add(RETURN, ALLOW);
    }
  }
  // Threads are made, processes are not.
  add(EQUAL, CLONE[column], 0, 4);
  add(LOAD, ARGUMENT_0);
  add(ANY_BIT, CLONE_THREAD, 1, 0);
  add(RETURN, refuse(EPERM));
  add(RETURN, ALLOW);
  add(EQUAL, IOCTL[column], 0, 7);
  add(LOAD, ARGUMENT_1);
  add(EQUAL, TIOCSTI, 1, 0);
  add(EQUAL, TIOCLINUX, 0, 1);
  add(RETURN, refuse(EPERM));
  add(AND, IOCTL_KIND);
  add(EQUAL, OF_TERMINALS, 1, 0);
  add(RETURN, refuse(ENOTTY));
  add(RETURN, ALLOW);
  const bytes = Buffer.alloc(lines.length * 8);
  for (const [index, [code, yes, no, k]] of lines.entries()) {
    bytes.writeUInt16LE(code, index * 8);
    bytes.writeUInt8(yes, index * 8 + 2);
    bytes.writeUInt8(no, index * 8 + 3);
    bytes.writeUInt32LE(k >>> 0, index * 8 + 4);
  }
  return bytes;
}
