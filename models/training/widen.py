"""Gives a trained network more channels without changing what it computes: python3 widen.py narrow.pt wide.pt

Net2Net (Chen et al. 2016): new channels are copies of old ones, and whoever reads a channel that now stands k times takes a k-th of each.
A little noise on the copies lets training pull them apart. Both networks and their widths: net.py.
"""
import argparse

import torch
from torch import nn

from net import WIDE, ExpressionNet, load_net

NOISE = 0.02


def copies(old: int, new: int) -> torch.Tensor:
    """For each new channel the old one it comes from; the first `old` are themselves."""
    return torch.cat([torch.arange(old), torch.randint(0, old, (new - old,))])


def read_by(weight: torch.Tensor, source: torch.Tensor) -> torch.Tensor:
    """Weights [out, in, ...] over the copied inputs, shared evenly among the copies of one."""
    count = torch.bincount(source, minlength=weight.shape[1]).float()
    share = (1 / count)[source].view(1, -1, *[1] * (weight.ndim - 2))
    return weight[:, source] * share


def widen_conv(old: nn.Sequential, new: nn.Sequential, inputs: torch.Tensor, outputs: torch.Tensor) -> None:
    (convolution, norm), (wide, wide_norm) = [[m for m in part if isinstance(m, (nn.Conv2d, nn.BatchNorm2d))] for part in (old, new)]
    weight = read_by(convolution.weight, inputs)[outputs]
    weight[convolution.out_channels:] *= 1 + NOISE * torch.randn_like(weight[convolution.out_channels:])
    wide.weight.copy_(weight)
    for name in ("weight", "bias", "running_mean", "running_var"):
        getattr(wide_norm, name).copy_(getattr(norm, name)[outputs])


@torch.no_grad()
def widen(old: ExpressionNet, new: ExpressionNet) -> None:
    one = torch.arange(1)
    stream = copies(old.stem[0].out_channels, new.stem[0].out_channels)
    widen_conv(old.stem, new.stem, one, stream)
    for a, b in zip(old.body, new.body):
        middle = copies(a.first[0].out_channels, b.first[0].out_channels)
        # Where a block adds its input unchanged, both must be copied alike.
        out = stream if a.short is None else copies(a.second[0].out_channels, b.second[0].out_channels)
        widen_conv(a.first, b.first, stream, middle)
        widen_conv(a.second, b.second, middle, out)
        if a.short is not None:
            widen_conv(a.short, b.short, stream, out)
        stream = out
    for name in ("head", "gate"):
        getattr(new, name).weight.copy_(read_by(getattr(old, name).weight, stream))
        getattr(new, name).bias.copy_(getattr(old, name).bias)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("narrow")
    parser.add_argument("wide")
    options = parser.parse_args()
    torch.manual_seed(9)
    old, new = load_net(options.narrow), ExpressionNet(WIDE)
    widen(old, new)
    torch.save(new.state_dict(), options.wide)
