import { createTheme, ModalRoot } from '@mantine/core'

/**
 * Mantine under `style-src 'self'`: its variables come from theme.css instead of a style tag it would inject
 * (`withCssVariables={false}` in providers.tsx), and dialogs do not lock the page's scroll, which would inject another.
 */
export const theme = createTheme({
  primaryColor: 'blue',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    ModalRoot: ModalRoot.extend({ defaultProps: { lockScroll: false, centered: true } }),
  },
})
