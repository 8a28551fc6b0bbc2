"""The network `first-light`: a small residual trunk to 1/32, brought back to 1/8, with four heads."""

import torch
from torch import nn
from torch.nn import functional as F

from defects import TYPES
from readers import CATEGORIES

MEAN, STD = [0.5, 0.5, 0.5], [0.25, 0.25, 0.25]


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


class FirstLight(nn.Module):
    """image [N,3,320,320] normalised -> defect logits [N,7,40,40], severity [N,3], category [N,K], embedding [N,128] of length 1."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 40, 6, 4, 1, bias=False), nn.BatchNorm2d(40), nn.ReLU(inplace=True), Block(40))
        self.fine = stage(40, 80, 2)
        self.middle = stage(80, 128, 2)
        self.coarse = stage(128, 176, 2)
        self.side = nn.ModuleList([conv(80, 64, 1), conv(128, 64, 1), conv(176, 64, 1)])
        self.join = conv(64 * 2, 96)
        self.defects = nn.Conv2d(96, len(TYPES), 1)
        nn.init.constant_(self.defects.bias, -4.0)
        self.severity = nn.Sequential(nn.Linear(176 + 96 + len(TYPES), 64), nn.ReLU(), nn.Linear(64, 3))
        self.category = nn.Linear(176, len(CATEGORIES))
        self.embedding = nn.Sequential(nn.Linear(176 + 128 + 96, 128, bias=False), nn.BatchNorm1d(128))

    def forward(self, image):
        fine = self.fine(self.stem(image))
        middle = self.middle(fine)
        coarse = self.coarse(middle)
        up = self.side[1](middle) + F.interpolate(self.side[2](coarse), scale_factor=2.0, mode='nearest')
        up = self.side[0](fine) + F.interpolate(up, scale_factor=2.0, mode='nearest')
        # what differs from its surroundings is what a defect is, so each cell also sees its distance from them
        cells = self.join(torch.cat([up, up - F.avg_pool2d(up, 13, 1, 6, count_include_pad=False)], 1))
        defects = self.defects(cells)
        pooled = coarse.mean((2, 3))
        worst = torch.cat([pooled, cells.amax((2, 3)), defects.amax((2, 3))], 1)
        embedding = self.embedding(self.gently(torch.cat([pooled, middle.mean((2, 3)), cells.mean((2, 3))], 1)))
        return defects, self.severity(worst), self.category(pooled), F.normalize(embedding.float(), dim=1)

    def gently(self, features):
        """The contrast loss pulls twenty times harder than the others (measured on the trunk), so a twentieth of it gets through."""
        return features * 0.05 + features.detach() * 0.95 if self.training else features


class Exported(nn.Module):
    """The network as the station runs it: probabilities of defects, logits of the rest."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, image):
        defects, severity, category, embedding = self.network(image)
        return torch.sigmoid(defects), severity, category, embedding


def normalise(images):
    """uint8 [N,320,320,3] -> float32 [N,3,320,320] as the manifest's `input` says."""
    scaled = images.permute(0, 3, 1, 2).float() / 255
    return (scaled - torch.tensor(MEAN).view(1, 3, 1, 1)) / torch.tensor(STD).view(1, 3, 1, 1)
