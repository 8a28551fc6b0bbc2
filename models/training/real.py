"""Measuring on real damage and real products, always beside what a shortcut would reach."""

import hashlib
import json
import os
from dataclasses import replace

import numpy as np
from PIL import Image

from cutout import cut
from defects import TYPES
from forge import surface_mask
from look import background_only, item_only, limits, look, loud, plain
from measures import auroc, counted, interval, precision, share, softmax
from scene import fit


def identity(network, pictures, _calibration):
    """Products nobody trained on: which of ten cartons is it (against one catalogue picture each), and are two photos of one product."""
    vectors = look(network, [plain(p.open()) for p in pictures])[3]
    colours = np.stack([colour_histogram(p.open()) for p in pictures])
    sku = np.array([p.item for p in pictures])
    catalogue = np.array([p.catalogue for p in pictures])
    return {'n': int((~catalogue).sum()), 'skus': len(set(sku)), 'embedding': matching(vectors, sku, catalogue), 'colour histogram (control)': matching(colours, sku, catalogue)}


def colour_histogram(picture):
    """A 4x4x4 colour histogram of length 1: what a few lines without any training reach."""
    small = np.asarray(picture.resize((64, 64)), int) // 64
    counts = np.bincount((small[..., 0] * 16 + small[..., 1] * 4 + small[..., 2]).ravel(), minlength=64) ** 0.5
    return counts / np.linalg.norm(counts)


def matching(vectors, sku, catalogue):
    """Top-1 against the catalogue pictures, and AUROC of same-product pairs of photos."""
    near = vectors[~catalogue] @ vectors[catalogue].T
    guess = sku[catalogue][near.argmax(1)]
    photos, names = vectors[~catalogue], sku[~catalogue]
    a, b = np.triu_indices(len(photos), 1)
    return {'top1': share(guess == names[: len(guess)]), 'verification': auroc((photos[a] * photos[b]).sum(1), names[a] == names[b])}


def scores_of(network, images, calibration):
    """Three ways to call a view damaged: strongest speaking type, strongest of all types, severity."""
    defects, severity_logits, *_ = look(network, images)
    peak, keep = defects.max((2, 3)), loud(calibration)
    ranked = np.log(peak + 1e-6) - np.log(limits(calibration))
    return {'speaking types': ranked[:, keep].max(1) if keep else np.zeros(len(peak)), 'all types': ranked.max(1), 'deformation channel': peak[:, TYPES.index('deformation')], 'deconstruction channel': peak[:, TYPES.index('deconstruction')], 'missing_unit channel': peak[:, TYPES.index('missing_unit')], 'severity head': 1 - softmax(severity_logits)[:, 0]}


def items(network, pictures, calibration):
    """Real whole and damaged items: the photo, the item cut out, and the photo with the item painted over."""
    masks = [cut(p.open()) for p in pictures]
    rows = [(p, m) for p, m in zip(pictures, masks) if m is not None]
    wanted = [p.damaged for p, _ in rows]
    views = {
        'photo': [plain(p.open()) for p, _ in rows],
        'item cut out on grey': [plain(item_only(p.open(), m)) for p, m in rows],
        'border only (item painted over)': [plain(background_only(p.open(), m)) for p, m in rows],
    }
    figures = {}
    for name, images in views.items():
        figures[name] = {score: interval(auroc, [values, wanted]) for score, values in scores_of(network, images, calibration).items()}
    return {'n': len(rows), 'left_out': len(pictures) - len(rows), 'damaged': int(sum(wanted)), 'auroc': figures}


def judged(pictures):
    """The held-out packaging pictures that a person called whole or crushed."""
    with open(os.path.join(os.path.dirname(__file__), 'judged_by_eye.json')) as file:
        verdicts = json.load(file)
    names = {hashlib.sha256(p.data).hexdigest()[:16]: p for p in pictures if p.pack == 'packaging'}
    return [replace(names[key], damaged=verdict == 'crushed') for verdict in ('crushed', 'whole') for key in verdicts[verdict] if key in names]


def surfaces(network, pictures, calibration):
    """Real specks and stains on paper: the view, its cells, and the border ring alone."""
    images, wanted = [plain(p.open()) for p in pictures], [p.damaged for p in pictures]
    surface = [p.group for p in pictures]
    defects = look(network, images)[0][:, TYPES.index('superficial')]
    targets = np.stack([np.asarray(fit(surface_mask(p), 0, Image.BILINEAR), np.float32).reshape(40, 8, 40, 8).mean((1, 3)) / 255 for p in pictures])
    ring = [painted(image) for image in images]
    peak, hit = defects.max((1, 2)), np.array(wanted)
    limit = calibration['thresholds']['superficial']
    return {
        'n': len(pictures),
        'damaged': int(hit.sum()),
        'auroc': interval(auroc, [peak, hit]),
        'border only (centre painted over)': interval(auroc, [look(network, ring)[0][:, TYPES.index('superficial')].max((1, 2)), hit]),
        'by_surface': {name: auroc(peak[np.array(surface) == name], hit[np.array(surface) == name]) for name in sorted(set(surface))},
        'cells': [precision(defects.ravel(), targets.ravel() > 0.06), float((targets > 0.06).mean())],
        'found': counted(peak[hit] > limit),
        'false': counted(peak[~hit] > limit),
    }


def painted(image):
    """The view with its middle (80 % of each side) painted in its own mean colour."""
    out = image.copy()
    out[32:288, 32:288] = image.reshape(-1, 3).mean(0)
    return out
