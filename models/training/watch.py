"""A look at held-out twins while training runs: is anything learned yet?"""

import numpy as np
import torch

from defects import TYPES
from device import there
from measures import auroc
from pairs import held_path
from recipe import FIRST


class Watch:
    """The held-out pairs, whole windows of 192 px, each beside one reference."""

    def __init__(self, data=FIRST.version):
        with np.load(held_path(data)) as held:
            self.images, self.targets, self.facts = (held[name] for name in ('images', 'targets', 'facts'))

    @torch.no_grad()
    def tell(self, network, step):
        """Prints the AUROC of damaged windows against their twins: by type, of any damage, beside a reference and alone."""
        from train import told

        network.eval()
        peaks = []
        for k in range(0, len(self.images), 24):
            batch = there(*(torch.from_numpy(part[k : k + 24]) for part in (self.images, self.targets, self.facts)))
            beside, alone, _ = told(network, [batch[0].transpose(0, 1), batch[1], batch[2].long()])
            peaks.append(torch.stack([logits.flatten(3).topk(3, dim=3).values.mean(3) for logits in (beside, alone)]).cpu().numpy())
        peaks, hit = np.concatenate(peaks, 2), (self.targets[:, 0] == 1).any((2, 3))
        figures = {f'{name} {hit[:, k].sum()}': self.apart(peaks[0], k, hit[:, k]) for k, name in enumerate([*TYPES, 'any'])}
        figures['any minor'], figures['any major'] = (self.apart(peaks[0], -1, self.facts[:, 0] == s) for s in (1, 2))
        figures['any alone'] = self.apart(peaks[1], -1, hit[:, -1])
        print(f'held-out twins at step {step}: ' + ', '.join(f'{n} {v:.2f}' for n, v in figures.items()), flush=True)

    def apart(self, peaks, plane, rows):
        """How well a plane tells the rows' damaged windows from their twins."""
        scores = peaks[:, rows, plane]
        return auroc(scores.ravel(), np.repeat([1, 0], rows.sum()) == 1)
