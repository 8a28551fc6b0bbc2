"""What the dense head is told it did wrong. Windows come in threes: damaged, its whole twin, and a whole one elsewhere."""

import torch
from torch.nn import functional as F

MARGIN = 2.0  # by how much (logit) a damaged window should stand above every whole one


def losses(logits, target):
    """Each loss by name and their sum as 'total'; logits [3,N,8,h,w], target [3,N,7,h,w]."""
    target = with_any(target)
    parts = {'cells': cells(logits.flatten(0, 1), target.flatten(0, 1)), 'rank': rank(logits, target)}
    return {**parts, 'total': parts['cells'] + parts['rank']}


def with_any(target):
    """The target with an eighth plane for any defect at all: 1 where one is, unknown where one may be."""
    any_ = torch.where((target == 1).any(2), 1.0, torch.where((target == -1).any(2), -1.0, 0.0))
    return torch.cat([target, any_.unsqueeze(2)], 2)


def cells(logits, target):
    """Focal loss of the known cells; each damaged plane weighs alike however large the defect, up to a root."""
    known, wanted = (target >= 0).float(), target.clamp(min=0)
    right = torch.sigmoid(torch.where(wanted > 0, logits, -logits))
    each = F.binary_cross_entropy_with_logits(logits, wanted, reduction='none') * (1 - right) ** 2
    area = wanted.sum((2, 3), keepdim=True).clamp(min=1)
    weight = wanted / area.sqrt() * 6 + (1 - wanted)
    return (each * weight * known).sum() / len(logits) / 12


def rank(logits, target):
    """Every damaged window's channel stands above the same channel of every whole window; its own twin counts as much as all others."""
    peak = logits.flatten(3).topk(3, dim=3).values.mean(3)
    present, clean = (target[0] == 1).flatten(2).any(2), (target[1:] == 0).flatten(3).all(3)
    own = F.softplus(MARGIN - (peak[0] - peak[1]))[present].mean()
    gap = F.softplus(MARGIN - (peak[0][:, None] - peak[1:].flatten(0, 1)[None]))
    pairs = (present[:, None] & clean.flatten(0, 1)[None]).float()
    return 0.5 * own + 0.5 * (gap * pairs).sum() / pairs.sum().clamp(min=1)
