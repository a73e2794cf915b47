// SPDX-License-Identifier: GPL-2.0
/* A step of the trace: inet_create. */
#define FUNCTION "inet_create"
#define PATTERN "net=%016lx, sock=%016lx, protocol=%d, kern=%d"
#define VALUES regs->di, regs->si, (int)regs->dx, (int)regs->cx
#define RESULT "%d"
#define TYPE int
#include "step.h"
