// Writes bot/web/static/build: the style from Sass, the scripts bundled by esbuild, and the pictures.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Resvg } from '@resvg/resvg-js'
import * as esbuild from 'esbuild'
import * as sass from 'sass'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const assets = join(root, 'bot/web/assets')
const output = join(root, 'bot/web/static/build')

rmSync(output, { recursive: true, force: true })
mkdirSync(output, { recursive: true })

// Each style of the folder is one of its own: the pages, what /share adds to them, and what it prints.
for (const name of readdirSync(assets).filter((name) => name.endsWith('.scss'))) {
  const { css } = sass.compile(join(assets, name), {
    style: 'compressed',
    loadPaths: [join(root, 'node_modules/nhsuk-frontend/dist')],
    quietDeps: true
  })
  // The pages may load nothing from elsewhere; an address that slips in with an update must not go unseen.
  const address = css.match(/url\((?!["']?data:)[^)]*\)|@import|Frutiger/)
  if (address) throw new Error(`${name} would load or name something that is not ours: ${address[0]}`)
  writeFileSync(join(output, name.replace('.scss', '.css')), css)
}

// Every script of the folder itself is one of a page's own; parts/ are the modules that they are made of.
await esbuild.build({
  entryPoints: readdirSync(assets).filter((name) => name.endsWith('.js')).map((name) => join(assets, name)),
  outdir: output,
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['chrome80', 'firefox78', 'safari14.1'],
  legalComments: 'none',
  logLevel: 'warning'
})

// Pictures that are seen elsewhere (a shared link, a home screen) have to be PNG. The letters in them are outlines.
copyFileSync(join(assets, 'icon.svg'), join(output, 'icon.svg'))
for (const [name, width] of [['icon', 180], ['share', 1200]]) {
  const picture = new Resvg(readFileSync(join(assets, `${name}.svg`), 'utf8'), { fitTo: { mode: 'width', value: width } })
  writeFileSync(join(output, `${name}.png`), picture.render().asPng())
}
