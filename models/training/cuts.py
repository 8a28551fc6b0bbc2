"""Defects through the surface: each takes (rng, scene, strength 0..1), changes the picture and returns its mask, or None."""

import numpy as np

from fields import blend, blob, lines, noise, polygon, soften, wander
from places import reach, spot


def hole(rng, scene, strength, shape=blob):
    """A hole or puncture: what is behind shows, under a shadow and inside a torn, paler rim."""
    at = spot(rng, scene, 0.9)
    if at is None:
        return None
    mask = shape(rng, at, reach(rng, scene, strength, 0.025, 0.11), rng.uniform(0.2, 0.5))
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
