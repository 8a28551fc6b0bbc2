import { queries } from '../kit/api.ts'
import { startPage } from '../kit/providers.tsx'

await startPage(<p>…</p>, queries)
