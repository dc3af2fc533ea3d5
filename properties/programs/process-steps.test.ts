import { describe, expect, it } from 'vitest'
import type { Request } from '../../src/programs/conversation.ts'
import { beginning, type Effect, type Event, type State } from '../../src/programs/process-state.ts'
import { step } from '../../src/programs/process-steps.ts'

const request = (seq: number): Request => ({ seq, operation: 'softmax', args: [], line: '' })
const requests = Array.from({ length: 9 }, (_, seq) => request(seq))
const asked = (...seqs: number[]): Event[] =>
  seqs.map((seq) => ({ is: 'asked', request: requests[seq] ?? request(seq) }))
const answered: Event = { is: 'answered', reply: { result: 'right' } }
const ended = (how = 'died', stderr = ''): Event => ({ is: 'ended', how, stderr })
const again: Event = { is: 'started', isSame: true }
const another: Event = { is: 'started', isSame: false }
const failed = (why: string): Event => ({ is: 'failed', why })
const closed: Event = { is: 'closed' }

const inWords = (effect: Effect): string =>
  effect.do === 'put' ? `put ${effect.request.seq}`
  : effect.do === 'settle' ? `${effect.request.seq} ${Object.values(effect.as).map(String).join()}`
  : effect.do

/** What is done after each of these events, and the state at the end. */
const walked = (events: readonly Event[], limits = { window: 3, restarts: 2 }) => {
  let state: State = beginning
  const done = events.map((event) => {
    const { state: next, effects } = step(state, event, limits)
    state = next
    return effects.map(inWords)
  })
  return { done, last: done.at(-1), state }
}

describe('a program that runs', () => {
  it('is sent as many requests as it takes, and the next with each reply', () => {
    expect(walked([...asked(0, 1, 2, 3), answered, answered])).toEqual({
      done: [['put 0'], ['put 1'], ['put 2'], [], ['0 right', 'put 3'], ['1 right']],
      last: ['1 right'],
      state: {
        is: 'running',
        waiting: [],
        underWay: [requests[2], requests[3]],
        restarts: 0,
      },
    })
  })
  it('is started again when it ends, and the request over which it ended is told', () => {
    const { done } = walked([...asked(0), ended('died', 'a\nb'), ...asked(1), again])
    expect(done).toEqual([
      ['put 0'],
      ['0 died\n  stderr    | a\n            | b', 'start'],
      [],
      ['put 1'],
    ])
  })
  it('does nothing about what cannot happen', () => {
    for (const event of [answered, again, failed('no')])
      expect(step(beginning, event, { window: 1, restarts: 1 })).toEqual({
        state: beginning,
        effects: [],
      })
  })
})

describe('a program that ended over several requests', () => {
  const three = [...asked(0, 1, 2), ended('died')]
  it('is started again, and sent them one by one', () => {
    const { done, state } = walked([...three, ...asked(3), again])
    expect(done.slice(3)).toEqual([['start'], [], ['put 0']])
    expect(state).toMatchObject({ underWay: [requests[0]], waiting: [requests[3]] })
  })
  it('is found to end over one of them, and the others get their replies', () => {
    const { done } = walked([...three, again, answered, ended('died again'), again, answered])
    expect(done.slice(4)).toEqual([
      ['put 0'],
      // The first is not cleared before another has proved to be the culprit.
      ['put 1'],
      ['1 died again', '0 right', 'start'],
      ['put 2'],
      ['2 right'],
    ])
  })
  it('is found to end over the first of them', () => {
    const { done } = walked([...three, again, ended('died again'), again, answered, answered])
    expect(done.slice(4)).toEqual([
      ['put 0'],
      ['0 died again', 'start'],
      ['put 1'],
      ['1 right', 'put 2'],
      ['2 right'],
    ])
  })
  it('is found to end over the last of them', () => {
    const { last, state } = walked([...three, again, answered, answered, ended('died again')])
    expect(last).toEqual(['2 died again', '0 right', 'start'])
    expect(state).toEqual({
      is: 'starting',
      how: 'died again',
      isSecond: false,
      waiting: [],
      // That it ended over the same request twice counts once.
      restarts: 1,
    })
  })
  it('may end over several of them', () => {
    const events = [...three, again, answered, ended('2nd'), again, ended('3rd'), again]
    const { done } = walked(events, { window: 3, restarts: 3 })
    expect(done.slice(5)).toEqual([
      ['put 1'],
      ['1 2nd', '0 right', 'start'],
      ['put 2'],
      ['2 3rd', 'start'],
      [],
    ])
  })
  it('is told of the first where it ends over none of them again', () => {
    const { last } = walked([...three, again, answered, answered, answered])
    expect(last).toEqual([
      '2 right',
      '0 died\n  and did not when all that was under way was asked again one by one',
    ])
  })
  it('is sent what waited once it has replied to all of them', () => {
    const { last } = walked([...three, again, ...asked(3, 4), answered, answered, answered])
    expect(last?.slice(2)).toEqual(['put 3', 'put 4'])
  })
  it('goes on where it ends between two of them', () => {
    const state = walked([...three, again]).state as Extract<State, { is: 'running' }>
    const limits = { window: 3, restarts: 2 }
    const left = step({ ...state, underWay: [] }, ended('left'), limits)
    expect(left.effects.map(inWords)).toEqual(['start'])
    const back = step(left.state, again, limits)
    expect(back.effects.map(inWords)).toEqual(['put 0'])
    expect(back.state).toMatchObject({ unreportedEnd: 'left' })
  })
})

describe('a program that ended while nothing was under way', () => {
  it('is started again, and the next request is told, and the one after it is sent', () => {
    const { done, state } = walked([ended('left'), again, ...asked(0, 1)])
    expect(done).toEqual([['start'], [], ['0 was not asked: the program left'], ['put 1']])
    expect(state).not.toHaveProperty('unreportedEnd')
  })
  it('is told to the first that was asked in between', () => {
    const { last } = walked([ended('left'), ...asked(0, 1), again])
    expect(last).toEqual(['0 was not asked: the program left', 'put 1'])
  })
})

describe('a program that is not started again', () => {
  const exhausted = 'was not asked: the program died, and had been started again 2 times'
  it('was started so often already', () => {
    const twice = [ended(), again, ended(), again]
    const { done } = walked([...twice, ...asked(0, 1, 2), ended(), ...asked(3)])
    expect(done.slice(4)).toEqual([
      // It ended idle before, which this request is told.
      ['0 was not asked: the program died'],
      ['put 1'],
      ['put 2'],
      [`1 ${exhausted}`, `2 ${exhausted}`],
      [`3 ${exhausted}`],
    ])
  })
  it('was so while its requests were sent again: a reply that was kept back is not given', () => {
    const limits = { window: 3, restarts: 1 }
    const events = [...asked(0, 1, 2, 3), ended(), again, ended(), again, answered, ended()]
    const { last, state } = walked(events, limits)
    const why = 'was not asked: the program died, and had been started again 1 times'
    expect(last).toEqual(['2 died', `3 ${why}`])
    expect(state).toEqual({ is: 'gone', why, underWay: [] })
  })
  it('failed to start twice', () => {
    const { done } = walked([...asked(0), ended(), ...asked(1), failed('no'), failed('never')])
    expect(done.slice(1)).toEqual([
      ['0 died', 'start'],
      [],
      ['start'],
      ['1 was not asked: the program could not be started again: never'],
    ])
  })
  it('says that it is another', () => {
    const { last, state } = walked([...asked(0), ended(), ...asked(1), another])
    const why = 'was not asked: the program said that it was another when it was started again'
    expect(last).toEqual(['stop', `1 ${why}`])
    expect(step(state, ended('was told to stop'), { window: 1, restarts: 1 })).toEqual({
      state,
      effects: [],
    })
  })
})

describe('a program from which nobody waits for an answer', () => {
  const abandoned: Event = { is: 'abandoned' }
  const why = 'was not asked: nobody waits for the answer'
  it('is sent no more, and may still reply to what is under way', () => {
    const { done } = walked([...asked(0, 1, 2, 3), abandoned, answered, ...asked(4)])
    expect(done.slice(4)).toEqual([[`3 ${why}`], ['0 right'], ['put 4']])
  })
  it('is sent nothing again where it ends over that', () => {
    const { done, state } = walked([...asked(0, 1), abandoned, ended(), ...asked(2), again])
    expect(done.slice(3)).toEqual([['0 died', '1 died', 'start'], [], ['put 2']])
    expect(state).toMatchObject({ restarts: 1 })
    expect(state).not.toHaveProperty('unreportedEnd')
  })
  it('is sent again what was asked since, of which none is blamed unless it ends over it', () => {
    const events = [...asked(0), abandoned, ...asked(1, 2), ended(), again, answered]
    const { done } = walked([...events, answered])
    expect(done.slice(4)).toEqual([
      ['0 died', 'start'],
      ['put 1'],
      ['1 right', 'put 2'],
      ['2 right'],
    ])
    expect(walked([...events, ended('died again')]).last).toEqual(['2 died again', 'start'])
  })
  it('is not sent the rest of what it ended over', () => {
    const over = [
      ...asked(0, 1, 2),
      ended(),
      again,
      answered,
      ended('died again'),
      abandoned,
      again,
    ]
    expect(walked(over).done.slice(5)).toEqual([
      ['put 1'],
      ['1 died again', '0 right', 'start'],
      [`2 ${why}`],
      [],
    ])
    const early = [...asked(0, 1, 2), ended(), again, answered, abandoned, answered]
    expect(walked(early).done.slice(5)).toEqual([['put 1'], [`0 ${why}`, `2 ${why}`], ['1 right']])
  })
  it('is gone, or asked nothing, and does nothing', () => {
    expect(walked([closed, abandoned, abandoned]).done).toEqual([['stop'], [], []])
    expect(walked([ended('left'), abandoned]).done).toEqual([['start'], []])
  })
})

describe('a program that is told to stop', () => {
  const why = 'was not asked: the program had been told to stop'
  it('may still reply to what is under way, and is sent nothing more', () => {
    const { done } = walked([...asked(0, 1, 2, 3), closed, answered, ...asked(4), ended('left')])
    expect(done.slice(4)).toEqual([
      ['stop', `3 ${why}`],
      ['0 right'],
      [`4 ${why}`],
      ['1 left', '2 left'],
    ])
  })
  it('is told once', () => {
    expect(walked([closed, closed]).done).toEqual([['stop'], []])
  })
  it('while it is being started again stops when it is there', () => {
    const { done } = walked([...asked(0), ended(), ...asked(1), closed, again, ended('left')])
    expect(done.slice(1)).toEqual([['0 died', 'start'], [], [`1 ${why}`], ['stop'], []])
  })
  it('while it is being started again may fail to start', () => {
    expect(walked([ended(), closed, failed('no')]).last).toEqual([])
  })
  it('while its requests are sent again gives no reply that was kept back', () => {
    const { done } = walked([...asked(0, 1, 2), ended(), again, answered, closed, answered])
    expect(done.slice(5)).toEqual([['put 1'], ['stop', `0 ${why}`, `2 ${why}`], ['1 right']])
  })
})
