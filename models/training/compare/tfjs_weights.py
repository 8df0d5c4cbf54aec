"""Reads the weights of a TensorFlow.js model: a manifest of names, shapes and types, and the files with the numbers."""
import os

import numpy as np


def read_weights(groups: list, folder: str) -> dict:
    """By name, as float32 or int32; 8-bit weights are spread over their range again."""
    weights = {}
    for group in groups:
        data = b"".join(read_bytes(os.path.join(folder, path)) for path in group["paths"])
        at = 0
        for entry in group["weights"]:
            array, size = decode(entry, data[at:])
            weights[entry["name"]] = array
            at += size
        if at != len(data):
            raise ValueError(f"{folder}: {group['paths']} has {len(data)} bytes, its manifest names {at}")
    return weights


def decode(entry: dict, data: bytes):
    quantization = entry.get("quantization")
    kind = np.dtype(quantization["dtype"] if quantization else entry["dtype"]).newbyteorder("<")
    count = int(np.prod(entry["shape"]))
    array = np.frombuffer(data, kind, count).reshape(entry["shape"])
    if quantization:
        array = array.astype(np.float32) * np.float32(quantization["scale"]) + np.float32(quantization["min"])
    return array, count * kind.itemsize


def read_bytes(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()
