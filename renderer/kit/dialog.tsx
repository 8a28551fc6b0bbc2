import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import css from './dialog.module.css'
import { useKeys, useScan } from './keyboard.tsx'
import { useWords } from './words.ts'

export interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  readonly size?: string
  readonly children: ReactNode
}

/** Keeps keys and scans from the screen below while a dialog is open. */
function Guard({ onClose }: { onClose: () => void }) {
  useKeys({ Escape: onClose }, true)
  useScan(() => {})
  return undefined
}

/** A dialog over a screen: Escape closes it, scans do nothing behind it. Mount it to open it. */
export function Dialog({ title, onClose, size = '960px', children }: DialogProps) {
  const { t } = useWords()
  return (
    <Modal.Root
      opened
      onClose={onClose}
      size={size}
      transitionProps={{ duration: 0 }}
      classNames={{ content: css.content }}
    >
      <Modal.Overlay />
      <Modal.Content>
        {/* Not Modal.Header: its header element would be a second banner of the page. */}
        <div className={css.header}>
          <Modal.Title className={css.title}>{title}</Modal.Title>
          <Modal.CloseButton className={css.close} aria-label={t('app.close')} size={64} iconSize={32} />
        </div>
        <Modal.Body className={css.body}>
          <Guard onClose={onClose} />
          {children}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
