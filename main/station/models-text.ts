import type { Agreement, Votes } from '../../models/registry/agreement.ts'
import { packRef } from '../../models/registry/pack-head.ts'
import type { ShelfPack, Voucher } from '../../models/registry/shelf.ts'

const vouchedBy: Readonly<Record<Voucher, string>> = {
  shipped: 'ships with the program',
  trusted: 'signed by a trusted maker',
  stranger: 'signed by a maker nobody here trusts',
  unsigned: 'unsigned',
}

/** The shelf as a person reads it; a star is the active one, and the one that tells products apart. */
export function shelfText(packs: readonly ShelfPack[], active: readonly string[]): string {
  if (packs.length === 0) return 'There is no model.'
  return packs
    .flatMap((each) => [
      `${active.includes(each.ref) ? '*' : ' '} ${packRef(each)} (${usedFor(each)}${vouchedBy[each.voucher]}, ${each.licence})`,
      ...(each.promise ? [`    ${each.promise}`] : []),
    ])
    .join('\n')
}

function usedFor({ judges }: ShelfPack): string {
  return judges ? '' : 'tells products apart, '
}

/** Agreement counts as a person reads them. */
export function agreementText(all: readonly Agreement[]): string {
  if (all.length === 0)
    return 'No item was seen by a shadow model yet. Name one in the configuration: {"models":{"shadow":"NAME"}}.'
  return all.map(oneText).join('\n\n')
}

function oneText({ active, shadow, items, answered, severity, damaged, types }: Agreement): string {
  const rows = Object.entries(types).map(([type, votes]) => `  ${type.padEnd(15)} ${votesText(votes)}`)
  return [
    `${active} beside the shadow ${shadow}: ${items} items`,
    `  answered        ${votesText(answered)}`,
    `  how bad         the same on ${severity.same} of ${severity.compared}`,
    `  any damage      ${votesText(damaged)}`,
    ...rows,
  ].join('\n')
}

function votesText({ both, activeOnly, shadowOnly, neither }: Votes): string {
  return `both ${both}, active only ${activeOnly}, shadow only ${shadowOnly}, neither ${neither}`
}
