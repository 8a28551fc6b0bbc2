"""A view with and without a made defect, and a reference: the same item photographed another time. The defect is all that differs between the twins."""

import copy
from dataclasses import dataclass

import numpy as np
from PIL import Image

import nuisances
from defects import TYPES
from fields import SIZE, soften
from forge import CELLS, choose, drawn_scene, framed, mark, seen
from parts import laid
from recipe import FIRST
from scene import PAD, compose, whole

WINDOW = 192  # px, side of the window that is kept of a view
PLANES = len(TYPES) + 1  # one a type and, last, any damage at all


@dataclass
class Twins:
    """Windows of one item: uint8 [192,192,3] damaged, its whole twin, and another photograph of the whole; what the cells should say."""

    damaged: np.ndarray
    whole: np.ndarray
    reference: np.ndarray
    target: np.ndarray  # int8 [8,24,24] of the damaged window: 1 damage, 0 none, -1 unknown
    blank: np.ndarray  # of the whole window
    severity: int  # 1 minor, 2 major, -1 unknown
    place: bool  # the reference lies where the view lies, within a few pixels


def twins(rng, picture, mask, ease, recipe=FIRST):
    """Windows of a damaged view, its twin and a reference, or None where the defect did not take; `ease` 1 gives strong defects and no lookalikes."""
    made = whole_views(rng, picture, mask, ease, recipe)
    return made and _windows(rng, *made[:3])


def whole_views(rng, picture, mask, ease, recipe=FIRST):
    """The same as whole views: three uint8 [320,320,3], the target [8,40,40], (severity, in place), and the family's name; or None."""
    scene, category, trusted = scene_of(rng, picture, mask)
    for nuisance, often in recipe.nuisances:
        if rng.random() < often * (1 - ease):
            nuisance(rng, scene)
    target = np.zeros((len(TYPES), CELLS, CELLS), np.float32)
    strength = rng.uniform(0.6, 1) if rng.random() < 0.55 + 0.4 * ease else rng.uniform(0, 0.4)
    family = choose(rng, category, recipe)
    laid(rng, scene, family)
    before = copy.copy(scene)
    if not _damage(rng, scene, (family, strength), target[TYPES.index(recipe.type_of(family))]):
        return None
    target = target if scene.frame is None else target * framed(scene)
    if not (target > 0).any():
        return None
    alone = scene.composed and recipe.type_of(family) != 'spillage' and rng.random() < 0.6
    dice = int(rng.integers(1 << 31))
    target = uncovered(target, passed(dice, scene, ease, recipe)[1]) if recipe.passing else target
    if not (target > 0).any():
        return None
    shots = [shot(dice, s, ease, alone, recipe) for s in (scene, before)]
    place = rng.random() < 0.8
    shots.append(again(rng, shot(dice + 1, before, ease, alone, recipe), place))
    return shots, with_any(target, trusted), (1 + int(strength > 0.5), place), family.__name__


def scene_of(rng, picture, mask):
    """The scene of a picture (of an item drawn by code without one), its category, and whether nothing else is wrong with it."""
    if picture is None:
        return *drawn_scene(rng, rng), True
    use = mask is not None and rng.random() < 0.7
    return (compose if use else whole)(rng, picture.open(), mask), picture.category, picture.whole


def _damage(rng, scene, how, plane):
    """Makes one defect and marks it in its type's plane; whether it took."""
    family, strength = how
    image = scene.image
    mask = family(rng, scene, strength)
    return mask is not None and mark(plane, seen(mask, image, scene.image))


def passed(dice, scene, ease, recipe=FIRST):
    """The dice, and the scene under its last shadow and behind what passes before the camera, in this one photograph only."""
    rng = np.random.default_rng(dice)
    scene = copy.copy(scene)
    if rng.random() < 0.15 * (1 - ease):
        nuisances.shadow(rng, scene)
    for nuisance, often in recipe.passing:
        if rng.random() < often * (1 - ease):
            nuisance(rng, scene)
    return rng, scene


def uncovered(target, scene):
    """The target without the cells that something stands before."""
    if scene.hidden is None:
        return target
    return np.where(scene.hidden.reshape(CELLS, 8, CELLS, 8).mean((1, 3)) > 0.5, 0, target)


def shot(dice, scene, ease, alone, recipe=FIRST):
    """The scene as one photograph of a poor camera; `alone` puts grey around the item, as a cut-out does."""
    rng, scene = passed(dice, scene, ease, recipe)
    image = nuisances.camera(rng, scene)
    if not alone:
        return image
    edge = np.clip(soften(scene.item, 1.0), 0, 1)[..., None]
    return np.clip(PAD + (image - PAD) * edge, 0, 255).astype(np.uint8)


def again(rng, image, place):
    """The same item laid down once more: nearly where it was, or somewhere near."""
    angle, size, shift = (rng.normal(0, 0.017), rng.normal(1, 0.012), rng.normal(0, 2.5, 2)) if place else (rng.normal(0, 0.12), rng.normal(1, 0.05), rng.normal(0, 16, 2))
    c, s, half = np.cos(angle) * size, np.sin(angle) * size, SIZE / 2
    moved = Image.fromarray(image).transform((SIZE, SIZE), Image.AFFINE, (c, -s, half - c * half + s * half + shift[0], s, c, half - s * half - c * half + shift[1]), Image.BILINEAR, fillcolor=(128, 128, 128))
    return np.asarray(moved)


def with_any(target, trusted):
    """The target with an eighth plane for any damage at all; where real damage may be anywhere, what is not marked is unknown."""
    any_ = np.where((target == 1).any(0), 1.0, np.where((target == -1).any(0), -1.0, 0.0))
    planes = np.concatenate([target, any_[None]])
    return planes if trusted else np.where(planes == 1, 1, -1)


def _windows(rng, shots, target, facts):
    """The three windows around a damaged cell. Twins hold the same real damage, and so does the reference: comparing, all else is whole."""
    ys, xs = np.nonzero((target > 0).any(0))
    k, side = rng.integers(len(ys)), WINDOW // 8
    top, left = (int(np.clip(v - rng.integers(2, side - 2), 0, CELLS - side)) for v in (ys[k], xs[k]))
    own = target[:, top : top + side, left : left + side]
    views = [shot[top * 8 : top * 8 + WINDOW, left * 8 : left * 8 + WINDOW] for shot in shots]
    return Twins(*views, own.astype(np.int8), np.zeros_like(own, np.int8), *facts)


def of_samples(rng, damaged, clean, reference):
    """The same of three real photographs of one surface, which are no twins."""
    return _windows(rng, [damaged.image, clean.image, reference.image], with_any(damaged.target, True), (-1, False))


def of_boards(rng, template, test, boxes):
    """The same of a board's template and its aligned test picture (640 px, boxes x1 y1 x2 y2): only that it differs is known, no type."""
    target = np.full((PLANES, 80, 80), -1, np.int8)
    target[-1] = 0
    for x1, y1, x2, y2 in boxes:
        target[-1, int(y1 // 8) : int(y2 // 8) + 1, int(x1 // 8) : int(x2 // 8) + 1] = 1
    x1, y1, x2, y2 = boxes[rng.integers(len(boxes))]
    side = WINDOW // 8
    top, left = (int(np.clip(v // 8 - rng.integers(2, side - 2), 0, 80 - side)) for v in (y1, x1))
    cut = np.s_[top * 8 : top * 8 + WINDOW, left * 8 : left * 8 + WINDOW]
    again = np.roll(template, tuple(int(v) for v in rng.integers(-2, 3, 2)), (0, 1))
    blank = np.where(target[:, top : top + side, left : left + side] == -1, -1, 0)
    return Twins(test[cut], template[cut], again[cut], target[:, top : top + side, left : left + side], blank.astype(np.int8), -1, True)
