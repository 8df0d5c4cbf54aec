"""Writes the two npm models that ours is compared with as ONNX: python3 to_onnx.py --human FOLDER --face-api FOLDER --out FOLDER

Each FOLDER is an unpacked npm package (`package/`). `--out` becomes a models folder for `hailong evaluate --models`: our own
network, theirs as alternatives, and a manifest that names all three. Theirs are not part of this project: it must lie outside.
"""
import argparse
import hashlib
import json
import os
import shutil

import face_api_expression
import human_emotion

HERE = os.path.dirname(os.path.realpath(__file__))
PROJECT = os.path.realpath(os.path.join(HERE, "../../.."))
OURS = os.path.join(PROJECT, "models")


def alternative(package: str, network, out: str, file: str) -> dict:
    """Writes the file and answers its entry in the manifest."""
    with open(os.path.join(package, "package.json")) as described:
        about = json.load(described)
    data = network.build(package).SerializeToString()
    with open(os.path.join(out, file), "wb") as written:
        written.write(data)
    source = f"{about['name']} {about['version']}, by models/training/compare"
    return {"file": file, "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data), "licence": about["license"],
            "source": source, **network.ENTRY}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--human", required=True)
    parser.add_argument("--face-api", required=True)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    out = os.path.realpath(options.out)
    if os.path.commonpath([out, PROJECT]) == PROJECT:
        parser.error(f"--out {options.out} lies in the project, and these models must not: name a folder outside it")
    os.makedirs(out, exist_ok=True)
    with open(os.path.join(OURS, "manifest.json")) as file:
        manifest = json.load(file)
    for name in ("file", "golden"):
        shutil.copy(os.path.join(OURS, manifest["models"]["expression"][name]), out)
    manifest["alternatives"] = {
        "human-emotion": alternative(options.human, human_emotion, out, "human-emotion.onnx"),
        "face-api-expression": alternative(options.face_api, face_api_expression, out, "face-api-expression.onnx"),
    }
    with open(os.path.join(out, "manifest.json"), "w") as file:
        json.dump(manifest, file, indent=2)
    print(f"{', '.join(manifest['alternatives'])} in {out}")


if __name__ == "__main__":
    main()
