// "Copy link" beside an answer or a part of a topic page.
export function startCopying() {
  document.addEventListener('click', async (event) => {
    const button = event.target.closest('[data-kw-copy]')
    if (!button) return
    const words = document.body.dataset
    const address = new URL(button.getAttribute('data-kw-copy'), window.location.href).href
    let said = words.kwCopied
    try {
      await navigator.clipboard.writeText(address)
    } catch (error) {
      said = words.kwCopyFailed
    }
    sayBeside(button, said)
  })
}

export function sayBeside(button, words) {
  let place = button.nextElementSibling
  if (!place || !place.hasAttribute('data-kw-said')) {
    place = document.createElement('span')
    place.setAttribute('data-kw-said', '')
    place.setAttribute('role', 'status')
    place.className = 'kw-said'
    button.after(place)
  }
  // A live region is read when its words change after it is there.
  setTimeout(() => { place.textContent = words }, 50)
}
