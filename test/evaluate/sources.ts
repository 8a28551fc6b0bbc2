/** What taught the shipped weights, with the attribution each licence asks for; figures never stand here. */
export const sources = `| pack | what was used | licence and attribution |
| --- | --- | --- |
| clothing | garments, shoes and hats, whole | CC0 1.0, clothing dataset by Alexey Grigorev and contributors |
| packaging (TrashNet) | cans, bottles, boxes, pouches, paper; whole and crushed mixed, so not trusted to be whole | MIT, copyright 2017 Gary Thung |
| grocery (GroceryStoreDataset) | cartons in the hand, whole | MIT, copyright 2019 Marcus Klasson |
| paper surfaces (PIPED) | paper with real specks and hand-drawn masks | CC BY 4.0, F. Bianconi et al. (PIPED) |
| aligned pairs (DeepPCB) | circuit boards beside their templates, faults boxed | MIT, copyright 2018 tangsanli5201 |
| product photos | catalogue pictures | MIT, .NET Foundation (eShop reference application, generated pictures); CC BY 4.0, Amazon Berkeley Objects, Amazon.com |
| items drawn by code | cartons, bottles, shirts, shoes | this project |

The head that ships learnt from the held-out part of clothing, grocery and product photos, with defects made by code.

Measured only, never trained on: other people's clothing (CC0 1.0), glass (MIT, Gary Thung), juice cartons (MIT, Marcus Klasson), three papers whose sister papers were
trained on (CC BY 4.0, F. Bianconi et al.), other boards (MIT, tangsanli5201), a toy and cookies (CC BY-SA 4.0, kept apart).`

/** What the forge's contact sheet shows. */
export const forgeCaption =
  'Defects that the forge makes on items drawn by code, for no picture of a pack may be shown. The same code made those that taught the network, on photographs.'

/** What nobody has measured. */
export const unknown = `Real torn, worn or stained garments, scratched screens, opened or crushed retail boxes, spilt goods, worn shoes: **unmeasured**; no pictures with a
licence for it were at hand, so those defects were made by code. Unmeasured too: a rig's own cameras and light, more than one item in view, transparent and
mirror-like goods, hands in the picture other than those of the juice pack, differences between homes, skin tones and regions that the packs do not
describe, and grading across recording sessions.`
