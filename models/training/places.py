"""Where on an item a defect is put, and how large."""

import numpy as np

from fields import SIZE, soften


def spot(rng, scene, inside=0.6):
    """A random place (y, x) on the item."""
    ys, xs = np.nonzero(scene.item > inside)
    if len(ys) < 50:
        return None
    k = rng.integers(len(ys))
    return float(ys[k]), float(xs[k])


def rim(rng, scene):
    """A place (y, x) on the item's outline and the direction (radians, x to y) that leads out of the item."""
    soft = soften(scene.item, 6)
    ys, xs = np.nonzero((soft > 0.4) & (soft < 0.6))
    if len(ys) < 20:
        return None
    k = rng.integers(len(ys))
    y, x = int(np.clip(ys[k], 3, SIZE - 4)), int(np.clip(xs[k], 3, SIZE - 4))
    dy, dx = soft[y - 3, x] - soft[y + 3, x], soft[y, x - 3] - soft[y, x + 3]
    return (float(y), float(x)), float(np.arctan2(dy, dx))


def reach(rng, scene, strength, low, high):
    """A length in px that grows with strength from `low` to `high` of the item's side."""
    return scene.scale() * (low + (high - low) * strength) * rng.uniform(0.85, 1.15)
