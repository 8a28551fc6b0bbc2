"""The network `dock-identity`: what a product looks like as a whole, and what each place of it does."""

import math

import torch
from torch import nn
from torch.nn import functional as F

from network import Block, Trunk, conv, stage

EMBEDDING = 128  # numbers that tell a product apart by the whole of it
CELL = 64  # numbers that tell a place of it apart
STRIDE = 8  # px of the input, side of a place
WHOLE = 128  # px, side at which the whole of it is looked at


class Whole(nn.Module):
    """image [N,3,128,128] normalised -> embedding [N,128] of length 1; two learnt masks say where the product is."""

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(conv(3, 32, 3, 2), conv(32, 64, 3, 2), stage(64, 96, 1), stage(96, 160, 2), nn.Sequential(conv(160, 224), Block(224)))
        self.where = nn.Conv2d(224, 2, 1)
        self.out = nn.Linear(224 * 4, EMBEDDING, bias=False)

    def forward(self, image):
        maps = self.body(image).float()
        masks = torch.softmax(self.where(maps).flatten(2), 2)
        seen = (masks[:, :, None] * maps.flatten(2)[:, None]).sum(3).flatten(1)
        return F.normalize(self.out(torch.cat([maps.mean((2, 3)), maps.amax((2, 3)), seen], 1)), dim=1)

    def small(self, image):
        """The same of a larger image."""
        return self(F.interpolate(image, size=(WHOLE, WHOLE), mode='bilinear', align_corners=False))


class Cells(nn.Module):
    """image [N,3,H,W] normalised -> cells [N,64,H/8,W/8] of length 1 and how much each tells [N,1,H/8,W/8], 1 in all."""

    def __init__(self):
        super().__init__()
        self.trunk = Trunk()
        self.patch = nn.Conv2d(96, CELL, 1)
        self.telling = nn.Conv2d(96, 1, 1)
        self.sharpness = nn.Parameter(torch.tensor(math.log(20.0)))

    def forward(self, image):
        maps = self.trunk(image).float()
        telling = self.telling(maps)
        return F.normalize(self.patch(maps), dim=1), torch.softmax(telling.flatten(2), 2).view_as(telling)


class Identity(nn.Module):
    """image [N,3,192,192] normalised -> what `Whole` and `Cells` answer."""

    def __init__(self):
        super().__init__()
        self.whole, self.cells = Whole(), Cells()

    def forward(self, image):
        return self.whole.small(image), *self.cells(image)
