// The conversation on the page: a log that screen readers hear only what is new of.
const log = document.getElementById('log')

function copy(template) {
  return document.getElementById(template).content.firstElementChild.cloneNode(true)
}

export function cloneOf(template) {
  return copy(template)
}

export function html() {
  const whole = log.cloneNode(true)
  whole.querySelectorAll('[data-kw-unanswered], [data-kw-said]').forEach((part) => part.remove())
  return whole.innerHTML
}

// What was said before a reload stands there again, and is not read out again.
export function restore(kept) {
  log.setAttribute('aria-live', 'off')
  log.innerHTML = kept
  setTimeout(() => log.setAttribute('aria-live', 'polite'), 1000)
}

export const isEmpty = () => log.children.length === 0

export function setBusy(on) {
  log.setAttribute('aria-busy', String(on))
}

// The button that had the focus goes away, so the focus goes to the conversation and is not lost.
export function takeFocusFrom(part) {
  if (!part.contains(document.activeElement)) return
  log.tabIndex = -1
  log.focus({ preventScroll: true })
}

function show(turn) {
  log.appendChild(turn)
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  turn.scrollIntoView({ block: 'start', behavior: still ? 'auto' : 'smooth' })
}

export function showQuestion(text) {
  const turn = copy('turn-you')
  turn.querySelector('[data-kw-text]').textContent = text
  turn.setAttribute('data-kw-unanswered', '')
  log.appendChild(turn)
  turn.scrollIntoView({ block: 'nearest' })
  return turn
}

export function showReply(messages) {
  const turn = copy('turn-keepwell')
  const place = turn.querySelector('[data-kw-messages]')
  messages.forEach((message) => {
    const holder = document.createElement('template')
    holder.innerHTML = message.html
    place.appendChild(holder.content)
  })
  show(turn)
}

// A turn of ours that is gone with the next answer: `parts` are elements.
export function showForNow(parts) {
  const turn = copy('turn-keepwell')
  turn.setAttribute('data-kw-unanswered', '')
  turn.querySelector('[data-kw-messages]').append(...parts)
  show(turn)
  return turn
}
