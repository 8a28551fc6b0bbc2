import { app, BrowserWindow, Menu, powerSaveBlocker, type Session } from 'electron'
import { followParent } from '../kernel/follow-parent.ts'
import { awayPage } from './away-page.ts'
import { mayNavigate, mayUse, stationAddress } from './kiosk-rules.ts'

/** How long to wait before the station is asked for its page again. */
const againMs = 1_000

/** Opens the one locked-down window on the station's address; ends the process when it may not. */
function runKiosk(): void {
  const station = stationAddress(process.env.REGRADE_KIOSK_URL)
  if (!station) {
    console.error('REGRADE_KIOSK_URL is missing or is not the address of a station on this machine.')
    process.exit(2)
  }
  // A second window would fight the first for the camera; the first one comes to the front.
  if (!app.requestSingleInstanceLock()) process.exit(0)
  followParent(() => app.quit())
  app.enableSandbox()
  app.on('window-all-closed', () => app.quit())
  app.on('web-contents-created', (_event, contents) => fence(contents, station))
  app.whenReady().then(() => {
    Menu.setApplicationMenu(null)
    powerSaveBlocker.start('prevent-display-sleep')
    const window = openWindow()
    app.on('second-instance', () => window.focus())
    guardDevices(window.webContents.session, station)
    keepShowing(window, station)
  })
}

function openWindow(): BrowserWindow {
  return new BrowserWindow({
    kiosk: true,
    fullscreen: true,
    autoHideMenuBar: true,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: process.env.REGRADE_DEVTOOLS === '1',
      // The sound of an outcome must come without a touch first.
      autoplayPolicy: 'no-user-gesture-required',
    },
  })
}

/** No page leaves the station, opens a window or embeds another. */
function fence(contents: Electron.WebContents, station: string): void {
  const stay = (event: Electron.Event, url: string) => {
    if (!mayNavigate(station, url)) event.preventDefault()
  }
  contents.on('will-navigate', (event) => stay(event, event.url))
  contents.on('will-frame-navigate', (event) => stay(event, event.url))
  contents.on('will-redirect', (event) => stay(event, event.url))
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

function guardDevices(session: Session, station: string): void {
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : []
    answer(mayUse(station, { permission, from: details.requestingUrl || contents.getURL(), media }))
  })
  session.setPermissionCheckHandler((_contents, permission, from, details) =>
    mayUse(station, { permission, from, media: details.mediaType ? [details.mediaType] : [] }),
  )
  session.setDevicePermissionHandler(() => false)
}

/** Shows the station; while it is away a calm page, and the station again as soon as it answers. */
function keepShowing(window: BrowserWindow, station: string): void {
  const contents = window.webContents
  const show = () => {
    if (!window.isDestroyed()) contents.loadURL(station).catch(() => {})
  }
  contents.on('did-fail-load', (_event, _code, _why, _url, isMainFrame) => {
    if (!isMainFrame || window.isDestroyed()) return
    contents.loadURL(awayPage).catch(() => {})
    // Asked from here, not by loading the page again and again: that would flicker.
    untilAnswered(station).then(show)
  })
  contents.on('render-process-gone', () => setTimeout(show, againMs))
  contents.on('unresponsive', () => contents.forcefullyCrashRenderer())
  contents.on('did-finish-load', () => contents.setVisualZoomLevelLimits(1, 1))
  show()
}

async function untilAnswered(station: string): Promise<void> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, againMs))
    const answer = await fetch(station).catch(() => undefined)
    if (answer?.ok) return
  }
}

runKiosk()
