"""Makes the network that ships: python3 finish.py --data FERPLUS --weights a.pt b.pt --out released.pt

Averages the weights of runs that went on from the same start (a model soup, Wortsman et al. 2022), measures the batch norms of the
average anew, and fits vector scaling on valid (Guo et al. 2017): one temperature, for the manifest, and a shift of each class's
logit, which goes into the graph's last bias. They are fitted to the class that most annotators chose, because that is what
calibration is measured against; `report.py` gives the error against the votes too.

Writes into models/ the file, its manifest entry and its golden vector, into test/fixtures what the eye is tested against, and into
`--out` the weights for report.py.
"""
import argparse
import os

import torch
import torch.nn.functional as F
from torch import nn

from net import ExpressionNet, load_net
from report import read
from golden import write_fixture
from release import MODELS, release
from train import batch, load


def average(paths: list) -> ExpressionNet:
    states = [torch.load(path) for path in paths]
    net = load_net(paths[0])
    net.load_state_dict({k: sum(s[k].double() for s in states).div(len(states)).to(v.dtype) for k, v in states[0].items()})
    return net


@torch.no_grad()
def measure_norms(net: ExpressionNet, images, target, readable, batches: int = 150) -> None:
    for layer in net.modules():
        if isinstance(layer, nn.BatchNorm2d):
            layer.reset_running_stats()
            layer.momentum = None  # the plain mean over all batches
    net.train()
    for index in torch.randperm(len(images)).split(128)[:batches]:
        net(batch(images[index], target[index], readable[index])[0])
    net.eval()


def vector_scaling(logits: torch.Tensor, label: torch.Tensor, pull: float = 1e-3):
    """Temperature and shifts with softmax(logits / temperature + shifts) closest to the labels; `pull` keeps rare classes' shifts small."""
    temperature, shift = torch.ones(1, requires_grad=True), torch.zeros(logits.shape[1], requires_grad=True)
    rule = torch.optim.LBFGS([temperature, shift], lr=0.1, max_iter=200)

    def step():
        rule.zero_grad()
        loss = F.cross_entropy(logits / temperature + shift, label) + pull * (shift ** 2).sum()
        loss.backward()
        return loss

    rule.step(step)
    return round(temperature.item(), 3), shift.detach()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--weights", nargs="+", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--models", default=MODELS, help="the folder to release it into")
    options = parser.parse_args()
    torch.manual_seed(5)
    net = average(options.weights).eval()
    if len(options.weights) > 1:
        images, target, readable, _ = load(options.data, "train")
        measure_norms(net, images, target, readable)
    images, _, _, label = load(options.data, "valid")
    logits, _ = read(net, images)
    temperature, shift = vector_scaling(logits[label < 8], label[label < 8])
    with torch.no_grad():
        net.head.bias += shift * temperature
    torch.save(net.state_dict(), options.out)
    stored = release(net, options.models, temperature)
    if options.models == MODELS:
        write_fixture(stored, os.path.join(MODELS, "expression.onnx"), os.path.join(MODELS, "../test/fixtures/expression-golden.json"))
    print(f"temperature {temperature}, shifts {[round(x, 3) for x in shift.tolist()]}")
