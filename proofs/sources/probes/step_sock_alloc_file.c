// SPDX-License-Identifier: GPL-2.0
/* A step of the trace: sock_alloc_file. */
#define FUNCTION "sock_alloc_file"
#define PATTERN "sock=%016lx, flags=%d"
#define VALUES regs->di, (int)regs->si
#define RESULT "%016lx"
#define TYPE unsigned long
#include "step.h"
