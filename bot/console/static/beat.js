// A pulse for the page. Browsers slow the timers of a page in the background down to one a
// minute, which is too late for somebody who waits; they leave those of a worker alone.
setInterval(() => postMessage("beat"), 500);
