/** A calm page for the moments in which the station does not answer; it holds no script, the window tries again by itself. */
const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Regrade</title>
<meta name="color-scheme" content="light dark">
<style>
  body { margin: 0; height: 100vh; display: grid; place-content: center; text-align: center;
    font: 500 clamp(24px, 4vw, 48px)/1.4 system-ui, sans-serif; background: Canvas; color: CanvasText; }
  p { margin: 0 } small { opacity: .75 }
</style>
<main><p>The station is starting.</p><p lang="de">Die Station startet.</p><small>Nothing is lost. · Nichts geht verloren.</small></main></html>`

/** Address of the page shown while the station is away. */
export const awayPage = `data:text/html;charset=utf-8,${encodeURIComponent(html)}`
