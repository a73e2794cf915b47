// SPDX-License-Identifier: GPL-2.0
/* A step of the trace: __sys_socket. */
#define FUNCTION "__sys_socket"
#define PATTERN "family=%d, type=%d, protocol=%d"
#define VALUES (int)regs->di, (int)regs->si, (int)regs->dx
#define RESULT "%d"
#define TYPE int
#include "step.h"
