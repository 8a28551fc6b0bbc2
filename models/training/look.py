"""Running the network over pictures and made samples, for calibration and evaluation."""

import numpy as np
import torch

from defects import FAMILIES, TYPES
from forge import forge
from network import FirstLight, normalise
from paths import work
from scene import fit

from PIL import Image


def trained():
    """The smoothed network of the last checkpoint, in evaluation mode, and the checkpoint's other facts."""
    state = torch.load(work('checkpoint.pt'))
    state.setdefault('pictures', state['step'] * 16)
    network = FirstLight()
    network.load_state_dict(state['smooth'])
    return network.eval(), state


@torch.no_grad()
def look(network, images, batch=16):
    """defects [N,7,40,40] (probabilities), severity [N,3], category [N,K], embedding [N,128] of uint8 images [N,320,320,3]."""
    answers = []
    for k in range(0, len(images), batch):
        defects, *rest = network(normalise(torch.from_numpy(np.stack(images[k : k + batch]))))
        answers.append([torch.sigmoid(defects).numpy(), *[r.numpy() for r in rest]])
    return [np.concatenate(part) for part in zip(*answers)]


def plain(picture):
    """The picture as the station hands it to the network; uint8 [320,320,3]."""
    return np.asarray(fit(picture, (128, 128, 128), Image.BICUBIC))


class Made:
    """Made samples of a list of pictures and what the network says of them."""

    def __init__(self, network, pictures, masks, each, seed):
        samples, groups = made_samples(pictures, masks, each, seed)
        self.types = np.array([type_of(s.family) for s in samples])
        self.families = np.array([s.family for s in samples])
        self.severity = np.array([s.severity for s in samples])
        self.category = np.array([s.category for s in samples])
        self.target = np.stack([s.target for s in samples])
        self.groups = np.array(groups)
        self.defects, self.severity_logits, self.category_logits, _ = look(network, [s.image for s in samples])
        self.peak = self.defects.max((2, 3))


def type_of(family):
    """The index in TYPES of a family's name, -1 for none."""
    return next((TYPES.index(kind) for f, (kind, _) in FAMILIES.items() if f.__name__ == family), -1)


def made_samples(pictures, masks, each, seed):
    """Every whole picture left whole once, and `each` pictures of every family; the persons or products they are of."""
    pairs = [(p, m) for p, m in zip(pictures, masks) if p.whole and p.category >= 0]
    samples, groups = [], []
    for k, (picture, mask) in enumerate(pairs):
        samples.append(forge(np.random.default_rng((seed, 0, k)), picture, mask, False))
        groups.append(picture.group)
    for f, family in enumerate(FAMILIES):
        fit_for = [pair for pair in pairs if FAMILIES[family][1][pair[0].category] > 0]
        rng, made = np.random.default_rng((seed, 1, f)), 0
        for _ in range(each * 6):
            picture, mask = fit_for[rng.integers(len(fit_for))]
            sample = forge(rng, picture, mask, family)
            if sample.family != 'none' and made < each:
                made += 1
                samples.append(sample)
                groups.append(picture.group)
            if made == each:
                break
    return samples, groups


def loud(calibration):
    """Indices of the types that the station may report."""
    return [k for k, name in enumerate(TYPES) if name not in calibration['silent']]


def limits(calibration):
    """Thresholds [7] in the order of TYPES."""
    return np.array([calibration['thresholds'][name] for name in TYPES])


def item_only(picture, mask):
    """The item on plain grey."""
    sheet = Image.new('RGB', picture.size, (128, 128, 128))
    sheet.paste(picture, (0, 0), mask)
    return sheet


def background_only(picture, mask):
    """The picture with a grey box over the item."""
    sheet, box = picture.copy(), mask.point(lambda v: 255 if v > 60 else 0).getbbox()
    sheet.paste((128, 128, 128), box)
    return sheet
