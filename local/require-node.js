// Plain JavaScript for any Node: says what is wrong before TypeScript is met.
// Node 24 comes with `npm ci` as an optional dependency, and `npm run …` finds it first.
import module from 'node:module'

const [major] = process.versions.node.split('.').map(Number)

if (major < 24) {
  process.stderr.write(
    `This needs Node 24 or newer, but runs on ${process.versions.node} (${process.execPath}).\n` +
      `Start it by its npm script (\`npm start\`, \`npm test\`), after \`npm ci\` without --omit=optional:\n` +
      `that brings Node 24 for Linux, macOS and Windows. On another platform (${process.platform}-${process.arch}),\n` +
      `install Node 24 from https://nodejs.org and try again.\n`,
  )
  process.exit(1)
}

// Compiled code is kept between runs, which takes a quarter off the start from the second run on.
module.enableCompileCache()

// As where it is deployed: to compile schemas takes a start longer than they are parsed with in hundreds of turns.
globalThis.__zod_globalConfig ??= { jitless: true }
