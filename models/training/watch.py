"""A look at held-out twins while training runs: is anything learned yet?"""

import numpy as np
import torch

from defects import FAMILIES, TYPES
from look import made_twins, type_of, usable
from measures import auroc
from network import normalise
from paths import load


class Watch:
    """`each` pairs of every family from held-out pictures, as the station would see them."""

    def __init__(self, each, seed=51):
        pictures, masks = load('held')
        samples = [s for damaged, whole, _ in made_twins(usable(pictures, masks), each, seed) for s in (damaged, whole)]
        self.images = torch.from_numpy(np.stack([s.image for s in samples]))
        self.families = [s.family for s in samples]
        self.severity = np.array([s.severity for s in samples])

    @torch.no_grad()
    def tell(self, network, step):
        """Prints the AUROC of damaged views against their twins, by type, and of any defect."""
        network.eval()
        peaks = np.concatenate([network.dense(normalise(part))[0].amax((2, 3)).numpy() for part in self.images.split(16)])
        network.train()
        types, figures = np.array([type_of(f) for f in self.families]), {}
        for k, name in enumerate(TYPES):
            figures[name] = auroc(*self.apart(peaks[:, k], types == k))
        figures['any'] = auroc(*self.apart(peaks[:, -1], types >= 0))
        figures['any major'] = auroc(*self.apart(peaks[:, -1], (types >= 0) & (self.severity == 2)))
        print(f'held-out twins at step {step}: ' + ' '.join(f'{n} {v:.2f}' for n, v in figures.items()), flush=True)

    def apart(self, scores, own):
        """Scores and truth of the damaged views and their twins, which come right after them."""
        both = own | np.roll(own, 1)
        return scores[both], own[both]
