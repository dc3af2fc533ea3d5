import type { Report } from '../trial/trial.ts'
import { annotationsReporter } from './annotations.ts'
import { issuesReporter } from './issues.ts'
import { linesReporter } from './lines.ts'
import { pageReporter } from './page/reporter.ts'

/** Our reports that are written into a file: by their names, where to unless told, and how. */
export const fileReports: Readonly<Record<string, FileReport>> = {
  html: { file: 'losslaws-report.html', into: pageReporter },
  issue: { file: 'losslaws-issues.md', into: issuesReporter },
  jsonl: { file: 'losslaws-outcomes.jsonl', into: linesReporter },
}
/** Those that are written where the run is told, by their names. */
export const spokenReports: Readonly<Record<string, Report>> = {
  'github-actions': annotationsReporter,
}
type FileReport = { readonly file: string; readonly into: (file: string) => Report }
