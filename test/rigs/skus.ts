import { type Category, categories, type ExpectedLine, type Sku } from '../../main/kernel/item.ts'
import { diceOf, digits, pick, whole } from './seeded.ts'

const titles: Record<Category, readonly string[]> = {
  apparel: ['Linen shirt', 'Wool jumper', 'Rain jacket'],
  footwear: ['Running shoe', 'Leather boot', 'Canvas sneaker'],
  small_electronics: ['Wireless headphones', 'Travel charger', 'Desk lamp'],
  housewares: ['Ceramic mug', 'Cast iron pan', 'Glass jar'],
  packaged_goods: ['Muesli bars', 'Instant coffee', 'Olive oil'],
  toys: ['Wooden train', 'Puzzle 500 pieces', 'Plush bear'],
  other: ['Garden gloves', 'Bicycle pump', 'Picture frame'],
}
const colours = ['red', 'navy', 'black', 'écru', 'green', 'sand'] as const

/** A GTIN-14 with a right GS1 check digit over the 13 digits given. */
export function gtinOf(thirteen: string): string {
  const sum = [...thirteen].reduce(
    (total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1),
    0,
  )
  return `${thirteen}${(10 - (sum % 10)) % 10}`
}

/** SKU number `seed` of a shop: its code, GTIN and title follow from the seed alone. */
export function skuOf(seed: number): Sku {
  const dice = diceOf(seed * 104_729 + 3)
  const category = pick(dice, categories)
  const flagged = dice()
  return {
    sku: `SKU-${String(seed).padStart(7, '0')}`,
    title: `${pick(dice, titles[category])} ${pick(dice, colours)} ${whole(dice, 1, 60)}`,
    category,
    gtin: gtinOf(`0${String(400_000_000_000 + seed)}`),
    price: { minor: whole(dice, 499, 24_999), currency: 'EUR' },
    weightGrams: whole(dice, 80, 4_000),
    ...(dice() < 0.5 ? { vendor: `V${whole(dice, 100, 999)}` } : {}),
    flags: flagged < 0.03 ? ['hygiene'] : flagged < 0.05 ? ['serialised', 'hazmat'] : [],
  }
}

/** Line number `seed` of the expected returns: two lines share an RMA, and it names SKU number `seed`. */
export function lineOf(seed: number): ExpectedLine {
  const dice = diceOf(seed * 15_485_863 + 5)
  return {
    line: `L${String(seed).padStart(8, '0')}`,
    rma: `RMA-${String(Math.ceil(seed / 2)).padStart(7, '0')}`,
    order: `O${digits(dice, 9)}`,
    tracking: `1Z${digits(dice, 16)}`,
    sku: skuOf(seed).sku,
    quantity: 1,
    reason: pick(dice, ['too_small', 'damaged', 'not_as_described', 'changed_mind']),
  }
}
