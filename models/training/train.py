"""Trains the expression network on FER+: python3 train.py --data FERPLUS --out weights.pt --minutes 75; finish.py then releases it

The learning rate follows elapsed time, so that a run on a shared machine ends when it should. Fit on train, choose on valid.
"""
import argparse
import copy
import json
import math
import os
import tempfile
import time

from debian_python import require_torch

require_torch()

import numpy as np
import torch
import torch.nn.functional as F

import augment
from net import ExpressionNet, load_net
from release import release


def load(folder: str, split: str):
    pack = np.load(f"{folder}/{split}.npz") if folder else noise()
    images = torch.from_numpy(pack["images"]).unsqueeze(1)
    votes = torch.from_numpy(pack["votes"].astype(np.float32))
    kept = torch.where(votes > 1, votes, torch.zeros_like(votes))  # a single vote is an outlier (Barsoum et al. 2016)
    kept = torch.where(kept.sum(1, keepdim=True) > 0, kept, votes)
    expression = kept[:, :8]
    readable = expression.sum(1) / kept.sum(1)
    target = expression / expression.sum(1, keepdim=True).clamp(min=1)
    return images, target, readable, votes.argmax(1)


def noise(n: int = 3000) -> dict:
    """Not faces: enough to see that the recipe runs where FER+ is not at hand."""
    rng = np.random.default_rng(1)
    return {"images": rng.integers(0, 256, (n, 48, 48), dtype=np.uint8), "votes": rng.multinomial(10, [0.1] * 10, n).astype(np.uint8)}


@torch.no_grad()
def evaluate(net, images, label):
    net.eval()
    logits, gate = zip(*[net(part.float() / 255) for part in images.split(512)])
    logits, gate = torch.cat(logits), torch.cat(gate).squeeze(1)
    keep = label < 8
    guess, truth = logits[keep].argmax(1), label[keep]
    f1 = []
    for c in range(8):
        hit = ((guess == c) & (truth == c)).sum().item()
        total = (guess == c).sum().item() + (truth == c).sum().item()
        f1.append(2 * hit / max(total, 1))
    group = grouped(torch.softmax(logits, 1))
    truth3 = torch.tensor([1, 2, -1, 0, 0, 0, 0, -1, -1, -1])[label]
    keep3 = truth3 >= 0
    guess3, truth3 = group[keep3].argmax(1), truth3[keep3]
    with torch.random.fork_rng():  # the same masks every time, without making every epoch draw the same augmentation
        torch.manual_seed(7)
        covered = net(augment.masks(images[keep].float() / 255))[1].squeeze(1)
    return {
        "acc8": (guess == truth).float().mean().item(), "macroF1": sum(f1) / 8, "n": int(keep.sum()),
        "acc3": (guess3 == truth3).float().mean().item(), "n3": int(keep3.sum()),
        "neutralCalledNegative": (guess3[truth3 == 1] == 0).float().mean().item(),
        "clearLost": (gate[keep] > 0).float().mean().item(), "maskedRefused": (covered > 0).float().mean().item(),
    }


WHOLE = torch.tensor([1.0, 0.0, 0.0, 0.0])  # the picture as it is


def load_frames(path: str, n: int, share: float):
    """Where the eye cuts each face out (scripts/write-frames.ts), used for `share` of the faces of an epoch; null where it found none."""
    if not path:
        return None
    with open(path) as file:
        frames = torch.stack([torch.tensor(f) if f else WHOLE for f in json.load(file)])
    assert len(frames) == n, f"{path} has {len(frames)} frames, expected {n}: write it from the same split"
    return lambda index: torch.where(torch.rand(len(index), 1) < share, frames[index], WHOLE)


def batch(images, target, readable, frame=None, mixed=0.5):
    x = images.float() / 255
    n = len(x)
    covered = torch.zeros(n)
    m, h = int(n * 0.09), int(n * 0.04)
    order = torch.randperm(n)
    x, target, readable = x[order], target[order], readable[order]
    x[:m] = augment.masks(x[:m])
    x[m:m + h] = augment.hands(x[m:m + h])
    covered[:m + h] = 1
    again = torch.randperm(n)
    x, target, readable, covered = x[again], target[again], readable[again], covered[again]
    frame = None if frame is None else frame[order][again]
    x = augment.softness(augment.light(augment.specks(augment.geometry(x, frame))))
    hidden = torch.maximum(covered, 1 - readable)
    return mixup(x, target, hidden, readable * (1 - covered), mixed)


def mixup(x, target, hidden, weight, mixed, alpha=0.2):
    """Blends a share `mixed` of the batch with other faces of it (Zhang et al. 2018); covered faces keep out of it."""
    n = len(x)
    share = torch.from_numpy(np.random.beta(alpha, alpha, n).astype(np.float32))
    share = torch.where((torch.rand(n) < mixed) & (weight > 0), torch.maximum(share, 1 - share), torch.ones(n))
    other = torch.randperm(n)
    share = torch.where(weight[other] > 0, share, torch.ones(n))
    a, b = share.view(-1, 1, 1, 1), share.view(-1, 1)
    return (x * a + x[other] * (1 - a), target * b + target[other] * (1 - b),
            hidden * share + hidden[other] * (1 - share), weight * share + weight[other] * (1 - share))


def grouped(p: torch.Tensor) -> torch.Tensor:
    """Negative, neutral, positive; surprise counts as neutral, contempt with none (the design's three classes)."""
    return torch.stack([p[:, 3:7].sum(1), p[:, 0] + p[:, 2], p[:, 1]], 1)


def loss_of(logits, target, weight, three: float):
    """Cross-entropy to the votes for each class, and `three` times that for the three groups that a score is made of."""
    loss = -(target * F.log_softmax(logits, 1)).sum(1)
    if three > 0:
        loss = loss - three * (grouped(target) * (grouped(torch.softmax(logits, 1)) + 1e-6).log()).sum(1)
    return (weight * loss).sum() / weight.sum()


@torch.no_grad()
def reading_of(teachers, images):
    """What networks read from each face and its mirror image: softer than ten votes (Hinton et al. 2015; Furlanello et al. 2018)."""
    nets = [load_net(path) for path in teachers]
    parts = [part.float() / 255 for part in images.split(512)]
    return torch.cat([torch.softmax(sum(net(x)[0] + net(x.flip(3))[0] for net in nets) / (2 * len(nets)), 1) for x in parts])


def train(options):
    torch.manual_seed(options.seed)
    np.random.seed(options.seed)
    torch.set_num_threads(options.threads)
    images, target, readable, _ = load(options.data, "train")
    frames = load_frames(options.frames, len(images), options.found)
    valid = load(options.data, "valid")
    net = (load_net(options.start) if options.start else ExpressionNet()).to(memory_format=torch.channels_last)
    if options.start:
        target = (1 - options.trust) * target + options.trust * reading_of(options.teachers or [options.start], images)
    mean = copy.deepcopy(net).eval()
    decay = [p for p in net.parameters() if p.ndim > 1]
    plain = [p for p in net.parameters() if p.ndim <= 1]
    groups = [{"params": decay, "weight_decay": 5e-4}, {"params": plain, "weight_decay": 0}]
    rule = torch.optim.SGD(groups, lr=options.rate, momentum=0.9, nesterov=True)
    began, step, epoch, done = time.time(), 0, 0, 0.0
    while done < 1:
        net.train()
        losses = []
        for index in torch.randperm(len(images)).split(128):
            done = (time.time() - began) / 60 / options.minutes
            if done >= 1:
                break
            warm = min(1, (step + 1) / 300)
            for group in rule.param_groups:
                group["lr"] = options.rate * warm * (0.5 + 0.5 * math.cos(math.pi * done)) + 1e-5
            x, y, hidden, weight = batch(images[index], target[index], readable[index], frames and frames(index), options.mixed)
            logits, gate = net(x.contiguous(memory_format=torch.channels_last))
            loss = loss_of(logits, y, weight, options.three)
            loss = loss + 0.5 * F.binary_cross_entropy_with_logits(gate.squeeze(1), hidden)
            rule.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 5)
            rule.step()
            step += 1
            keep = min(0.999, (step + 1) / (step + 20))
            with torch.no_grad():
                for a, b in zip(mean.state_dict().values(), net.state_dict().values()):
                    a.copy_(b) if not a.is_floating_point() else a.mul_(keep).add_(b, alpha=1 - keep)
            losses.append(loss.item())
        epoch += 1
        figures = {k: round(v, 4) for k, v in evaluate(mean, valid[0], valid[3]).items()}
        print(json.dumps({"epoch": epoch, "minutes": round((time.time() - began) / 60, 1), "loss": round(sum(losses) / max(len(losses), 1), 4), "valid": figures}), flush=True)
        torch.save(mean.state_dict(), options.out)
    return mean


def smoke(options) -> None:
    """Does the recipe still run, and can what it makes be read? One minute."""
    options.minutes = 1
    options.data = options.data or os.environ.get("HAILONG_FERPLUS", "")
    folder = options.out or tempfile.mkdtemp(prefix="hailong-smoke-")
    os.makedirs(folder, exist_ok=True)
    options.out = os.path.join(folder, "weights.pt")
    print("training on " + (options.data or "noise: name FER+ with --data or HAILONG_FERPLUS"), flush=True)
    release(train(options), folder, temperature=1.0)
    print(f"written to {folder}; now: hailong models verify --models {folder}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", help="folder of train.npz and valid.npz")
    parser.add_argument("--out", help="file for the weights")
    parser.add_argument("--minutes", type=float, default=75)
    parser.add_argument("--rate", type=float, default=0.08)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--start", help="weights to go on from (resume.py)")
    parser.add_argument("--teachers", nargs="+", help="with --start: weights whose mean reading is part of the target; its own by default")
    parser.add_argument("--trust", type=float, default=0.4, help="with --start: that part")
    parser.add_argument("--three", type=float, default=0.0, help="weight of the three-class loss")
    parser.add_argument("--mixed", type=float, default=0.5, help="share of the faces blended with another")
    parser.add_argument("--frames", help="where the eye cuts out each face of train (scripts/write-frames.ts)")
    parser.add_argument("--found", type=float, default=0.5, help="with --frames: share of the faces cut out so")
    parser.add_argument("--smoke", action="store_true", help="train for one minute and write a models folder (--out; a temporary one by default)")
    options = parser.parse_args()
    if options.smoke:
        smoke(options)
    elif options.data and options.out:
        train(options)
    else:
        parser.error("--data and --out are needed (only --smoke does without)")
