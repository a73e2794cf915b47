// SPDX-License-Identifier: GPL-2.0
/* A step of the trace: tcp_close. */
#define FUNCTION "tcp_close"
#define PATTERN "sk=%016lx, timeout=%ld"
#define VALUES regs->di, regs->si
#include "step.h"
