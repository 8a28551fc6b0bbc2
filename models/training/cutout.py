"""Cutting an item out of its picture by colour: what is unlike the picture's border is the item. Fails openly (None)."""

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

SIDE = 112  # px, longest side at which the cut is made


def cut(picture):
    """A mask (PIL 'L', the picture's size) of the item, or None where the border's colours do not tell it apart."""
    small = picture.convert('RGB')
    small.thumbnail((SIDE, SIDE), Image.BILINEAR)
    far = _unlike_border(np.asarray(small.filter(ImageFilter.MedianFilter(3)), np.float32))
    mask = _largest(far > _otsu(far))
    if mask is None or not _plausible(mask, far):
        return None
    return Image.fromarray(mask.astype(np.uint8) * 255).resize(picture.size, Image.BICUBIC).filter(ImageFilter.GaussianBlur(1.2))


def _unlike_border(pixels):
    """[H,W] colour distance to the nearest of four border colours."""
    opponent = np.stack([pixels.mean(2) * 0.7, pixels[..., 0] - pixels[..., 1], (pixels[..., 0] + pixels[..., 1]) / 2 - pixels[..., 2]], 2)
    width = max(3, min(pixels.shape[:2]) // 14)
    ring = np.concatenate([opponent[:width].reshape(-1, 3), opponent[-width:].reshape(-1, 3), opponent[:, :width].reshape(-1, 3), opponent[:, -width:].reshape(-1, 3)])
    centres = ring[np.linspace(0, len(ring) - 1, 4).astype(int)].copy()
    for _ in range(6):
        nearest = ((ring[:, None] - centres[None]) ** 2).sum(2).argmin(1)
        for k in range(4):
            if (nearest == k).any():
                centres[k] = ring[nearest == k].mean(0)
    return np.sqrt(((opponent[:, :, None] - centres) ** 2).sum(3)).min(2)


def _otsu(values):
    """The threshold that splits the values into the two most different halves."""
    counts, edges = np.histogram(values, 64)
    weight = counts.cumsum()
    total = (counts * edges[:-1]).cumsum()
    rest = np.maximum(weight[-1] - weight, 1)
    between = weight * rest * (total / np.maximum(weight, 1) - (total[-1] - total) / rest) ** 2
    return edges[between.argmax() + 1] * 0.85


def _largest(mask):
    """The largest connected piece of the mask, its holes filled, or None."""
    sheet = Image.fromarray(mask.astype(np.uint8)).filter(ImageFilter.MedianFilter(3))
    best, label = None, 2
    for y in range(2, sheet.height, 5):
        for x in range(2, sheet.width, 5):
            if sheet.getpixel((x, y)) == 1:
                ImageDraw.floodfill(sheet, (x, y), label)
                area = sheet.histogram()[label]
                if best is None or area > best[1]:
                    best = (label, area)
                label = min(label + 1, 250)
    return None if best is None else _filled(np.asarray(sheet) == best[0])


def _filled(mask):
    """The mask with everything that the outside cannot reach."""
    framed = Image.fromarray(np.pad(mask, 1).astype(np.uint8)).copy()
    ImageDraw.floodfill(framed, (0, 0), 9)
    return (np.asarray(framed) != 9)[1:-1, 1:-1]


def _plausible(mask, far):
    """Whether the cut looks like one whole item: sensible area, mostly off the border, clearly unlike it."""
    edge = np.concatenate([mask[0], mask[-1], mask[:, 0], mask[:, -1]]).mean()
    area = mask.mean()
    return 0.08 < area < 0.72 and edge < 0.06 and far[mask].mean() > 2.5 * far[~mask].mean() + 6
