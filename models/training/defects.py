"""Defects made on whole items. Each takes (rng, scene, strength 0..1), changes the scene's picture and returns its mask, or None."""

import numpy as np

from fields import SIZE, blend, blob, distance, lines, noise, polygon, relief, sample, soften, wander

TYPES = ['penetration', 'deformation', 'actuation', 'deconstruction', 'spillage', 'superficial', 'missing_unit']


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


def stain(rng, scene, strength):
    """Something that soaked in or dried on: tinted, mottled, sometimes with a darker rim."""
    at = spot(rng, scene)
    if at is None:
        return None
    mask = blob(rng, at, reach(rng, scene, strength, 0.03, 0.17), rng.uniform(0.15, 0.45)) * scene.item
    here = scene.image[int(at[0]), int(at[1])]
    colour = STAINS[rng.integers(len(STAINS))] + rng.normal(0, 12, 3)
    colour = np.where(abs(colour - here).sum() < 60, here * 0.4, colour)
    alpha = mask * np.clip(rng.uniform(0.35, 0.6) + 0.35 * strength + 0.12 * noise(rng, 9), 0.1, 1)
    if rng.random() < 0.4:
        alpha = alpha * (0.6 + 0.4 * np.clip(4 * mask * (1 - soften(mask, 4)), 0, 1))
    soaked = scene.image * np.clip(colour, 0, 255) / 255
    tone = np.clip(colour, 0, 255) if rng.random() < 0.5 else soaked
    scene.image = blend(scene.image, tone, alpha)
    return mask


STAINS = np.array([[70, 42, 22], [110, 60, 20], [30, 25, 22], [140, 25, 25], [170, 140, 40], [60, 80, 40], [40, 40, 90], [200, 190, 160], [95, 80, 60]], np.float64)


def scratch(rng, scene, strength):
    """One or more scratches, scuffs or pen marks."""
    at, paths = spot(rng, scene), []
    if at is None:
        return None
    heading, length = rng.uniform(0, 2 * np.pi), reach(rng, scene, strength, 0.1, 0.55)
    for _ in range(1 + rng.integers(1 + int(5 * strength))):
        start = (at[1] + rng.normal(0, length * 0.12), at[0] + rng.normal(0, length * 0.12))
        paths.append(wander(rng, start, heading + rng.normal(0, 0.15), length * rng.uniform(0.5, 1), 0.06))
    mask = lines(paths, rng.uniform(0.8, 1.4 + 1.6 * strength)) * (scene.item > 0.5)
    here = scene.image[int(at[0]), int(at[1])]
    tone = 240.0 if here.mean() < 110 or (here.mean() < 170 and rng.random() < 0.5) else 25.0
    scene.image = blend(scene.image, np.full(3, tone), mask * rng.uniform(0.5, 0.95))
    return mask


def wear(rng, scene, strength):
    """A rubbed or dirty patch: many flecks that let a paler or darker ground through."""
    at = spot(rng, scene)
    if at is None:
        return None
    patch = blob(rng, at, reach(rng, scene, strength, 0.05, 0.2), 0.4) * scene.item
    flecks = np.clip((noise(rng, rng.integers(2, 5)) - 0.6 + strength) * 2, 0, 1) * patch
    tone = rng.choice([225.0, 235.0, 50.0, 35.0])
    scene.image = blend(scene.image, np.full(3, tone) + rng.normal(0, 10, 3), flecks * rng.uniform(0.4, 0.8))
    return patch * (soften(flecks, 3) > 0.06)


def hole(rng, scene, strength):
    """A hole or puncture: what is behind shows, under a shadow and inside a torn, paler rim."""
    at = spot(rng, scene, 0.9)
    if at is None:
        return None
    mask = blob(rng, at, reach(rng, scene, strength, 0.025, 0.11), rng.uniform(0.2, 0.5))
    return _opened(rng, scene, mask * (scene.item > 0.3))


def tear(rng, scene, strength):
    """A rip: a long lens with ragged lips."""
    at = spot(rng, scene)
    if at is None:
        return None
    length, heading = reach(rng, scene, strength, 0.1, 0.45), rng.uniform(0, 2 * np.pi)
    spine = np.array(wander(rng, (at[1], at[0]), heading, length, 0.18))
    normal = np.array([-np.sin(heading), np.cos(heading)])
    width = np.sin(np.linspace(0, np.pi, len(spine))) * length * rng.uniform(0.05, 0.16) + 0.6
    left = spine + normal * (width * rng.uniform(0.5, 1.1, len(spine)))[:, None]
    right = spine - normal * (width * rng.uniform(0.5, 1.1, len(spine)))[:, None]
    mask = polygon([tuple(p) for p in np.concatenate([left, right[::-1]])])
    return _opened(rng, scene, mask * (scene.item > 0.3))


def _opened(rng, scene, mask):
    inside = scene.mat if scene.composed and rng.random() < 0.5 else np.clip(scene.image * 0.12 + rng.uniform(0, 40), 0, 255)
    shade = 1 - 0.5 * np.roll(soften(1 - mask, 3), rng.integers(-3, 4, 2), (0, 1))
    lip = np.clip(soften(mask, 1.8) * 2 - mask * 1.2, 0, 1) * np.clip(0.7 + 0.5 * noise(rng, 2), 0, 1)
    scene.image = blend(scene.image, np.clip(scene.image * 0.4 + rng.uniform(110, 170), 0, 255), lip * rng.uniform(0.2, 0.8))
    scene.image = blend(scene.image, inside * shade[..., None], mask)
    return mask


def crack(rng, scene, strength):
    """A branching crack with a bright edge."""
    at = spot(rng, scene)
    if at is None:
        return None
    length, heading = reach(rng, scene, strength, 0.12, 0.5), rng.uniform(0, 2 * np.pi)
    paths = [wander(rng, (at[1], at[0]), heading, length, 0.35)]
    for _ in range(rng.integers(1 + int(4 * strength))):
        paths.append(wander(rng, paths[0][rng.integers(2, 11)], heading + rng.choice([-0.8, 0.8]), length * rng.uniform(0.2, 0.6), 0.35))
    mask = lines(paths, rng.uniform(1, 2.2)) * (scene.item > 0.5)
    scene.image = blend(scene.image, np.full(3, 235.0), np.roll(mask, rng.integers(-1, 2, 2), (0, 1)) * rng.uniform(0, 0.6))
    scene.image = blend(scene.image, np.full(3, 15.0), mask * rng.uniform(0.6, 0.95))
    return mask


def dent(rng, scene, strength):
    """A pushed-in hollow."""
    at = spot(rng, scene, 0.9)
    if at is None:
        return None
    radius = reach(rng, scene, strength, 0.07, 0.22)
    field = distance(at, rng.uniform(0.6, 1.6), rng.uniform(0, np.pi)) * (1 + 0.12 * noise(rng, radius))
    bowl = -radius * np.exp(-((field / radius) ** 2) * 2.5) * scene.item
    scene.image = relief(scene.image, bowl, rng.uniform(0, 2 * np.pi), rng.uniform(0.1, 0.35) * radius * 0.5, rng.uniform(0.35, 0.9))
    return (field < radius * 0.85) * scene.item


def crumple(rng, scene, strength):
    """A crushed patch: sharp creases at all angles."""
    at = spot(rng, scene)
    if at is None:
        return None
    radius = reach(rng, scene, strength, 0.1, 0.35)
    patch = blob(rng, at, radius, 0.3) * scene.item
    scene.image = relief(scene.image, _creases(rng, at, radius) * patch, rng.uniform(0, 2 * np.pi), rng.uniform(1.5, 4), rng.uniform(0.5, 1.1))
    return patch


def _creases(rng, at, radius):
    y, x = np.ogrid[0:SIZE, 0:SIZE]
    height = np.zeros((SIZE, SIZE), np.float32)
    for _ in range(rng.integers(4, 9)):
        angle, off = rng.uniform(0, np.pi), rng.normal(0, radius * 0.5)
        height -= np.abs((x - at[1]) * np.cos(angle) + (y - at[0]) * np.sin(angle) - off) * rng.uniform(-0.35, 0.35)
    return height


def corner(rng, scene, strength):
    """A crushed corner or edge: the outline is pushed in and creased."""
    found = rim(rng, scene)
    if found is None or not scene.composed:
        return None
    at, out = found
    radius = reach(rng, scene, strength, 0.1, 0.3)
    near = np.exp(-((distance(at) / radius) ** 2) * 2).astype(np.float32)
    push = near * radius * rng.uniform(0.25, 0.5)
    patch = near * scene.item
    scene.image = relief(scene.image, _creases(rng, at, radius) * patch, rng.uniform(0, 2 * np.pi), 2.0, rng.uniform(0.3, 0.8))
    scene.image = sample(scene.image, push * np.sin(out), push * np.cos(out))
    scene.item = sample(np.repeat(scene.item[..., None], 3, 2), push * np.sin(out), push * np.cos(out))[..., 0]
    return (near > 0.3) * np.clip(soften(scene.item, 3) * 2, 0, 1)


def opened_flap(rng, scene, strength):
    """A lid or flap standing open at the edge: a dark mouth inside, the flap's pale back outside."""
    found = rim(rng, scene)
    if found is None:
        return None
    at, out = found
    half, depth = reach(rng, scene, strength, 0.1, 0.32), reach(rng, scene, strength, 0.06, 0.22)
    along, away = np.array([-np.sin(out), np.cos(out)]), np.array([np.cos(out), np.sin(out)])
    base = np.array([at[1], at[0]])
    ends = [base - along * half, base + along * half]
    mouth = polygon([*ends, ends[1] - away * depth - along * half * rng.uniform(0, 0.3), ends[0] - away * depth + along * half * rng.uniform(0, 0.3)])
    lean = along * rng.uniform(-0.3, 0.3) * half
    flap = polygon([*ends, ends[1] + away * depth * rng.uniform(0.5, 1.2) + lean, ends[0] + away * depth * rng.uniform(0.5, 1.2) + lean])
    here = scene.image[int(np.clip(at[0], 0, 319)), int(np.clip(at[1], 0, 319))]
    back = np.array([170, 130, 90]) if rng.random() < 0.4 else here * 0.4 + rng.uniform(60, 140)
    scene.image = blend(scene.image, back * rng.uniform(0.15, 0.5), mouth * np.clip(0.9 + 0.1 * noise(rng, 20), 0, 1))
    scene.image = blend(scene.image, np.clip(back + (noise(rng, 40) * 8)[..., None] + rng.normal(0, 8), 0, 255), flap)
    return np.maximum(mouth, flap)


def split(rng, scene, strength):
    """The item come apart: one piece has slid and turned away from the other."""
    if not scene.composed:
        return None
    at, angle = spot(rng, scene, 0.9), rng.uniform(0, np.pi)
    if at is None:
        return None
    y, x = np.mgrid[0:SIZE, 0:SIZE].astype(np.float32)
    side = (x - at[1]) * np.cos(angle) + (y - at[0]) * np.sin(angle) + noise(rng, 30) * rng.uniform(0, 5)
    gap = reach(rng, scene, strength, 0.03, 0.16)
    dy, dx = gap * np.sin(angle) + gap * rng.uniform(-0.6, 0.6) * np.cos(angle), gap * np.cos(angle) - gap * rng.uniform(-0.6, 0.6) * np.sin(angle)
    apart = (np.roll(np.where(side > 0, scene.item, 0), (int(dy), int(dx)), (0, 1)))
    moved = np.roll(scene.image, (int(dy), int(dx)), (0, 1))
    before = scene.item
    image = blend(scene.image, scene.mat * rng.uniform(0.8, 1), (side > 0) * np.clip(soften(before, 2) * 1.6, 0, 1))
    scene.image = blend(image, moved, apart)
    scene.item = np.maximum(before * (side <= 0), apart)
    return (np.abs(side - gap / 2) < gap / 2 + 5) * np.clip(soften(before, gap * 0.5 + 2) * 2, 0, 1)


def spill(rng, scene, strength):
    """Liquid or powder on the item and around it."""
    found = rim(rng, scene)
    if found is None:
        return None
    radius = reach(rng, scene, strength, 0.08, 0.3)
    mask = np.maximum(blob(rng, found[0], radius, 0.45), blob(rng, (found[0][0] + rng.normal(0, radius), found[0][1] + rng.normal(0, radius)), radius * 0.4, 0.4))
    if rng.random() < 0.35:
        grain = np.clip(noise(rng, 2) + 0.4, 0, 1) * mask
        scene.image = blend(scene.image, rng.choice([245.0, 90.0, 200.0]) + rng.normal(0, 20, 3), grain * rng.uniform(0.5, 0.9))
        return mask
    tint = STAINS[rng.integers(len(STAINS))] * rng.uniform(0.8, 1.8)
    wet = scene.image * rng.uniform(0.55, 0.8)
    scene.image = blend(scene.image, wet * 0.6 + np.clip(tint, 0, 255) * 0.4, mask * rng.uniform(0.5, 0.9))
    glint = np.clip((noise(rng, 10) - 1.1) * 3, 0, 1) * mask + np.clip(soften(mask, 2) * (1 - mask) * 3, 0, 1) * 0.2
    scene.image = blend(scene.image, np.full(3, 250.0), np.clip(glint, 0, 1) * rng.uniform(0.3, 0.9))
    return mask


def lost_part(rng, scene, strength):
    """A part broken off at the outline: the mat shows where it was."""
    found = rim(rng, scene)
    if found is None or not scene.composed:
        return None
    at, out = found
    radius = reach(rng, scene, strength, 0.1, 0.35)
    inward = (at[0] - np.sin(out) * radius * 0.2, at[1] - np.cos(out) * radius * 0.2)
    gone = blob(rng, inward, radius, rng.uniform(0.05, 0.35))
    gone = np.where(rng.random() < 0.4, (gone > 0.5).astype(np.float32), gone)
    mask = gone * np.clip(soften(scene.item, 3) * 1.8, 0, 1)
    scene.image = blend(scene.image, scene.mat, mask)
    kept = scene.item * (1 - gone)
    edge = np.clip(soften(gone, 2.5) * 2 - gone, 0, 1) * kept
    scene.image = blend(scene.image, np.clip(scene.image * 0.5 + rng.uniform(0, 130), 0, 255), edge * rng.uniform(0, 0.8))
    scene.item = kept
    return mask


# family -> (type, how often on apparel, footwear, packaged goods, anything else)
FAMILIES = {
    stain: ('superficial', (4, 2, 2, 2)),
    scratch: ('superficial', (0, 2, 3, 3)),
    wear: ('superficial', (2, 3, 2, 2)),
    hole: ('penetration', (4, 2, 3, 2)),
    tear: ('penetration', (4, 2, 3, 1)),
    crack: ('penetration', (0, 1, 1, 3)),
    dent: ('deformation', (0, 1, 3, 2)),
    crumple: ('deformation', (0, 2, 3, 1)),
    corner: ('deformation', (0, 1, 3, 2)),
    opened_flap: ('actuation', (0, 0, 5, 2)),
    split: ('deconstruction', (1, 3, 3, 3)),
    spill: ('spillage', (2, 1, 4, 1)),
    lost_part: ('missing_unit', (1, 3, 3, 4)),
}
