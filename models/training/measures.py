"""Figures with their 95 % intervals."""

import math

import numpy as np
import torch


def auroc(scores, wanted):
    """The chance that a random positive scores above a random negative; nan where one side is empty."""
    scores, wanted = np.asarray(scores, float), np.asarray(wanted, bool)
    if wanted.all() or not wanted.any():
        return math.nan
    _, place, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (counts.cumsum() - (counts - 1) / 2)[place]
    n = wanted.sum()
    return float((ranks[wanted].sum() - n * (n + 1) / 2) / (n * (~wanted).sum()))


def precision(scores, wanted):
    """Average precision; its chance level is the share of positives."""
    order = np.argsort(-np.asarray(scores, float), kind='stable')
    hits = np.asarray(wanted, bool)[order]
    if not hits.any():
        return math.nan
    return float((hits.cumsum() / np.arange(1, len(hits) + 1))[hits].mean())


def interval(measure, columns, groups=None, rounds=200, seed=3):
    """[value, low, high]: 95 % bootstrap interval of measure(*columns), drawing whole groups where they are given."""
    columns = [np.asarray(c) for c in columns]
    rng, keys = np.random.default_rng(seed), np.arange(len(columns[0])) if groups is None else np.asarray(groups)
    members = [np.nonzero(keys == key)[0] for key in np.unique(keys)] if groups is not None else None
    values = []
    for _ in range(rounds):
        if members is None:
            draw = rng.integers(0, len(keys), len(keys))
        else:
            draw = np.concatenate([members[k] for k in rng.integers(0, len(members), len(members))])
        values.append(measure(*[c[draw] for c in columns]))
    low, high = np.nanpercentile(values, [2.5, 97.5]) if np.isfinite(values).any() else (math.nan, math.nan)
    return [float(measure(*columns)), float(low), float(high)]


def balanced(guess, wanted):
    """Mean over the classes of the share that is right."""
    return float(np.mean([(guess[wanted == c] == c).mean() for c in np.unique(wanted)]))


def share(hits):
    """[share, low, high] of true values: Wilson's 95 % interval."""
    hits = np.asarray(hits, bool)
    n, p, z = max(1, len(hits)), float(hits.mean()) if len(hits) else 0.0, 1.96
    middle, spread = (p + z * z / (2 * n)) / (1 + z * z / n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return [p, max(0.0, middle - spread), min(1.0, middle + spread)]


def softmax(logits, temperature=1.0):
    """Probabilities [N,K] of logits [N,K]."""
    scaled = np.asarray(logits, float) / temperature
    raised = np.exp(scaled - scaled.max(1, keepdims=True))
    return raised / raised.sum(1, keepdims=True)


def calibration_error(logits, wanted, temperature=1.0, bins=10):
    """Expected calibration error: how far the stated confidence lies from the share that is right."""
    chances = softmax(logits, temperature)
    sure, right = chances.max(1), chances.argmax(1) == np.asarray(wanted)
    slot = np.minimum((sure * bins).astype(int), bins - 1)
    return float(sum(abs(sure[slot == b].mean() - right[slot == b].mean()) * (slot == b).mean() for b in range(bins) if (slot == b).any()))


def tempered(logits, wanted):
    """(temperature, offsets) under which the held-out answers are likeliest: softmax(logits / temperature + offsets), the first class's offset 0.
    A temperature alone mends too much or too little confidence, not a class that is told too often."""
    x, wanted = torch.as_tensor(np.asarray(logits), dtype=torch.float64), torch.as_tensor(np.asarray(wanted))
    heat, tilt = torch.zeros(1, dtype=torch.float64, requires_grad=True), torch.zeros(x.shape[1] - 1, dtype=torch.float64, requires_grad=True)
    search = torch.optim.LBFGS([heat, tilt], max_iter=200, line_search_fn='strong_wolfe')

    def loss():
        search.zero_grad()
        said = x / heat.exp() + torch.cat([torch.zeros(1, dtype=torch.float64), tilt])
        value = torch.nn.functional.cross_entropy(said, wanted) + 1e-4 * (tilt**2).sum()
        value.backward()
        return value

    search.step(loss)
    return float(heat.exp()), [0.0, *(float(v) for v in tilt.detach())]


def logistic(x, wanted, rounds=50, ridge=0.05):
    """[slope, offset] of the likeliest logistic curve over x, by Newton's method; the ridge holds the slope near 1 where few say much."""
    x, wanted, at = np.asarray(x, float), np.asarray(wanted, float), np.array([1.0, 0.0])
    rows = np.stack([x, np.ones_like(x)], 1)
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-(rows @ at).clip(-30, 30)))
        slope = rows.T @ (chance - wanted) + ridge * (at - [1.0, 0.0])
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + ridge * np.eye(2)
        at = at - np.linalg.solve(bend, slope)
    return [float(v) for v in at]
