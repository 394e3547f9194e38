// The chat without page loads. Without this script the same forms work as plain forms.
import { CharacterCount } from 'nhsuk-frontend/dist/nhsuk/components/character-count/character-count.mjs'
import './page.js'
import { startFrame } from './parts/frame.js'
import * as log from './parts/log.js'
import { forget, recall, remember } from './parts/memory.js'
import { Request } from './parts/request.js'

const form = document.getElementById('form')
const box = document.getElementById('text')
const clear = document.getElementById('clear')
const save = document.getElementById('save')
const told = document.getElementById('words').dataset

const field = (name) => {
  const found = form.querySelector(`input[name="${name}"]`)
  return found ? found.value : undefined
}

let conversation = field('conversation')
let current = null

const keep = () => {
  if (!log.isEmpty() || box.value) remember(conversation, log.html(), box.value)
}

const page = {
  words: JSON.parse(told.kwWords),
  danger: JSON.parse(told.kwDangerWords),
  waiting: document.getElementById('waiting'),
  carried: { unit: field('unit'), lang: field('lang') },
  query: field('unit') ? `?unit=${encodeURIComponent(field('unit'))}` : '',
  conversation: () => conversation,

  answered(answer, request) {
    conversation = answer.conversation
    if (request.typed && box.value.trim() === request.fields.text.trim()) setText('')
    current = null
    keep()
  },

  // What was typed goes back to the box, before anything typed since.
  failed(request) {
    if (request.typed) setText(box.value ? `${request.fields.text}\n${box.value}` : request.fields.text)
    keep()
  },

  // "Try again now" sends what now stands in the box.
  retried(request) {
    const text = box.value.trim()
    if (!request.typed || !text || text === request.fields.text.trim()) return
    request.fields.text = box.value
    request.question.querySelector('[data-kw-text]').textContent = box.value
  }
}

function setText(text) {
  box.value = text
  box.dispatchEvent(new Event('input')) // the count follows
}

function showTools() {
  clear.hidden = false
  save.hidden = false
}

function send(fields, typed) {
  if (current) current.drop()
  showTools()
  if (typed) setText('')
  current = new Request(page, fields, typed)
  current.send()
}

document.addEventListener('submit', (event) => {
  const asked = event.target
  if (!asked.hasAttribute('data-kw-ask')) return
  event.preventDefault()
  if (current && current.busy && !current.failure) return
  const fields = {}
  new FormData(asked).forEach((value, name) => {
    if (name === 'text' || name === 'topic' || name === 'part') fields[name] = value
  })
  if (fields.text.trim()) send(fields, asked === form)
  else box.focus()
})

// When she changes the words of a message that could not be sent, it is no longer sent by itself.
box.addEventListener('input', (event) => {
  if (event.isTrusted && current && current.failure && current.typed && !current.retry.stopped) current.retry.stop()
})

clear.addEventListener('click', forget)
window.addEventListener('pagehide', () => {
  if (!document.documentElement.hidden && !leaving) keep()
})
let leaving = false
clear.addEventListener('click', () => { leaving = true })

const kept = log.isEmpty() ? recall() : null
if (kept) {
  conversation = kept.conversation
  if (kept.html) log.restore(kept.html)
  if (kept.draft) box.value = kept.draft
}
if (!log.isEmpty()) {
  showTools()
  keep()
}

startFrame()
document.body.classList.add('nhsuk-frontend-supported')
try {
  new CharacterCount(form.querySelector('[data-module="nhsuk-character-count"]')) // eslint-disable-line no-new
} catch (error) { /* an old browser: the limit stands below the box in words */ }
