// Who to call, and the danger signs, stay on the phone for when there is no network.
export function keepOffline() {
  if (!('serviceWorker' in navigator)) return
  // After all else: on a slow line the page comes first.
  window.addEventListener('load', () => {
    setTimeout(() => navigator.serviceWorker.register('/sw.js').catch(() => {}), 1000)
  })
}
