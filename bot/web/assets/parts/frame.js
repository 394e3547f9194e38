// In the frame of a hospital's page: Esc asks that page to close the frame (embed.js there listens).
export function startFrame() {
  if (window.top === window) return
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.isComposing && !event.repeat && !event.defaultPrevented) {
      window.parent.postMessage('keepwell-close', '*') // says nothing but "close"
    }
  })
}
