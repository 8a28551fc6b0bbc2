import { TeachBench } from './teach-bench.tsx'
import { TeachStart } from './teach-start.tsx'
import { useTeachScan } from './use-teach-scan.ts'
import { WhichItem } from './which-item.tsx'

/** "Teach this item": the whole units of a product, photographed one after another; without one, which product it is. */
export function TeachScreen({ sku }: { sku: string | undefined }) {
  const { choices, close } = useTeachScan()
  return (
    <>
      {sku === undefined ? <TeachStart /> : <TeachBench key={sku} sku={sku} />}
      {choices && <WhichItem choices={choices} onClose={close} />}
    </>
  )
}
