// What this tab remembers: in sessionStorage, so that a reload keeps it and a new tab does not show it.
const NAME = 'keepwell'
const KEPT_MS = 24 * 60 * 60 * 1000
const MOST_KEPT = 500000

// sessionStorage may be switched off; then the conversation lasts until the page is left.
export function remember(conversation, html, draft) {
  try {
    const kept = html.length > MOST_KEPT ? '' : html
    sessionStorage.setItem(NAME, JSON.stringify({ conversation, at: Date.now(), html: kept, draft }))
  } catch (error) { /* kept nowhere */ }
}

export function forget() {
  try { sessionStorage.removeItem(NAME) } catch (error) { /* kept nowhere */ }
}

// {conversation, html, draft}, or null when there is nothing or it is too old.
export function recall() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(NAME))
    if (kept && Date.now() - kept.at < KEPT_MS) return kept
  } catch (error) { /* not ours */ }
  forget()
  return null
}
