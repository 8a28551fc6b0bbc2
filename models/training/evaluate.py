"""Measures the trained network on what it never saw, beside the shortcuts that could fake each figure, and writes the card."""

import json
import os

import numpy as np
import torch

from card import write_card
from defects import FAMILIES, TYPES
from look import Made, background_only, item_only, limits, look, loud, plain, trained
from measures import auroc, balanced, calibration_error, counted, interval, precision, share, softmax
from paths import WEIGHTS, arguments, load, work
from readers import CATEGORIES
from real import identity, items, judged, surfaces


def main():
    """Writes `results.json` (work file) and MODEL_CARD.md beside the weights (or --into)."""
    options = arguments(('each', 120), ('seed', 97), ('into', WEIGHTS))
    torch.set_num_threads(2)
    network, state = trained()
    with open(work('calibration.json')) as file:
        calibration = json.load(file)
    pictures, masks = load('eval')
    made = Made(network, pictures, masks, options.each, options.seed)
    results = {'step': state['step'], 'pictures': state['pictures'], 'minutes': state['spent'], 'calibration': calibration, 'parameters': sum(p.numel() for p in network.parameters())}
    results['types'] = types(made, calibration)
    results['families'] = families(made)
    results['severity'] = severity(made, calibration)
    photos = Photos(network, pictures, masks)
    results['false_alarms'] = false_alarms(photos, made, calibration)
    results['category'] = category(network, photos, calibration)
    packs = {pack: [p for p in pictures if p.pack == pack] for pack in ('grocery_juice', 'toy_missing_parts', 'cookies', 'paper_surfaces')}
    packs['crushed_packaging'] = judged(load('held')[0])
    for pack, members in packs.items():
        print(f'measures {pack}', flush=True)
        measure = {'grocery_juice': identity, 'paper_surfaces': surfaces}.get(pack, items)
        results[pack] = measure(network, members, calibration) if members else None
    with open(work('results.json'), 'w') as file:
        json.dump(results, file, indent=1)
    write_card(results, os.path.join(options.into, 'MODEL_CARD.md'))


def types(made, calibration):
    """Per type, on made defects: told from the same views without them, told from other types, which cells, and how many pass the threshold."""
    figures = {}
    for k, name in enumerate(TYPES):
        own, other = made.types == k, (made.types >= 0) & (made.types != k)
        rise, passed = made.rise(k), made.peak[:, k] > limits(calibration)[k]
        figures[name] = {
            'n': int(own.sum()),
            'auroc': made.apart(own, k),
            'against_others': interval(auroc, [rise[other | own], own[other | own]], made.groups[other | own]),
            'cells': cells(made, own, k),
            'found_minor': counted(passed[own & (made.severity == 1)]),
            'found_major': counted(passed[own & (made.severity == 2)]),
        }
    return figures


def cells(made, own, k):
    """Average precision over the known cells of the views with the defect, and its chance level."""
    target, scores = made.target[own, k], made.defects[own, k]
    known = target >= 0
    return [precision(scores[known], target[known] > 0), float((target[known] > 0).mean())]


def families(made):
    """Per way of making defects: told from the same views without them by its type's channel."""
    figures = {}
    for family, (kind, _) in FAMILIES.items():
        own, k = made.families == family.__name__, TYPES.index(kind)
        figures[family.__name__] = [kind, *made.apart(own, k), int(own.sum())]
    return figures


def severity(made, calibration):
    """How well whole, minor and major are told apart, and how far the stated confidence can be believed."""
    known = made.paired & (made.severity >= 0)
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


class Photos:
    """The untouched photos of known category, and what the network says of them."""

    def __init__(self, network, pictures, masks):
        rows = [(p, m) for p, m in zip(pictures, masks) if p.category >= 0]
        self.pictures, self.masks = [p for p, _ in rows], [m for _, m in rows]
        self.packs = np.array([p.pack for p in self.pictures])
        self.wanted = np.array([p.category for p in self.pictures])
        defects, _, self.category_logits, _ = look(network, [plain(p.open()) for p in self.pictures])
        self.peak = defects.max((2, 3))


def false_alarms(photos, made, calibration):
    """The share of whole views that would show any finding: untouched photos by pack, and views with shadows, stickers, prints."""
    figures, keep = {}, loud(calibration)
    whole = np.array([p.whole for p in photos.pictures])
    for pack in sorted(set(photos.packs[whole])):
        figures[pack] = counted((photos.peak[photos.packs == pack] > limits(calibration))[:, keep].any(1))
    figures['made views without defect'] = counted((made.peak[~made.paired] > limits(calibration))[:, keep].any(1))
    return figures


def category(network, photos, calibration):
    """Class of items on untouched photos; the same with the item cut out on grey; the same with the item painted over (background only)."""
    logits, wanted, guess = photos.category_logits, photos.wanted, photos.category_logits.argmax(1)
    cuttable = [(p, m) for p, m in zip(photos.pictures, photos.masks) if m is not None]
    sure = np.array([p.category for p, _ in cuttable])
    alone = look(network, [plain(item_only(p.open(), m)) for p, m in cuttable])[2].argmax(1)
    behind = look(network, [plain(background_only(p.open(), m)) for p, m in cuttable])[2].argmax(1)
    return {
        'n': len(wanted),
        'balanced': interval(balanced, [guess, wanted], [p.group for p in photos.pictures]),
        'by_pack': {pack: counted((guess == wanted)[photos.packs == pack]) for pack in sorted(set(photos.packs))},
        'confusion': [[int(((wanted == a) & (guess == b)).sum()) for b in range(len(CATEGORIES))] for a in range(len(CATEGORIES))],
        'n_cut': len(cuttable),
        'item_only': interval(balanced, [alone, sure]),
        'background_only': interval(balanced, [behind, sure]),
        'ece': [calibration_error(logits, wanted), calibration_error(logits, wanted, calibration['category_temperature'])],
        'temperature': calibration['category_temperature'],
    }


if __name__ == '__main__':
    main()
