"""The model card: every figure comes from evaluate.py's results, none is written by hand."""

from calibrate import LEAST_AUROC as LEAST
from defects import TYPES

SOURCES = """| pack | what was used | licence and attribution |
| --- | --- | --- |
| clothing | garments, shoes and hats, whole | CC0 1.0, clothing dataset by Alexey Grigorev and contributors |
| packaging (TrashNet) | cans, bottles, boxes, pouches, paper; not trusted to be whole | MIT, copyright 2017 Gary Thung |
| grocery (GroceryStoreDataset) | cartons in the hand, whole | MIT, copyright 2019 Marcus Klasson |
| paper surfaces (PIPED) | paper with real specks and hand-drawn masks | CC BY 4.0, F. Bianconi et al. (PIPED) |
| product photos | catalogue pictures | MIT, .NET Foundation (eShop reference application, generated pictures); CC BY 4.0, Amazon Berkeley Objects, Amazon.com |
| items drawn by code | cartons, bottles, shirts, shoes | this project |"""


def write_card(results, path):
    """Writes MODEL_CARD.md."""
    parts = [head, defects, families, severity, alarms, category, identity, real, unknown]
    with open(path, 'w') as file:
        file.write('\n\n'.join(part(results) for part in parts) + '\n')


def spread(figure):
    """A figure with its interval."""
    value, low, high = figure[:3]
    return f'{value:.2f} ({low:.2f} to {high:.2f})' if value == value else 'not measurable'


def percent(figure):
    """A share with its interval and n."""
    value, low, high, n = figure
    return f'{value:.0%} ({low:.0%} to {high:.0%}), n = {n}' if n else 'none to measure'


def table(header, rows):
    """A Markdown table."""
    lines = [header, ['---'] * len(header), *rows]
    return '\n'.join('| ' + ' | '.join(str(cell) for cell in line) + ' |' for line in lines)


def speaking(results):
    """Names of the types that the station may report."""
    return [t for t in TYPES if t not in results['calibration']['silent']]


def head(results):
    """What it is, what it is for, what taught it."""
    names = speaking(results)
    heard = f"It speaks of {len(names)} of {len(TYPES)} types of damage: {', '.join(names)}." if names else 'It speaks of **no type of damage**: none could be told well enough on held-out pictures.'
    return f"""# Model card: first-light

A small network ({results['parameters'] / 1e6:.1f} million parameters) that looks at one view of one returned item. It was trained from scratch for
{results['step']} steps ({results['pictures']:,} pictures, {results['minutes']:.0f} minutes on two processor cores). {heard}

**Intended use:** hints for an operator, who sees them as boxes on the picture and can dismiss them; material for heads that a station trains on its
own confirmed decisions. **Not for:** deciding anything by itself. The station does not decide automatically on this model's word, and it must not be
used to judge safety, authenticity or hygiene.

Licence of the weights: Apache-2.0. All figures below are written by `models/training/evaluate.py`; brackets are 95 % intervals (bootstrap over
persons or products for AUROC, Wilson for shares). AUROC 0.50 is chance.

## What taught it

{SOURCES}

There are no licensed pictures of real torn or stained goods among them, so almost every defect was **made by code** on pictures of whole items
(`defects.py`), next to shadows, glare, stickers, prints and wrinkles that are no defects (`nuisances.py`). The only real defects it learned from are
specks on paper. Training, held-out and test pictures never share a person, product, paper or run of photos: the held-out sixth sets temperatures,
silence and thresholds; the figures below are on other packs altogether (other people, other cartons)."""


def defects(results):
    """Per type, on made defects."""
    rows = []
    for name in TYPES:
        figure = results['types'][name]
        state = 'silent' if name in results['calibration']['silent'] else f"{results['calibration']['thresholds'][name]:.3f}"
        rows.append([name, state, figure['n'], spread(figure['auroc']), spread(figure['against_others']), f"{figure['cells'][0]:.2f} (chance {figure['cells'][1]:.2f})", percent(figure['found_minor']), percent(figure['found_major'])])
    why = '\n'.join(f'- **{name}**: {reason}.' for name, reason in results['calibration']['silent'].items()) or '- none'
    limit = results['calibration']['false_alarms']
    idle = '' if speaking(results) else ' As none speaks, the thresholds of this version are only the 90 % quantile of whole views, and mean nothing.'
    return f"""## Made defects on unseen items, by type

{table(['type', 'threshold', 'n', 'AUROC against the same views without it', 'its rise against that of other types, AUROC', 'cell precision', 'minor found', 'major found'], rows)}

Each damaged view is compared with its twin, the same scene by the same dice without the defect, so nothing else can tell them apart. "Found" is the share of views in which the type's own channel passes its
threshold anywhere; cell precision is the average precision over the 8 px cells of views that have the defect. Each threshold is the same quantile of
held-out whole views, set so that at most {limit:.0%} of them (n = {results['calibration']['n_whole']}, half untouched photos, half with lookalikes) show any finding of a speaking type. Tearing off, splitting and crushing corners need a cut-out item, so they are measured on garments and shoes above all.{idle}

Silent, that is never reported by the station:

{why}"""


def families(results):
    """Per way of making a defect."""
    rows = [[name.replace('_', ' '), kind, n, spread(rest)] for name, (kind, *rest, n) in results['families'].items()]
    return '### By the way the defect was made\n\n' + table(['made as', 'type', 'n', "AUROC of its type's channel"], rows)


def severity(results):
    """The severity head."""
    figure = results['severity']
    calibration = results['calibration']
    held = f"damaged against the same held-out views whole {spread(calibration['severity_damaged'])}, lower bound wanted {LEAST:.2f}"
    warning = f'\n\n**Silent**: the station reports no severity odds and grades by its rubric and its operator ({held}).' if 'severity' in calibration['silent_heads'] else f'\n\nIt speaks: {held}.'
    return f"""## Severity (none, minor, major), made defects

Damaged against the same views without the defect: AUROC {spread(figure['damaged'])}. Major against the rest: {spread(figure['major'])}. Right class: {spread(figure['right'])}, where always naming the
commonest would be right in {figure['commonest']:.2f} (n = {figure['n']}). Expected calibration error {figure['ece'][0]:.3f} before and {figure['ece'][1]:.3f} after the temperature ({figure['temperature']:.2f}), which was set on
held-out pictures. Severity is the made defect's size and strength, not a price or a customer's view.{warning}"""


def alarms(results):
    """False alarms."""
    rows = [[name.replace('_', ' '), percent(figure)] for name, figure in results['false_alarms'].items()]
    empty = '' if speaking(results) else '\n\nThese are none because no type speaks: they say nothing about how well the network holds back.'
    return '## Whole views that show any finding\n\n' + table(['views', 'share'], rows) + empty


def category(results):
    """The category head with its background control."""
    figure = results['category']
    packs = '; '.join(f"{name.replace('_', ' ')} {percent(value)}" for name, value in figure['by_pack'].items())
    cut = f"item alone on grey {spread(figure['item_only'])}, background alone (item painted over) {spread(figure['background_only'])}, n = {figure['n_cut']}" if figure['n_cut'] else 'not measured'
    held = f"held-out items alone on grey, balanced accuracy {spread(results['calibration']['category_item_only'])}, lower bound wanted {LEAST:.2f}"
    state = f'**Silent**: the station reports no category ({held}).' if 'category' in results['calibration']['silent_heads'] else f'It speaks: {held}.'
    return f"""## Category (apparel, footwear, packaged goods)

Balanced accuracy {spread(figure['balanced'])}, n = {figure['n']} untouched photos of unseen people and products. Right by pack: {packs}.
Confusion (rows: true): {figure['confusion']}. The packs were photographed in different places, so the background alone could tell:
balanced accuracy with the {cut}. Expected calibration error {figure['ece'][0]:.3f} before, {figure['ece'][1]:.3f} after the temperature ({figure['temperature']:.2f}).
Every item is called one of the three, electronics and toys too: the station must not read a category as knowledge.

{state}"""


def identity(results):
    """The embedding."""
    figure = results['grocery_juice']
    if not figure:
        return '## Identity (embedding)\n\nNot measured: the pack was not there.'
    rows = [[name, spread(figure[name]['top1']), f"{figure[name]['verification']:.2f}"] for name in ('embedding', 'colour histogram (control)')]
    return f"""## Identity (embedding), {figure['skus']} juice cartons not trained on, n = {figure['n']} photos

{table(['by', 'right product of ' + str(figure['skus']) + ', one catalogue picture each', 'same-product pairs of photos, AUROC'], rows)}

Photos of one product were taken in one place within seconds, so the pairs figure flatters both."""


def real(results):
    """Real damage, each figure beside the border-only control."""
    text = ['## Real damage, beside the shortcut control', 'AUROC of "damaged", from a model that never saw these objects. The control sees the photo without the item: what it reaches is not skill.']
    names = {'toy_missing_parts': 'Toy, whole or with parts missing (CC BY-SA 4.0, measured only)', 'cookies': 'Cookies, whole or broken (CC BY-SA 4.0, measured only)', 'crushed_packaging': 'Cans, bottles and pouches, whole or crushed (TrashNet, held-out runs of photos, judged by eye by one labeller before the network was run)'}
    if not speaking(results):
        text.append('No type speaks, so the row "speaking types" is 0.50 by definition; the other rows show what the silent channels would say.')
    for key, title in names.items():
        text.append(f'### {title}\n\n' + (_items(results[key]) if results[key] else 'Not measured: the pack was not there.'))
    text.append('### Paper with real specks and stains (other papers than in training, some of them sisters of those)\n\n' + (_paper(results['paper_surfaces']) if results['paper_surfaces'] else 'Not measured: the pack was not there.'))
    return '\n\n'.join(text)


def _items(figure):
    scores = list(next(iter(figure['auroc'].values())))
    rows = [[score, *[spread(view[score]) for view in figure['auroc'].values()]] for score in scores]
    return f"n = {figure['n']} ({figure['damaged']} damaged); {figure['left_out']} more could not be cut out.\n\n" + table(['score', *figure['auroc']], rows)


def _paper(figure):
    by = ', '.join(f'{value:.2f}' for value in figure['by_surface'].values())
    return f"""n = {figure['n']} ({figure['damaged']} with specks). AUROC {spread(figure['auroc'])}; border only {spread(figure['border only (centre painted over)'])}; within each paper {by}.
Cell precision {figure['cells'][0]:.2f} (chance {figure['cells'][1]:.3f}). At the station's threshold: found {percent(figure['found'])}; clean paper called damaged {percent(figure['false'])}."""


def unknown(_results):
    """What nobody has measured."""
    return """## Unknown

Real torn, worn or stained garments, scratched screens, opened or crushed retail boxes, spilt goods, worn shoes: **unmeasured**. No pictures with a licence
for it were at hand. Unmeasured too: a rig's own cameras and light, more than one item in view, transparent and mirror-like goods, hands in the picture
other than those of the grocery pack, and differences between owners' homes, skin tones or regions that the packs do not describe. A reference-free
detector of this size is known to be weak; comparing an item with photos of a good one is the way that has worked better, and a station can do that
with the embedding and its own photos."""
