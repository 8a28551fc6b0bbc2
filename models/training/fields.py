"""Random fields and shapes that defects, mats and nuisances are made of; all arrays are float32 [H,W], 0..1 unless said."""

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

SIZE = 320  # px, side of the network's input


def noise(rng, cell, size=SIZE):
    """Smooth noise of mean 0 and deviation about 1 whose grains are `cell` px wide."""
    n = max(2, size // max(1, int(cell)) + 2)
    coarse = rng.standard_normal((n, n)).astype(np.float32)
    return np.asarray(Image.fromarray(coarse).resize((size, size), Image.BICUBIC))


def distance(centre, stretch=1.0, angle=0.0):
    """Distance in px of every pixel to `centre` (y, x), squeezed by `stretch` along `angle` (radians)."""
    y, x = np.ogrid[0:SIZE, 0:SIZE]
    dy, dx = (y - centre[0]).astype(np.float32), (x - centre[1]).astype(np.float32)
    along = dx * np.cos(angle) + dy * np.sin(angle)
    across = -dx * np.sin(angle) + dy * np.cos(angle)
    return np.sqrt((along / stretch) ** 2 + (across * stretch) ** 2).astype(np.float32)


def blob(rng, centre, radius, rough=0.3):
    """An irregular soft-edged patch of about `radius` px around `centre`."""
    field = distance(centre, rng.uniform(0.75, 1.3), rng.uniform(0, np.pi))
    field = field * (1 + rough * noise(rng, max(3, radius * 0.7))) + radius * rough * 0.4 * noise(rng, max(2, radius * 0.25))
    return np.clip((radius - field) / max(1.0, radius * rng.uniform(0.04, 0.3)) + 0.5, 0, 1)


def patch(rng, centre, radius, rough=0.3):
    """A blob in one piece: where its noise is strong, `blob` also leaves specks far away from it."""
    mask = blob(rng, centre, radius, rough)
    sheet = Image.fromarray((mask > 0).astype(np.uint8)).copy()
    ImageDraw.floodfill(sheet, (int(np.clip(centre[1], 0, SIZE - 1)), int(np.clip(centre[0], 0, SIZE - 1))), 2)
    return mask * (np.asarray(sheet) == 2)


def lines(paths, width, blur=0.0):
    """Antialiased poly-lines (lists of (x, y) in px) of `width` px, drawn at twice the size."""
    sheet = Image.new('L', (SIZE * 2, SIZE * 2))
    pen = ImageDraw.Draw(sheet)
    for path in paths:
        pen.line([(x * 2, y * 2) for x, y in path], fill=255, width=max(1, round(width * 2)))
    sheet = sheet.resize((SIZE, SIZE), Image.BILINEAR)
    return np.asarray(sheet.filter(ImageFilter.GaussianBlur(blur)) if blur else sheet, np.float32) / 255


def polygon(points, blur=0.6):
    """A filled polygon over (x, y) points in px, its edge softened by `blur` px."""
    sheet = Image.new('L', (SIZE * 2, SIZE * 2))
    ImageDraw.Draw(sheet).polygon([(x * 2, y * 2) for x, y in points], fill=255)
    return np.asarray(sheet.resize((SIZE, SIZE), Image.BILINEAR).filter(ImageFilter.GaussianBlur(blur)), np.float32) / 255


def soften(mask, radius):
    """The mask blurred by `radius` px."""
    picture = Image.fromarray((np.clip(mask, 0, 1) * 255).astype(np.uint8))
    return np.asarray(picture.filter(ImageFilter.GaussianBlur(radius)), np.float32) / 255


def wander(rng, start, heading, length, wiggle=0.25):
    """A wandering path of about `length` px from `start` (x, y)."""
    step, path = max(2.0, length / 12), [start]
    for _ in range(12):
        heading += rng.normal(0, wiggle)
        path.append((path[-1][0] + step * np.cos(heading), path[-1][1] + step * np.sin(heading)))
    return path


def blend(image, colour, alpha):
    """`colour` ([3] or [H,W,3], 0..255) laid over the picture with `alpha` [H,W]."""
    return image + (colour - image) * alpha[..., None]


def relief(image, height, light, push, shade):
    """The picture seen over a bumpy surface: `height` in px moves pixels by `push` and shades them by `shade` from `light` (radians)."""
    gy, gx = np.gradient(height)
    moved = sample(image, gy * push, gx * push) if push else image
    slope = np.clip((gx * np.cos(light) + gy * np.sin(light)) * shade, -0.75, 0.9)
    return np.clip(moved * (1 + slope[..., None]), 0, 255)


def sample(image, dy, dx):
    """The picture read at (y + dy, x + dx), bilinear, only where something moves."""
    ys, xs = np.nonzero((np.abs(dy) + np.abs(dx)) > 0.05)
    if len(ys) == 0:
        return image
    y = np.clip(ys + dy[ys, xs], 0, SIZE - 1.001)
    x = np.clip(xs + dx[ys, xs], 0, SIZE - 1.001)
    y0, x0 = y.astype(int), x.astype(int)
    fy, fx = (y - y0)[:, None], (x - x0)[:, None]
    top = image[y0, x0] * (1 - fx) + image[y0, x0 + 1] * fx
    low = image[y0 + 1, x0] * (1 - fx) + image[y0 + 1, x0 + 1] * fx
    out = image.copy()
    out[ys, xs] = top * (1 - fy) + low * fy
    return out
