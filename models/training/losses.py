"""What training minimises: cells, a damaged window above every whole one, and one type of damage above the others."""

import torch
from torch.nn import functional as F

MARGIN = 2.0  # by how much (logit) a damaged window should stand above every whole one


def losses(beside, alone, severity, batch):
    """Each loss by name and their sum as 'total'; logits [2,N,8,h,w] of damaged and whole windows, beside a reference and alone."""
    _, target, facts = batch
    parts = {'beside': cells(beside.flatten(0, 1), target.flatten(0, 1)) + rank(beside, target), 'alone': 0.3 * (cells(alone.flatten(0, 1), target.flatten(0, 1)) + rank(alone, target))}
    parts['kinds'] = kinds(beside[0], target[0])
    wanted = torch.cat([facts[:, 0], torch.zeros_like(facts[:, 0])])
    parts['severity'] = 0.2 * F.cross_entropy(severity, wanted, ignore_index=-1)
    return {**parts, 'total': sum(parts.values())}


def cells(logits, target):
    """Focal loss of the known cells; each damaged plane weighs alike however large the defect, up to a root; any damage counts for four types."""
    known, wanted = (target >= 0).float(), target.clamp(min=0)
    right = torch.sigmoid(torch.where(wanted > 0, logits, -logits))
    each = F.binary_cross_entropy_with_logits(logits, wanted, reduction='none') * (1 - right) ** 2
    area = wanted.sum((2, 3), keepdim=True).clamp(min=1)
    weight = wanted / area.sqrt() * 6 + (1 - wanted)
    weight = torch.cat([weight[:, :-1], weight[:, -1:] * 4], 1)
    return (each * weight * known).sum() / len(logits) / 12


def rank(logits, target):
    """Every damaged window's channel stands above the same channel of every whole window; its own twin counts as much as all others."""
    peak = logits.flatten(3).topk(3, dim=3).values.mean(3)
    present, clean = (target[0] == 1).flatten(2).any(2), (target[1] == 0).flatten(2).all(2)
    own = F.softplus(MARGIN - (peak[0] - peak[1]))[present].mean()
    gap = F.softplus(MARGIN - (peak[0][:, None] - peak[1][None]))
    pairs = (present[:, None] & clean[None]).float()
    return 0.5 * own + 0.5 * (gap * pairs).sum() / pairs.sum().clamp(min=1)


def kinds(logits, target):
    """Cross entropy of the types [N,8,h,w] at cells with one made defect; each window weighs alike, however large the defect."""
    planes = target[:, :-1] == 1
    one = planes.sum(1) == 1
    each = F.cross_entropy(logits[:, :-1], planes.float().argmax(1), reduction='none') * one
    area = one.sum((1, 2))
    return (each.sum((1, 2)) / area.clamp(min=1)).sum() / (area > 0).sum().clamp(min=1)
