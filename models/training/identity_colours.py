"""What an item's colours are to the identity network: counted as the station counts them (models/telling/histogram.ts), centred and
whitened by how the colours of one product differ from photograph to photograph in the hand."""

import numpy as np

from paths import load

STEPS = {'hue': 12, 'saturation': 4, 'value': 4}
SPREAD = 0.4  # of half a side: how fast a pixel's weight falls with its distance from the middle
SIDE = 96  # px, longest side that is counted, at most
POWER = 0.35  # small areas of a colour tell products of one brand apart
RIDGE = 2.0  # of the mean variance
SHARE = 0.8  # weight of the colours beside the embedding


def counted(pixels):
    """How often each colour is in uint8 [H,W,3], weighted to the middle, colours of a hand left out: [hue * saturation * value]."""
    height, width = pixels.shape[:2]
    step = max(1, max(width, height) // SIDE)
    ys, xs = np.arange(step // 2, height, step), np.arange(step // 2, width, step)
    hue, saturation, value = _hsv(pixels[ys][:, xs].astype(np.float64))
    far = ((2 * xs + 1) / width - 1)[None] ** 2 + ((2 * ys + 1) / height - 1)[:, None] ** 2
    skin = (hue > 5) & (hue < 38) & (saturation > 0.2) & (saturation < 0.65) & (value > 0.25)
    weight = np.where(skin, 0, np.exp(-far / (2 * SPREAD * SPREAD)))
    s = np.minimum(STEPS['saturation'] - 1, (saturation * STEPS['saturation']).astype(int))
    v = np.minimum(STEPS['value'] - 1, (value * STEPS['value']).astype(int))
    h = np.where(s == 0, 0, (hue / 360 * STEPS['hue']).astype(int) % STEPS['hue'])
    slot = (h * STEPS['saturation'] + s) * STEPS['value'] + v
    return np.bincount(slot.ravel(), weight.ravel(), STEPS['hue'] * STEPS['saturation'] * STEPS['value'])


def _hsv(rgb):
    """Hue 0..360, saturation and value 0..1 of [H,W,3] 0..255."""
    r, g, b = rgb[..., 0], rgb[..., 1], rgb[..., 2]
    most, span = rgb.max(2), rgb.max(2) - rgb.min(2)
    safe = np.maximum(span, 1)
    turn = np.where(most == r, (g - b) / safe, np.where(most == g, 2 + (b - r) / safe, 4 + (r - g) / safe))
    return np.where(span == 0, 0, (turn + 6) % 6) * 60, span / np.maximum(most, 1), most / 255


class Colours:
    """Counts [N,192] -> whitened colours of length 1."""

    def __init__(self, size=STEPS['hue'] * STEPS['saturation'] * STEPS['value']):
        self.mean, self.white = np.zeros(size), np.eye(size)

    def __call__(self, counts):
        return _unit(_unit(self.raised(counts) - self.mean) @ self.white)

    def raised(self, counts):
        """Shares, small ones raised, of length 1."""
        return _unit(np.maximum(counts, 0) ** POWER)

    def learn(self, counts, names):
        """Takes the mean of all products' photographs and how those of one differ from one another."""
        raised = self.raised(counts)
        self.mean = raised.mean(0)
        centred = _unit(raised - self.mean)
        apart = np.concatenate([centred[names == name] - centred[names == name].mean(0) for name in np.unique(names)])
        spread = apart.T @ apart / len(apart)
        values, ways = np.linalg.eigh(spread + RIDGE * np.trace(spread) / len(spread) * np.eye(len(spread)))
        self.white = ways @ np.diag(values**-0.5) @ ways.T
        return self


def _unit(rows):
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def learned():
    """Colours learnt on products of the training part that are seen in the hand; the identity where there are none."""
    pictures = [p for p in load('train')[0] if p.pack == 'grocery' and not p.catalogue]
    if not pictures:
        return Colours()
    return Colours().learn(np.stack([counted(np.asarray(p.open())) for p in pictures]), np.array([p.group for p in pictures]))
