import '@mantine/charts/styles.css'
import { App } from './app.tsx'
import { queries } from './kit/api.ts'
import { startPage } from './kit/providers.tsx'

await startPage(<App />, queries)
