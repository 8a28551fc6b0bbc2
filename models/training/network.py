"""The network `first-light`: a small residual trunk to 1/16, brought back to 1/8, with four heads."""

import torch
from torch import nn
from torch.nn import functional as F

from defects import TYPES
from readers import CATEGORIES

MEAN, STD = [0.5, 0.5, 0.5], [0.25, 0.25, 0.25]
FEATURES = 48 * 2 + 96 * 2 + 128 + 96 + len(TYPES) + 1  # length of `pooled`


def conv(inside, outside, size=3, stride=1):
    """Convolution, batch norm, ReLU."""
    return nn.Sequential(nn.Conv2d(inside, outside, size, stride, size // 2, bias=False), nn.BatchNorm2d(outside), nn.ReLU(inplace=True))


class Block(nn.Module):
    """A residual block of two 3x3 convolutions."""

    def __init__(self, width):
        super().__init__()
        self.first = conv(width, width)
        self.second = nn.Sequential(nn.Conv2d(width, width, 3, 1, 1, bias=False), nn.BatchNorm2d(width))
        nn.init.zeros_(self.second[1].weight)

    def forward(self, x):
        return F.relu(x + self.second(self.first(x)))


def stage(inside, outside, blocks):
    """Half the resolution, then `blocks` residual blocks."""
    return nn.Sequential(conv(inside, outside, 3, 2), *[Block(outside) for _ in range(blocks)])


class Dense(nn.Module):
    """image [N,3,H,W] normalised -> logits [N,8,H/8,W/8] of the types and, last, of any defect at all; and the features behind them."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(conv(3, 24, 3, 2), conv(24, 48, 3, 2))
        self.fine = stage(48, 96, 1)
        self.middle = stage(96, 128, 2)
        self.join = conv(96 + 128, 96)
        self.cells = nn.Conv2d(96, len(TYPES) + 1, 1)
        nn.init.constant_(self.cells.bias, -3.0)

    def forward(self, image):
        stem = self.stem(image)
        fine = self.fine(stem)
        middle = self.middle(fine)
        joined = self.join(torch.cat([fine, F.interpolate(middle, scale_factor=2.0, mode='nearest')], 1))
        return self.cells(joined), (stem, fine, middle, joined)


class FirstLight(nn.Module):
    """image [N,3,320,320] normalised -> defect logits [N,7,40,40], severity [N,3], category [N,K], embedding [N,128] of length 1."""

    def __init__(self):
        super().__init__()
        self.dense = Dense()
        self.level = nn.BatchNorm1d(FEATURES, affine=False)
        self.severity = nn.Sequential(nn.Linear(FEATURES, 64), nn.ReLU(), nn.Linear(64, 3))
        self.category = nn.Linear(FEATURES, len(CATEGORIES))
        self.embedding = nn.Linear(FEATURES, 128, bias=False)

    def forward(self, image):
        cells, maps = self.dense(image)
        return cells[:, :-1], *self.heads(pooled(cells, maps))

    def heads(self, features):
        """Severity, category and embedding of pooled features [N,FEATURES]; they learn on the finished trunk (`heads.py`)."""
        level = self.level(features)
        return self.severity(level), self.category(level), F.normalize(self.embedding(level).float(), dim=1)


def pooled(cells, maps):
    """One vector a view: what is there on average, and the strongest there is."""
    stem, fine, middle, joined = maps
    means = [m.mean((2, 3)) for m in (stem, fine, middle)]
    peaks = [m.amax((2, 3)) for m in (stem, fine, joined, cells)]
    return torch.cat([*means, *peaks], 1)


class Exported(nn.Module):
    """The network as the station runs it: probabilities of defects, logits of the rest."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, image):
        defects, severity, category, embedding = self.network(image)
        return torch.sigmoid(defects), severity, category, embedding


def normalise(images):
    """uint8 [N,H,W,3] -> float32 [N,3,H,W] as the manifest's `input` says."""
    scaled = images.permute(0, 3, 1, 2).float() / 255
    return (scaled - torch.tensor(MEAN).view(1, 3, 1, 1)) / torch.tensor(STD).view(1, 3, 1, 1)
