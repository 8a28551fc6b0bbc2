"""Sets what the data decides after training, on held-out people, products and sessions: temperatures, silent types, thresholds."""

import json

import numpy as np
import torch

from defects import TYPES
from device import there
from measures import auroc, calibration_error, interval, logistic, share, tempered
from network import Defects, chances, normalise
from pairs import Source
from paths import arguments, load, work
from recipe import FIRST, RECIPES
from twins import whole_views

FALSE_ALARMS = 0.05  # at most this share of whole held-out views may show any finding
LEAST_AUROC = 0.75  # a type whose lower 95 % bound is below this is silent; so is the severity head
LEAST_FOUND = 0.15  # so is one of whose major defects a smaller share passes its threshold


def main():
    """Writes `calibration.json`."""
    options = arguments(('views', 500), ('seed', 71), ('data', FIRST.version))
    torch.set_num_threads(2)
    network, state = trained()
    network = there(network)
    source = Source(*load('held'), recipe=RECIPES[options.data])
    made = Made(network, source, options)
    silent = unheard(made)
    heard = Made(network, source, options, silent) if silent else made
    result = {'step': state['step'], 'pictures': state['pictures'], 'minutes': state['spent'], 'silent': silent, **decide(heard, silent), 'auroc': figures(made), **graded(made)}
    with open(work('calibration.json'), 'w') as file:
        json.dump(result, file, indent=1)
    print(json.dumps(result, indent=1))


def trained():
    """The smoothed network of the last checkpoint, or of the last start, in evaluation mode, and the checkpoint's other facts."""
    state = torch.load(work('checkpoint.pt'), map_location='cpu')
    network = Defects()
    network.load_state_dict(state['smooth'])
    return network.eval(), state


class Made:
    """Held-out items damaged and whole, each beside one reference in place, as whole views; and what the network says of them."""

    def __init__(self, network, source, options, silent=()):
        rows, self.groups, self.families = [], [], []
        for k in range(options.views):
            rng = np.random.default_rng((options.seed, k))
            made = None
            while made is None:
                name, row = source.pick(rng)
                made = whole_views(rng, *row, 0.25, source.recipe) if name not in ('paper_surfaces', 'boards') else None
            rows.append(made)
            self.groups.append(row[0].group if row[0] else f'drawn {k}')
            self.families.append(made[3])
        self.hit = np.stack([(target == 1).any((1, 2)) for _, target, *_ in rows])
        self.unknown = np.stack([(target == -1).any((1, 2)) for _, target, *_ in rows])
        self.severity = np.array([facts[0] for _, _, facts, _ in rows])
        said = [beside(network, shots, 2 if facts[1] else 99, silent) for shots, _, facts, _ in rows]
        self.peaks = np.stack([[planes.max((1, 2)) for planes, _ in two] for two in said])
        self.odds = np.stack([[odds for _, odds in two] for two in said])

    def apart(self, k, rows):
        """[AUROC, low, high] of plane k between the rows' damaged views and their twins, by group."""
        scores, groups = self.peaks[rows, :, k], np.array(self.groups)[rows]
        return interval(auroc, [scores.ravel(), np.tile([1, 0], len(scores))], np.repeat(groups, 2))


@torch.no_grad()
def beside(network, shots, radius, silent):
    """(planes [8,40,40] as probabilities, severity logits [3]) of the damaged and the whole view, each beside the reference."""
    cells = network.trunk(normalise(there(torch.from_numpy(np.stack(shots)))))
    patches = network.patches(cells)
    logits, gap = network.compare(patches[:2], patches[2:][None].repeat(2, 1, 1, 1, 1), torch.ones(2, 1, device=cells.device), radius)
    severity = network.graded(gap, logits).cpu()
    planes = chances(logits, silent).cpu().numpy()
    return [(planes[k], severity[k].numpy()) for k in range(2)]


def figures(made):
    """[AUROC, low, high, n] of each type's damaged views against their twins; nothing but n where there are too few."""
    rows = {name: made.hit[:, k] for k, name in enumerate([*TYPES, 'any'])}
    return {name: [*made.apart(k, own), int(own.sum())] if own.sum() > 5 else [None, None, None, int(own.sum())] for k, (name, own) in enumerate(rows.items())}


def unheard(made):
    """Types that are not told well enough to be named, each with the reason."""
    found = figures(made)
    silent = {name: f'AUROC beside a reference {found[name][0]}, lower bound {found[name][1]}, n {found[name][3]}; {LEAST_AUROC} is wanted' for name in TYPES if not (found[name][1] or 0) >= LEAST_AUROC}
    while (weak := weakest(made, set_thresholds(made.peaks[:, 1], silent), silent)) is not None:
        silent[weak[0]] = f'only {weak[1]:.0%} of held-out major made defects pass the threshold, under {LEAST_FOUND:.0%}'
    return silent


def decide(made, silent):
    """Thresholds and what a score is worth, of what is named when silent types are not."""
    families = {name: interval(auroc, [made.peaks[rows, :, -1].ravel(), np.tile([1, 0], rows.sum())], rounds=50) + [int(rows.sum())] for name in sorted(set(made.families)) for rows in [np.array(made.families) == name]}
    calibration = {name: curve(made, k) for k, name in enumerate(TYPES) if name not in silent}
    return {'thresholds': set_thresholds(made.peaks[:, 1], silent), 'calibration': calibration, 'families': families, 'false_alarms': FALSE_ALARMS, 'n_whole': len(made.peaks)}


def curve(made, k):
    """[slope, offset] that make a peak's logit of plane k the chance that this damage is there, over all views: half are whole, and other damage is no excuse; and its calibration error before and after."""
    known = made.hit[:, k] | ~made.unknown[:, k]
    scores = np.concatenate([made.peaks[known, 0, k], made.peaks[:, 1, k]]).clip(1e-6, 1 - 1e-6)
    logits, wanted = np.log(scores / (1 - scores)), np.concatenate([made.hit[known, k], np.zeros(len(made.hit))]).astype(float)
    slope, offset = logistic(logits, wanted)
    pairs = [np.stack([np.zeros_like(x), x], 1) for x in (logits, slope * logits + offset)]
    return {'slope': slope, 'offset': offset, 'error': [calibration_error(pair, wanted) for pair in pairs], 'n': len(wanted)}


def set_thresholds(peaks, silent):
    """The same quantile for every speaking type, as low as the promised share of false alarms allows; `peaks` [N,8] of whole views."""
    loud = [k for k, name in enumerate(TYPES) if name not in silent]
    for quantile in np.linspace(0.9, 1, 401):
        limits = np.quantile(peaks, quantile, axis=0)
        if not loud or (peaks[:, loud] > limits[loud]).any(1).mean() <= FALSE_ALARMS:
            break
    return {name: float(min(0.999, max(0.02, np.ceil(limits[k] * 1e4) / 1e4))) for k, name in enumerate([*TYPES, 'any'])}


def weakest(made, thresholds, silent):
    """The speaking type that finds the smallest, too small share of its major defects, or None."""
    found = {}
    for k, name in enumerate(TYPES):
        own = made.hit[:, k] & (made.severity == 2)
        if name not in silent and own.any():
            found[name] = float((made.peaks[own, 0, k] > thresholds[name]).mean())
    weak = min(found, key=found.get, default=None)
    return (weak, found[weak]) if weak and found[weak] < LEAST_FOUND else None


def graded(made):
    """The severity head: its temperature and offsets, its error as it is and with them, and whether it may speak."""
    logits, wanted = made.odds.transpose(1, 0, 2).reshape(-1, 3), np.concatenate([made.severity, np.zeros_like(made.severity)])
    groups = np.array([*made.groups, *made.groups])
    heat, offsets = tempered(logits, wanted)
    said = logits + heat * np.array(offsets)
    apart = interval(auroc, [-said[:, 0] + np.logaddexp(said[:, 1], said[:, 2]), wanted > 0], groups)
    errors = [calibration_error(logits, wanted), calibration_error(said, wanted, heat)]
    return {'severity_temperature': heat, 'severity_offsets': offsets, 'severity_auroc': apart, 'severity_error': errors, 'severity_right': share(said.argmax(1) == wanted), 'severity_silent': not apart[1] >= LEAST_AUROC}


if __name__ == '__main__':
    main()
