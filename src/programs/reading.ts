import { isBare, nameOf } from './handshake.ts'
import { shown } from '../contract/plain.ts'
import { messageFrom, replyFrom, type Message, type Reply } from '../contract/protocol.ts'

/**
 * What a line of a program is: the reply to the oldest request under way; a stray line beside the
 * replies; or a sign that it has lost count. The latter two in words that go on with "the call".
 */
export type Reading =
  | { readonly is: 'reply'; readonly reply: Reply; readonly message: Message }
  | { readonly is: 'stray'; readonly how: string }
  | { readonly is: 'miscount'; readonly how: string }

/** Reads a line, where this seq has no reply yet and that of the last reply is known. */
export const readingOf = (
  text: string,
  awaited: number | undefined,
  last: number | undefined,
): Reading => {
  const message = messageFrom(text)
  const seq = message === undefined ? seqIn(text) : message['seq']
  if (awaited !== undefined && seq === awaited)
    return message === undefined ?
        { is: 'reply', reply: { fault: notJSON(text) }, message: {} }
      : { is: 'reply', reply: replyFrom(message), message }
  if (seq !== undefined && seq === last)
    return {
      is: 'stray',
      how:
        'came to no answer of its own: the request before it was answered twice, '
        + `with ${shown(text)} at last`,
    }
  if (message !== undefined && fields.some((name) => name in message))
    return {
      is: 'miscount',
      how:
        `answered ${nameOf(seq)} where ${awaited === undefined ? 'nothing' : nameOf(awaited)} `
        + 'was asked: echo the seq of each request, in order',
    }
  return {
    is: 'stray',
    how: `came with ${shown(text)} on stdout, which is for replies alone: print to stderr instead`,
  }
}
/** What only a reply has. */
const fields = ['seq', 'result', 'error', 'skipped']

/** The seq in a line that is no JSON. */
const seqIn = (text: string): number | undefined => {
  const [, digits] = /"seq"\s*:\s*(\d+)/.exec(text) ?? []
  return digits === undefined ? undefined : Number(digits)
}
const notJSON = (text: string): string => {
  const remedy = isBare(text) ? 'write NaN and the infinities as strings' : 'one object a line'
  return `was answered with ${shown(text)}, which is not JSON: ${remedy}`
}
