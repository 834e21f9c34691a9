import type { BundledPackage } from './bundled-packages.ts'

/**
 * What must go with a bundle: the licence texts and notices of each package of which code is in it,
 * each text once under the packages that have it, and the comments that esbuild took out of the code.
 */
export function legalText(
  packages: readonly BundledPackage[],
  comments: readonly string[],
): string {
  const parts = packages.map((one) => ({
    title: `${one.name} ${one.version} (${one.license})`,
    text: one.texts.map((text) => text.replaceAll('\r\n', '\n').trim()).join('\n\n'),
  }))
  const byText = Map.groupBy(parts, ({ text }) => text)
  const sections = [...byText].map(
    ([text, of]) => `${of.map(({ title }) => title).join('\n')}\n\n${text}`,
  )
  const kept = [...new Set(comments.map((text) => text.trim()))].filter((text) => text !== '')
  return `${[head(packages.length), ...sections, ...kept.sort()].join(rule)}\n`
}

const head = (count: number) =>
  `This bundle has code of ${count} packages of others, under the licences below.`

const rule = `\n\n${'='.repeat(80)}\n\n`
