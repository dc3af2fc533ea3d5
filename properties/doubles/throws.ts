throw new Error('no such library\nwith a second line')
