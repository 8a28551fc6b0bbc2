import { IconArrowsMaximize, IconZoomIn, IconZoomOut } from '@tabler/icons-react'
import { type Dispatch, type PointerEvent, type SetStateAction, useEffect, useRef, useState } from 'react'
import { useKeys } from './keyboard.tsx'
import { PhotoView, type PhotoViewProps } from './photo-view.tsx'
import { useWords } from './words.ts'
import { panned, type Size, wholePhoto, type Zoom, zoomed } from './zoom.ts'
import css from './zoom-photo.module.css'

const STEP = 1.5

export interface ZoomPhotoProps extends PhotoViewProps {
  /** Where several photographs are looked at alike, the zoom they share. */
  readonly shared?: { readonly zoom: Zoom; readonly onZoom: Dispatch<SetStateAction<Zoom>> }
}

/** A photograph to look into: wheel, buttons or + and - make it larger, dragging moves it, 0 shows all of it. */
export function ZoomPhoto({ shared, ...props }: ZoomPhotoProps) {
  const frame = useRef<HTMLDivElement>(null)
  const own = useState(wholePhoto)
  const [zoom, setZoom] = shared ? [shared.zoom, shared.onZoom] : own
  const sized = (change: (size: Size) => typeof zoom) => {
    const box = frame.current?.getBoundingClientRect()
    if (box) setZoom(change(box))
  }
  const step = (by: number) => sized((size) => zoomed(zoom, by, size))
  useWheel(frame, (by, at) => setZoom((now) => zoomed(now, by, at.size, at)))
  useKeys({ '+': () => step(STEP), '-': () => step(1 / STEP), 0: () => setZoom(wholePhoto) })
  const drag = (event: PointerEvent) => {
    if (event.buttons === 1) sized((size) => panned(zoom, { x: event.movementX, y: event.movementY }, size))
  }
  return (
    <div ref={frame} className={`${css.frame} ${zoom.scale > 1 ? css.movable : ''}`} onPointerMove={drag}>
      <div
        className={css.moved}
        style={{
          transform: `translate(${zoom.x}px, ${zoom.y}px) scale(${zoom.scale})`,
          '--zoom': zoom.scale,
        }}
      >
        <PhotoView {...props} />
      </div>
      <ZoomButtons onStep={step} onFit={() => setZoom(wholePhoto)} />
    </div>
  )
}

function ZoomButtons({ onStep, onFit }: { onStep: (by: number) => void; onFit: () => void }) {
  const { t } = useWords()
  return (
    <div className={css.buttons}>
      <button
        type="button"
        className={css.button}
        aria-label={t('photo.zoomIn')}
        onClick={() => onStep(STEP)}
      >
        <IconZoomIn aria-hidden="true" />
      </button>
      <button
        type="button"
        className={css.button}
        aria-label={t('photo.zoomOut')}
        onClick={() => onStep(1 / STEP)}
      >
        <IconZoomOut aria-hidden="true" />
      </button>
      <button type="button" className={css.button} aria-label={t('photo.zoomFit')} onClick={onFit}>
        <IconArrowsMaximize aria-hidden="true" />
      </button>
    </div>
  )
}

interface At {
  readonly x: number
  readonly y: number
  readonly size: Size
}

/** React's own wheel listeners are passive and could not keep the page from scrolling. */
function useWheel(frame: React.RefObject<HTMLDivElement | null>, heard: (by: number, at: At) => void): void {
  const latest = useRef(heard)
  latest.current = heard
  useEffect(() => {
    const element = frame.current
    const wheel = (event: WheelEvent) => {
      event.preventDefault()
      const size = element?.getBoundingClientRect()
      if (!size) return
      const x = event.clientX - size.left - size.width / 2
      const y = event.clientY - size.top - size.height / 2
      latest.current(event.deltaY < 0 ? 1.2 : 1 / 1.2, { x, y, size })
    }
    element?.addEventListener('wheel', wheel, { passive: false })
    return () => element?.removeEventListener('wheel', wheel)
  }, [frame])
}
