"""Turns an exported network back into weights that training can go on from: python3 resume.py expression.onnx expression.pt --data FERPLUS

The export folds every batch norm into its convolution. A batch norm whose mean and deviation are those that the convolution
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


def folded_layers(path: str):
    """Weights and biases of the graph's convolutions, in the order in which it runs them, and its other initializers by name."""
    graph = onnx.load(path).graph
    value = {i.name: torch.from_numpy(numpy_helper.to_array(i).copy()) for i in graph.initializer}
    return [(value[n.input[1]], value[n.input[2]]) for n in graph.node if n.op_type == "Conv"], value


@torch.no_grad()
def unfold(net: ExpressionNet, path: str, faces: torch.Tensor) -> None:
    convolutions, value = folded_layers(path)
    net.eval()
    pairs, order, last = [], [], None
    hooks = [m.register_forward_hook(lambda m, i, o: order.append(m)) for m in net.modules() if isinstance(m, (nn.Conv2d, nn.BatchNorm2d))]
    net(faces[:2])
    for hook in hooks:
        hook.remove()
    for layer in order:
        if isinstance(layer, nn.Conv2d):
            last = layer
        else:
            pairs.append((last, layer))
    # The graph may run a block's shortcut before or after its body: match by shape, in order of appearance.
    left = list(convolutions)
    for conv, norm in pairs:
        at = next(i for i, (w, _) in enumerate(left) if w.shape == conv.weight.shape)
        weight, bias = left.pop(at)
        conv.weight.copy_(weight)

        def seen(_, __, out, norm=norm, bias=bias):
            mean, variance = out.mean((0, 2, 3)), out.var((0, 2, 3))
            norm.running_mean.copy_(mean)
            norm.running_var.copy_(variance)
            norm.weight.copy_((variance + norm.eps).sqrt())
            norm.bias.copy_(bias + mean)

        hook = conv.register_forward_hook(seen)
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
