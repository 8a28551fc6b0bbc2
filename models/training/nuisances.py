"""What looks like a defect and is none: shadows, glare, stickers, prints, wrinkles, seams, a hand, a poor camera. Same signature as a defect, no mask."""

import io

import numpy as np
from PIL import Image, ImageFilter

from fields import SIZE, blend, blob, lines, noise, polygon, relief, soften, wander
from places import spot


def shadow(rng, scene):
    """A soft shadow of something outside the picture."""
    at = rng.uniform(0, SIZE, 2)
    dark = blob(rng, at, rng.uniform(30, 140), 0.2) if rng.random() < 0.6 else np.clip(noise(rng, 120), 0, 1)
    scene.image = scene.image * (1 - dark * rng.uniform(0.1, 0.5))[..., None]


def glare(rng, scene):
    """Lamps mirrored in a shiny surface."""
    at = spot(rng, scene)
    if at is not None:
        shine = blob(rng, at, scene.scale() * rng.uniform(0.03, 0.15), 0.15)
        scene.image = blend(scene.image, np.full(3, 252.0), shine * rng.uniform(0.2, 0.8))


def sticker(rng, scene):
    """A price or address label: clean edges, lines of print."""
    at = spot(rng, scene)
    if at is None:
        return
    w, h, turn = rng.uniform(6, 36), rng.uniform(4, 26), rng.normal(0, 0.4)
    axis, side = np.array([np.cos(turn), np.sin(turn)]), np.array([-np.sin(turn), np.cos(turn)])
    centre = np.array([at[1], at[0]])
    face = polygon([centre + axis * i * w + side * j * h for i, j in ((-1, -1), (1, -1), (1, 1), (-1, 1))], 0.4)
    scene.image = blend(scene.image, rng.choice([245.0, 235.0, 200.0]) + rng.normal(0, 25, 3), face)
    rows = [[centre + axis * -0.8 * w + side * j * h, centre + axis * rng.uniform(0, 0.8) * w + side * j * h] for j in np.linspace(-0.6, 0.6, rng.integers(1, 5))]
    scene.image = blend(scene.image, np.full(3, 30.0), lines(rows, rng.uniform(0.8, 2.5)) * face)


def printed(rng, scene):
    """Printing on the item: bars, strokes or a round mark with sharp, even edges."""
    at = spot(rng, scene)
    if at is None:
        return
    size, colour = scene.scale() * rng.uniform(0.05, 0.2), rng.uniform(0, 255, 3)
    if rng.random() < 0.4:
        corners = rng.integers(3, 24)
        turn = rng.uniform(0, 6.28)
        ink = polygon([(at[1] + size * 0.6 * np.cos(turn + k * 6.2832 / corners), at[0] + size * 0.6 * np.sin(turn + k * 6.2832 / corners)) for k in range(corners)], 0.4)
    else:
        rows = [[(at[1] - size, at[0] + j), (at[1] + size * rng.uniform(0.3, 1), at[0] + j)] for j in np.linspace(-size, size, rng.integers(2, 7))]
        ink = lines(rows, rng.uniform(1, 4))
    scene.image = blend(scene.image, colour, ink * (scene.item > 0.5) * rng.uniform(0.7, 1))


def wrinkle(rng, scene):
    """Long soft folds, as cloth and bags have them."""
    folds = np.abs(noise(rng, rng.uniform(25, 70))) * -rng.uniform(3, 9)
    scene.image = relief(scene.image, folds * scene.item, rng.uniform(0, 6.28), 0, rng.uniform(0.2, 0.7))


def seam(rng, scene):
    """A sewn, welded or glued seam across the item: a groove with one lit side, often stitched."""
    at = spot(rng, scene)
    if at is None:
        return
    heading, length = rng.uniform(0, 2 * np.pi), scene.scale() * rng.uniform(0.4, 1.2)
    start = (at[1] - np.cos(heading) * length / 2, at[0] - np.sin(heading) * length / 2)
    path = wander(rng, start, heading, length, rng.choice([0.0, 0.04]))
    groove = lines([path], rng.uniform(1, 2.5), 0.6) * (scene.item > 0.5)
    scene.image = relief(scene.image, soften(groove, 1.2) * -rng.uniform(2, 6), heading + np.pi / 2, 0, rng.uniform(0.3, 0.9))
    if rng.random() < 0.6:
        beside = np.array([-np.sin(heading), np.cos(heading)]) * rng.uniform(2, 5)
        fine = np.stack([np.interp(np.linspace(0, 12, int(length / 3)), np.arange(13), np.array(path)[:, k]) for k in range(2)], 1) + beside
        stitches = [[tuple(fine[k]), tuple(fine[k + 1])] for k in range(0, len(fine) - 1, 2)]
        scene.image = blend(scene.image, rng.uniform(20, 240, 3), lines(stitches, rng.uniform(0.8, 1.6)) * (scene.item > 0.5) * rng.uniform(0.4, 0.9))


def hand(rng, scene):
    """Fingers that hold or turn the item: in one photograph only, before whatever lies under them, and where they are owes nothing to the item."""
    at = rng.uniform(0.2, 0.8, 2) * SIZE
    skin = np.clip(np.array([205, 160, 135]) * rng.uniform(0.3, 1.2) * (1 + rng.normal(0, 0.05, 3)), 5, 250)
    out, width = rng.uniform(0, 2 * np.pi), SIZE * rng.uniform(0.05, 0.09)
    shape = _fingers(rng, at, (out, width))
    shadow = np.roll(soften(shape, 6), rng.integers(1, 8, 2), (0, 1)) * (1 - shape)
    lit = relief(np.broadcast_to(skin, scene.image.shape), soften(shape, width * 0.25) * width * 0.5 + noise(rng, 12) * 0.4, out + np.pi / 2, 0, 0.25)
    scene.image = blend(scene.image * (1 - 0.35 * shadow)[..., None], lit + (noise(rng, 4) * 3)[..., None], shape)
    scene.hidden = shape if scene.hidden is None else np.maximum(shape, scene.hidden)


def _fingers(rng, at, how):
    """One to four fingers [320,320] that come from a palm outside or at the picture's edge, apart by a thin gap."""
    out, width = how
    heading, side = np.array([np.cos(out), np.sin(out)]), np.array([-np.sin(out), np.cos(out)])
    count, shape = int(rng.integers(1, 5)), np.zeros((SIZE, SIZE), np.float32)
    for k in range(count):
        bend = out + (k - count / 2) * rng.uniform(0.02, 0.12)
        tip = np.array([at[1], at[0]]) + side * width * 1.06 * k + heading * width * rng.uniform(-0.6, 0.9)
        shape = np.maximum(shape, _finger(tip, np.array([np.cos(bend), np.sin(bend)]), width * rng.uniform(0.88, 1.0)))
    if count > 1:
        root = np.array([at[1], at[0]]) + heading * width * rng.uniform(4, 6)
        ends = [root - side * width * 0.7, root + side * width * (count + 0.2)]
        shape = np.maximum(shape, polygon([tuple(p) for p in (*ends, ends[1] + heading * SIZE * 1.5, ends[0] + heading * SIZE * 1.5)], 2))
    return shape


def _finger(tip, heading, width):
    """A finger [320,320] from its round tip (x, y) on out of the picture."""
    end = tip + heading * SIZE * 1.5
    angles = np.linspace(0, 2 * np.pi, 24)
    round_ = polygon([tuple(tip + width / 2 * np.array([np.cos(a), np.sin(a)])) for a in angles], 0.5)
    across = np.array([-heading[1], heading[0]]) * width / 2
    return np.maximum(round_, polygon([tuple(p) for p in (tip + across, end + across, end - across, tip - across)], 0.5))


def crop(rng, scene):
    """The rig's own edge: grey bars, as an oblong picture gets them at the station."""
    bar = int(rng.uniform(20, 60))
    keep = np.zeros((SIZE, SIZE), bool)
    if rng.random() < 0.7:
        keep[bar:-bar] = True
    else:
        keep[:, bar:-bar] = True
    scene.frame = keep if scene.frame is None else keep & scene.frame


def camera(rng, scene):
    """Exposure, white balance, blur, grain and JPEG of an indifferent camera, then the grey around it; [H,W,3] uint8."""
    image = scene.image * rng.uniform(0.7, 1.25) * (1 + rng.normal(0, 0.05, 3)) + rng.normal(0, 6)
    if rng.random() < 0.4:
        image = 255 * np.clip(image / 255, 0, 1) ** rng.uniform(0.75, 1.35)
    if rng.random() < 0.5:
        image = image + rng.normal(0, rng.uniform(1, 7), (SIZE, SIZE, 1))
    picture = Image.fromarray(np.clip(image, 0, 255).astype(np.uint8))
    if rng.random() < 0.3:
        picture = picture.filter(ImageFilter.GaussianBlur(rng.uniform(0.3, 1.2)))
    if rng.random() < 0.35:
        store = io.BytesIO()
        picture.save(store, 'JPEG', quality=int(rng.integers(45, 92)))
        picture = Image.open(store)
    pixels = np.asarray(picture)
    return pixels if scene.frame is None else np.where(scene.frame[..., None], pixels, 128).astype(np.uint8)


NUISANCES = [(shadow, 0.25), (glare, 0.2), (sticker, 0.2), (printed, 0.25), (wrinkle, 0.2)]
