import type { CameraRole } from '../../../main/kernel/frame.ts'

/** Pixels of a drawn picture. */
export const pictureSize = { width: 1920, height: 1080 } as const

/** SVG of the empty bench as a camera of that role sees it: a mat from above, else a bench before a grey sweep. */
export function benchSvg(role: CameraRole): string {
  return role === 'top' || role === 'label' ? mat() : sweepBench()
}

function mat(): string {
  const grid = [...Array(24).keys()].map((index) => `M${index * 84 - 6},0 V1080 M0,${index * 84 - 12} H1920`)
  return `<defs><radialGradient id="light" gradientUnits="userSpaceOnUse" cx="760" cy="380" r="1350">
      <stop offset="0" stop-color="#c9c7c1"/><stop offset=".6" stop-color="#b0aea8"/><stop offset="1" stop-color="#827f79"/></radialGradient></defs>
    <rect width="1920" height="1080" fill="url(#light)"/>
    <path d="${grid.join(' ')}" stroke="#fff" stroke-width="1.6" opacity=".16"/>`
}

function sweepBench(): string {
  return `<defs><linearGradient id="sweep" x2="0" y2="1"><stop offset="0" stop-color="#a7a7a4"/><stop offset=".38" stop-color="#c3c2be"/>
      <stop offset=".52" stop-color="#cfcdc8"/><stop offset=".75" stop-color="#c4c1bb"/><stop offset="1" stop-color="#a19d96"/></linearGradient>
    <radialGradient id="falloff" gradientUnits="userSpaceOnUse" cx="800" cy="520" r="1300"><stop offset=".3" stop-color="#000" stop-opacity="0"/>
      <stop offset="1" stop-color="#000" stop-opacity=".3"/></radialGradient></defs>
    <rect width="1920" height="1080" fill="url(#sweep)"/><rect width="1920" height="1080" fill="url(#falloff)"/>`
}
