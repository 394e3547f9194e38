// Leaving at once: the link "Leave", or Esc three times within 1.5 seconds.
const PRESSES = 3
const WITHIN_MS = 1500
// A finger may slip this far between pressing and letting go.
const SLIP_PX = 24

export function leave(address) {
  // Blank first: the next page may take seconds to come.
  document.documentElement.hidden = true
  document.title = ''
  try { sessionStorage.clear() } catch (error) { /* switched off, so nothing was kept */ }
  // In a frame the whole page goes, not only our part of it.
  const whole = window.top === window ? window : window.top
  whole.location.replace(address)
}

// While the page still scrolls to a reply, the link can move away between pressing and letting go, and no click comes.
function leaveWhenPressed(link) {
  let pressed = null
  link.addEventListener('pointerdown', (event) => {
    pressed = event.button === 0 ? event : null
  })
  document.addEventListener('pointercancel', () => { pressed = null }) // a finger that scrolls
  document.addEventListener('pointerup', (event) => {
    if (pressed && Math.hypot(event.clientX - pressed.clientX, event.clientY - pressed.clientY) < SLIP_PX) leave(link.href)
    pressed = null
  })
}

export function startExit() {
  const link = document.querySelector('[data-kw-exit]')
  if (!link) return
  link.addEventListener('click', (event) => {
    event.preventDefault()
    leave(link.href)
  })
  leaveWhenPressed(link)
  // In a frame the browser does not let a key change the whole page; there Esc closes the frame (frame.js).
  if (window.top !== window) return
  let presses = []
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') {
      presses = []
      return
    }
    if (event.repeat || event.isComposing) return // a key held down, or a word being chosen
    const now = event.timeStamp
    presses = [...presses.filter((time) => now - time < WITHIN_MS), now]
    if (presses.length >= PRESSES) leave(link.href)
  })
  // Back from the cache of the browser: what was blanked stays blank no longer, and holds nothing.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted && document.documentElement.hidden) window.location.reload()
  })
}
