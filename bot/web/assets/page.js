// Every page: leave at once, copy links, print, votes, and what is kept for when there is no network.
import { startCopying } from './parts/copy.js'
import { startExit } from './parts/exit.js'
import { startFeedback } from './parts/feedback.js'
import { openNamedGroup, startPrinting, startReloading } from './parts/small.js'
import { keepOffline } from './parts/worker.js'

document.documentElement.classList.add('kw-js')
startExit()
startCopying()
startPrinting()
startReloading()
startFeedback()
openNamedGroup()
keepOffline()
