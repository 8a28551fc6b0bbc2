import '@mantine/charts/styles.css'
import { QueryClient } from '@tanstack/react-query'
import { startPage } from '../kit/providers.tsx'
import { CentralApp } from './central-app.tsx'

const queries = new QueryClient({
  defaultOptions: { queries: { retry: 1, networkMode: 'always', staleTime: 5_000 } },
})

await startPage(<CentralApp />, queries)
