"""The network as it is released: batch norms folded into their convolutions, weights stored as 16-bit floats.

A 16-bit weight is off by at most one part in 2048, and a file of 2.1 M of them fits in 5 MB. They are turned into 32-bit floats when the
network is loaded, once: the arithmetic is that of 32 bits.
"""
import copy

import torch
import torch.nn.functional as F
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval


class Stored(nn.Module):
    """Weight and bias as they lie in the file."""

    def __init__(self, layer: nn.Module):
        super().__init__()
        self.weight = nn.Parameter(layer.weight.detach().half(), requires_grad=False)
        self.bias = nn.Parameter(layer.bias.detach().half(), requires_grad=False)


class StoredConv(Stored):
    def __init__(self, layer: nn.Conv2d):
        super().__init__(layer)
        self.stride, self.padding = layer.stride, layer.padding

    def forward(self, x):
        return F.conv2d(x, self.weight.float(), self.bias.float(), self.stride, self.padding)


class StoredLinear(Stored):
    def forward(self, x):
        return F.linear(x, self.weight.float(), self.bias.float())


def folded(net: nn.Module) -> nn.Module:
    """A copy for inference only; `net` stays as it is."""
    net = copy.deepcopy(net).to(memory_format=torch.contiguous_format).eval()
    for part in [m for m in net.modules() if isinstance(m, nn.Sequential)]:
        layers = list(part)
        for i, (layer, after) in enumerate(zip(layers, layers[1:])):
            if isinstance(layer, nn.Conv2d) and isinstance(after, nn.BatchNorm2d):
                part[i], part[i + 1] = StoredConv(fuse_conv_bn_eval(layer, after)), nn.Identity()
    for name, layer in list(net.named_children()):
        if isinstance(layer, nn.Linear):
            setattr(net, name, StoredLinear(layer))
    return net


def export(net: nn.Module, path: str) -> None:
    """`net`: folded. Without folding of constants, or the 16-bit weights would be written as 32-bit ones."""
    torch.onnx.export(net, torch.zeros(1, 1, 48, 48), path, opset_version=13, do_constant_folding=False,
                      input_names=["face"], output_names=["logits", "unreadable"],
                      dynamic_axes={"face": {0: "n"}, "logits": {0: "n"}, "unreadable": {0: "n"}})
