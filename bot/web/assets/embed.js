// A launcher and a frame for a hospital's own page: <script src=".../embed.js" data-unit="..." data-topic="..." async>
// KEEPWELL (its words) is put before it by the gateway. All of it stands in one element with a shadow of its own, and its
// style is set through the CSSOM, so that nothing of the page is touched and a strict Content-Security-Policy is kept.
(() => {
  'use strict'
  const script = document.currentScript
  const words = KEEPWELL.words
  const home = new URL(script.src)
  const asked = new URLSearchParams({ embed: '1' })
  for (const name of ['unit', 'topic', 'weeks', 'lang']) {
    const value = script.dataset[name] || home.searchParams.get(name)
    if (value) asked.set(name, value)
  }

  const STYLE = `
    :host { all: initial }
    button { font: 700 18px/1.3 arial, sans-serif; min-height: 44px; padding: 10px 18px; border: 2px solid transparent;
      border-radius: 24px; color: #fff; background: #005eb8; cursor: pointer }
    button:hover { background: #003087 }
    button:focus-visible { outline: 4px solid #212b32; outline-offset: 0; color: #212b32; background: #ffeb3b }
    .launch { position: fixed; z-index: 2147483646; inset-block-end: 16px; inset-inline-end: 16px; max-width: calc(100vw - 32px) }
    .panel { position: fixed; z-index: 2147483647; inset-block-end: 16px; inset-inline-end: 16px; box-sizing: border-box;
      display: flex; flex-direction: column; width: min(420px, calc(100vw - 32px)); height: min(700px, calc(100vh - 32px));
      border: 2px solid #003087; border-radius: 12px; overflow: hidden; background: #fff }
    .panel[hidden] { display: none }
    .panel button { border-radius: 0; background: #003087 }
    .panel button:focus-visible { outline-offset: -4px; background: #ffeb3b }
    iframe { flex: 1; width: 100%; min-height: 0; border: 0 }
    @media (max-width: 30rem), (max-height: 26rem) { .panel { inset: 0; width: 100%; height: 100%; border-radius: 0 } }
    @media print { :host { display: none } }
    @media (forced-colors: active) { button, .panel { border-color: ButtonText } }`

  function element(tag, attributes, text) {
    const made = document.createElement(tag)
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
    if (text) made.textContent = text
    return made
  }

  function start() {
    const host = element('div', { id: 'keep-well' })
    const shadow = host.attachShadow({ mode: 'open' })
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(STYLE)
    shadow.adoptedStyleSheets = [sheet]
    const launch = element('button', { type: 'button', class: 'launch', 'aria-expanded': 'false', 'aria-haspopup': 'dialog' }, words.launch)
    const panel = element('div', { class: 'panel', role: 'dialog', 'aria-label': words.panel, hidden: '' })
    const close = element('button', { type: 'button' }, words.close)
    panel.append(close)
    shadow.append(launch, panel)
    let frame

    function show(open) {
      if (open && !frame) {
        frame = element('iframe', { title: words.panel, src: `${home.origin}/?${asked}`, allow: 'clipboard-write' })
        panel.append(frame)
      }
      panel.hidden = !open
      launch.hidden = open
      launch.setAttribute('aria-expanded', String(open))
      if (open) close.focus()
      else launch.focus()
    }

    launch.addEventListener('click', () => show(true))
    close.addEventListener('click', () => show(false))
    panel.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') show(false)
    })
    window.addEventListener('message', (event) => {
      if (frame && event.source === frame.contentWindow && event.origin === home.origin && event.data === 'keepwell-close') show(false)
    })
    // First of all, so that it is reached early by keyboard.
    document.body.prepend(host)
  }

  if (document.body) start()
  else document.addEventListener('DOMContentLoaded', start)
})()
