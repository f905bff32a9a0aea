'use strict'

// Takes a processor and never gives it back.
for (;;);
