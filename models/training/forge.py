"""Making one training sample: a scene, what is wrong with it, what only looks wrong, and the targets the network learns."""

import io
from dataclasses import dataclass

import numpy as np
from PIL import Image

import nuisances
from defects import TYPES
from fields import SIZE
from parts import laid
from recipe import FIRST, Recipe
from scene import Scene, compose, drawn, fit, on_mat, whole

CELLS = SIZE // 8
SEVERITIES = ['none', 'minor', 'major']


@dataclass
class Sample:
    """What the network sees and should say; -1 marks what is not known."""

    image: np.ndarray  # uint8 [320,320,3]
    target: np.ndarray  # float32 [7,40,40]: 1 defect, 0 none, -1 unknown
    severity: int
    category: int
    item: int
    family: str


def forge(rng, picture, mask, damage=None, shape=None, ease=0.0, recipe=FIRST):
    """One sample of the picture; `damage` None lets chance decide, False leaves it whole, a family makes that defect.

    Without a picture the item is drawn by code, its form thrown with the dice `shape`. `ease` 1 gives large defects and few lookalikes.
   """
    if picture is None:
        shape = shape or rng
        item = int(shape.integers(1 << 31))
        scene, category = drawn_scene(rng, shape)
        return _finish(rng, scene, _Facts(category, True, item, ease, recipe), damage)
    if picture.mask or picture.pack == 'paper_surfaces':
        return _surface(rng, picture)
    use = mask is not None and rng.random() < 0.7
    scene = compose(rng, picture.open(), mask) if use else whole(rng, picture.open(), mask)
    return _finish(rng, scene, _Facts(picture.category, picture.whole, picture.item, ease, recipe), damage)


@dataclass
class _Facts:
    category: int
    whole: bool
    item: int
    ease: float
    recipe: Recipe


def drawn_scene(rng, shape):
    """A scene of an item drawn by code, its form thrown with `shape`, and its category."""
    layer, alpha, category = drawn(shape)
    if rng.random() < 0.3:
        return on_mat(rng, np.asarray(layer, np.float32), np.asarray(alpha, np.float32) / 255), category
    return compose(rng, layer, alpha), category


def _finish(rng, scene, facts, damage):
    for nuisance, often in facts.recipe.nuisances:
        if rng.random() < often * (1 - 0.7 * facts.ease):
            nuisance(rng, scene)
    target = np.zeros((len(TYPES), CELLS, CELLS), np.float32)
    worst, family = damage_scene(rng, scene, facts, damage, target)
    if rng.random() < 0.15:
        nuisances.shadow(rng, scene)
    if rng.random() < 0.25:
        nuisances.crop(rng, scene)
    if scene.frame is not None:
        target = target * framed(scene)
        worst = worst if (target > 0).any() else 0
    if not facts.whole:
        target[target == 0] = -1  # real damage may be anywhere in it
    severity = worst if facts.whole or worst == 2 else -1
    return Sample(nuisances.camera(rng, scene), target, severity, facts.category, facts.item, family)


def damage_scene(rng, scene, facts, damage, target):
    """Makes up to two defects, marks them in `target`; the worst severity and the first family's name."""
    if damage is False or (damage is None and rng.random() < 0.45):
        return 0, 'none'
    worst, first = 0, 'none'
    for turn in range(2 if damage is None and rng.random() < 0.25 else 1):
        family = damage or choose(rng, facts.category, facts.recipe)
        severity = 1 + int(rng.random() < 0.55 + 0.4 * facts.ease)
        strength = rng.uniform(0, 0.4) if severity == 1 else rng.uniform(0.6, 1)
        laid(rng, scene, family)
        before = scene.image
        mask = family(rng, scene, strength)
        if mask is None or not mark(target[TYPES.index(facts.recipe.type_of(family))], seen(mask, before, scene.image)):
            scene.image = before if mask is None else scene.image
            continue
        worst, first = max(worst, severity), first if turn and first != 'none' else family.__name__
    return worst, first


def seen(mask, before, after):
    """The mask, or nothing where the made defect changed the picture too little for anybody to see."""
    changed = (np.abs(after - before).mean(2) * (mask > 0.3)).sum() / max(1.0, (mask > 0.3).sum())
    return mask if changed > 6 else mask * 0


def framed(scene):
    """Which cells [40,40] lie inside the camera's picture."""
    return scene.frame.reshape(CELLS, 8, CELLS, 8).mean((1, 3)) > 0.5


def mark(plane, mask):
    """Writes the mask into a plane of cells: 1 from 6 % of a cell, unknown below that; whether anything was marked."""
    cover = mask.reshape(CELLS, 8, CELLS, 8).mean((1, 3))
    plane[(cover > 0) & (cover < 0.06) & (plane == 0)] = -1
    plane[cover >= 0.06] = 1
    return bool((cover >= 0.06).any())


def choose(rng, category, recipe=FIRST):
    """A family of defects, as often as it befalls the category."""
    families = list(recipe.families)
    weights = np.array([recipe.families[f][1][category] for f in families], float)
    return families[rng.choice(len(families), p=weights / weights.sum())]


def _surface(rng, picture):
    """A real photo of paper with its real mask, cropped and turned."""
    image, mask = picture.open(), surface_mask(picture)
    side = int(rng.uniform(0.5, 1) * min(image.size))
    x, y = (int(rng.integers(0, v - side + 1)) for v in image.size)
    turn = int(rng.integers(4)) * 90
    image, mask = (p.crop((x, y, x + side, y + side)).rotate(turn) for p in (image, mask))
    image = np.asarray(fit(image, (128, 128, 128), Image.BICUBIC), np.float32)
    target = np.zeros((len(TYPES), CELLS, CELLS), np.float32)
    mark(target[TYPES.index('superficial')], np.asarray(fit(mask, 0, Image.BILINEAR), np.float32) / 255)
    hit = bool((target > 0).any())
    return Sample(nuisances.camera(rng, Scene(image, mask, image, False)), target, -1 if hit else 0, -1, picture.item, 'real speck' if hit else 'none')


def surface_mask(picture):
    """The real mask of a surface (PIL 'L'), empty where it has none."""
    if not picture.mask:
        return Image.new('L', picture.open().size)
    return Image.open(io.BytesIO(picture.mask)).convert('L').resize(picture.open().size)
