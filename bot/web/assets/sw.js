// The service worker. KEEPWELL is put before it by the gateway: version, first, later, offline (addresses).
// It answers only when the network does not: nothing here is ever shown in place of a newer page.
const CACHE = `keepwell-${KEEPWELL.version}`

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(KEEPWELL.first)).then(() => self.skipWaiting()))
})

async function removeOthers() {
  const names = await caches.keys()
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)))
}

// One after the other, so that a slow line is left to the chat.
async function keepLater() {
  const cache = await caches.open(CACHE)
  for (const address of KEEPWELL.later) {
    await cache.add(address).catch(() => {})
  }
}

self.addEventListener('activate', (event) => {
  event.waitUntil(removeOthers().then(() => self.clients.claim()).then(keepLater))
})

const KEPT_PAGE = /^\/(?:call|urgent(?:\/[a-z_]+)?)$/

// A page seen with a unit's own numbers is kept with them.
async function keepAsSeen(request, response) {
  const url = new URL(request.url)
  if (response.ok && url.search && KEPT_PAGE.test(url.pathname)) {
    const cache = await caches.open(CACHE)
    await cache.put(request, response)
  }
}

async function page(request) {
  try {
    const response = await fetch(request)
    keepAsSeen(request, response.clone()).catch(() => {})
    return response
  } catch (error) {
    const kept = await caches.match(request) || await caches.match(request, { ignoreSearch: true })
    return kept || caches.match(KEEPWELL.offline)
  }
}

async function file(request) {
  return await caches.match(request) || fetch(request)
}

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  if (url.origin !== self.location.origin) return
  if (event.request.mode === 'navigate') event.respondWith(page(event.request))
  else if (url.pathname.startsWith('/static/')) event.respondWith(file(event.request))
})
