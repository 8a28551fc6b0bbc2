"""Defects on the surface: each takes (rng, scene, strength 0..1), changes the picture and returns its mask, or None."""

import numpy as np

from fields import blend, blob, lines, noise, soften, wander
from places import reach, rim, spot


STAINS = np.array([[70, 42, 22], [110, 60, 20], [30, 25, 22], [140, 25, 25], [170, 140, 40], [60, 80, 40], [40, 40, 90], [200, 190, 160], [95, 80, 60]], np.float64)


def stain(rng, scene, strength, shape=blob):
    """Something that soaked in or dried on: tinted, mottled, sometimes with a darker rim."""
    at = spot(rng, scene)
    if at is None:
        return None
    mask = shape(rng, at, reach(rng, scene, strength, 0.03, 0.17), rng.uniform(0.15, 0.45)) * scene.item
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


def wear(rng, scene, strength, shape=blob):
    """A rubbed or dirty patch: many flecks that let a paler or darker ground through."""
    at = spot(rng, scene)
    if at is None:
        return None
    patch = shape(rng, at, reach(rng, scene, strength, 0.05, 0.2), 0.4) * scene.item
    flecks = np.clip((noise(rng, rng.integers(2, 5)) - 0.6 + strength) * 2, 0, 1) * patch
    tone = rng.choice([225.0, 235.0, 50.0, 35.0])
    scene.image = blend(scene.image, np.full(3, tone) + rng.normal(0, 10, 3), flecks * rng.uniform(0.4, 0.8))
    return patch * (soften(flecks, 3) > 0.06)


def spill(rng, scene, strength, shape=blob):
    """Liquid or powder on the item and around it."""
    found = rim(rng, scene)
    if found is None:
        return None
    radius = reach(rng, scene, strength, 0.08, 0.3)
    mask = np.maximum(shape(rng, found[0], radius, 0.45), shape(rng, (found[0][0] + rng.normal(0, radius), found[0][1] + rng.normal(0, radius)), radius * 0.4, 0.4))
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
