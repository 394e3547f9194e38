// Votes on answers, without leaving the page. Without this script the same forms open a page of thanks.
import { sayBeside } from './copy.js'

async function post(fields) {
  const response = await fetch('/api/feedback', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(fields)
  })
  if (!response.ok) throw new Error(String(response.status))
  return response.json()
}

// What she typed before this answer; goes along only when she ticks that it may.
function questionBefore(element) {
  let turn = element.closest('.kw-turn')
  while (turn && !turn.classList.contains('kw-turn--you')) turn = turn.previousElementSibling
  return turn ? turn.querySelector('[data-kw-text]').textContent : ''
}

function thank(form) {
  const thanks = form.querySelector('[data-kw-thanks]')
  thanks.tabIndex = -1
  // The button that has the focus goes, so the focus goes to the thanks, which are then read.
  if (form.contains(document.activeElement)) thanks.focus({ preventScroll: true })
  thanks.textContent = thanks.dataset.kwThanks
  form.querySelectorAll('button, fieldset, label, .kw-feedback__question').forEach((part) => part.remove())
}

async function vote(form, chosen) {
  const fields = Object.fromEntries(new FormData(form))
  const answer = await post({ ...fields, vote: chosen })
  thank(form)
  if (!answer.html) return
  const holder = document.createElement('template')
  holder.innerHTML = answer.html
  const reasons = holder.content.firstElementChild
  if (!questionBefore(form)) reasons.querySelector('[name="share"]').closest('label').remove()
  form.after(reasons)
}

async function explain(form) {
  const fields = Object.fromEntries(new FormData(form))
  if (fields.share) fields.message = questionBefore(form)
  await post(fields)
  thank(form)
}

export function startFeedback() {
  document.addEventListener('submit', async (event) => {
    const form = event.target
    const isVote = form.hasAttribute('data-kw-feedback')
    if (!isVote && !form.hasAttribute('data-kw-reasons')) return
    event.preventDefault()
    const button = event.submitter
    try {
      await (isVote ? vote(form, button.value) : explain(form))
    } catch (error) {
      sayBeside(button, document.body.dataset.kwFeedbackFailed)
    }
  })
}
