"""Turns a released network back into weights that training can go on from: python3 resume.py expression.onnx weights.pt --data FERPLUS

The release folds every batch norm into its convolution. A batch norm whose mean and deviation are those that the convolution
shows on training faces, and whose scale and shift undo them, computes the same function and can be trained again.
"""
import argparse

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

from net import ExpressionNet
from train import load


@torch.no_grad()
def unfold(net: ExpressionNet, path: str, faces: torch.Tensor) -> None:
    value = {i.name: torch.from_numpy(numpy_helper.to_array(i).copy()).float() for i in onnx.load(path).graph.initializer}
    net.eval()
    layers = dict(net.named_modules())
    for name, norm in layers.items():
        if not isinstance(norm, nn.BatchNorm2d):
            continue
        # The batch norm stands right behind its convolution: `first.0`, `first.1`.
        part, place = name.rsplit(".", 1)
        before = f"{part}.{int(place) - 1}"
        layers[before].weight.copy_(value[f"{before}.weight"])
        bias = value[f"{before}.bias"]

        def seen(_, __, out, norm=norm, bias=bias):
            mean, variance = out.mean((0, 2, 3)), out.var((0, 2, 3))
            norm.running_mean.copy_(mean)
            norm.running_var.copy_(variance)
            norm.weight.copy_((variance + norm.eps).sqrt())
            norm.bias.copy_(bias + mean)

        hook = layers[before].register_forward_hook(seen)
        net(faces)
        hook.remove()
    for name in ("head", "gate"):
        getattr(net, name).weight.copy_(value[f"{name}.weight"])
        getattr(net, name).bias.copy_(value[f"{name}.bias"])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("onnx")
    parser.add_argument("out")
    parser.add_argument("--data", required=True)
    options = parser.parse_args()
    images, *_ = load(options.data, "train")
    rng = np.random.default_rng(0)
    faces = images[rng.choice(len(images), 2000, replace=False)].float() / 255
    net = ExpressionNet()
    unfold(net, options.onnx, faces)
    torch.save(net.state_dict(), options.out)
