// Small things of single pages.
export function startPrinting() {
  document.addEventListener('click', (event) => {
    if (event.target.closest('[data-kw-print]')) window.print()
  })
}

// The page shown when there is no network: its own address is the one that was wanted.
export function startReloading() {
  const link = document.querySelector('[data-kw-again]')
  if (!link) return
  link.addEventListener('click', (event) => {
    event.preventDefault()
    window.location.reload()
  })
  window.addEventListener('online', () => window.location.reload())
}

// /topics#rights opens that group.
export function openNamedGroup() {
  const open = () => {
    const name = decodeURIComponent(window.location.hash.slice(1))
    const group = name && document.getElementById(name)
    if (group && group.tagName === 'DETAILS') {
      group.open = true
      group.scrollIntoView()
    }
  }
  window.addEventListener('hashchange', open)
  open()
}
