import type { Icon } from '@tabler/icons-react'
import css from './big-button.module.css'

export interface BigButtonProps {
  readonly label: string
  readonly onPress: () => void
  readonly icon?: Icon
  /** `action` is the one thing to do; `plain` everything else. */
  readonly tone?: 'action' | 'plain'
  readonly size?: 'normal' | 'large' | 'huge'
  /** The key that does the same, as printed on it. */
  readonly hotkey?: string
  readonly disabled?: boolean | undefined
  /** For one of several choices: whether it is the chosen one. */
  readonly pressed?: boolean
  readonly testId?: string
}

/** A target for gloves: at least 64 px high, `large` 96 px, `huge` 128 px. */
export function BigButton(props: BigButtonProps) {
  const {
    label,
    onPress,
    icon: Icon,
    tone = 'plain',
    size = 'normal',
    hotkey,
    disabled,
    pressed,
    testId,
  } = props
  return (
    <button
      type="button"
      className={`${css.button} ${css[tone]} ${css[size]}`}
      onClick={onPress}
      disabled={disabled}
      data-testid={testId}
      aria-keyshortcuts={hotkey}
      aria-pressed={pressed}
    >
      {Icon && <Icon className={css.icon} aria-hidden="true" />}
      <span className={css.label}>{label}</span>
      {hotkey && (
        <span className={css.key} aria-hidden="true">
          {hotkey}
        </span>
      )}
    </button>
  )
}
