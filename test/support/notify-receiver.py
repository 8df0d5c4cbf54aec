# A service manager's socket: prints each word that a unit says. `systemd-notify` waits until its descriptor is closed.
import os, socket, sys

path = sys.argv[1]
receiver = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
receiver.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
receiver.bind(path)
print("listening", flush=True)
while True:
    data, ancillary, _, _ = receiver.recvmsg(4096, 1024)
    for _, kind, passed in ancillary:
        if kind == socket.SCM_RIGHTS:
            os.close(int.from_bytes(passed[:4], sys.byteorder))
    for word in data.decode().splitlines():
        print(word, flush=True)
