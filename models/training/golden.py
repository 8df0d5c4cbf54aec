"""The golden vectors of a network, written by finish.py.

Independent of the eye's code: a synthetic picture, ways to cut a face out of it, the 48 x 48 tensor by numpy and the
network's answer by PyTorch.
"""
import base64
import hashlib
import json

import numpy as np
import torch
from torch import nn

from net import CLASSES

SIDE, DETAIL = 48, 96


def picture(side: int = 128) -> np.ndarray:
    """Smooth colour blobs and a pattern of bars: nobody's face, and nothing that sits on a pixel grid."""
    rng = np.random.default_rng(20)
    y, x = np.mgrid[0:side, 0:side].astype(np.float64)
    rgb = np.zeros((side, side, 3))
    for channel in range(3):
        for _ in range(9):
            cx, cy, size, height = rng.uniform(0, side), rng.uniform(0, side), rng.uniform(5, 40), rng.uniform(-70, 90)
            rgb[..., channel] += height * np.exp(-((x - cx) ** 2 + (y - cy) ** 2) / (2 * size ** 2))
    bars = 25 * np.sin(x / 3.7) * np.cos(y / 5.3)
    return np.clip(110 + rgb + bars[..., None], 0, 255).round().astype(np.uint8)


def grey_at(grey: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Bilinear between pixel centres; the border goes on beyond the edges."""
    height, width = grey.shape
    x, y = np.clip(x, 0, width - 1), np.clip(y, 0, height - 1)
    x0, y0 = np.minimum(np.floor(x).astype(int), width - 2), np.minimum(np.floor(y).astype(int), height - 2)
    fx, fy = x - x0, y - y0
    upper = grey[y0, x0] * (1 - fx) + grey[y0, x0 + 1] * fx
    lower = grey[y0 + 1, x0] * (1 - fx) + grey[y0 + 1, x0 + 1] * fx
    return upper * (1 - fy) + lower * fy


def face(rgb: np.ndarray, a: float, b: float, tx: float, ty: float) -> np.ndarray:
    """Each of 96 x 96 pixels is the mean of taps x taps points; 2 x 2 of them make one of 48 x 48. Grey levels 0-255."""
    grey = rgb.astype(np.float64) @ np.array([0.299, 0.587, 0.114])
    taps = min(6, max(1, round(float(np.hypot(a, b)) / 2)))
    points = np.arange(DETAIL * taps)
    # Point j of the fine grid lies at (j + 0.5) / (2 taps) - 0.5 in pixels of 48.
    at = (points + 0.5) / (2 * taps) - 0.5
    u, v = np.meshgrid(at, at)
    fine = grey_at(grey, a * u - b * v + tx, b * u + a * v + ty)
    step = 2 * taps
    return fine.reshape(SIDE, step, SIDE, step).mean((1, 3))


def ramps(seed: int) -> np.ndarray:
    """The picture `ramps` of src/eye/expression/golden-vector.ts, in grey."""
    y, x = np.mgrid[0:SIDE, 0:SIDE]
    return (3 * x + 5 * y + 31 * seed) % 256


@torch.no_grad()
def answer(net: nn.Module, tensor: np.ndarray):
    one = torch.from_numpy(tensor).float()[None, None]
    logits, gate = net(torch.cat([one, one.flip(3)]))
    return logits.mean(0).tolist(), gate.mean().item()


def write_vector(net: nn.Module, path: str) -> None:
    """What `hailong models verify` runs where the network is installed."""
    logits, unreadable = answer(net, ramps(seed=1) / 255)
    with open(path, "w") as file:
        json.dump({"recipe": {"kind": "ramps", "seed": 1}, "outputs": {"logits": logits, "unreadable": unreadable}}, file, indent=2)
        file.write("\n")


def write_fixture(net: nn.Module, onnx: str, path: str) -> None:
    """What the eye's preprocessing is tested against (test/fixtures/expression-golden.json)."""
    rgb = picture()
    cases = []
    for a, b, tx, ty in [(1.13, 0.17, 30.4, 22.7), (2.61, -0.32, 2.2, 11.9), (4.4, 0.9, -38.5, -51.3)]:
        tensor = face(rgb, a, b, tx, ty) / 255
        logits, unreadable = answer(net, tensor)
        cases.append({"similarity": {"a": a, "b": b, "tx": tx, "ty": ty}, "tensor": [round(v, 7) for v in tensor.ravel().tolist()],
                      "logits": logits, "unreadable": unreadable})
    with open(onnx, "rb") as file:
        sha256 = hashlib.sha256(file.read()).hexdigest()
    golden = {"classes": CLASSES, "onnxSha256": sha256, "width": rgb.shape[1], "height": rgb.shape[0],
              "rgbBase64": base64.b64encode(rgb.tobytes()).decode(), "cases": cases}
    with open(path, "w") as file:
        json.dump(golden, file)
