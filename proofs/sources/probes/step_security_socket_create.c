// SPDX-License-Identifier: GPL-2.0
/* A step of the trace: security_socket_create. */
#define FUNCTION "security_socket_create"
#define PATTERN "family=%d, type=%d, protocol=%d, kern=%d"
#define VALUES (int)regs->di, (int)regs->si, (int)regs->dx, (int)regs->cx
#define RESULT "%d"
#define TYPE int
#include "step.h"
