"""What was put on an item: its seal, intact or opened, and parts that are not its own. Defects take (rng, scene, strength 0..1), change
the picture and return their mask, or None."""

from dataclasses import dataclass

import numpy as np

from fields import SIZE, blend, lines, noise, polygon, relief, soften, wander
from places import reach, rim, spot

TAPES = np.array([[196, 160, 110], [225, 225, 222], [240, 240, 240], [176, 136, 84], [205, 30, 40], [120, 125, 130], [240, 205, 40]], np.float64)


@dataclass
class Seal:
    """A strip of tape: its middle (x, y), the direction it runs in, half its length and width in px, where it lies, and what it covers."""

    middle: np.ndarray
    turn: float
    length: float
    width: float
    alpha: np.ndarray  # [320,320] 0..1
    under: np.ndarray  # the picture before it was put on

    def along(self):
        """Of every pixel, how far along the strip it lies, -1..1 from end to end."""
        y, x = np.mgrid[0:SIZE, 0:SIZE].astype(np.float32)
        return ((x - self.middle[0]) * np.cos(self.turn) + (y - self.middle[1]) * np.sin(self.turn)) / self.length

    def strip(self, start, end, width=1.0):
        """The part of it between two places along it, as a filled shape."""
        axis, side = self.axes()
        corners = ((start, -1), (end, -1), (end, 1), (start, 1))
        return polygon([self.middle + axis * self.length * i + side * self.width * width * j for i, j in corners], 0.5)

    def axes(self):
        """Unit vectors (x, y) along it and across."""
        return np.array([np.cos(self.turn), np.sin(self.turn)]), np.array([-np.sin(self.turn), np.cos(self.turn)])


def seal(rng, scene):
    """An unbroken seal: a strip of tape over the item, plain or printed. No defect; put on once."""
    at = spot(rng, scene, 0.9)
    if at is None or scene.seal is not None:
        return
    made = Seal(np.array([at[1], at[0]]), rng.uniform(0, np.pi), scene.scale() * rng.uniform(0.2, 0.5), scene.scale() * rng.uniform(0.035, 0.08), None, scene.image)
    made.alpha = made.strip(-1, 1) * np.clip(scene.item * 1.5 - 0.3, 0, 1)
    colour = np.clip(TAPES[rng.integers(len(TAPES))] + rng.normal(0, 14, 3), 5, 250)
    image = blend(scene.image, colour + (noise(rng, 30) * 5)[..., None], made.alpha * rng.uniform(0.72, 0.97))
    if rng.random() < 0.5:
        image = blend(image, np.full(3, rng.choice([25.0, 245.0])), _print(rng, made) * made.alpha * 0.8)
    axis, side = made.axes()
    edges = [[made.middle + axis * made.length * i + side * made.width * j for i in (-1, 1)] for j in (-1, 1)]
    scene.image = blend(image, np.full(3, 245.0), lines([[tuple(p) for p in edge] for edge in edges], 0.8) * made.alpha * rng.uniform(0.1, 0.5))
    scene.seal = made


def _print(rng, made):
    axis, side = made.axes()
    row = rng.uniform(-0.3, 0.3)
    places = np.arange(-0.95, 0.95, rng.uniform(0.1, 0.25))
    return lines([[tuple(made.middle + axis * made.length * v + side * made.width * row), tuple(made.middle + axis * made.length * (v + 0.06) + side * made.width * row)] for v in places], made.width * 0.5)


def opened_seal(rng, scene, strength):
    """The item's seal cut along its middle, torn off at one end with its fibres left, or peeled up and folded over."""
    made = scene.seal
    if made is None:
        return None
    share, end = float(np.clip(2 * (0.15 + 0.75 * strength) * rng.uniform(0.85, 1.15), 0.2, 1.9)), rng.choice([-1, 1])
    scene.seal = None
    way = rng.integers(3)
    if way == 0:
        return _slit(rng, scene, made, (end, end * (1 - share)), strength)
    return _off(rng, scene, made, (end, share), way == 2)


def _slit(rng, scene, made, ends, strength):
    axis, side = made.axes()
    start = made.middle + axis * made.length * ends[0]
    heading = made.turn + (np.pi if ends[1] < ends[0] else 0)
    path = wander(rng, tuple(start), heading, made.length * abs(ends[1] - ends[0]), 0.05)
    gap = lines([path], 1.2 + 3.5 * strength * rng.uniform(0.7, 1.2), 0.4) * made.alpha
    lips = np.clip(soften(gap, 1.6) * 2 - gap, 0, 1) * made.alpha
    image = blend(scene.image, np.full(3, 240.0), lips * rng.uniform(0.2, 0.6))
    scene.image = blend(image, made.under * rng.uniform(0.1, 0.3), gap)
    return np.clip(soften(gap, 1.5) * 3, 0, 1) * made.alpha


def _off(rng, scene, made, where, folded):
    end, share = where
    ragged = made.along() * end + 0.06 * noise(rng, 4)
    gone = made.alpha * np.clip((ragged - (1 - share)) * made.length, 0, 1)
    fibres = np.clip(noise(rng, 3) * 0.8 - 0.1, 0, 1) * gone
    image = blend(scene.image, made.under, gone)
    scene.image = blend(image, np.clip(made.under * 0.3 + rng.uniform(130, 180), 0, 255), fibres * rng.uniform(0.3, 0.8))
    return np.maximum(gone, _fold(rng, scene, made, where)) if folded else gone


def _fold(rng, scene, made, where):
    """The back of what was peeled up, lying over what still sticks, under its own shadow."""
    end, share = where
    crease, reaching = end * (1 - share), min(share, 2 - share) * rng.uniform(0.5, 0.95)
    flap = made.strip(crease, crease - end * reaching, rng.uniform(0.95, 1.15))
    shadow = np.roll(soften(flap, 3), rng.integers(2, 5, 2), (0, 1)) * (1 - flap)
    image = scene.image * (1 - 0.45 * shadow)[..., None]
    back = np.full(3, rng.uniform(150, 235)) + rng.normal(0, 6, 3)
    scene.image = blend(image, np.clip(back + (noise(rng, 12) * 7)[..., None], 0, 255), flap)
    return flap


def foreign_part(rng, scene, strength):
    """A part that is not the item's own, lying on it or in the place of one of its own: another colour, its own edge, light and shadow."""
    found = rim(rng, scene) if rng.random() < 0.4 else None
    at = found[0] if found else spot(rng, scene)
    if at is None:
        return None
    radius = reach(rng, scene, strength, 0.07, 0.24)
    shape = _form(rng, at, radius)
    here = (scene.image * shape[..., None]).sum((0, 1)) / max(1.0, shape.sum())
    colour = rng.uniform(10, 245, 3)
    colour = np.where(abs(colour - here).sum() < 120, 255 - here, colour)
    shadow = np.roll(soften(shape, radius * 0.12 + 1.5), rng.integers(1, 5, 2), (0, 1)) * (1 - shape)
    image = scene.image * (1 - rng.uniform(0.25, 0.6) * shadow)[..., None]
    face = np.clip(colour + (noise(rng, rng.integers(2, 30)) * rng.uniform(2, 12))[..., None], 0, 255)
    image = relief(blend(image, face, shape), soften(shape, 2) * rng.uniform(3, 8), rng.uniform(0, 6.28), 0, rng.uniform(0.15, 0.4))
    scene.image, scene.item = image, np.maximum(scene.item, shape)
    return shape


def _form(rng, at, radius):
    """A plate, a strip, a ring or a lump, as a filled shape."""
    kind, turn, slim = rng.integers(4), rng.uniform(0, 6.28), rng.uniform(0.25, 0.9)
    corners = [4, 4, 28, rng.integers(5, 9)][kind]
    angles = turn + (np.arange(corners) + 0.5) * 2 * np.pi / corners
    far = radius * (rng.uniform(0.6, 1.1, corners) if kind == 3 else np.ones(corners))
    out = np.stack([np.cos(angles) * far, np.sin(angles) * far * (slim if kind < 2 else 1)], 1)
    shape = polygon([(at[1] + x, at[0] + y) for x, y in out], 0.5)
    if kind == 2:
        return np.clip(shape - polygon([(at[1] + x * slim * 0.7, at[0] + y * slim * 0.7) for x, y in out], 0.5), 0, 1)
    return shape


# what a defect needs to be there before it is made, also in the views without it
BEFORE = {opened_seal: seal}


def laid(rng, scene, family):
    """Puts on the item what `family` is going to open or break; nothing for most."""
    if family in BEFORE:
        BEFORE[family](rng, scene)
