import type { Report, Run, Start } from '../../src/programs/border/serve.ts'

/** What the judge is told to do. */
export type Order =
  | { readonly watch: { readonly mistake: string; readonly law: string; readonly seed: number } }
  | { readonly own: { readonly code: string; readonly seed: number; readonly border: BorderParts } }

/** The border as the page holds it: a script, and the engine that it starts. */
export type BorderParts = { readonly script: string; readonly engine: ArrayBuffer }

/** What the judge says: texts of markup, and sentences. */
export type Said =
  | { readonly watched: Watched }
  | { readonly progress: Progress }
  | { readonly judged: Judged }
  | { readonly refused: Refused }
export type Watched = {
  readonly status: string
  readonly sentence: string
  readonly witness: string
  readonly found: string
}
export type Progress = { readonly done: number; readonly of: number; readonly law: string }
export type Judged = { readonly sentence: string; readonly found: string }
/** Why code could not be judged, and where in it that shows, if that is known. */
export type Refused = { readonly sentence: string; readonly at?: Place }
export type Place = { readonly line: number; readonly column: number }

/** What the worker of the border is told: its engine first. */
export type BorderOrder = { readonly engine: ArrayBuffer } | Start | Run
export type BorderReport = Report<Start | Run>
