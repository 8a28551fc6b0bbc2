"""Defects of the form: each takes (rng, scene, strength 0..1), changes the picture and returns its mask, or None."""

import numpy as np

from fields import SIZE, blend, blob, distance, noise, polygon, relief, sample, soften
from places import reach, rim, spot


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
