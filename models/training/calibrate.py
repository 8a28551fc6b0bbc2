"""Sets what the data decides after training, on held-out people, products and sessions: temperatures, silent types, thresholds."""

import json
import math

import numpy as np
import torch

from defects import TYPES
from look import Made, item_only, look, plain, trained
from measures import auroc, balanced, interval, softmax, temperature
from paths import arguments, load, work

FALSE_ALARMS = 0.05  # at most this share of whole held-out views may show any finding
LEAST_AUROC = 0.75  # a type whose lower 95 % bound is below this is silent; so are the heads
LEAST_FOUND = 0.15  # so is one of whose major defects a smaller share passes its threshold
ALONE = {'missing_unit': 'a single view cannot tell what should have been there'}


def main():
    """Writes `calibration.json`."""
    options = arguments(('each', 70), ('seed', 71))
    torch.set_num_threads(2)
    network, state = trained()
    pictures, masks = load('held')
    made = Made(network, pictures, masks, options.each, options.seed)
    raw = look(network, [plain(p.open()) for p in pictures if p.whole and p.category >= 0])[0].max((2, 3))
    result = {'step': state['step'], **decide(made, raw)}
    for head in ('severity', 'category'):
        known = made.paired & (getattr(made, head) >= 0)
        result[head + '_temperature'] = temperature(getattr(made, head + '_logits')[known], getattr(made, head)[known])
    result['severity_damaged'] = told(made)
    result['category_item_only'] = alone(network, pictures, masks)
    result['silent_heads'] = [head for head, figure in (('severity', result['severity_damaged']), ('category', result['category_item_only'])) if not figure[1] >= LEAST_AUROC]
    with open(work('calibration.json'), 'w') as file:
        json.dump(result, file, indent=1)
    print(json.dumps(result, indent=1))


def told(made):
    """AUROC of the severity head's "not none" between damaged views and the same views whole: [value, low, high]."""
    known = made.paired & (made.severity >= 0)
    return interval(auroc, [1 - softmax(made.severity_logits[known])[:, 0], made.severity[known] > 0], made.groups[known])


def alone(network, pictures, masks):
    """Balanced accuracy of the category with the item alone on grey, so that no background can help: [value, low, high]."""
    rows = [(p, m) for p, m in zip(pictures, masks) if p.category >= 0 and m is not None]
    if not rows:
        return [math.nan] * 3
    guess = look(network, [plain(item_only(p.open(), m)) for p, m in rows])[2].argmax(1)
    return interval(balanced, [guess, [p.category for p, _ in rows]], [p.group for p, _ in rows])


def decide(made, raw):
    """Silent types with their reasons, thresholds, and the figures they follow from; `raw` are peaks [N,7] of untouched photos."""
    whole, silent, figures = ~made.paired, dict(ALONE), {}
    for k, name in enumerate(TYPES):
        figures[name] = made.apart(made.types == k, k)
        if name not in silent and not figures[name][1] >= LEAST_AUROC:
            silent[name] = f'AUROC between held-out made defects and the same views without them {figures[name][0]:.2f}, lower bound {figures[name][1]:.2f}, under {LEAST_AUROC}'
    while True:
        thresholds = set_thresholds(np.concatenate([made.peak[whole], raw]), silent)
        weak = weakest(made, thresholds, silent)
        if weak is None:
            return {'silent': silent, 'thresholds': thresholds, 'held_auroc': figures, 'false_alarms': FALSE_ALARMS, 'n_whole': int(whole.sum() + len(raw))}
        silent[weak[0]] = f'only {weak[1]:.0%} of held-out major made defects pass the threshold, under {LEAST_FOUND:.0%}'


def set_thresholds(peaks, silent):
    """The same quantile for every speaking type, as low as the promised share of false alarms allows; `peaks` [N,7] of whole views."""
    loud = [k for k, name in enumerate(TYPES) if name not in silent]
    for quantile in np.linspace(0.9, 1, 401):
        limits = np.quantile(peaks, quantile, axis=0)
        if not loud or (peaks[:, loud] > limits[loud]).any(1).mean() <= FALSE_ALARMS:
            break
    return {name: float(min(0.999, max(0.02, np.ceil(limits[k] * 1e4) / 1e4))) for k, name in enumerate(TYPES)}


def weakest(made, thresholds, silent):
    """The speaking type that finds the smallest, too small share of its major defects, or None."""
    found = {}
    for k, name in enumerate(TYPES):
        own = (made.types == k) & (made.severity == 2)
        if name not in silent and own.any():
            found[name] = float((made.peak[own, k] > thresholds[name]).mean())
    weak = min(found, key=found.get, default=None)
    return (weak, found[weak]) if weak and found[weak] < LEAST_FOUND else None


if __name__ == '__main__':
    main()
