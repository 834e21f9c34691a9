import { escapeUnseen } from '../strip-controls.ts'

/** JSON for a terminal as for a program: what a terminal might take for a command is escaped. */
export function jsonText(value: unknown, indent?: number): string {
  return escapeUnseen(JSON.stringify(value, undefined, indent))
}
