"""Puts a network into a models folder, as `hailong models verify` wants it: the file, its manifest entry, its golden vector."""
import hashlib
import json
import os
import shutil

from torch import nn

import golden
from fold import export, folded

MODELS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")


def release(net: nn.Module, folder: str, temperature: float) -> nn.Module:
    """→ the network as it lies in the file. Another folder than models/ gets its manifest from there."""
    os.makedirs(folder, exist_ok=True)
    manifest_path, path = os.path.join(folder, "manifest.json"), os.path.join(folder, "expression.onnx")
    if not os.path.exists(manifest_path):
        shutil.copy(os.path.join(MODELS, "manifest.json"), manifest_path)
    stored = folded(net)
    export(stored, path)
    golden.write_vector(stored, os.path.join(folder, "expression.golden.json"))
    with open(path, "rb") as file:
        content = file.read()
    with open(manifest_path) as file:
        manifest = json.load(file)
    manifest["models"]["expression"].update(
        sha256=hashlib.sha256(content).hexdigest(), bytes=len(content), temperature=temperature)
    with open(manifest_path, "w") as file:
        json.dump(manifest, file, indent=2, ensure_ascii=False)
        file.write("\n")
    return stored
