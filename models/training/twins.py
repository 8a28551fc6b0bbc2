"""Pairs of one view with and without a made defect: one scene, one camera, so that the defect is all that differs."""

import copy
from dataclasses import dataclass

import numpy as np

import nuisances
from defects import FAMILIES, TYPES
from forge import CELLS, choose, drawn_scene, framed, mark, seen
from scene import compose, whole

WINDOW = 192  # px, side of the window that is kept of a view


@dataclass
class Twins:
    """Windows of one pair: uint8 [192,192,3] damaged, whole and elsewhere (in the whole view); targets [7,24,24]."""

    damaged: np.ndarray
    whole: np.ndarray
    elsewhere: np.ndarray
    target: np.ndarray  # of the damaged window: 1 defect, 0 none, -1 unknown
    blank: np.ndarray  # of the whole window
    calm: np.ndarray  # of the window elsewhere


def twins(rng, picture, mask, ease):
    """Windows of a damaged view and its whole twin, or None where the defect did not take; `ease` 1 gives strong defects and no lookalikes."""
    scene, category, trusted = _scene(rng, picture, mask)
    for nuisance, often in nuisances.NUISANCES:
        if rng.random() < often * (1 - ease):
            nuisance(rng, scene)
    before = copy.copy(scene)
    target = np.zeros((len(TYPES), CELLS, CELLS), np.float32)
    if not _damage(rng, scene, (category, ease), target):
        return None
    dice = int(rng.integers(1 << 31))
    views = [_shot(dice, s, ease) for s in (scene, before)]
    if scene.frame is not None:
        target = target * framed(scene)
    if not (target > 0).any():
        return None
    return _windows(rng, views, target, trusted)


def _scene(rng, picture, mask):
    if picture is None:
        return *drawn_scene(rng, rng), True
    use = mask is not None and rng.random() < 0.7
    return (compose if use else whole)(rng, picture.open(), mask), picture.category, picture.whole


def _damage(rng, scene, facts, target):
    """Makes one defect and marks it; whether it took."""
    category, ease = facts
    family = choose(rng, category)
    strength = rng.uniform(0.6, 1) if rng.random() < 0.55 + 0.4 * ease else rng.uniform(0, 0.4)
    image = scene.image
    mask = family(rng, scene, strength)
    return mask is not None and mark(target[TYPES.index(FAMILIES[family][0])], seen(mask, image, scene.image))


def _shot(dice, scene, ease):
    """The scene under its last shadow, in its frame, by a poor camera: the same dice do the same to both twins."""
    rng = np.random.default_rng(dice)
    if rng.random() < 0.15 * (1 - ease):
        nuisances.shadow(rng, scene)
    if rng.random() < 0.2:
        nuisances.crop(rng, scene)
    return nuisances.camera(rng, scene)


def _windows(rng, views, target, trusted):
    ys, xs = np.nonzero((target > 0).any(0))
    k, side = rng.integers(len(ys)), WINDOW // 8
    top, left = (int(np.clip(v - rng.integers(2, side - 2), 0, CELLS - side)) for v in (ys[k], xs[k]))
    up, over = (int(v) for v in rng.integers(0, CELLS - side + 1, 2))
    own, away = _at(target, top, left), _at(target, up, over)
    blank, calm = np.zeros_like(own), np.zeros_like(away)
    if not trusted:  # real damage may be anywhere in it
        blank, calm, own = np.where(own == 1, 0, -1), calm - 1, np.where(own == 1, 1, -1)
    return Twins(_cut(views[0], top, left), _cut(views[1], top, left), _cut(views[1], up, over), own, blank, calm)


def of_samples(rng, damaged, clean):
    """The same of two real views, which are no twins."""
    return _windows(rng, [damaged.image, clean.image], damaged.target, True)


def _at(target, top, left):
    side = WINDOW // 8
    return target[:, top : top + side, left : left + side]


def _cut(view, top, left):
    return view[top * 8 : top * 8 + WINDOW, left * 8 : left * 8 + WINDOW]
