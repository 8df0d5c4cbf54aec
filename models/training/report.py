"""Figures for the model card: python3 report.py --data FERPLUS --weights expression.pt --split valid|test

Counts as the eye reads: the mean of the logits of a face and its mirror image, divided by a temperature, which is fitted on valid
to the class that most annotators chose. Touch test once per candidate.
"""
import argparse
import json

import torch

import augment
from net import CLASSES, load_net
from train import load

NEGATIVE, POSITIVE = [CLASSES.index(c) for c in ("anger", "disgust", "fear", "sadness")], CLASSES.index("happiness")


@torch.no_grad()
def read(net, images):
    logits, gate = [], []
    for part in images.split(512):
        face = part.float() / 255
        (a, ga), (b, gb) = net(face), net(face.flip(3))
        logits.append((a + b) / 2)
        gate.append((ga + gb).squeeze(1) / 2)
    return torch.cat(logits), torch.cat(gate)


def fit_temperature(logits, label):
    temperature = torch.ones(1, requires_grad=True)
    rule = torch.optim.LBFGS([temperature], lr=0.1, max_iter=100)

    def step():
        rule.zero_grad()
        loss = torch.nn.functional.cross_entropy(logits / temperature, label)
        loss.backward()
        return loss

    rule.step(step)
    return round(temperature.item(), 3)


def calibration_error(p, truth, bins=15):
    """Expected calibration error of the winning class (Guo et al. 2017), equal-width bins. `truth`: shares, or one-hot."""
    confidence, guess = p.max(1)
    right = truth.gather(1, guess.unsqueeze(1)).squeeze(1)
    error = 0.0
    for i in range(bins):
        inside = (confidence > i / bins) & (confidence <= (i + 1) / bins)
        if inside.any():
            error += inside.float().mean().item() * abs(right[inside].mean().item() - confidence[inside].mean().item())
    return error


def area_under_curve(score, positive):
    """Mann-Whitney; ties count half."""
    order = torch.argsort(score)
    rank = torch.empty(len(score), dtype=torch.double)
    rank[order] = torch.arange(1, len(score) + 1, dtype=torch.double)
    for value in score.unique():
        tie = score == value
        if tie.sum() > 1:
            rank[tie] = rank[tie].mean()
    n, m = positive.sum().item(), (~positive).sum().item()
    return (rank[positive].sum().item() - n * (n + 1) / 2) / (n * m)


def figures(logits, gate, label, votes, temperature):
    p = torch.softmax(logits / temperature, 1)
    keep = label < 8
    p8, truth = p[keep], label[keep]
    guess = p8.argmax(1)
    f1 = [2 * ((guess == c) & (truth == c)).sum().item() / max(1, ((guess == c).sum() + (truth == c).sum()).item()) for c in range(8)]
    seven = keep & (label != CLASSES.index("contempt"))
    p7 = p[seven].clone()
    p7[:, CLASSES.index("contempt")] = 0
    three = torch.stack([p[:, NEGATIVE].sum(1), p[:, 0] + p[:, 2], p[:, POSITIVE]], 1)
    truth3 = torch.tensor([1, 2, -1, 0, 0, 0, 0, -1, -1, -1])[label]
    q, t = three[truth3 >= 0], truth3[truth3 >= 0]
    confidence, winner = p8.max(1)
    order = confidence.argsort(descending=True)
    right = (winner == truth).float()[order]
    return {
        "n": int(keep.sum()), "acc8": right.mean().item(), "macroF1": sum(f1) / 8, "f1": dict(zip(CLASSES, [round(x, 3) for x in f1])),
        "acc7": (p7.argmax(1) == label[seven]).float().mean().item(), "n7": int(seven.sum()),
        "n3": len(t), "acc3": (q.argmax(1) == t).float().mean().item(),
        "aucPositive": area_under_curve(q[:, 2], t == 2), "aucNegative": area_under_curve(q[:, 0], t == 0),
        "neutralCalledNegative": (q.argmax(1)[t == 1] == 0).float().mean().item(),
        "calibrationError": {"votes": calibration_error(p8, votes[keep]),
                             "majority": calibration_error(p8, torch.nn.functional.one_hot(truth, 8).float())},
        "accuracyAtCoverage": {c: right[: int(len(right) * c / 100)].mean().item() for c in (100, 90, 80, 60)},
        "clearFacesRefused": (gate[keep] > 0).float().mean().item(),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--weights", required=True)
    parser.add_argument("--split", choices=["valid", "test"], default="valid")
    options = parser.parse_args()
    net = load_net(options.weights)
    images, votes, _, label = load(options.data, "valid")
    logits, gate = read(net, images)
    temperature = fit_temperature(logits[label < 8], label[label < 8])
    if options.split == "test":
        images, votes, _, label = load(options.data, "test")
        logits, gate = read(net, images)
    torch.manual_seed(7)
    covered = read(net, (augment.masks(images[label < 8].float() / 255) * 255).to(torch.uint8))[1]
    print(json.dumps({"split": options.split, "temperature": temperature, **figures(logits, gate, label, votes, temperature),
                      "drawnMasksRefused": (covered > 0).float().mean().item()}, indent=1))


if __name__ == "__main__":
    main()
