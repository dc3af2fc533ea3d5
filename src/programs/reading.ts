import { unpackedReply } from './base64.ts'
import { isBare, nameOf } from './handshake.ts'
import { shown } from '../contract/plain.ts'
import { messageFrom, type Message, type Reply } from '../contract/protocol.ts'

/**
 * What a line of a program is: the reply to the oldest request under way; a stray line beside the
 * replies; or a sign that it has lost count. The latter two in words that go on with "the call".
 */
export type Reading =
  | { readonly is: 'reply'; readonly reply: Reply | Overlong; readonly message: Message }
  | { readonly is: 'stray'; readonly how: string }
  | { readonly is: 'miscount'; readonly how: string }

/** A reply whose line was longer than may be, in words. */
export type Overlong = { readonly overlong: string }

/**
 * Reads a line of a program that did or did not agree on base64, where this seq has no reply yet
 * and that of the last reply is known.
 */
export const readingOf = (
  text: string,
  awaited: number | undefined,
  last: number | undefined,
  isPacked: boolean,
): Reading => {
  const message = messageFrom(text)
  const seq = message === undefined ? seqIn(text) : message['seq']
  if (awaited !== undefined && seq === awaited)
    return message === undefined ?
        { is: 'reply', reply: { fault: notJSON(text) }, message: {} }
      : { is: 'reply', ...unpackedReply(message, isPacked) }
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
/**
 * What a line is that was longer than so many bytes, of which both ends are kept: the reply to the
 * oldest request, which is skipped, or a sign that the program does not keep to replies.
 */
export const readingOfCut = (text: string, awaited: number | undefined, most: number): Reading =>
  awaited !== undefined && seqIn(text) === awaited ?
    {
      is: 'reply',
      reply: { overlong: `answers of more than ${most} bytes, which is the maxLine of losslaws` },
      message: {},
    }
  : {
      is: 'miscount',
      how: `wrote a line of more than ${most} bytes, in which ${awaited === undefined ? 'no seq was asked' : `seq ${awaited} is not seen`}: a reply is one line`,
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
