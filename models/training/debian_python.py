"""PyTorch comes with Debian's Python; another python3 may stand before it in PATH. Call `require_torch` before importing torch."""
import importlib.util
import os
import sys

DEBIAN = "/usr/bin/python3"


def require_torch() -> None:
    if importlib.util.find_spec("torch"):
        return
    if sys.executable != DEBIAN and os.access(DEBIAN, os.X_OK):
        os.execv(DEBIAN, [DEBIAN, *sys.argv])
    sys.exit("PyTorch is missing. Install it: apt-get install python3-torch python3-numpy")
