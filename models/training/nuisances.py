"""What looks like a defect and is none: shadows, glare, stickers, prints, wrinkles, a poor camera. Same signature as a defect, no mask."""

import io

import numpy as np
from PIL import Image, ImageFilter

from fields import SIZE, blend, blob, lines, noise, polygon, relief
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
