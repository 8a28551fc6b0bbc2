"""Siblings of a product: the same carton of another taste. What differs is its hue, a part of it, or a picture on it."""

import numpy as np
from PIL import Image, ImageDraw


def variant(rng, layer, photos):
    """The layer changed as one brand changes its packs; the same dice give the same sibling."""
    changed = layer
    kinds = rng.random(3) < (0.6, 0.3, 0.6)
    if not kinds.any():
        kinds[rng.integers(3)] = True
    if kinds[0]:
        changed = _turned(rng, changed, (0, 0, *layer.size))
    if kinds[1]:
        changed = _turned(rng, changed, _part(rng, layer))
    for _ in range(rng.integers(1, 4) if kinds[2] else 0):
        changed = _stuck(rng, changed, photos)
    return changed


def _part(rng, layer):
    """A band across the layer, or one of its middles."""
    w, h = layer.size
    x, y = sorted(rng.uniform(0, w, 2)) if rng.random() < 0.5 else (0, w), sorted(rng.uniform(0, h, 2))
    return int(x[0]), int(y[0]), int(x[1]) + 2, int(y[1]) + 2


def _turned(rng, layer, box):
    """The hues of a part turned by at least 25 degrees, and what is pale tinted as often as not."""
    part = layer.crop(box)
    alpha = part.getchannel('A')
    hue, saturation, value = (np.asarray(plane) for plane in part.convert('RGB').convert('HSV').split())
    by = int(rng.uniform(18, 238))
    if rng.random() < 0.4:
        saturation = np.maximum(saturation, int(rng.uniform(40, 160)))
        hue = np.where(saturation < 60, int(rng.integers(256)), hue)
    moved = Image.merge('HSV', [Image.fromarray(plane.astype(np.uint8)) for plane in ((hue.astype(int) + by) % 256, saturation, value)]).convert('RGB')
    moved.putalpha(alpha)
    changed = layer.copy()
    changed.paste(moved, box[:2])
    return changed


def _stuck(rng, layer, photos):
    """A picture or a plain colour on the product, inside its outline."""
    w, h = layer.size
    size = [max(6, int(v * rng.uniform(0.15, 0.5))) for v in (w, h)]
    at = [int(rng.uniform(0.1, 0.9) * v - s / 2) for v, s in zip((w, h), size)]
    source = photos[rng.integers(len(photos))]
    face = source.crop([int(v) for v in (0.3 * source.width, 0.3 * source.height, 0.7 * source.width, 0.7 * source.height)]).resize(size)
    if rng.random() < 0.4:
        face = Image.new('RGB', size, tuple(int(v) for v in rng.integers(0, 256, 3)))
    shape = Image.new('L', size, 0)
    pen = ImageDraw.Draw(shape)
    (pen.ellipse if rng.random() < 0.5 else pen.rectangle)([0, 0, size[0] - 1, size[1] - 1], fill=255)
    changed, alpha = layer.copy(), layer.getchannel('A')
    changed.paste(face.convert('RGBA'), at, shape)
    changed.putalpha(alpha)
    return changed
