// Writes bot/web/static/build: keepwell.css from Sass, and the scripts and icon as they are.
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as sass from 'sass'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const assets = join(root, 'bot/web/assets')
const output = join(root, 'bot/web/static/build')

mkdirSync(output, { recursive: true })

const { css } = sass.compile(join(assets, 'keepwell.scss'), {
  style: 'compressed',
  loadPaths: [join(root, 'node_modules/nhsuk-frontend/dist')],
  quietDeps: true
})
// The pages may load nothing from elsewhere; an address that slips in with an update must not go unseen.
const address = css.match(/url\((?!["']?data:)[^)]*\)|@import|Frutiger/)
if (address) throw new Error(`keepwell.css would load or name something that is not ours: ${address[0]}`)
writeFileSync(join(output, 'keepwell.css'), css)

for (const name of readdirSync(assets)) {
  if (['.js', '.svg'].includes(extname(name))) copyFileSync(join(assets, name), join(output, name))
}
