// SPDX-License-Identifier: GPL-2.0
/* A step of the trace: __sock_create. */
#define FUNCTION "__sock_create"
#define PATTERN "net=%016lx, family=%d, type=%d, protocol=%d"
#define VALUES regs->di, (int)regs->si, (int)regs->dx, (int)regs->cx
#define RESULT "%d"
#define TYPE int
#include "step.h"
