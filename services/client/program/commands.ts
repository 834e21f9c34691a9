import { asking } from './asking.ts'
import { conversations } from './conversations.ts'
import type { Entry } from './entry.ts'
import { proof } from './proof.ts'
import { settingUp } from './setting-up.ts'
import { signingIn } from './signing-in.ts'

/** All commands, in the order of the help. */
export const commands: readonly Entry[] = [
  ...asking,
  conversations,
  proof,
  ...signingIn,
  ...settingUp,
]
