"""The network `dock-defects`: a small residual trunk brought back to 1/8, compared cell by cell with references of the same product."""

import torch
from torch import nn
from torch.nn import functional as F

from defects import TYPES

MEAN, STD = [0.5, 0.5, 0.5], [0.25, 0.25, 0.25]
PLANES = len(TYPES) + 1  # the types and, last, any damage at all
PATCH = 64  # numbers that describe a cell


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


class Trunk(nn.Module):
    """image [N,3,H,W] normalised -> what every cell looks like, [N,96,H/8,W/8]."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(conv(3, 24, 3, 2), conv(24, 48, 3, 2))
        self.fine = stage(48, 96, 1)
        self.middle = stage(96, 128, 2)
        self.join = conv(96 + 128, 96)

    def forward(self, image):
        fine = self.fine(self.stem(image))
        middle = self.middle(fine)
        return self.join(torch.cat([fine, F.interpolate(middle, scale_factor=2.0, mode='nearest')], 1))


class Compare(nn.Module):
    """Cells [N,96,h,w] and patches of references [N,R,PATCH,h,w] -> logits [N,8,h,w] and what they were read from [N,64,h,w]."""

    def __init__(self):
        super().__init__()
        self.alone = nn.Conv2d(96, PLANES, 1)
        self.gap = nn.Sequential(conv(PATCH * 2 + 1, 64), conv(64, 64))
        self.cells = nn.Conv2d(64, PLANES, 1)
        for head in (self.alone, self.cells):
            nn.init.constant_(head.bias, -3.0)

    def forward(self, patches, references, known, radius):
        nearest, likeness = match(patches, references, known, radius)
        gap = self.gap(torch.cat([(patches - nearest).abs() * 4, patches * 4, 1 - likeness], 1))
        return self.cells(gap), gap


def match(patches, references, known, radius):
    """For every cell the likest cell [N,PATCH,h,w] of any known reference within `radius` cells, and how alike it is [N,1,h,w], 1 for the same."""
    n, size, h, w = patches.shape
    own = patches.flatten(2).transpose(1, 2)
    shelf = references.permute(0, 1, 3, 4, 2).reshape(n, -1, size)
    # one more number a cell: whatever is as large as `alike` costs more than the product itself
    away = (4 * (known - 1))[:, :, None].expand(-1, -1, h * w).reshape(n, -1, 1)
    alike = torch.bmm(torch.cat([own, torch.ones_like(own[..., :1])], 2), torch.cat([shelf, away], 2).transpose(1, 2))
    alike = alike.reshape(n, h * w, references.shape[1], h * w)
    place = (alike.amax(2) - 4 * far(h, w, radius, alike.device)).argmax(2)
    which = torch.gather(alike, 3, place[:, :, None, None].expand(-1, -1, references.shape[1], -1))[..., 0].argmax(2)
    found = torch.gather(shelf, 1, (which * (h * w) + place)[..., None].expand(-1, -1, size))
    return found.transpose(1, 2).reshape(n, size, h, w), (own * found).sum(2).reshape(n, 1, h, w)


def far(h, w, radius, device):
    """[h*w,h*w], 1 where two cells lie further apart than `radius`, along either side."""
    rows, columns = apart(h, radius, device), apart(w, radius, device)
    return torch.maximum(rows[:, None, :, None], columns[None, :, None]).reshape(h * w, h * w)


def apart(count, radius, device):
    """[count,count], 1 where two places in a line lie further apart than `radius`."""
    line = torch.arange(count, device=device)
    return ((line[:, None] - line).abs() > radius).float()


class Defects(nn.Module):
    """Trunk, patches, and two ways to tell damage: alone, and beside references."""

    def __init__(self):
        super().__init__()
        self.trunk = Trunk()
        self.patch = nn.Conv2d(96, PATCH, 1)
        self.compare = Compare()
        self.severity = nn.Sequential(nn.Linear(64 + PLANES, 48), nn.ReLU(), nn.Linear(48, 3))

    def patches(self, cells):
        """Every cell as a vector of length 1, [N,PATCH,h,w]."""
        return F.normalize(self.patch(cells).float(), dim=1)

    def graded(self, gap, logits):
        """Severity logits [N,3] (none, minor, major) of what stands out most."""
        return self.severity(torch.cat([gap.float().amax((2, 3)), logits.float().amax((2, 3))], 1))


class Exported(nn.Module):
    """What the station runs: a view, references' patches (an earlier answer of this network), which of them are there, and how far to look."""

    def __init__(self, network, silent=(), tilt=(0.0, 0.0, 0.0)):
        """`tilt` is added to the severity logits: what `calibrate.py` found each class to be told too seldom."""
        super().__init__()
        self.network, self.silent = network, tuple(silent)
        self.register_buffer('tilt', torch.tensor(tilt))

    def forward(self, image, references, known, radius):
        cells = self.network.trunk(image)
        patches = self.network.patches(cells)
        beside, gap = self.network.compare(patches, references, known, radius)
        some = known.amax(1)[:, None, None, None]
        logits = beside * some + self.network.compare.alone(cells) * (1 - some)
        planes = chances(logits, self.silent)
        return planes[:, :-1], planes[:, -1:], self.network.graded(gap, logits) + self.tilt, patches


def chances(logits, silent=()):
    """Logits [N,8,h,w] -> chances: last that a cell is damaged at all, before it that it is so damaged, type by type. What a silent type would
    be called is shared among the others: its name is kept back, not the damage."""
    any_, named = torch.sigmoid(logits[:, -1:]), logits[:, :-1]
    if silent:
        kept_back = torch.zeros(len(TYPES), device=logits.device)
        kept_back[[TYPES.index(name) for name in silent]] = 40.0
        named = named - kept_back.view(1, -1, 1, 1)
    return torch.cat([torch.softmax(named, 1) * any_, any_], 1)


def normalise(images):
    """uint8 [N,H,W,3] -> float32 [N,3,H,W] as the manifest's `input` says."""
    scaled = images.permute(0, 3, 1, 2).float() / 255
    middle, spread = (torch.tensor(part, device=images.device).view(1, 3, 1, 1) for part in (MEAN, STD))
    return (scaled - middle) / spread
