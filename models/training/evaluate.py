"""Measures the trained network on what it never saw, beside the shortcuts that could fake each figure, and writes the card."""

import json
import os

import numpy as np
import torch

from card import write_card
from defects import FAMILIES, TYPES
from look import Made, background_only, item_only, limits, look, loud, plain, trained
from measures import auroc, calibration_error, counted, interval, precision, share, softmax
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
    results['false_alarms'] = false_alarms(network, pictures, made, calibration)
    results['category'] = category(network, pictures, masks, calibration)
    packs = {pack: [p for p in pictures if p.pack == pack] for pack in ('grocery_juice', 'toy_missing_parts', 'cookies', 'paper_surfaces')}
    packs['crushed_packaging'] = judged(load('held')[0])
    for pack, members in packs.items():
        measure = {'grocery_juice': identity, 'paper_surfaces': surfaces}.get(pack, items)
        results[pack] = measure(network, members, calibration) if members else None
    with open(work('results.json'), 'w') as file:
        json.dump(results, file, indent=1)
    write_card(results, os.path.join(options.into, 'MODEL_CARD.md'))


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
    for pack in sorted({p.pack for p in pictures if p.whole and p.category >= 0}):
        peak = look(network, [plain(p.open()) for p in pictures if p.pack == pack])[0].max((2, 3))
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


if __name__ == '__main__':
    main()
