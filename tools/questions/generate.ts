import { writeFile } from 'node:fs/promises'
import { membersFile } from './generator/members-file.ts'

/** Writes what the lists of the kinds can say of a thing, as the SDK clients declare it: a part of `npm run catalogue`. */
await writeFile(new URL('../catalogue/data/members.json', import.meta.url), await membersFile())
