"""Running the network over pictures and made samples, for calibration and evaluation."""

import numpy as np
import torch

from defects import FAMILIES, TYPES
from forge import forge
from measures import auroc, interval
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
    """Made samples, each with its twin (the same scene without the defect), whole views besides, and what the network says of them all.

    `types` is -1 for whole views and twins; `twin` holds a defect's row in each twin's place, its own row elsewhere.
    """

    def __init__(self, network, pictures, masks, each, seed):
        samples, groups, twin = made_samples(pictures, masks, each, seed)
        self.types = np.array([type_of(s.family) for s in samples])
        self.families = np.array([s.family for s in samples])
        self.severity = np.array([s.severity for s in samples])
        self.category = np.array([s.category for s in samples])
        self.target = np.stack([s.target for s in samples])
        self.groups, self.twin = np.array(groups), np.array(twin)
        self.paired = np.bincount(self.twin, minlength=len(samples))[self.twin] > 1
        self.defects, self.severity_logits, self.category_logits, _ = look(network, [s.image for s in samples])
        self.peak = self.defects.max((2, 3))

    def apart(self, rows, k):
        """[AUROC, low, high] of channel k between the damaged `rows` and their own twins: nothing but the defect differs."""
        both = rows[self.twin]
        return interval(auroc, [self.peak[both, k], rows[both]], self.groups[both])

    def rise(self, k):
        """By how much channel k's peak (logit) stands above the twin's, for every damaged row."""
        logit = np.log(self.peak[:, k] + 1e-6) - np.log(1 - self.peak[:, k] + 1e-6)
        partner = np.arange(len(logit))
        twins = np.nonzero(self.twin != partner)[0]
        partner[self.twin[twins]] = twins
        return logit - logit[partner]


def type_of(family):
    """The index in TYPES of a family's name, -1 for none."""
    return next((TYPES.index(kind) for f, (kind, _) in FAMILIES.items() if f.__name__ == family), -1)


def made_samples(pictures, masks, each, seed):
    """Samples, the persons or products they are of, and rows of twins: every whole picture once, then `each` pairs of every family."""
    pairs = usable(pictures, masks)
    samples = [forge(np.random.default_rng((seed, 0, k)), *pair, False) for k, pair in enumerate(pairs)]
    groups = [p.group for p, _ in pairs]
    twin = list(range(len(samples)))
    for damaged, whole, group in made_twins(pairs, each, seed):
        twin += [len(samples)] * 2
        samples += [damaged, whole]
        groups += [group] * 2
    return samples, groups, twin


def usable(pictures, masks):
    """The pictures known to be whole and of a known category, with their masks."""
    return [(p, m) for p, m in zip(pictures, masks) if p.whole and p.category >= 0]


def made_twins(pairs, each, seed):
    """`each` times for every family: a damaged sample, the same scene by the same dice without the defect, and their group."""
    for f, family in enumerate(FAMILIES):
        fit_for = [pair for pair in pairs if FAMILIES[family][1][pair[0].category] > 0]
        made = 0
        for attempt in range(each * 10 if fit_for else 0):
            if made == each:
                break
            pair = fit_for[np.random.default_rng((seed, 1, f, attempt)).integers(len(fit_for))]
            damaged = forge(np.random.default_rng((seed, 2, f, attempt)), *pair, family)
            if damaged.family != 'none':
                made += 1
                yield damaged, forge(np.random.default_rng((seed, 2, f, attempt)), *pair, False), pair[0].group


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
