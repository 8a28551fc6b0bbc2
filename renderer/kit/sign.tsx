import {
  type Icon,
  IconDiscount2,
  IconHandStop,
  IconHeartHandshake,
  IconPackage,
  IconPackageImport,
  IconRecycle,
  IconTool,
  IconTruckReturn,
} from '@tabler/icons-react'
import type { Disposition } from '../../main/inspection/record.ts'
import css from './sign.module.css'

interface Look {
  /** An SVG path in a 100 by 100 box. */
  readonly shape: string
  readonly icon: Icon
}

/** Each outcome has a shape of its own, so that no one needs to tell colours apart. */
const looks: Record<Disposition, Look> = {
  restock: { shape: 'M50 3a47 47 0 1 1 0 94 47 47 0 0 1 0-94z', icon: IconPackageImport },
  open_box: {
    shape: 'M16 6h68a10 10 0 0 1 10 10v68a10 10 0 0 1-10 10H16A10 10 0 0 1 6 84V16A10 10 0 0 1 16 6z',
    icon: IconPackage,
  },
  refurbish: { shape: 'M27 8h46l24 42-24 42H27L3 50z', icon: IconTool },
  liquidate: { shape: 'M50 4 98 92H2z', icon: IconDiscount2 },
  donate: {
    shape:
      'M50 95C10 66 2 48 2 32 2 14 14 5 27 5c10 0 18 5 23 14C55 10 63 5 73 5c13 0 25 9 25 27 0 16-8 34-48 63z',
    icon: IconHeartHandshake,
  },
  recycle: { shape: 'M50 3 98 38 80 96H20L2 38z', icon: IconRecycle },
  return_to_vendor: { shape: 'M2 50 40 8v18h58v48H40v18z', icon: IconTruckReturn },
  quarantine: { shape: 'M30 3h40l27 27v40L70 97H30L3 70V30z', icon: IconHandStop },
}

/** The outcome as shape and colour; the word stands beside it, so this is hidden from readers. */
export function Sign({
  disposition,
  size,
}: {
  disposition: Disposition
  size: 'small' | 'medium' | 'large'
}) {
  const { shape, icon: Icon } = looks[disposition]
  return (
    <span
      className={`${css.sign} ${css[size]} ${css[disposition]}`}
      aria-hidden="true"
      data-sign={disposition}
    >
      <svg className={css.shape} viewBox="0 0 100 100" aria-hidden="true">
        <path d={shape} />
      </svg>
      <Icon className={css.icon} stroke={1.75} />
    </span>
  )
}
