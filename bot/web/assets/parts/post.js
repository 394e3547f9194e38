// One message to the server and its answer, or why there is none.
const TIMEOUT_MS = 10000
const BUSY = 429
const CLOSED = [502, 503, 504]

// {conversation, messages}, or {cause, again, seconds?, words?}: cause is a key of `failure.` in the catalogue; again
// says whether trying once more can help; seconds is when the server wants that; words are the server's own.
export async function post(fields) {
  if (navigator.onLine === false) return { cause: 'offline', again: true }
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), TIMEOUT_MS)
  try {
    const response = await fetch('/api/messages', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ html: true, ...fields }),
      signal: stop.signal
    })
    if (!response.ok) return refusal(response)
    const answer = await response.json()
    const whole = Array.isArray(answer.messages) && answer.messages.every((message) => typeof message.html === 'string')
    return whole ? answer : { cause: 'broken', again: true }
  } catch (error) {
    if (error.name === 'AbortError') return { cause: 'slow', again: true }
    if (error instanceof SyntaxError) return { cause: 'broken', again: true }
    return { cause: navigator.onLine === false ? 'offline' : 'unreachable', again: true }
  } finally {
    clearTimeout(timer)
  }
}

async function refusal(response) {
  const seconds = Number(response.headers.get('Retry-After')) || undefined
  if (response.status === BUSY) return { cause: 'busy', again: true, seconds }
  if (CLOSED.includes(response.status)) return { cause: 'closed', again: true, seconds }
  if (response.status >= 500) return { cause: 'broken', again: true }
  const body = await response.json().catch(() => ({}))
  return { cause: 'refused', again: false, words: body.message }
}
