"""Measures the trained network on what it never saw, beside the shortcuts that could fake each figure, and writes the card."""

import json
import os

import numpy as np
import torch
from PIL import Image

from card import write_card
from cutout import cut
from defects import FAMILIES, TYPES
from forge import surface_mask
from look import Made, look, plain, trained
from measures import auroc, calibration_error, interval, precision, share, softmax
from paths import WEIGHTS, arguments, load, work
from readers import CATEGORIES
from scene import fit


def main():
    """Writes `results.json` (work file) and MODEL_CARD.md beside the weights (or --into)."""
    options = arguments(('each', 120), ('seed', 97), ('into', WEIGHTS))
    torch.set_num_threads(2)
    network, step = trained()
    with open(work('calibration.json')) as file:
        calibration = json.load(file)
    pictures, masks = load('eval')
    made = Made(network, pictures, masks, options.each, options.seed)
    results = {'step': step, 'calibration': calibration, 'parameters': sum(p.numel() for p in network.parameters())}
    results['types'] = types(made, calibration)
    results['families'] = families(made)
    results['severity'] = severity(made, calibration)
    results['false_alarms'] = false_alarms(network, pictures, made, calibration)
    results['category'] = category(network, pictures, masks, calibration)
    results['identity'] = identity(network, [p for p in pictures if p.pack == 'grocery_juice'])
    for pack in ('toy_missing_parts', 'cookies'):
        results[pack] = items(network, [p for p in pictures if p.pack == pack], calibration)
    results['paper_surfaces'] = surfaces(network, [p for p in pictures if p.pack == 'paper_surfaces'], calibration)
    with open(work('results.json'), 'w') as file:
        json.dump(results, file, indent=1)
    write_card(results, os.path.join(options.into, 'MODEL_CARD.md'))


def loud(calibration):
    """Indices of the types that the station may report."""
    return [k for k, name in enumerate(TYPES) if name not in calibration['silent']]


def limits(calibration):
    """Thresholds [7] in the order of TYPES."""
    return np.array([calibration['thresholds'][name] for name in TYPES])


def types(made, calibration):
    """Per type, on made defects: told from whole views, told from other types, which cells, and how many pass the threshold."""
    whole, figures = made.types < 0, {}
    for k, name in enumerate(TYPES):
        own, other = made.types == k, (made.types >= 0) & (made.types != k)
        passed = made.peak[:, k] > limits(calibration)[k]
        figures[name] = {
            'n': int(own.sum()),
            'n_whole': int(whole.sum()),
            'auroc': interval(auroc, [made.peak[whole | own, k], own[whole | own]], made.groups[whole | own]),
            'against_others': interval(auroc, [made.peak[other | own, k], own[other | own]], made.groups[other | own]),
            'cells': cells(made, own, k),
            'found_minor': counted(passed[own & (made.severity == 1)]),
            'found_major': counted(passed[own & (made.severity == 2)]),
        }
    return figures


def counted(hits):
    """[share, low, high, n]."""
    return [*share(hits), len(hits)]


def cells(made, own, k):
    """Average precision over the known cells of the views with the defect, and its chance level."""
    target, scores = made.target[own, k], made.defects[own, k]
    known = target >= 0
    return [precision(scores[known], target[known] > 0), float((target[known] > 0).mean())]


def families(made):
    """Per way of making defects: told from whole views by its type's channel."""
    whole, figures = made.types < 0, {}
    for family, (kind, _) in FAMILIES.items():
        own, k = made.families == family.__name__, TYPES.index(kind)
        figures[family.__name__] = [kind, *interval(auroc, [made.peak[whole | own, k], own[whole | own]], made.groups[whole | own]), int(own.sum())]
    return figures


def severity(made, calibration):
    """How well whole, minor and major are told apart, and how far the stated confidence can be believed."""
    known = made.severity >= 0
    logits, wanted = made.severity_logits[known], made.severity[known]
    return {
        'n': int(known.sum()),
        'damaged': interval(auroc, [1 - softmax(logits)[:, 0], wanted > 0], made.groups[known]),
        'major': interval(auroc, [softmax(logits)[:, 2], wanted == 2], made.groups[known]),
        'right': share(logits.argmax(1) == wanted),
        'commonest': float(np.bincount(wanted).max() / len(wanted)),
        'ece': [calibration_error(logits, wanted), calibration_error(logits, wanted, calibration['severity_temperature'])],
        'temperature': calibration['severity_temperature'],
    }


def false_alarms(network, pictures, made, calibration):
    """The share of whole views that would show any finding: untouched photos by pack, and views with shadows, stickers, prints."""
    figures, keep = {}, loud(calibration)
    for pack in ('clothing', 'grocery_juice'):
        chosen = [plain(p.open()) for p in pictures if p.pack == pack]
        peak = look(network, chosen)[0].max((2, 3)) if chosen else np.zeros((0, len(TYPES)))
        figures[pack] = counted((peak > limits(calibration))[:, keep].any(1))
    figures['made views without defect'] = counted((made.peak[made.types < 0] > limits(calibration))[:, keep].any(1))
    return figures


def category(network, pictures, masks, calibration):
    """Class of items on untouched photos; the same with the item cut out on grey; the same with the item painted over (background only)."""
    rows = [(p, m) for p, m in zip(pictures, masks) if p.category >= 0]
    wanted = np.array([p.category for p, _ in rows])
    logits = look(network, [plain(p.open()) for p, _ in rows])[2]
    cuttable = [(p, m, w) for (p, m), w in zip(rows, wanted) if m is not None]
    alone = look(network, [plain(item_only(p.open(), m)) for p, m, _ in cuttable])[2].argmax(1)
    behind = look(network, [plain(background_only(p.open(), m)) for p, m, _ in cuttable])[2].argmax(1)
    sure = np.array([w for _, _, w in cuttable])
    return {
        'n': len(rows),
        'balanced': interval(balanced, [logits.argmax(1), wanted], [p.group for p, _ in rows]),
        'by_pack': {pack: counted((logits.argmax(1) == wanted)[[p.pack == pack for p, _ in rows]]) for pack in sorted({p.pack for p, _ in rows})},
        'confusion': [[int(((wanted == a) & (logits.argmax(1) == b)).sum()) for b in range(len(CATEGORIES))] for a in range(len(CATEGORIES))],
        'n_cut': len(cuttable),
        'item_only': interval(balanced, [alone, sure]),
        'background_only': interval(balanced, [behind, sure]),
        'ece': [calibration_error(logits, wanted), calibration_error(logits, wanted, calibration['category_temperature'])],
        'temperature': calibration['category_temperature'],
    }


def balanced(guess, wanted):
    """Mean over the classes of the share that is right."""
    return float(np.mean([(guess[wanted == c] == c).mean() for c in np.unique(wanted)]))


def item_only(picture, mask):
    """The item on plain grey."""
    sheet = Image.new('RGB', picture.size, (128, 128, 128))
    sheet.paste(picture, (0, 0), mask)
    return sheet


def background_only(picture, mask):
    """The picture with a grey box over the item."""
    sheet, box = picture.copy(), mask.point(lambda v: 255 if v > 60 else 0).getbbox()
    sheet.paste((128, 128, 128), box)
    return sheet


def identity(network, pictures):
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
    return {'speaking types': ranked[:, keep].max(1) if keep else np.zeros(len(peak)), 'all types': ranked.max(1), 'missing_unit channel': peak[:, TYPES.index('missing_unit')], 'severity head': 1 - softmax(severity_logits)[:, 0]}


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


if __name__ == '__main__':
    main()
