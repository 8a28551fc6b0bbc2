import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { create } from 'tar'
import { blue, drawn, red } from './eyes/drawn-frames.ts'

const size = { width: 160, height: 120 }

type Files = Readonly<Record<string, Buffer>>

/** Writes a pack of drawn pictures as a tar: what the readers of real packs expect. */
async function writePack(
  folder: string,
  { name, manifest, files }: { readonly name: string; readonly manifest: string; readonly files: Files },
): Promise<void> {
  const from = join(folder, name)
  const packs = join(folder, 'packs')
  const all = { ...files, 'manifest.csv': Buffer.from(manifest) }
  for (const [file, bytes] of Object.entries(all)) {
    mkdirSync(dirname(join(from, file)), { recursive: true })
    writeFileSync(join(from, file), bytes)
  }
  mkdirSync(join(packs, 'eval'), { recursive: true })
  await create({ file: join(packs, 'eval', `${name}.tar`), cwd: from }, Object.keys(all))
}

/** Enough that a control which knows nothing does not tell them apart by luck. */
const toys = { all: 24, whole: 14 }

/** Whole items, and ones with a red spot on them. */
export async function writeToy(folder: string): Promise<void> {
  const files: Record<string, Buffer> = {}
  for (let k = 0; k < toys.all; k++) {
    const spots = k < toys.whole ? [] : [{ x: 0.4, y: 0.4, width: 0.15, height: 0.2, colour: red }]
    files[`${k}.jpg`] = await drawn({ ...size, seed: k + 1, spots })
      .jpeg({ quality: 95 })
      .toBuffer()
  }
  const lines = Object.keys(files).map((file, k) => `${file},${k < toys.whole ? 0 : 1}`)
  const manifest = ['file,defect', ...lines].join('\n')
  await writePack(folder, { name: 'toy_missing_parts', manifest, files })
}

/** Two products that differ in colour alone. */
export async function writeJuice(folder: string): Promise<void> {
  const files: Record<string, Buffer> = {}
  const lines: string[] = []
  for (const [sku, colour] of [
    ['red', red],
    ['blue', blue],
  ] as const)
    for (let k = 0; k < 8; k++) {
      const spots = [{ x: 0.3, y: 0.25, width: 0.4, height: 0.5, colour }]
      files[`${sku}/${k}.jpg`] = await drawn({ ...size, seed: k + 20, spots })
        .jpeg()
        .toBuffer()
      lines.push(`${sku}/${k}.jpg,${sku},${k < 5 ? 'train' : 'test'},photo`)
    }
  const manifest = ['file,sku,split,kind', ...lines].join('\n')
  await writePack(folder, { name: 'grocery_juice', manifest, files })
}

/** One board with a fault and its template. */
export async function writePairs(folder: string): Promise<void> {
  const board = { width: 256, height: 256, item: false }
  const fault = { x: 0.5, y: 0.5, width: 0.125, height: 0.125, colour: red }
  const files = {
    'a_test.jpg': await drawn({ ...board, spots: [fault] })
      .jpeg({ quality: 95 })
      .toBuffer(),
    'a_temp.jpg': await drawn({ ...board, seed: 2 })
      .jpeg({ quality: 95 })
      .toBuffer(),
    'a.txt': Buffer.from('128 128 160 160 1\n'),
  }
  const manifest = 'file,pair,kind\na_test.jpg,a,test\na_temp.jpg,a,template\n'
  await writePack(folder, { name: 'aligned_pairs', manifest, files })
}

/** Things of one colour, four whole units of each, and an item with and one without a hole: what models/training/items.py writes. */
export async function writeItems(folder: string): Promise<string> {
  const from = join(folder, 'items')
  mkdirSync(from)
  const lines = ['file,thing,group,category,item,role,defects']
  for (const [thing, seed] of [
    ['a', 40],
    ['b', 60],
  ] as const)
    for (let k = 0; k < 6; k++) {
      const spots = k < 5 ? [] : [{ x: 0.4, y: 0.4, width: 0.15, height: 0.2, colour: red }]
      const picture = drawn({ ...size, seed: seed + k, spots }).jpeg({ quality: 95 })
      writeFileSync(join(from, `${thing}${k}.jpg`), await picture.toBuffer())
      const defects = k < 5 ? '[]' : '"[[""penetration"", ""major"", 9]]"'
      lines.push(
        `${thing}${k}.jpg,${thing},group ${thing},apparel,${k < 4 ? '' : `${thing}-${k}`},top,${defects}`,
      )
    }
  writeFileSync(join(from, 'manifest.csv'), lines.join('\n'))
  return from
}

/** Four wholes, each with a hole made in it and photographed once more: what models/training/made.py writes. */
export async function writeMade(folder: string): Promise<string> {
  const from = join(folder, 'made')
  mkdirSync(from)
  const lines = ['file,pair,role,type,severity,material,group']
  const spot = { x: 0.4, y: 0.4, width: 0.2, height: 0.2 }
  for (let k = 0; k < 4; k++) {
    const pictures = {
      damaged: drawn({ ...size, seed: k + 80, spots: [{ ...spot, colour: red }] }),
      ...{ whole: drawn({ ...size, seed: k + 80 }), reference: drawn({ ...size, seed: k + 90 }) },
      mask: sharp({ create: { width: 40, height: 40, channels: 3, background: '#000' } }).composite([
        { input: { create: { width: 8, height: 8, channels: 3, background: '#fff' } }, left: 16, top: 16 },
      ]),
    }
    for (const [role, picture] of Object.entries(pictures)) {
      writeFileSync(join(from, `${k}-${role}.png`), await picture.png().toBuffer())
      const material = k % 2 === 0 ? 'clothing' : 'packaging_glass'
      lines.push(`${k}-${role}.png,${k},${role},penetration,major,${material},group ${k}`)
    }
  }
  writeFileSync(join(from, 'manifest.csv'), lines.join('\n'))
  return from
}
