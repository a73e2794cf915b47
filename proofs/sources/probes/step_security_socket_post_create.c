// SPDX-License-Identifier: GPL-2.0
/* A step of the trace: security_socket_post_create. */
#define FUNCTION "security_socket_post_create"
#define PATTERN "sock=%016lx, family=%d, type=%d, protocol=%d"
#define VALUES regs->di, (int)regs->si, (int)regs->dx, (int)regs->cx
#define RESULT "%d"
#define TYPE int
#include "step.h"
