"""Writes a split of FER+ as pictures that `hailong evaluate` reads: python3 export_set.py --data FERPLUS --split valid --out FOLDER

FOLDER gets one PNG per face and manifest.csv (path,label). The label is the class with most of the ten votes, the first
of equals; `unknown` and `not-a-face` are labels too, which evaluate leaves out and counts. The pictures are other
people's: FOLDER must lie outside this project.
"""
import argparse
import csv
import os
import struct
import zlib

import numpy as np

LABELS = ["neutral", "happiness", "surprise", "sadness", "anger", "disgust", "fear", "contempt", "unknown", "not-a-face"]
PROJECT = os.path.realpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.."))


def png(grey: np.ndarray) -> bytes:
    """8-bit greyscale, no filter."""
    height, width = grey.shape
    rows = b"".join(b"\0" + row.tobytes() for row in np.ascontiguousarray(grey))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--split", choices=["train", "valid", "test"], required=True)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    out = os.path.realpath(options.out)
    if os.path.commonpath([out, PROJECT]) == PROJECT:
        parser.error(f"--out {options.out} lies in the project, and these pictures must not: name a folder outside it")
    pack = np.load(f"{options.data}/{options.split}.npz")
    label = pack["votes"].argmax(1)
    os.makedirs(out, exist_ok=True)
    with open(f"{out}/manifest.csv", "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["path", "label"])
        for i, (image, place) in enumerate(zip(pack["images"], label)):
            name = f"{i:05d}.png"
            with open(f"{out}/{name}", "wb") as picture:
                picture.write(png(image))
            rows.writerow([name, LABELS[place]])
    print(f"{len(label)} pictures in {out}")


if __name__ == "__main__":
    main()
