"""The expression network: a small pre-activation-free ResNet for one 48x48 grey face.

Input  `face`        float32 [N, 1, 48, 48], grey level / 255 (mean and deviation are folded into the graph).
Output `logits`      float32 [N, 8], order: neutral, happiness, surprise, sadness, anger, disgust, fear, contempt.
Output `unreadable`  float32 [N, 1], logit of "a person would not call an expression here" (mask, hand, not a face).
"""
import torch
from torch import nn

CLASSES = ["neutral", "happiness", "surprise", "sadness", "anger", "disgust", "fear", "contempt"]
MEAN, DEVIATION = 0.508, 0.255
WIDTHS = (16, 32, 64, 128, 176)  # 1.18 M parameters, to begin with
WIDE = (16, 32, 80, 160, 272)  # 2.14 M, as released


def conv(cin: int, cout: int, stride: int = 1) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(cin, cout, 3, stride, 1, bias=False), nn.BatchNorm2d(cout))


class Block(nn.Module):
    def __init__(self, cin: int, cout: int, stride: int = 1):
        super().__init__()
        self.first = conv(cin, cout, stride)
        self.second = conv(cout, cout)
        self.short = None
        if stride != 1 or cin != cout:
            pool = [nn.AvgPool2d(stride)] if stride != 1 else []
            self.short = nn.Sequential(*pool, nn.Conv2d(cin, cout, 1, bias=False), nn.BatchNorm2d(cout))

    def forward(self, x):
        y = self.second(torch.relu(self.first(x)))
        return torch.relu(y + (x if self.short is None else self.short(x)))


class ExpressionNet(nn.Module):
    def __init__(self, widths=WIDTHS, depths=(1, 2, 2, 1), dropout=0.3):
        super().__init__()
        stem, *stages = widths
        self.stem = conv(1, stem)
        layers, cin = [], stem
        for cout, depth in zip(stages, depths):
            for i in range(depth):
                layers.append(Block(cin, cout, 2 if i == 0 else 1))
                cin = cout
        self.body = nn.Sequential(*layers)
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(cin, len(CLASSES))
        self.gate = nn.Linear(cin, 1)

    def forward(self, face):
        x = torch.relu(self.stem((face - MEAN) / DEVIATION))
        x = self.body(x).mean((2, 3))
        x = self.dropout(x)
        return self.head(x), self.gate(x)


def load_net(path: str) -> ExpressionNet:
    """A network of the widths that its weights have."""
    state = torch.load(path)
    stages = [name for name in state if name.startswith("body.") and ".short." in name and name.endswith(".weight") and state[name].ndim == 4]
    net = ExpressionNet((state["stem.0.weight"].shape[0], *(state[name].shape[0] for name in stages)))
    net.load_state_dict(state)
    return net.eval()
