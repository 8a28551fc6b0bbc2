import '@fontsource-variable/atkinson-hyperlegible-next/wght.css'
import '@mantine/core/styles.css'
import './theme.css'
import { MantineProvider } from '@mantine/core'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startI18n } from './i18n.ts'
import { KeyboardProvider } from './keyboard.tsx'
import { SafetyNet } from './safety-net.tsx'
import { theme } from './theme.ts'

function Providers({ queries, children }: { queries: QueryClient; children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={queries}>
        <SafetyNet>
          <KeyboardProvider>{children}</KeyboardProvider>
        </SafetyNet>
      </QueryClientProvider>
    </MantineProvider>
  )
}

/** Draws a page into #root once its language is there. */
export async function startPage(page: ReactNode, queries: QueryClient): Promise<void> {
  await startI18n()
  const root = document.getElementById('root')
  if (!root) throw new Error('the page has no #root')
  createRoot(root).render(
    <StrictMode>
      <Providers queries={queries}>{page}</Providers>
    </StrictMode>,
  )
}
