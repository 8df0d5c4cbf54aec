/** The system calls that the tracer is asked for, by what they do with bytes. */
const words = (text: string): string[] => text.split(" ");

export const GIVEN = new Set(words("write pwrite64 writev pwritev pwritev2 sendto sendmsg sendmmsg"));
/** By the kernel, from one descriptor to another: how many bytes is seen, and not which. */
export const MOVED = new Set(words("sendfile sendfile64 copy_file_range splice vmsplice tee"));
/** What is made, and called by a name that could say something. */
export const NAMED = new Set([
  ...words("creat mkdir mkdirat mknod mknodat rename renameat renameat2 link linkat symlink symlinkat"),
  ...words("memfd_create bind"),
]);
export const BORN = new Set(words("clone clone3 fork vfork"));
/** They carry bytes past the calls above: no program of a counter has a use for one. */
export const BLIND = new Set([
  // Rings and queues of work that the kernel does by itself.
  ...words("io_uring_setup io_uring_enter io_setup io_submit"),
  // Another process's memory and descriptors.
  ...words("process_vm_writev ptrace pidfd_getfd"),
  // Memory, queues and counters that others may open by a number or a name.
  ...words("shmget shmat msgget msgsnd semget semop semtimedop semctl mq_open mq_timedsend"),
  // Words beside a file, in the kernel's key rings, in the machine's name.
  ...words("setxattr lsetxattr fsetxattr setxattrat add_key request_key keyctl sethostname setdomainname"),
  // Programs for the kernel, and file systems.
  ...words("bpf init_module finit_module kexec_load kexec_file_load mount fsopen fsconfig swapon"),
]);
const OTHERS = words(
  "open openat openat2 open_by_handle_at execve execveat connect pipe pipe2 socketpair prlimit64 setrlimit truncate",
);

/** The question mark: a call that this machine or this strace does not have is left out. */
export const TRACED = [...GIVEN, ...MOVED, ...NAMED, ...BORN, ...BLIND, ...OTHERS].map((name) => `?${name}`).join(",");
