// The chat without page loads. Without this script the same forms work as plain forms.
(() => {
  'use strict'

  const TIMEOUT_MS = 10000
  const KEPT = 'keepwell'
  const KEPT_MS = 24 * 60 * 60 * 1000
  const MOST_KEPT = 500000

  const log = document.getElementById('log')
  const waiting = document.getElementById('waiting')
  const form = document.getElementById('form')
  const box = document.getElementById('text')
  const clear = document.getElementById('clear')
  if (!log || !waiting || !form || !box || !clear || !window.fetch || !window.AbortController) return

  let conversation = hidden('conversation')
  let busy = false

  function hidden(name) {
    const field = form.querySelector(`input[name="${name}"]`)
    return field ? field.value : undefined
  }

  // sessionStorage may be switched off; then the conversation lasts until the page is left.
  function keep() {
    try {
      const html = log.innerHTML
      sessionStorage.setItem(KEPT, JSON.stringify({
        conversation, at: Date.now(), html: html.length > MOST_KEPT ? '' : html
      }))
    } catch (error) { /* kept nowhere */ }
  }

  function forget() {
    try { sessionStorage.removeItem(KEPT) } catch (error) { /* kept nowhere */ }
  }

  // After a reload: what was said stands there again, and is not read out again.
  function restore() {
    if (log.children.length) return keep()
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEPT))
      if (!kept) return
      if (!(Date.now() - kept.at < KEPT_MS)) return forget()
      conversation = kept.conversation
      if (!kept.html) return
      log.setAttribute('aria-live', 'off')
      log.innerHTML = kept.html
      clear.hidden = false
      setTimeout(() => log.setAttribute('aria-live', 'polite'), 1000)
    } catch (error) { forget() }
  }

  function copy(template) {
    return document.getElementById(template).content.firstElementChild.cloneNode(true)
  }

  function show(turn) {
    log.appendChild(turn)
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches
    turn.scrollIntoView({ block: 'start', behavior: still ? 'auto' : 'smooth' })
  }

  function showQuestion(text) {
    const turn = copy('turn-you')
    turn.querySelector('[data-kw-text]').textContent = text
    log.appendChild(turn)
    turn.scrollIntoView({ block: 'nearest' })
    return turn
  }

  function showReply(messages) {
    const turn = copy('turn-keepwell')
    const place = turn.querySelector('[data-kw-messages]')
    messages.forEach((message) => {
      const holder = document.createElement('template')
      holder.innerHTML = message.html
      place.appendChild(holder.content)
    })
    show(turn)
  }

  function showFailure(question, fields, words, typed) {
    const turn = copy('offline')
    turn.setAttribute('data-kw-failure', '')
    if (words) {
      const paragraph = document.createElement('p')
      paragraph.textContent = words
      turn.querySelector('[data-kw-error]').replaceChildren(paragraph)
    }
    turn.querySelector('[data-kw-retry]').addEventListener('click', () => {
      if (busy) return
      const text = typed ? box.value : fields.text
      // The button that has the focus goes away, so the focus goes to the conversation and is not lost.
      log.tabIndex = -1
      log.focus({ preventScroll: true })
      question.remove()
      if (text.trim()) send(Object.assign({}, fields, { text }), typed)
    })
    show(turn)
  }

  function setBusy(on) {
    busy = on
    waiting.textContent = on ? 'Keep Well is looking...' : ''
    log.setAttribute('aria-busy', String(on))
  }

  async function post(fields) {
    const stop = new AbortController()
    const timer = setTimeout(() => stop.abort(), TIMEOUT_MS)
    try {
      const response = await fetch('/api/messages', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(Object.assign({ html: true, conversation, unit: hidden('unit') }, fields)),
        signal: stop.signal
      })
      const answer = await response.json()
      const whole = Array.isArray(answer.messages) && answer.messages.every((message) => typeof message.html === 'string')
      if (!response.ok || !whole) return { failed: true, words: response.ok ? '' : answer.message }
      return answer
    } catch (error) {
      return { failed: true }
    } finally {
      clearTimeout(timer)
    }
  }

  // `typed`: the text came from the box, so it goes back there when it could not be sent.
  async function send(fields, typed) {
    setBusy(true)
    clear.hidden = false
    log.querySelectorAll('[data-kw-failure]').forEach((failure) => failure.remove())
    const question = showQuestion(fields.text)
    if (typed) box.value = ''
    const answer = await post(fields)
    setBusy(false)
    if (answer.failed) {
      if (typed) box.value = box.value ? `${fields.text}\n${box.value}` : fields.text
      return showFailure(question, fields, answer.words, typed)
    }
    conversation = answer.conversation
    showReply(answer.messages)
    keep()
  }

  document.addEventListener('submit', (event) => {
    const asked = event.target
    if (!asked.hasAttribute('data-kw-ask')) return
    event.preventDefault()
    if (busy) return
    const fields = {}
    new FormData(asked).forEach((value, name) => {
      if (name === 'text' || name === 'topic' || name === 'part') fields[name] = value
    })
    if (fields.text.trim()) send(fields, asked === form)
    else box.focus()
  })

  clear.addEventListener('click', forget)
  restore()
})()
