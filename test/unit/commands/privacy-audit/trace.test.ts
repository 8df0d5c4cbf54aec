import { describe, expect, it } from "vitest";
import { CallReader } from "#commands/privacy-audit/trace/strace-line.js";
import { TrafficReader } from "#commands/privacy-audit/trace/traffic.js";

const hex = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");

function read(...lines: string[]) {
  const calls = new CallReader();
  const reader = new TrafficReader();
  for (const line of lines) {
    const call = calls.read(line);
    if (call) reader.take(call);
  }
  for (const call of calls.unfinished()) reader.take(call);
  return reader.traffic;
}

const START = `10 execve("${hex("/usr/bin/node")}", ["${hex("node")}", "${hex("/x/dist/cli.js")}", "${hex("eye")}"], ["${hex("A=b")}"]) = 0`;

describe("what programs give, as strace prints it", () => {
  it("is told by program and target, threads and children included", () => {
    const { flows } = read(
      `11 write(5<${hex("/tmp/f")}>, "${hex("early")}", 5) = 5`,
      START,
      `10 clone3({flags=CLONE_VM}, 88) = 11`,
      `10 write(7<TCP:[127.0.0.1:1->127.0.0.1:2]>, "${hex("hello")}", 9) = 5`,
    );
    expect(flows.map(({ program, target, bytes }) => [program, target, bytes])).toEqual([
      ["hailong eye", "/tmp/f", 5],
      ["hailong eye", "TCP:[127.0.0.1:1->127.0.0.1:2]", 5],
    ]);
  });

  it("is whole when a call is printed in two parts, or never came back", () => {
    const { flows } = read(
      START,
      `10 writev(7<${hex("/tmp/f")}>, [{iov_base="${hex("ab")}", iov_len=2}, {iov_base="${hex("cd")}", iov_len=2}], 2 <unfinished ...>`,
      `10 <... writev resumed>) = 4`,
      `10 write(7<${hex("/tmp/f")}>, "${hex("last")}", 4 <unfinished ...>`,
    );
    expect(Buffer.concat(flows[0]?.parts ?? []).toString()).toBe("abcdlast");
    expect(flows[0]?.unseen).toBe(0);
  });

  it("goes by a local socket's path, at either end", () => {
    const path = hex("/d/eye.sock");
    const { flows } = read(
      START,
      `10 connect(5<UNIX-STREAM:[70]>, {sa_family=AF_UNIX, sun_path="${path}"}, 110) = 0`,
      `10 write(5<UNIX-STREAM:[70->71]>, "${hex("x")}", 1) = 1`,
      `10 write(6<UNIX-STREAM:[71->70,"${path}"]>, "${hex("yz")}", 2) = 2`,
    );
    expect(flows.map(({ target, unseen }) => [target.includes("/d/eye.sock"), unseen])).toEqual([
      [true, 0],
      [true, 0],
    ]);
  });

  it("names what was opened for writing, started, and allowed to dump", () => {
    const traffic = read(
      START,
      `10 openat(AT_FDCWD<${hex("/")}>, "${hex("f")}", O_WRONLY|O_CREAT, 0666) = 8<${hex("/f")}>`,
      `10 openat(AT_FDCWD<${hex("/")}>, "${hex("g")}", O_RDONLY) = 8<${hex("/g")}>`,
      `10 prlimit64(0, RLIMIT_CORE, {rlim_cur=0, rlim_max=0}, NULL) = 0`,
      `10 prlimit64(0, RLIMIT_CORE, {rlim_cur=RLIM64_INFINITY, rlim_max=RLIM64_INFINITY}, NULL) = 0`,
    );
    expect(traffic.named).toEqual(["/f"]);
    expect(traffic.coreLimits).toHaveLength(1);
    expect(traffic.started[0]?.words.toString()).toContain("A=b");
  });

  it("counts what the kernel moved unseen, and says when something went past", () => {
    const traffic = read(
      START,
      `10 copy_file_range(5<${hex("/a")}>, NULL, 6<${hex("/b")}>, NULL, 9, 0) = 9`,
      `10 io_uring_setup(8, {}) = 5`,
    );
    expect(traffic.flows).toMatchObject([{ target: "/b", bytes: 9, unseen: 9 }]);
    expect(traffic.blind).toEqual(["io_uring_setup"]);
  });

  it("says so of every call that carries bytes beside the others, and not of one that failed", () => {
    const told = ["fsetxattr", "lsetxattr", "add_key", "mq_timedsend", "msgsnd", "shmget", "io_submit", "ptrace"];
    const { blind } = read(
      START,
      ...told.map((name) => `10 ${name}(5, "${hex("x")}", 1) = 0`),
      `10 setxattr("${hex("/f")}", "${hex("user.x")}", "${hex("y")}", 1, 0) = -1 EOPNOTSUPP (Operation not supported)`,
      `10 clone(child_stack=NULL, flags=CLONE_UNTRACED|SIGCHLD) = 11`,
    );
    expect(blind).toEqual([...told, "CLONE_UNTRACED"]);
  });

  it("names files in memory as such, local sockets by their paths, and who connected", () => {
    const { named, connected } = read(
      START,
      `10 memfd_create("${hex("data/ledger.db")}", MFD_CLOEXEC) = 9`,
      `10 bind(5<UNIX-STREAM:[70]>, {sa_family=AF_UNIX, sun_path="${hex("/d/eye.sock")}"}, 110) = 0`,
      `10 bind(6<TCP:[71]>, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("${hex("127.0.0.1")}")}, 16) = 0`,
      `10 connect(6<TCP:[72]>, {sa_family=AF_INET, sin_port=htons(1), sin_addr=inet_addr("${hex("10.0.0.1")}")}, 16) = 0`,
    );
    expect(named).toEqual(["memfd:data/ledger.db", "/d/eye.sock"]);
    expect(connected).toEqual([{ program: "hailong eye", address: "AF_INET 10.0.0.1:1" }]);
  });
});
