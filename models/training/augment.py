"""Batched augmentation on [N, 1, 48, 48] grey faces in [0, 1].

What it imitates is what a counter camera and our own alignment do to a face: a crop that sits a little off, another lens,
another light, a small or blurred face; and, for the gate, things that cover a face so far that nobody should read it.
"""
import math

import torch
import torch.nn.functional as F

SIDE = 48


def uniform(n: int, low: float, high: float) -> torch.Tensor:
    return torch.empty(n, 1, 1).uniform_(low, high)


def framed(frame: torch.Tensor) -> torch.Tensor:
    """[N, 4] of the eye's alignment (a, b, tx, ty in pixels, src/eye/face/align.ts) as [N, 3, 3] for grid_sample."""
    a, b, tx, ty = frame.unbind(1)
    half, middle = SIDE / 2, (SIDE - 1) / 2
    row = lambda p, q, t: torch.stack([p, q, ((p + q) * middle + t + 0.5) / half - 1], 1)
    return torch.stack([row(a, -b, tx), row(b, a, ty), torch.tensor([0.0, 0.0, 1.0]).expand(len(frame), 3)], 1)


def geometry(x: torch.Tensor, frame: torch.Tensor = None, strength: float = 1.0) -> torch.Tensor:
    """`frame`: where the eye would cut each face out; the jitter comes on top of it."""
    n = len(x)
    angle = torch.randn(n) * 0.15 * strength
    scale = torch.exp(torch.randn(n) * 0.13 * strength)
    aspect = torch.exp(torch.randn(n) * 0.07 * strength)
    shift = torch.randn(n, 2) * 0.10 * strength
    flip = (torch.rand(n) < 0.5).float() * 2 - 1
    cos, sin = torch.cos(angle) / scale, torch.sin(angle) / scale
    theta = torch.stack([torch.stack([cos * flip * aspect, -sin, shift[:, 0]], 1),
                         torch.stack([sin * flip, cos, shift[:, 1]], 1)], 1)
    if frame is not None:
        bottom = torch.tensor([0.0, 0.0, 1.0]).expand(n, 1, 3)
        theta = (framed(frame) @ torch.cat([theta, bottom], 1))[:, :2]
    grid = F.affine_grid(theta, list(x.shape), align_corners=False)
    return F.grid_sample(x, grid, mode="bilinear", padding_mode="border", align_corners=False)


def light(x: torch.Tensor) -> torch.Tensor:
    n = len(x)
    ramp = torch.linspace(-1, 1, SIDE)
    tilt = (torch.randn(n, 1, 1, 1) * ramp.view(1, 1, 1, -1) + torch.randn(n, 1, 1, 1) * ramp.view(1, 1, -1, 1)) * 0.08
    gamma = torch.exp(torch.randn(n, 1, 1, 1) * 0.2)
    gain = torch.exp(torch.randn(n, 1, 1, 1) * 0.22)
    mean = x.mean((2, 3), keepdim=True)
    x = (x.clamp(1e-3, 1) ** gamma + tilt - mean) * gain + mean + torch.randn(n, 1, 1, 1) * 0.08
    return (x + torch.randn_like(x) * torch.rand(n, 1, 1, 1) * 0.04).clamp(0, 1)


def softness(x: torch.Tensor) -> torch.Tensor:
    """A third of the batch loses detail: a face of 20-40 px enlarged, or a soft lens."""
    n = len(x) // 3
    small = int(torch.randint(20, 41, ()))
    soft = F.interpolate(F.interpolate(x[:n], size=small, mode="area"), size=SIDE, mode="bilinear", align_corners=False)
    return torch.cat([soft, x[n:]])


def specks(x: torch.Tensor) -> torch.Tensor:
    """A small patch goes missing on half the batch; the expression can still be read."""
    n = len(x)
    gx, gy = torch.arange(SIDE).view(1, 1, -1), torch.arange(SIDE).view(1, -1, 1)
    cx, cy = uniform(n, 0, SIDE), uniform(n, 0, SIDE)
    w, h = uniform(n, 2, 11), uniform(n, 2, 11)
    hit = ((gx - cx).abs() < w) & ((gy - cy).abs() < h) & (torch.rand(n, 1, 1) < 0.5)
    return torch.where(hit.unsqueeze(1), torch.rand(n, 1, 1, 1).expand_as(x), x)


def edge(distance: torch.Tensor) -> torch.Tensor:
    return torch.sigmoid(distance * 2.5)


def masks(x: torch.Tensor) -> torch.Tensor:
    """A surgical or cloth mask from the bridge of the nose past the chin, any grey, with pleats or weave."""
    n = len(x)
    gx, gy = torch.arange(SIDE).view(1, 1, -1).float(), torch.arange(SIDE).view(1, -1, 1).float()
    cx, top, bottom = 23.5 + torch.randn(n, 1, 1) * 2, uniform(n, 20, 29), uniform(n, 40, 54)
    half, drop, power = uniform(n, 12, 22), uniform(n, -1, 8), uniform(n, 1, 3)
    u = (gx - cx).abs()
    upper = top + drop * (u / half) ** power
    down = ((gy - top) / (bottom - top)).clamp(0, 1)
    width = half * (1 - uniform(n, 0, 0.6) * down ** 2)
    cover = edge(gy - upper) * edge(bottom - gy + (half - u) * 0.2) * edge(width - u)
    tone = uniform(n, 0.08, 1.0)
    pleats = torch.sin(gy * 2 * math.pi / uniform(n, 3, 9) + uniform(n, 0, 6)) * uniform(n, 0, 0.08)
    shade = (gx - cx) / half * torch.randn(n, 1, 1) * 0.12 - (u / half) ** 2 * uniform(n, 0, 0.25) + pleats
    weave = torch.randn(n, SIDE, SIDE) * uniform(n, 0, 0.06)
    cloth = (tone + shade * tone.sqrt() + weave).clamp(0, 1)
    cloth = (cloth + patterns(n, gx, gy)).clamp(0, 1)
    cover = cover.unsqueeze(1)
    return x * (1 - cover) + cloth.unsqueeze(1) * cover


def patterns(n: int, gx: torch.Tensor, gy: torch.Tensor) -> torch.Tensor:
    """Bold checks, stripes, dots or blotches on half of the cloths: a printed mask must not look like a mouth."""
    angle, period = uniform(n, 0, math.pi), uniform(n, 3, 14)
    a = (gx * torch.cos(angle) + gy * torch.sin(angle)) * 2 * math.pi / period + uniform(n, 0, 6)
    b = (gy * torch.cos(angle) - gx * torch.sin(angle)) * 2 * math.pi / period + uniform(n, 0, 6)
    stripes, checks = torch.sin(a), torch.sin(a) * torch.sin(b)
    dots = torch.relu(torch.cos(a) + torch.cos(b) - 0.8)
    blotches = F.interpolate(torch.randn(n, 1, 7, 7), size=SIDE, mode="bicubic", align_corners=False).squeeze(1)
    kind = torch.randint(0, 4, (n, 1, 1))
    drawn = torch.where(kind == 0, stripes, torch.where(kind == 1, checks, torch.where(kind == 2, dots, blotches)))
    hard = torch.rand(n, 1, 1) < 0.5
    drawn = torch.where(hard, torch.tanh(drawn * 4), drawn)
    return drawn * uniform(n, 0.05, 0.35) * (torch.rand(n, 1, 1) < 0.5)


def hands(x: torch.Tensor) -> torch.Tensor:
    """Skin-toned fingers or a bar over the mouth, or over the eyes and nose."""
    n = len(x)
    gx, gy = torch.arange(SIDE).view(1, 1, -1).float(), torch.arange(SIDE).view(1, -1, 1).float()
    low = torch.rand(n, 1, 1) < 0.65
    cx, cy = 23.5 + torch.randn(n, 1, 1) * 4, torch.where(low, uniform(n, 33, 42), uniform(n, 14, 24))
    angle = uniform(n, -1.2, 1.2)
    a = (gx - cx) * torch.cos(angle) + (gy - cy) * torch.sin(angle)
    b = -(gx - cx) * torch.sin(angle) + (gy - cy) * torch.cos(angle)
    long, wide = uniform(n, 14, 26), uniform(n, 9, 16)
    oval = 1 - ((a / long) ** 2 + (b / wide) ** 2).sqrt()
    cover = edge(oval * 12).unsqueeze(1)
    skin = x.mean((2, 3)).unsqueeze(-1) * uniform(n, 0.7, 1.4)
    fingers = torch.cos(b * 2 * math.pi / uniform(n, 5, 9)).clamp(-1, 0.2) * uniform(n, 0, 0.2)
    hand = (skin + fingers + a / long * torch.randn(n, 1, 1) * 0.1).clamp(0, 1).unsqueeze(1)
    return x * (1 - cover) + hand * cover
