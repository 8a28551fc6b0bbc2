"""A scene: one item in front of the camera, before anything is wrong with it; items drawn by code included."""

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from fields import SIZE, blend, noise, soften

PAD = 128.0  # grey around a picture that does not fill the square, as at the station


@dataclass
class Scene:
    """The picture [320,320,3] 0..255, where its item is [320,320] 0..1, and the bare mat behind it where that is known."""

    image: np.ndarray
    item: np.ndarray
    mat: np.ndarray
    composed: bool  # the item stands on `mat`, so that parts of it can be taken away
    frame: np.ndarray | None = None  # bool [320,320], where the camera's picture is; grey elsewhere
    seal: object = None  # the strip of tape on the item, where it has one (parts.py)
    hidden: np.ndarray | None = None  # [320,320] 0..1, what stands before the item

    def scale(self):
        """Side in px of a square as large as the item."""
        return float(np.sqrt(max(400.0, self.item.sum())))


def mat(rng):
    """A bare table, mat or belt [320,320,3]: plain, graded, speckled or ribbed."""
    grey = rng.uniform(15, 250)
    colour = np.clip(grey + rng.normal(0, rng.choice([3, 25]), 3), 5, 250)
    image = np.full((SIZE, SIZE, 3), colour, np.float32)
    image += (noise(rng, 140) * rng.uniform(0, 10))[..., None]
    kind = rng.integers(4)
    if kind == 1:
        image += (noise(rng, rng.integers(2, 12)) * rng.uniform(2, 12))[..., None]
    if kind == 2:
        image += (np.sin(_ramp(rng) * rng.uniform(0.05, 0.6)) * rng.uniform(2, 14))[..., None]
    if kind == 3:
        image += (noise(rng, 6)[:, :1] * rng.uniform(2, 12))[..., None] * np.ones((1, SIZE, 1), np.float32)
    return np.clip(image + rng.normal(0, rng.uniform(0.3, 3), (SIZE, SIZE, 1)).astype(np.float32), 0, 255)


def _ramp(rng):
    y, x = np.mgrid[0:SIZE, 0:SIZE].astype(np.float32)
    angle = rng.uniform(0, np.pi)
    return x * np.cos(angle) + y * np.sin(angle)


def compose(rng, picture, mask):
    """The cut-out item at a random place, size and turn on a random mat, with its soft shadow."""
    layer = picture.convert('RGB')
    layer.putalpha(mask)
    layer = layer.crop(mask.point(lambda v: 255 if v > 60 else 0).getbbox() or (0, 0, *picture.size))
    if rng.random() < 0.5:
        layer = layer.transpose(Image.FLIP_LEFT_RIGHT)
    layer = layer.rotate(rng.uniform(0, 360) if rng.random() < 0.35 else rng.normal(0, 12), Image.BICUBIC, expand=True)
    side = rng.uniform(0.5, 0.97) * SIZE / max(layer.size)
    layer = layer.resize([max(8, round(v * side)) for v in layer.size], Image.BICUBIC)
    place = [int(rng.uniform(0.2, 0.8) * (SIZE - v)) for v in layer.size]
    sheet = Image.new('RGBA', (SIZE, SIZE))
    sheet.paste(layer, place)
    pixels = np.asarray(sheet, np.float32)
    return on_mat(rng, pixels[..., :3], pixels[..., 3] / 255)


def on_mat(rng, pixels, alpha):
    """A scene of the item's pixels over a random mat."""
    ground = mat(rng)
    shift = rng.integers(-6, 7, 2)
    shadow = np.roll(soften(alpha, rng.uniform(2, 12)), shift, (0, 1)) * rng.uniform(0, 0.5)
    image = blend(ground * (1 - shadow[..., None]), pixels, alpha)
    return Scene(image, alpha, ground, True)


def whole(rng, picture, mask, turn=True):
    """The whole photo fitted into the square as the station does it, a little zoomed, turned and mirrored while training."""
    mask = mask or _middle(picture.size)
    if turn and rng.random() < 0.5:
        picture, mask = picture.transpose(Image.FLIP_LEFT_RIGHT), mask.transpose(Image.FLIP_LEFT_RIGHT)
    if turn and rng.random() < 0.7:
        angle, zoom = rng.normal(0, 7), rng.uniform(0.7, 1)
        box = [int((1 - zoom) / 2 * v) for v in picture.size]
        crop = (box[0], box[1], picture.width - box[0], picture.height - box[1])
        picture = picture.rotate(angle, Image.BILINEAR).crop(crop)
        mask = mask.rotate(angle, Image.BILINEAR).crop(crop)
    image = np.asarray(fit(picture, (128, 128, 128), Image.BICUBIC), np.float32)
    frame = np.asarray(fit(Image.new('L', picture.size, 255), 0, Image.NEAREST)) > 0
    return Scene(image, np.asarray(fit(mask, 0, Image.BILINEAR), np.float32) / 255, image, False, frame)


def fit(picture, pad, kernel):
    """The picture scaled to fit 320 x 320, centred on `pad`; the station's own way of filling the input."""
    ratio = SIZE / max(picture.size)
    small = picture.resize([max(1, round(v * ratio)) for v in picture.size], kernel)
    sheet = Image.new(picture.mode, (SIZE, SIZE), pad)
    sheet.paste(small, ((SIZE - small.width) // 2, (SIZE - small.height) // 2))
    return sheet


def _middle(size):
    sheet = Image.new('L', size)
    ImageDraw.Draw(sheet).ellipse([size[0] * 0.2, size[1] * 0.2, size[0] * 0.8, size[1] * 0.8], fill=255)
    return sheet.filter(ImageFilter.GaussianBlur(6))


def drawn(rng):
    """An item drawn by code and its category: a carton, a bottle, a shirt or a shoe. Owes nothing to anybody's picture."""
    kind = rng.integers(4)
    sheet = Image.new('L', (SIZE, SIZE))
    pen = ImageDraw.Draw(sheet)
    for shape in SHAPES[kind](rng):
        pen.polygon([(160 + x * 150, 160 + y * 150) for x, y in shape], fill=255)
    colour = tuple(int(v) for v in rng.uniform(20, 240, 3))
    face = Image.new('RGB', (SIZE, SIZE), colour)
    art = ImageDraw.Draw(face)
    for _ in range(rng.integers(0, 7)):
        x, y, w, h = rng.uniform(60, 240), rng.uniform(60, 240), rng.uniform(5, 90), rng.uniform(3, 40)
        art.rectangle([x, y, x + w, y + h], fill=tuple(int(v) for v in rng.uniform(0, 255, 3)))
    pixels = np.asarray(face, np.float32) + (noise(rng, 60) * 9)[..., None] + (noise(rng, 2) * rng.uniform(0, 7))[..., None]
    layer = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    return layer, sheet.filter(ImageFilter.GaussianBlur(0.7)), [2, 2, 0, 1][kind]


def _carton(rng):
    w, h, d = rng.uniform(0.3, 0.8), rng.uniform(0.3, 0.9), rng.uniform(0, 0.25)
    return [[(-w, -h), (w - d, -h), (w, d - h), (w, h), (d - w, h), (-w, h - d)]]


def _bottle(rng):
    w, n, h = rng.uniform(0.2, 0.45), rng.uniform(0.08, 0.15), rng.uniform(0.6, 0.95)
    return [[(-n, -h), (n, -h), (n, -h * 0.6), (w, -h * 0.35), (w, h), (-w, h), (-w, -h * 0.35), (-n, -h * 0.6)]]


def _shirt(rng):
    w, s, h = rng.uniform(0.4, 0.6), rng.uniform(0.2, 0.35), rng.uniform(0.6, 0.95)
    return [[(-w, -h), (-0.15, -h), (0, 0.12 - h), (0.15, -h), (w, -h), (w + s, s - h), (w + s * 0.6, 0.35 + s * 0.5 - h), (w, 0.4 - h), (w, h), (-w, h), (-w, 0.4 - h), (-w - s * 0.6, 0.35 + s * 0.5 - h), (-w - s, s - h)]]


def _shoe(rng):
    t, h = rng.uniform(0.1, 0.4), rng.uniform(0.3, 0.6)
    return [[(-0.9, -h), (-0.45, -h), (-0.1, -0.1), (0.5, t * 0.3), (0.92, t), (0.95, 0.45), (-0.92, 0.45)]]


SHAPES = [_carton, _bottle, _shirt, _shoe]
