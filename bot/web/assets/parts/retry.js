// Trying again by itself, later each time, seen and stoppable.
const WAITS_S = [2, 4, 8, 16, 30, 60]

export class Retry {
  // `say(words)` shows the line; `words` is the section `failure` of the catalogue; `again()` tries.
  constructor(again, say, words) {
    this.again = again
    this.say = say
    this.words = words
    this.tries = 0
    this.timer = null
    this.online = () => this.now()
  }

  // After a failure. Returns whether there will be another try.
  next(failure) {
    this.clear()
    if (!failure.again || this.stopped || this.tries >= WAITS_S.length) {
      this.stop()
      return false
    }
    window.addEventListener('online', this.online)
    if (failure.cause === 'offline') {
      this.say(this.words.again_when_online)
      return true
    }
    let left = Math.max(WAITS_S[this.tries], failure.seconds || 0)
    this.tries += 1
    const tick = () => {
      if (left <= 0) return this.now()
      this.say(this.words.again_in.replace('{seconds}', left))
      left -= 1
      this.timer = setTimeout(tick, 1000)
    }
    tick()
    return true
  }

  now() {
    this.clear()
    this.say(this.words.again_now)
    this.again()
  }

  clear() {
    clearTimeout(this.timer)
    window.removeEventListener('online', this.online)
  }

  stop() {
    this.clear()
    this.stopped = true
    this.say(this.words.stopped)
  }
}
