"""What the network is told it did wrong."""

import torch
from torch.nn import functional as F

WEIGHTS = {'cells': 0.5, 'views': 1.0, 'severity': 0.7, 'category': 0.7, 'embedding': 0.4}


def losses(outputs, batch, past=None):
    """Each loss by name, and their weighted sum as 'total'; `past` holds (embeddings, items) of earlier batches."""
    defects, severity, category, embedding = [o.float() for o in outputs]
    parts = {
        'cells': cells(defects, batch['target']),
        'views': views(defects, batch['target']),
        'severity': F.cross_entropy(severity, batch['severity'], ignore_index=-1),
        'category': F.cross_entropy(category, batch['category'], ignore_index=-1),
        'embedding': same_item(embedding, batch['item'], past),
    }
    parts = {name: torch.nan_to_num(value) for name, value in parts.items()}
    parts['total'] = sum(WEIGHTS[name] * value for name, value in parts.items())
    return parts


def cells(logits, target):
    """Cross entropy of the known cells, whole and damaged ones apart, so that a small defect counts as much as a large one; plus overlap."""
    known, wanted = (target >= 0).float(), target.clamp(min=0)
    each = F.binary_cross_entropy_with_logits(logits, wanted, reduction='none')
    whole = known * (1 - wanted)
    area = wanted.sum((2, 3))
    present = (area > 0).float()
    guess = torch.sigmoid(logits) * known
    overlap = 2 * (guess * wanted).sum((2, 3)) / (guess.sum((2, 3)) + area + 1)
    damaged = 0.3 * (each * wanted).sum((2, 3)) / area.clamp(min=1) + (1 - overlap)
    return 10 * (each * whole).sum() / whole.sum().clamp(min=1) + (damaged * present).sum() / present.sum().clamp(min=1)


def views(logits, target):
    """Whether the view shows the type at all, told from its four strongest cells; a view of unknown cells says nothing of absence."""
    strongest = logits.flatten(2).topk(4, dim=2).values.mean(2)
    present = (target > 0).flatten(2).any(2).float()
    known = torch.maximum(present, (target >= 0).float().flatten(2).mean(2).round())
    return (F.binary_cross_entropy_with_logits(strongest, present, reduction='none') * known).sum() / known.sum().clamp(min=1)


def same_item(embedding, item, past=None, sharpness=10.0):
    """Supervised contrast: two pictures of one item lie closer than pictures of different items, earlier ones included."""
    others, theirs = past if past else (embedding[:0], item[:0])
    alike = embedding @ torch.cat([embedding, others]).t() * sharpness
    itself = torch.eye(len(item), alike.shape[1], dtype=torch.bool)
    partner = (item[:, None] == torch.cat([item, theirs])[None]) & ~itself
    chance = F.log_softmax(alike.masked_fill(itself, -1e4), 1)
    return -(chance * partner).sum(1).div(partner.sum(1).clamp(min=1)).mean()
