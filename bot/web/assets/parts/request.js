// One question on its way: sent, waited for, tried again, answered or given up.
import { dangerIn } from './danger.js'
import * as log from './log.js'
import { post } from './post.js'
import { Retry } from './retry.js'

const LONG_MS = 4000

export class Request {
  // `page`: {words, danger, waiting (element), conversation(), answered(answer, request), failed(request)}
  // `typed`: the text came from the box and goes back there when it could not be sent.
  constructor(page, fields, typed) {
    this.page = page
    this.fields = fields
    this.typed = typed
    this.question = log.showQuestion(fields.text)
    this.failure = null
    this.card = null
    this.busy = false
  }

  async send() {
    if (this.busy || this.dropped) return
    this.busy = true
    this.wait(true)
    const answer = await post({ ...this.fields, ...this.page.carried, conversation: this.page.conversation() })
    this.busy = false
    this.wait(false)
    if (this.dropped) return
    if (answer.cause) this.fail(answer)
    else this.finish(answer)
  }

  wait(on) {
    clearTimeout(this.long)
    const { waiting, words } = this.page
    if (!this.failure) log.setBusy(on)
    waiting.textContent = on && !this.failure ? words.script.waiting : ''
    if (on && !this.failure) {
      this.long = setTimeout(() => {
        waiting.textContent = words.script.waiting_long
        log.setBusy(false) // what is shown now must be heard
        this.showDanger()
      }, LONG_MS)
    }
  }

  // The page's own card, at once, when the words may tell of danger and nobody has read them yet.
  showDanger() {
    if (this.card) return
    const group = dangerIn(this.fields.text, this.page.danger)
    if (!group) return
    const card = log.cloneOf('danger')
    const link = card.querySelector('[data-kw-danger-link]')
    link.hidden = false
    link.firstElementChild.href = `/urgent/${group}${this.page.query}`
    link.firstElementChild.textContent = this.page.words.failure.danger_link.replace('{title}', this.page.danger[group].title)
    this.card = log.showForNow([card])
  }

  fail(failure) {
    if (!this.failure) {
      this.showDanger()
      this.showFailure()
      this.page.failed(this)
    }
    const words = this.page.words.failure
    const said = [failure.words || words[failure.cause], this.typed ? words.kept : ''].join(' ')
    const place = this.failure.querySelector('[data-kw-cause]')
    if (place.textContent !== said) place.textContent = said
    const stop = this.failure.querySelector('[data-kw-stop]')
    const goesOn = this.retry.next(failure)
    if (!goesOn && document.activeElement === stop) this.failure.querySelector('[data-kw-retry]').focus()
    stop.hidden = !goesOn
  }

  showFailure() {
    const part = log.cloneOf('failure')
    const line = part.querySelector('[data-kw-retry-words]')
    // Seconds that count down would be read out one by one: the line changes in silence.
    line.setAttribute('aria-live', 'off')
    this.retry = new Retry(() => this.send(), (words) => { line.textContent = words }, this.page.words.failure)
    part.querySelector('[data-kw-retry]').addEventListener('click', () => this.retryNow())
    part.querySelector('[data-kw-stop]').addEventListener('click', () => this.stop())
    this.failure = log.showForNow([part])
  }

  retryNow() {
    this.retry.stopped = false
    this.page.retried(this)
    this.retry.now()
  }

  stop() {
    this.retry.stop()
    this.failure.querySelector('[data-kw-retry]').focus()
    this.failure.querySelector('[data-kw-stop]').hidden = true
  }

  clearNotices() {
    for (const turn of [this.failure, this.card]) {
      if (!turn) continue
      log.takeFocusFrom(turn)
      turn.remove()
    }
    this.failure = this.card = null
  }

  finish(answer) {
    if (this.retry) this.retry.clear()
    this.clearNotices()
    this.question.removeAttribute('data-kw-unanswered')
    log.showReply(answer.messages)
    this.page.answered(answer, this)
  }

  // Another question takes its place.
  drop() {
    this.dropped = true
    if (this.retry) this.retry.clear()
    this.clearNotices()
    this.question.remove()
  }
}
