import { spawnSync } from "node:child_process";
import { readlink } from "node:fs/promises";
import { Child, eventually } from "./child.js";

/** Set where the machine permits no namespaces and that is known: what they show is then not shown. */
const ALLOWED = "HAILONG_TEST_WITHOUT_NAMESPACES";

/** No network but its own loopback, nothing that can be written, nobody else's processes. Needs no privilege. */
const SEALED = [
  ...["bwrap", "--unshare-all", "--unshare-user", "--die-with-parent", "--new-session", "--cap-drop", "ALL"],
  ...["--ro-bind", "/", "/", "--dev", "/dev", "--remount-ro", "/dev", "--proc", "/proc", "--"],
];

/** A program as the sealed install confines the eye, as near as a machine without systemd comes to it. */
export const sealed = (...program: string[]): Child => new Child(SEALED[0] as string, [...SEALED.slice(1), ...program]);

/** False only where that was said beforehand; otherwise a machine without namespaces fails its test. */
export function namespacesPermitted(): boolean {
  const tries = [
    [...SEALED, "true"],
    [...LAN, "ip", "link", "add", "v0", "type", "veth", "peer", "name", "v1"],
  ];
  const complaints = tries.flatMap(([program = "", ...args]) => {
    const { status, stderr, error } = spawnSync(program, args, { encoding: "utf8", timeout: 10_000 });
    return status === 0 ? [] : [`${program}: ${error?.message ?? stderr.trim()}`];
  });
  if (complaints.length === 0) return true;
  const what = `no namespaces here, so the sandbox is not shown (${complaints.join("; ")})`;
  if (!process.env[ALLOWED]) throw new Error(`${what}. Permit user namespaces, or set ${ALLOWED}=1`);
  console.warn(`NOT TESTED: ${what}`);
  return false;
}

const LAN = ["unshare", "--user", "--map-root-user", "--net"];
export const CAMERA = "10.77.0.2";
/** The same machine as the camera, at an address that the feed has no way to. */
export const ELSEWHERE = "10.77.0.3";

/** Ends with the test, however that ends: its standing parts are killed with their parent. */
const HOLD = "setpriv --pdeathsig KILL sleep 600";
const SET_UP = `
set -e
unshare --net ${HOLD} & inner=$!
until [ "$(readlink /proc/$inner/ns/net)" != "$(readlink /proc/self/ns/net)" ]; do sleep 0.02; done
ip link set lo up
ip link add v0 type veth peer name v1
ip link set v1 netns $inner
ip address add ${CAMERA}/32 dev v0
ip address add ${ELSEWHERE}/32 dev v0
ip link set v0 up
ip route add 10.77.0.1/32 dev v0
within="nsenter --net=/proc/$inner/ns/net"
$within ip link set lo up
$within ip address add 10.77.0.1/32 dev v1
$within ip link set v1 up
$within ip route add ${CAMERA}/32 dev v1
echo "inner $inner"
exec ${HOLD}
`;

/** A network where a camera stands, and a place that reaches the camera and nothing else. */
export class CameraNetwork implements AsyncDisposable {
  readonly #holder: Child;
  readonly #inner: string;

  private constructor(holder: Child, inner: string) {
    this.#holder = holder;
    this.#inner = inner;
  }

  static async create(): Promise<CameraNetwork> {
    const holder = new Child(LAN[0] as string, [...LAN.slice(1), "setpriv", "--pdeathsig", "KILL", "sh", "-c", SET_UP]);
    await holder.says(/inner \d+/);
    return new CameraNetwork(holder, /inner (\d+)/.exec(holder.stdout)?.[1] as string);
  }

  /** What a program at the camera's side begins with. */
  get cameraSide(): string[] {
    return this.#within(String(this.#holder.pid));
  }

  /** Likewise where only the camera can be reached. */
  get feedSide(): string[] {
    return this.#within(this.#inner);
  }

  #within(pid: string): string[] {
    const user = `--user=/proc/${this.#holder.pid}/ns/user`;
    return ["nsenter", user, `--net=/proc/${pid}/ns/net`, "--preserve-credentials", "setpriv", "--pdeathsig", "KILL"];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#holder[Symbol.asyncDispose]();
    await eventually(async () => (await readlink(`/proc/${this.#inner}/ns/net`).catch(() => undefined)) === undefined);
  }
}
